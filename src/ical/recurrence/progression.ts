import type { Frequency, RecurrenceRule } from '../rule.ts';
import { greatestCommonDivisor, modulo } from './integers.ts';
import { DAY_SECONDS, type WallSeconds } from './periods.ts';
import { rangeAt, type UnitRange } from './unit-ranges.ts';

/** More than 10,000 years of seconds: any longer interval leaves DTSTART alone just the same. */
const MAX_STEP_SECONDS = 400_000_000_000;

/** Every `interval`th unit from `first` on; units are counted from 1970-01-01T00:00:00. */
export interface Progression {
  /** Length of a unit in seconds. */
  readonly seconds: number;
  /** Units in a day. */
  readonly perDay: number;
  readonly first: number;
  readonly interval: number;
}

/**
 * The units a rule steps through. For dates, steps of up to a day touch every day, and whole days are
 * counted as days; only steps such as 36 hours remain in their own unit.
 */
export function progressionOf(rule: RecurrenceRule, start: WallSeconds, dateOnly: boolean): Progression {
  const seconds = unitSeconds(rule.frequency);
  const perDay = DAY_SECONDS / seconds;
  const interval = Math.min(rule.interval, Math.ceil(MAX_STEP_SECONDS / seconds));
  const first = Math.floor(start / seconds);
  if (dateOnly && (interval <= perDay || interval % perDay === 0)) {
    const days = Math.max(1, interval / perDay);
    return { seconds: DAY_SECONDS, perDay: 1, first: Math.floor(start / DAY_SECONDS), interval: days };
  }
  return { seconds, perDay, first, interval };
}

function unitSeconds(frequency: Frequency): number {
  if (frequency === 'SECONDLY') return 1;
  if (frequency === 'MINUTELY') return 60;
  return frequency === 'HOURLY' ? 3600 : DAY_SECONDS;
}

/** The first unit of the progression that is not before `unit`. */
export function alignUp({ first, interval }: Progression, unit: number): number {
  return unit <= first ? first : first + Math.ceil((unit - first) / interval) * interval;
}

/** How many units of the progression lie from `from` up to and without `to`. */
export function countBetween(units: Progression, from: number, to: number): number {
  const start = alignUp(units, from);
  return start >= to ? 0 : Math.ceil((to - start) / units.interval);
}

/** How many units of the progression lie in the ranges of `day` and before `end`. */
export function countInDay(
  units: Progression,
  ranges: readonly UnitRange[],
  day: number,
  end: number,
): number {
  const { perDay, interval } = units;
  const midnight = day * perDay;
  let count = 0;
  if (perDay / interval > ranges.length) {
    for (const { from, to } of ranges) {
      count += countBetween(units, midnight + from, Math.min(midnight + to, end));
    }
    return count;
  }
  const stop = Math.min(midnight + perDay, end);
  for (let unit = alignUp(units, midnight); unit < stop; unit += interval) {
    if (isAllowed(ranges, unit - midnight)) count++;
  }
  return count;
}

/** Whether `unit`, counted from midnight, lies in one of the ranges. */
export function isAllowed(ranges: readonly UnitRange[], unit: number): boolean {
  const range = ranges[rangeAt(ranges, unit)];
  return range !== undefined && range.from <= unit;
}

/**
 * Whether the progression ever enters one of the ranges on one of the weekdays. It comes back to the
 * same units of the week in steps of the greatest common divisor; when these miss all ranges (every
 * 24 hours from 06:00 on, but only at 5), it never will.
 */
export function meetsWeek(
  { first, interval, perDay }: Progression,
  weekdays: readonly number[],
  ranges: readonly UnitRange[],
): boolean {
  const step = greatestCommonDivisor(interval, 7 * perDay);
  return weekdays.some((weekday) => {
    // Day 0 is a Thursday, weekday 4.
    const midnight = (weekday - 4) * perDay;
    return ranges.some(({ from, to }) => modulo(first - midnight - from, step) < to - from);
  });
}
