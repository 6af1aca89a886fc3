/** Times as a person types them on the command line. */
import { localTimeIn } from '../daemon/clock.ts';
import { UserError } from '../model/errors.ts';
import { DAY, type Instant } from '../model/time.ts';

const LOCAL = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$/;

/** The instant at which the clock of `zone` shows `local`; the first of two, the offset before a gap. */
export function instantOf(local: string, zone: string): Instant {
  const wall = Date.parse(`${local}Z`);
  const read = localTimeIn(zone);
  const offset = (instant: Instant): number => Date.parse(`${read(instant)}Z`) - instant;
  const [before, after] = [offset(wall - DAY), offset(wall + DAY)];
  const fits = [wall - before, wall - after].filter((instant) => instant + offset(instant) === wall);
  return fits.length === 0 ? wall - before : Math.min(...fits);
}

/** Whether there is such a day and such a time: Date.parse takes 31 February for 3 March. */
function isOnCalendar(local: string): boolean {
  const instant = Date.parse(`${local}Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(local);
}

/**
 * `2026-06-10`, `2026-06-10T08:30[:00]` on the clock of `zone`, or with `Z` or an offset behind it.
 * Throws a UserError that names `option`.
 */
export function parseTime(text: string, option: string, zone: string): Instant {
  if (LOCAL.test(text)) {
    const local = text.length === 10 ? `${text}T00:00:00` : text.replace(' ', 'T').padEnd(19, ':00');
    if (isOnCalendar(local)) return instantOf(local, zone);
  }
  const instant = /(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(instant)) return instant;
  throw new UserError(
    `${option} must be a time such as 2026-06-10T08:30 or 2026-06-10T06:30Z, not "${text}".`,
  );
}
