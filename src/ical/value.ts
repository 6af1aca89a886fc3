/** The values that say when something is: DATE, DATE-TIME, DURATION, PERIOD (RFC 5545 section 3.3). */
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../model/time.ts';
import type { WallTime } from './rule.ts';
import { toInstant, UTC, type Zone } from './zone.ts';

/** A DATE, or a DATE-TIME with the zone in which it is to be read. */
export interface DateValue {
  readonly date: boolean;
  /** Midnight for a DATE. */
  readonly wall: WallTime;
  /** The display zone for a DATE and for a floating time. */
  readonly zone: Zone;
  readonly floating: boolean;
}

/** A duration: days are days of the calendar, the rest is exact (section 3.3.6). */
export interface Duration {
  readonly days: number;
  readonly milliseconds: number;
}

/** How far a time may lie: the four digits of a year, less what any offset needs. */
export const LAST_WALL = Date.UTC(9999, 11, 30);

/**
 * Reads `20260611` or `20260611T100000Z`; also without the seconds. `zone` is that of the TZID
 * parameter, null when there is none; `dateOnly`: VALUE=DATE says that a time is none.
 * Returns null for anything else.
 */
export function parseDateValue(
  text: string,
  zone: Zone | null,
  displayZone: Zone,
  dateOnly = false,
): DateValue | null {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?$/i.exec(text.trim());
  if (match === null) return null;
  const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  if (day === null) return null;
  if (match[4] === undefined || dateOnly) return dateValue(day, displayZone);
  const time = timeOf(Number(match[4]), Number(match[5]), Number(match[6] ?? 0));
  if (time === null) return null;
  const wall = Math.min(day + time, LAST_WALL);
  if (match[7] !== undefined) return { date: false, wall, zone: UTC, floating: false };
  return { date: false, wall, zone: zone ?? displayZone, floating: zone === null };
}

export function dateValue(midnight: WallTime, displayZone: Zone): DateValue {
  return { date: true, wall: midnight, zone: displayZone, floating: true };
}

/** Midnight of a date; null for one that no calendar has. */
function dayOf(year: number, month: number, day: number): WallTime | null {
  if (year < 1) return null;
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; setUTCFullYear does not.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return Math.min(date.getTime(), LAST_WALL);
}

/** 24:00:00 is the end of the day, as some programs write it; second 60 is read as 59 (3.3.12). */
function timeOf(hour: number, minute: number, second: number): number | null {
  const midnight = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !midnight) || minute > 59 || second > 60) return null;
  return hour * HOUR + minute * MINUTE + Math.min(second, 59) * SECOND;
}

const DURATION = /^([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;

/** Longest duration that is read, in days; nothing on a wall lasts a century. */
const MAX_DAYS = 36_525;

/** Reads `PT1H30M`, `P2D`, `-P1W`; null for anything else. */
export function parseDuration(text: string): Duration | null {
  const match = DURATION.exec(text.trim());
  if (match === null || !/\d/.test(text)) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .map((part) => Number(part ?? 0));
  const sign = match[1] === '-' ? -1 : 1;
  const exact = hours * HOUR + minutes * MINUTE + seconds * SECOND;
  return {
    days: sign * Math.min(weeks * 7 + days, MAX_DAYS),
    milliseconds: sign * Math.min(exact, MAX_DAYS * DAY),
  };
}

export function instantOf(value: DateValue): Instant {
  return toInstant(value.zone, value.wall);
}

/** Days first, on the calendar of the zone, then the exact rest. */
export function addDuration(start: WallTime, zone: Zone, duration: Duration): Instant {
  return toInstant(zone, start + duration.days * DAY) + duration.milliseconds;
}

/** Midnight of the day of a wall clock reading. */
export function midnightOf(wall: WallTime): WallTime {
  return Math.floor(wall / DAY) * DAY;
}
