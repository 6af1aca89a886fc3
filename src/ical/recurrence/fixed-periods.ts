import type { RecurrenceRule } from '../rule.ts';
import { DayFilter } from './day-filter.ts';
import { completeDayParts } from './day-parts.ts';
import { LAST_DAY } from './gregorian.ts';
import { modulo } from './integers.ts';
import {
  type Budget,
  DAY_SECONDS,
  indexOf,
  type Period,
  type Periods,
  pickPositions,
  spend,
  type WallSeconds,
} from './periods.ts';
import {
  alignUp,
  countBetween,
  countInDay,
  isAllowed,
  meetsWeek,
  type Progression,
  progressionOf,
} from './progression.ts';
import type { TimeSet } from './time-set.ts';
import { allowedUnits, type ClockLimit, rangeAt, type UnitRange } from './unit-ranges.ts';

const EVERY_WEEKDAY = [1, 2, 3, 4, 5, 6, 7];

/** How many of hour, minute and second limit the periods of a frequency; the others expand them. */
const LIMITING_LEVELS = { DAILY: 0, HOURLY: 1, MINUTELY: 2, SECONDLY: 3 };
type FixedFrequency = keyof typeof LIMITING_LEVELS;

/**
 * DAILY, HOURLY, MINUTELY and SECONDLY: periods of equal length (units), an arithmetic progression
 * from the one that holds DTSTART on. All parts from the unit upwards limit it; those below give the
 * same times in each period.
 *
 * Nothing is walked through that can be jumped over: from an hour that is not allowed to the next
 * allowed one, from a day to the next matching day, and each time up to the next of the progression.
 */
export class FixedPeriods implements Periods {
  readonly #units: Progression;
  readonly #days: DayFilter;
  /** The units of a day which the clock's parts allow. */
  readonly #ranges: readonly UnitRange[];
  readonly #times: TimeSet;
  readonly #picks: readonly number[] | null;
  readonly #perPeriod: number;
  readonly #possible: boolean;
  readonly #dateOnly: boolean;
  readonly #budget: Budget;
  #position: number;

  constructor(rule: RecurrenceRule, start: WallSeconds, times: TimeSet, dateOnly: boolean, budget: Budget) {
    const parts = completeDayParts(rule, Math.floor(start / DAY_SECONDS));
    this.#units = progressionOf(rule, start, dateOnly);
    this.#days = new DayFilter(parts);
    this.#ranges = dateOnly ? [{ from: 0, to: this.#units.perDay }] : allowedUnits(clockLimits(rule));
    this.#times = times;
    this.#picks = pickPositions(rule.bySetPos, times.size);
    this.#perPeriod = this.#picks?.length ?? times.size;
    this.#dateOnly = dateOnly;
    this.#budget = budget;
    this.#position = this.#units.first;
    const weekdays = parts.byDay.length > 0 ? parts.byDay.map(({ weekday }) => weekday) : EVERY_WEEKDAY;
    this.#possible = this.#perPeriod > 0 && meetsWeek(this.#units, weekdays, this.#ranges);
  }

  seek(time: WallSeconds): Period | null {
    this.#position = Math.floor(time / this.#units.seconds);
    return this.next();
  }

  next(): Period | null {
    const unit = this.#possible ? this.#find(this.#position) : null;
    if (unit === null) return null;
    this.#position = unit + 1;
    return this.#period(unit);
  }

  countBefore(time: WallSeconds): number {
    if (!this.#possible) return 0;
    const unit = Math.floor(time / this.#units.seconds);
    const whole = this.#countUnits(unit) * this.#perPeriod;
    return this.#allows(unit) ? whole + indexOf(this.#period(unit), time) : whole;
  }

  #period(unit: number): Period {
    const { seconds, perDay } = this.#units;
    const base = this.#dateOnly ? Math.floor(unit / perDay) * DAY_SECONDS : unit * seconds;
    return { bases: [base], times: this.#times, picks: this.#picks };
  }

  /** The first allowed unit of the progression from `from` on. */
  #find(from: number): number | null {
    const { perDay } = this.#units;
    for (let unit = alignUp(this.#units, from); spend(this.#budget); ) {
      const day = Math.floor(unit / perDay);
      if (day > LAST_DAY) return null;
      const matching = this.#days.next(day, this.#budget);
      if (matching === null) return null;
      const inDay = matching > day ? 0 : unit - day * perDay;
      const allowed = this.#ranges[rangeAt(this.#ranges, inDay)];
      const earliest =
        allowed === undefined ? (matching + 1) * perDay : matching * perDay + Math.max(allowed.from, inDay);
      if (earliest === unit) return unit;
      unit = alignUp(this.#units, earliest);
    }
    return null;
  }

  #allows(unit: number): boolean {
    const { first, perDay } = this.#units;
    if (unit < first || alignUp(this.#units, unit) !== unit) return false;
    const day = Math.floor(unit / perDay);
    return this.#days.matches(day) && isAllowed(this.#ranges, unit - day * perDay);
  }

  /** How many allowed units of the progression lie before `end`. */
  #countUnits(end: number): number {
    const { first, perDay, interval } = this.#units;
    const startDay = Math.floor(first / perDay);
    const endDay = Math.floor(end / perDay);
    if (end <= first) return 0;
    if (this.#days.all && isWhole(this.#ranges, perDay)) return countBetween(this.#units, first, end);
    const within = (day: number) =>
      this.#days.matches(day) ? countInDay(this.#units, this.#ranges, day, end) : 0;
    if (startDay === endDay) return within(startDay);
    const between =
      perDay % interval === 0
        ? this.#days.count(startDay + 1, endDay, this.#budget) *
          countInDay(this.#units, this.#ranges, startDay + 1, Number.POSITIVE_INFINITY)
        : this.#countDays(startDay + 1, endDay);
    return within(startDay) + between + within(endDay);
  }

  /** The units of whole days one by one; days that the progression enters alike are counted once. */
  #countDays(from: number, to: number): number {
    const { first, perDay, interval } = this.#units;
    const known = new Map<number, number>();
    let count = 0;
    for (let day = this.#days.next(from, this.#budget); day !== null && day < to; ) {
      const phase = modulo(first - day * perDay, interval);
      let units = known.get(phase);
      if (units === undefined) {
        const cost = Math.min(this.#ranges.length, Math.ceil(perDay / interval));
        if (!spend(this.#budget, cost)) return count;
        units = countInDay(this.#units, this.#ranges, day, Number.POSITIVE_INFINITY);
        known.set(phase, units);
      }
      count += units;
      day = spend(this.#budget) ? this.#days.next(day + 1, this.#budget) : null;
    }
    return count;
  }
}

function clockLimits({ frequency, byHour, byMinute, bySecond }: RecurrenceRule): ClockLimit[] {
  const limits = [
    { size: 24, values: byHour },
    { size: 60, values: byMinute },
    { size: 60, values: bySecond },
  ];
  return limits.slice(0, LIMITING_LEVELS[frequency as FixedFrequency]);
}

function isWhole(ranges: readonly UnitRange[], perDay: number): boolean {
  return ranges[0]?.from === 0 && ranges[0].to === perDay;
}
