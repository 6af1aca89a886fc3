import type { WeekdayPart } from '../rule.ts';
import type { DayParts } from './day-parts.ts';
import {
  dateOfDay,
  dayNumber,
  daysInMonth,
  daysInYear,
  startOfWeek,
  startOfWeekYear,
  weekdayOfDay,
  weekYearOfDay,
} from './gregorian.ts';
import { modulo } from './integers.ts';
import { type Budget, spend } from './periods.ts';

/** After 400 years the calendar repeats, weekdays included: what did not match by then never does. */
const CYCLE_MONTHS = 4800;

/** Every seventh day of a month, from the first on. */
const EVERY_SEVENTH = 0b10000001000000100000010000001;

/**
 * Days that satisfy every part at once.
 *
 * That is the table of RFC 5545 3.3.10 for all frequencies: where it expands by several parts, each
 * of them narrows what the others give. Works by months: a month is 31 bits, one for each day.
 */
export class DayFilter {
  /** Every day matches. */
  readonly all: boolean;
  readonly #parts: DayParts;
  /** For each weekday with which a month may begin: the days which `byDay` allows by weekday alone. */
  readonly #weekdayBits: readonly number[];
  readonly #ordinals: readonly WeekdayPart[];
  #first = 0;
  #length = 0;
  #bits = 0;

  constructor(parts: DayParts) {
    this.#parts = parts;
    this.#ordinals = parts.byDay.filter(({ ordinal }) => ordinal !== 0);
    this.#weekdayBits = [1, 2, 3, 4, 5, 6, 7].map((first) => weekdayBits(parts.byDay, first));
    const { byMonth, byMonthDay, byYearDay, byDay, byWeekNo } = parts;
    this.all = [byMonth, byMonthDay, byYearDay, byDay, byWeekNo].every((part) => part.length === 0);
  }

  matches(day: number): boolean {
    if (this.all) return true;
    if (day < this.#first || day >= this.#first + this.#length) this.#enter(day);
    return (this.#bits & (1 << (day - this.#first))) !== 0;
  }

  /** The first matching day from `day` on; null when there is none or the budget is spent. */
  next(day: number, budget: Budget): number | null {
    if (this.all || this.matches(day)) return day;
    const later = this.#bits & (-2 << (day - this.#first));
    if (later !== 0) return this.#first + lowestBit(later);
    let { year, month } = dateOfDay(this.#first);
    for (let months = 0; months <= CYCLE_MONTHS; months++) {
      year += month === 12 ? 1 : 0;
      month = month === 12 ? 1 : month + 1;
      if (!this.allowsMonth(month)) continue;
      if (!spend(budget)) return null;
      const bits = this.month(year, month);
      if (bits !== 0) return dayNumber(year, month, 1) + lowestBit(bits);
    }
    return null;
  }

  /** How many matching days there are from `from` up to and without `to`. */
  count(from: number, to: number, budget: Budget): number {
    if (this.all) return Math.max(0, to - from);
    let found = 0;
    for (let day = from; day < to; ) {
      if (!spend(budget)) return found;
      this.#enter(day);
      const end = Math.min(to, this.#first + this.#length);
      const upTo = bitsBelow(end - this.#first) & ~bitsBelow(day - this.#first);
      found += countBits(this.#bits & upTo);
      day = end;
    }
    return found;
  }

  allowsMonth(month: number): boolean {
    return this.#parts.byMonth.length === 0 || this.#parts.byMonth.includes(month);
  }

  /** The matching days of a month: bit 0 for the first. */
  month(year: number, month: number): number {
    if (!this.allowsMonth(month)) return 0;
    const { byMonthDay, byYearDay, byDay, byWeekNo } = this.#parts;
    const length = daysInMonth(year, month);
    let bits = bitsBelow(length);
    if (byMonthDay.length > 0) bits &= monthDayBits(byMonthDay, length);
    if (byDay.length > 0 || byYearDay.length > 0 || byWeekNo.length > 0) {
      const first = dayNumber(year, month, 1);
      if (byDay.length > 0) bits &= this.#byDayBits(year, first, length);
      if (byYearDay.length > 0) bits &= yearDayBits(byYearDay, year, first, length);
      if (byWeekNo.length > 0) bits &= this.#weekNoBits(first, length);
    }
    return bits;
  }

  #enter(day: number): void {
    const date = dateOfDay(day);
    this.#first = day - date.day + 1;
    this.#length = daysInMonth(date.year, date.month);
    this.#bits = this.month(date.year, date.month);
  }

  #byDayBits(year: number, first: number, length: number): number {
    let bits = this.#weekdayBits[weekdayOfDay(first) - 1] ?? 0;
    if (this.#ordinals.length === 0) return bits;
    const ofYear = this.#parts.ordinalsOf === 'year';
    const from = ofYear ? dayNumber(year, 1, 1) : first;
    const to = ofYear ? from + daysInYear(year) : first + length;
    for (const part of this.#ordinals) {
      const day = ordinalDay(part, from, to);
      if (day >= from && day < to && day >= first && day < first + length) bits |= 1 << (day - first);
    }
    return bits;
  }

  #weekNoBits(first: number, length: number): number {
    const { byWeekNo, weekStart } = this.#parts;
    let bits = 0;
    for (let day = startOfWeek(first, weekStart); day < first + length; day += 7) {
      const year = weekYearOfDay(day, weekStart);
      const start = startOfWeekYear(year, weekStart);
      const week = (day - start) / 7 + 1;
      const weeks = (startOfWeekYear(year + 1, weekStart) - start) / 7;
      if (!byWeekNo.includes(week) && !byWeekNo.includes(week - weeks - 1)) continue;
      bits |= bitsBelow(Math.min(day + 7 - first, length)) & ~bitsBelow(Math.max(day - first, 0));
    }
    return bits;
  }
}

/** The nth weekday of the days from `from` up to and without `to`; outside of them when there is none. */
function ordinalDay({ weekday, ordinal }: WeekdayPart, from: number, to: number): number {
  if (ordinal > 0) return from + modulo(weekday - weekdayOfDay(from), 7) + (ordinal - 1) * 7;
  return to - 1 - modulo(weekdayOfDay(to - 1) - weekday, 7) + (ordinal + 1) * 7;
}

function weekdayBits(byDay: readonly WeekdayPart[], firstWeekday: number): number {
  let bits = 0;
  for (const { weekday, ordinal } of byDay) {
    if (ordinal === 0) bits |= EVERY_SEVENTH << modulo(weekday - firstWeekday, 7);
  }
  return bits;
}

function monthDayBits(byMonthDay: readonly number[], length: number): number {
  let bits = 0;
  for (const day of byMonthDay) {
    const index = day > 0 ? day - 1 : length + day;
    if (index >= 0 && index < length) bits |= 1 << index;
  }
  return bits;
}

function yearDayBits(byYearDay: readonly number[], year: number, first: number, length: number): number {
  const before = first - dayNumber(year, 1, 1);
  let bits = 0;
  for (const day of byYearDay) {
    const index = (day > 0 ? day - 1 : daysInYear(year) + day) - before;
    if (index >= 0 && index < length) bits |= 1 << index;
  }
  return bits;
}

/** The lowest `count` bits set, for 0 to 31. */
function bitsBelow(count: number): number {
  return count === 0 ? 0 : 0x7fff_ffff >>> (31 - count);
}

/** The index of the lowest bit that is set. */
export function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
