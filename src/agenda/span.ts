import type { Occurrence, TimedOccurrence } from '../model/occurrence.ts';
import { addDays, dateOf, daysBetween, type LocalDate } from '../model/time.ts';

/** The local dates an occurrence touches, both included. */
export interface Span {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/**
 * Ends are exclusive, so one at midnight does not touch that day. An occurrence without length
 * touches the day of its start, also at midnight.
 */
export function spanOf(occurrence: Occurrence): Span {
  if (occurrence.allDay) return { first: occurrence.start, last: addDays(occurrence.end, -1) };
  const first = dateOf(occurrence.start.local);
  const last = dateOf(occurrence.end.local);
  // Where the clock is put back across midnight, an end can read earlier than its start.
  if (last <= first) return { first, last: first };
  return { first, last: endsAsDayBegins(occurrence) ? addDays(last, -1) : last };
}

/** From this hour on until 23:00 no zone changes its clock in our time. */
const QUIET_FROM = 'T04:00:00';

/**
 * A day begins at 00:00, but at 01:00 where the clock goes forward at midnight (Chile, Cuba, Egypt,
 * Lebanon). There the clock moved between start and end by just what the end reads; a start late
 * enough on the eve rules out that it moved at another hour.
 */
function endsAsDayBegins({ start, end }: TimedOccurrence): boolean {
  const time = end.local.slice(10);
  if (time === 'T00:00:00') return true;
  if (time >= QUIET_FROM || start.local.slice(10) < QUIET_FROM) return false;
  if (daysBetween(dateOf(start.local), dateOf(end.local)) !== 1) return false;
  const read = Date.parse(`${end.local}Z`) - Date.parse(`${start.local}Z`);
  const forward = read - (end.instant - start.instant);
  return forward === Date.parse(`1970-01-01${time}Z`);
}
