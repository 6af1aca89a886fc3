/**
 * Time zones and languages, as far as this Node.js knows them. The usual answers come without the
 * formatters of Intl, the first of which maps 8 MB of ICU's tables into a process that is to be small.
 */

/** Languages every Node.js has data for, with or without a region. */
const USUAL_LOCALE = /^(?:en|de|fr|es|it|nl|pt|sv|pl|ja|zh|ar|he)(?:-[A-Z]{2})?$/;

/** Where clocks have 12 hours, and languages whose clocks have 24 wherever they are spoken (CLDR 48). */
const TWELVE = /^en(?:-(?:US|CA|AU|NZ|IN))?$/;
const TWENTY_FOUR =
  /^(?:en-(?:GB|IE)|(?:de|it|nl|pl|sv|ja|he)|de-(?:DE|AT|CH)|fr(?:-(?:FR|BE|CH|CA))?|es(?:-ES)?|it-(?:IT|CH)|nl-(?:NL|BE)|pt(?:-(?:PT|BR))?|sv-(?:SE|FI)|pl-PL|ja-JP|he-IL|zh-CN)$/;

/** Offsets such as `+02:00` are no zones: they know nothing of summer time. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  if (zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone)) return true;
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
  if (USUAL_LOCALE.test(locale)) return true;
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
  if (TWELVE.test(locale)) return '12';
  if (TWENTY_FOUR.test(locale)) return '24';
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  return hour12 === true ? '12' : '24';
}

/** The zone of the system: TZ, else what /etc/localtime leads to, else what ICU makes of it. */
export function systemZone(tz: string | undefined, localtimeTarget: string | null): string {
  const named = tz || localtimeTarget?.split('/zoneinfo/')[1];
  if (named !== undefined && isZone(named)) return named;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return isZone(timeZone) ? timeZone : 'UTC';
}
