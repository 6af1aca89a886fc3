/** Time zones and languages, as far as this Node.js knows them. */

/** Offsets such as `+02:00` are no zones: they know nothing of summer time. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A well-formed BCP 47 tag whose language has data here. */
export function isLocale(locale: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([locale]).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The tag that a POSIX locale such as `de_DE.UTF-8@euro` names; null for `C`, `POSIX` and unknown ones. */
export function localeFromPosix(posix: string): string | null {
  const tag = posix.replace(/[.@].*$/, '').replaceAll('_', '-');
  if (tag === '' || tag === 'C' || tag === 'POSIX') return null;
  return isLocale(tag) ? tag : null;
}

/** How the locale counts the hours of a day. */
export function hourCycleOf(locale: string): '12' | '24' {
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  return hour12 === true ? '12' : '24';
}
