import type { RecurrenceRule } from '../rule.ts';
import { DayFilter, lowestBit } from './day-filter.ts';
import { completeDayParts, type DayParts } from './day-parts.ts';
import { dateOfDay, dayNumber, LAST_DAY, startOfWeek, startOfWeekYear, weekYearOfDay } from './gregorian.ts';
import { greatestCommonDivisor } from './integers.ts';
import {
  type Budget,
  DAY_SECONDS,
  indexOf,
  type Period,
  type Periods,
  pickPositions,
  sizeOf,
  spend,
  type WallSeconds,
} from './periods.ts';
import type { TimeSet } from './time-set.ts';

/** Years, months or weeks, numbered without gaps. */
interface PeriodKind {
  /** The period that holds a day. */
  numberOf(day: number): number;
  /** The period from which INTERVAL counts when the rule starts on a day. */
  originOf(day: number): number;
  /** The days of a period which the rule chooses, ascending. */
  daysOf(number: number): number[];
  /** How many days each period has; null when that differs. */
  readonly daysEach: number | null;
  /** Steps to look at a period: about one for each month or week of it. */
  readonly cost: number;
  /** After so many periods (400 years) the calendar repeats, weekdays included. */
  readonly cycle: number;
}

/** YEARLY, MONTHLY and WEEKLY: each period gives some days, and each of these some times. */
export class CalendarPeriods implements Periods {
  readonly #kind: PeriodKind;
  readonly #origin: number;
  /** The period of DTSTART, counted in intervals from the origin. */
  readonly #first: number;
  readonly #last: number;
  readonly #interval: number;
  /** After so many of the rule's periods all is repeated: what was empty until then stays empty. */
  readonly #cycle: number;
  readonly #times: TimeSet;
  readonly #setPositions: readonly number[];
  readonly #budget: Budget;
  /** The period to look at next, counted in intervals from the origin. */
  #index: number;

  constructor(rule: RecurrenceRule, start: WallSeconds, times: TimeSet, budget: Budget) {
    const startDay = Math.floor(start / DAY_SECONDS);
    this.#kind = kindOf(rule, completeDayParts(rule, startDay));
    this.#origin = this.#kind.originOf(startDay);
    this.#interval = rule.interval;
    this.#first = Math.floor((this.#kind.numberOf(startDay) - this.#origin) / this.#interval);
    this.#index = this.#first;
    this.#last = this.#kind.numberOf(LAST_DAY);
    this.#cycle = this.#kind.cycle / greatestCommonDivisor(this.#kind.cycle, rule.interval);
    this.#times = times;
    this.#setPositions = rule.bySetPos;
    this.#budget = budget;
  }

  seek(time: WallSeconds): Period | null {
    this.#index = this.#indexAt(time);
    return this.next();
  }

