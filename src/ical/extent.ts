/** How long an event is. */
import { DAY, type Instant } from '../model/time.ts';
import type { WallTime } from './rule.ts';
import { addDuration, type DateValue, type Duration, instantOf, midnightOf } from './value.ts';
import type { Zone } from './zone.ts';

/**
 * To an end: the same exact length for all members of a series; for a duration: days on the calendar,
 * the rest exact (RFC 5545 section 3.8.5.3); or whole days.
 */
export type Extent =
  | { readonly kind: 'exact'; readonly milliseconds: number }
  | { readonly kind: 'nominal'; readonly duration: Duration }
  | { readonly kind: 'days'; readonly days: number };

/** From a start to an end; an end that is not after the start leaves the shortest extent there is. */
export function extentBetween(start: DateValue, end: DateValue): Extent {
  if (start.date) {
    return { kind: 'days', days: Math.max(1, (midnightOf(end.wall) - start.wall) / DAY) };
  }
  const instant = end.date ? instantOf({ ...start, wall: end.wall }) : instantOf(end);
  return { kind: 'exact', milliseconds: Math.max(0, instant - instantOf(start)) };
}

/** Without DTEND: the duration, or one day for a DATE and no time for the rest (section 3.6.1). */
export function extentOfDuration(start: DateValue, duration: Duration | null): Extent {
  if (!start.date) {
    return duration === null ? { kind: 'exact', milliseconds: 0 } : { kind: 'nominal', duration };
  }
  return { kind: 'days', days: duration === null ? 1 : wholeDays({ kind: 'nominal', duration }) };
}

/** When something timed that starts at that wall time ends; never before it starts. */
export function endOf(start: WallTime, instant: Instant, zone: Zone, extent: Extent): Instant {
  if (extent.kind === 'exact') return instant + extent.milliseconds;
  const duration = extent.kind === 'days' ? { days: extent.days, milliseconds: 0 } : extent.duration;
  return Math.max(instant, addDuration(start, zone, duration));
}

/** The longest it can be, in milliseconds; a day more than its days for changes of offset. */
export function longest(extent: Extent): number {
  if (extent.kind === 'exact') return extent.milliseconds;
  if (extent.kind === 'days') return (extent.days + 1) * DAY;
  return Math.max(0, (extent.duration.days + 1) * DAY + extent.duration.milliseconds);
}

/** Of an all-day event: at least one. */
export function wholeDays(extent: Extent): number {
  if (extent.kind === 'days') return extent.days;
  const exact = extent.kind === 'exact' ? extent.milliseconds : extent.duration.milliseconds;
  const days = extent.kind === 'exact' ? 0 : extent.duration.days;
  return Math.max(1, days + Math.ceil(exact / DAY));
}
