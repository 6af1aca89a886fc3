/**
 * Time as daywall speaks of it: instants, local wall clock, calendar dates.
 *
 * Everything is a plain number or an ISO 8601 string, so that it crosses a pipe, a file and a
 * comparison unchanged; strings of one kind order as the times they name.
 */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A calendar date without zone, `YYYY-MM-DD`. */
export type LocalDate = string;

/** A wall clock reading without zone, `YYYY-MM-DDTHH:MM:SS`. */
export type LocalDateTime = string;

/** One point in time, both as an instant and as the clock on the wall reads it (display zone). */
export interface Moment {
  readonly instant: Instant;
  readonly local: LocalDateTime;
}

/** Half-open: `from` belongs to it, `to` does not. */
export interface Range {
  readonly from: Instant;
  readonly to: Instant;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The date part of a local date-time. */
export function dateOf(local: LocalDateTime): LocalDate {
  return local.slice(0, 10);
}

/** Hours and minutes of a local date-time, `HH:MM`. */
export function timeOf(local: LocalDateTime): string {
  return local.slice(11, 16);
}

/** The date `days` calendar days later (negative: earlier). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Whole calendar days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / DAY);
}