  next(): Period | null {
    for (let tried = 0; tried <= this.#cycle; tried++) {
      if (!spend(this.#budget, this.#kind.cost)) return null;
      const period = this.#period(this.#index);
      this.#index++;
      if (period === null || sizeOf(period) > 0) return period;
    }
    return null;
  }

  countBefore(time: WallSeconds): number {
    const index = this.#indexAt(time);
    const period = this.#period(index);
    return this.#countPeriods(index) + (period === null ? 0 : indexOf(period, time));
  }

  #countPeriods(end: number): number {
    const { daysEach } = this.#kind;
    if (daysEach !== null && this.#setPositions.length === 0) {
      return (end - this.#first) * daysEach * this.#times.size;
    }
    let count = 0;
    for (let index = this.#first; index < end && spend(this.#budget, this.#kind.cost); index++) {
      const period = this.#period(index);
      count += period === null ? 0 : sizeOf(period);
    }
    return count;
  }

  /** null after the last year that can be written. */
  #period(index: number): Period | null {
    const number = this.#origin + index * this.#interval;
    if (number > this.#last) return null;
    const bases = this.#kind.daysOf(number).map((day) => day * DAY_SECONDS);
    const picks = pickPositions(this.#setPositions, bases.length * this.#times.size);
    return { bases, times: this.#times, picks };
  }

  #indexAt(time: WallSeconds): number {
    const number = this.#kind.numberOf(Math.floor(time / DAY_SECONDS));
    return Math.max(this.#first, Math.floor((number - this.#origin) / this.#interval));
  }
}

function kindOf(rule: RecurrenceRule, parts: DayParts): PeriodKind {
  if (rule.frequency === 'WEEKLY') return weeks(parts);
  if (rule.frequency === 'MONTHLY') return months(parts);
  return parts.byWeekNo.length > 0 ? numberedWeeks(parts) : years(parts);
}

function weeks(parts: DayParts): PeriodKind {
  const filter = new DayFilter(parts);
  const anchor = startOfWeek(0, parts.weekStart);
  const numberOf = (day: number) => Math.floor((day - anchor) / 7);
  const { byMonth, byMonthDay, byYearDay, byWeekNo } = parts;
  const whole = [byMonth, byMonthDay, byYearDay, byWeekNo].every((part) => part.length === 0);
  return {
    numberOf,
    originOf: numberOf,
    daysOf: (number) => matchingDays(filter, anchor + number * 7, 7),
    daysEach: whole ? parts.byDay.length : null,
    cost: 1,
    cycle: 20_871,
  };
}

function months(parts: DayParts): PeriodKind {
  const filter = new DayFilter(parts);
  const numberOf = (day: number) => {
    const { year, month } = dateOfDay(day);
    return year * 12 + month - 1;
  };
  return {
    numberOf,
    originOf: numberOf,
    daysOf: (number) => daysOfMonths(filter, Math.floor(number / 12), [(number % 12) + 1]),
    daysEach: null,
    cost: 1,
    cycle: 4800,
  };
}

function years(parts: DayParts): PeriodKind {
  const filter = new DayFilter(parts);
  const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].filter((month) => filter.allowsMonth(month));
  const numberOf = (day: number) => dateOfDay(day).year;
  return {
    numberOf,
    originOf: numberOf,
    daysOf: (year) => daysOfMonths(filter, year, months),
    daysEach: null,
    cost: months.length,
    cycle: 400,
  };
}

/**
 * Years of numbered weeks (BYWEEKNO). A day belongs to the year whose week it is in: Monday 2025-12-29
 * begins week 1 of 2026 and counts in that year's interval and BYSETPOS. INTERVAL counts from the
 * calendar year of DTSTART all the same, as every other implementation does.
 */
function numberedWeeks(parts: DayParts): PeriodKind {
  const filter = new DayFilter({ ...parts, byWeekNo: [] });
  return {
    numberOf: (day) => weekYearOfDay(day, parts.weekStart),
    originOf: (day) => dateOfDay(day).year,
    daysOf: (year) => {
      const first = startOfWeekYear(year, parts.weekStart);
      const count = (startOfWeekYear(year + 1, parts.weekStart) - first) / 7;
      return weekNumbers(parts.byWeekNo, count).flatMap((week) =>
        matchingDays(filter, first + (week - 1) * 7, 7),
      );
    },
    daysEach: null,
    cost: parts.byWeekNo.length,
    cycle: 400,
  };
}

/** The numbers of a year's weeks, counted from its end when negative; ascending. */
function weekNumbers(byWeekNo: readonly number[], count: number): number[] {
  const numbers = byWeekNo.map((week) => (week > 0 ? week : count + week + 1));
  const inside = numbers.filter((week) => week >= 1 && week <= count);
  return [...new Set(inside)].sort((a, b) => a - b);
}

function matchingDays(filter: DayFilter, first: number, count: number): number[] {
  const days: number[] = [];
  for (let day = first; day < first + count; day++) {
    if (filter.matches(day)) days.push(day);
  }
  return days;
}

function daysOfMonths(filter: DayFilter, year: number, months: readonly number[]): number[] {
  const days: number[] = [];
  for (const month of months) {
    const first = dayNumber(year, month, 1);
    for (let bits = filter.month(year, month); bits !== 0; bits &= bits - 1) {
      days.push(first + lowestBit(bits));
    }
  }
  return days;
}
