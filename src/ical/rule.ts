/**
 * Recurrence rules as RFC 5545 section 3.3.10 writes them, read into plain values.
 *
 * Reading is lenient where the meaning is plain (letter case, spaces, empty parts, a repeated part:
 * the last one counts, unknown parts) and strict where a guess would move a meeting: a frequency,
 * number or date that cannot be read is an error, because a rule that repeats wrongly is worse than
 * an event that shows once.
 */
import { daysInMonth, type Weekday } from './recurrence/gregorian.ts';

/** A wall clock reading without zone: milliseconds since 1970-01-01T00:00:00 as if it were UTC. */
export type WallTime = number;

export const FREQUENCIES = [
  'YEARLY',
  'MONTHLY',
  'WEEKLY',
  'DAILY',
  'HOURLY',
  'MINUTELY',
  'SECONDLY',
] as const;

export type Frequency = (typeof FREQUENCIES)[number];

/** An entry of BYDAY: `ordinal` 0 is every such weekday, 2 the second, -1 the last. */
export interface WeekdayPart {
  readonly weekday: Weekday;
  readonly ordinal: number;
}

/** The end of a rule, inclusive, in the form in which it is written. */
export type Until =
  | { readonly kind: 'date'; readonly date: WallTime }
  | { readonly kind: 'local'; readonly wall: WallTime }
  | { readonly kind: 'utc'; readonly instant: number };

/** A recurrence rule; an empty list is a part that is not there. Lists are ascending, without duplicates. */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  /** At least 1. */
  readonly interval: number;
  /** At least 1; null for none. */
  readonly count: number | null;
  readonly until: Until | null;
  /** 0 to 59: 60 is read as 59, as RFC 5545 3.3.12 asks of those who know no leap seconds. */
  readonly bySecond: readonly number[];
  readonly byMinute: readonly number[];
  readonly byHour: readonly number[];
  readonly byDay: readonly WeekdayPart[];
  readonly byMonthDay: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byWeekNo: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
  readonly weekStart: Weekday;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** No rule is longer than this unless it means harm: the longest honest one, all parts full, is half of it. */
const MAX_LENGTH = 10_000;

/**
 * Reads the value of an RRULE.
 *
 * Parts which the RFC forbids for a frequency are kept: `recur` says how it takes them.
 * @throws Error with a sentence that says which part cannot be read.
 */
export function parseRule(text: string): RecurrenceRule {
  if (text.length > MAX_LENGTH) {
    throw new Error(`The rule is ${text.length} characters long; at most ${MAX_LENGTH} are read.`);
  }
  const parts = splitParts(text);
  checkScale(parts);
  return {
    frequency: readFrequency(parts.get('FREQ')),
    interval: readPositive(parts, 'INTERVAL') ?? 1,
    count: readPositive(parts, 'COUNT'),
    until: readUntil(parts.get('UNTIL')),
    bySecond: atMost59(readNumbers(parts, 'BYSECOND', 0, 60)),
    byMinute: readNumbers(parts, 'BYMINUTE', 0, 59),
    byHour: readNumbers(parts, 'BYHOUR', 0, 23),
    byDay: readWeekdays(parts.get('BYDAY')),
    byMonthDay: readNumbers(parts, 'BYMONTHDAY', -31, 31),
    byYearDay: readNumbers(parts, 'BYYEARDAY', -366, 366),
    byWeekNo: readNumbers(parts, 'BYWEEKNO', -53, 53),
    byMonth: readNumbers(parts, 'BYMONTH', 1, 12),
    bySetPos: readNumbers(parts, 'BYSETPOS', -366, 366),
    weekStart: readWeekday(parts.get('WKST') ?? 'MO', 'WKST'),
  };
}

function splitParts(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().replaceAll(/\s/g, '').split(';')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    if (equals < 1) throw new Error(`The rule holds "${shorten(part)}", which is no NAME=value.`);
    parts.set(part.slice(0, equals), part.slice(equals + 1));
  }
  return parts;
}

/** RFC 7529: another calendar than the Gregorian one would give other dates, so it is refused. */
function checkScale(parts: ReadonlyMap<string, string>): void {
  const scale = parts.get('RSCALE') ?? 'GREGORIAN';
  if (scale !== 'GREGORIAN') throw new Error(`RSCALE=${shorten(scale)} is not known; only GREGORIAN is.`);
  const skip = parts.get('SKIP') ?? 'OMIT';
  if (skip !== 'OMIT') throw new Error(`SKIP=${shorten(skip)} is not known; only OMIT is.`);
}

function readFrequency(value: string | undefined): Frequency {
  if (value === undefined) throw new Error('The rule has no FREQ.');
  const frequency = FREQUENCIES.find((name) => name === value);
  if (frequency === undefined) {
    throw new Error(`FREQ=${shorten(value)} is not one of ${FREQUENCIES.join(', ')}.`);
  }
  return frequency;
}

function readPositive(parts: ReadonlyMap<string, string>, name: string): number | null {
  const value = parts.get(name);
  return value === undefined ? null : readNumber(value, name, 1, Number.MAX_SAFE_INTEGER);
}

/** Ascending and without duplicates. 0 is refused where negative numbers are allowed. */
function readNumbers(parts: ReadonlyMap<string, string>, name: string, min: number, max: number): number[] {
  const value = parts.get(name);
  if (value === undefined) return [];
  const numbers = listItems(value, name).map((item) => readNumber(item, name, min, max));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function readNumber(text: string, name: string, min: number, max: number): number {
  const number = /^[+-]?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= min && number <= max) || (number === 0 && min < 0)) {
    const zero = min < 0 ? ', without 0' : '';
    throw new Error(`${name}=${shorten(text)} is not a whole number from ${min} to ${max}${zero}.`);
  }
  return number;
}

/** An empty item, such as a comma at the end leaves, says nothing and is passed over. */
function listItems(value: string, name: string): string[] {
  const items = value.split(',').filter((item) => item !== '');
  if (items.length === 0) throw new Error(`${name} is empty.`);
  return items;
}

function atMost59(seconds: readonly number[]): number[] {
  return [...new Set(seconds.map((second) => Math.min(second, 59)))];
}

function readWeekdays(value: string | undefined): WeekdayPart[] {
  if (value === undefined) return [];
  const found = new Map<string, WeekdayPart>();
  for (const item of listItems(value, 'BYDAY')) {
    const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(item);
    if (match === null) throw new Error(`BYDAY=${shorten(item)} is no weekday such as MO, 2TU or -1FR.`);
    const weekday = readWeekday(match[2] ?? '', 'BYDAY');
    const ordinal = match[1] === undefined ? 0 : readNumber(match[1], 'BYDAY', -53, 53);
    found.set(`${ordinal} ${weekday}`, { weekday, ordinal });
  }
  return [...found.values()].sort((a, b) => a.weekday - b.weekday || a.ordinal - b.ordinal);
}

function readWeekday(text: string, name: string): Weekday {
  const index = WEEKDAYS.indexOf(text);
  if (index < 0) throw new Error(`${name}=${shorten(text)} is not one of ${WEEKDAYS.join(', ')}.`);
  return (index + 1) as Weekday;
}

/** Also with the dashes and colons of ISO 8601, which some programs write. */
const UNTIL = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})(?:\.0+)?(Z?))?$/;

/** A day past the end of its month is that month's last day: no instance lies between the two. */
function readUntil(value: string | undefined): Until | null {
  if (value === undefined) return null;
  const match = UNTIL.exec(value);
  const [year, month, day, hour, minute, second] = (match ?? []).slice(1, 7).map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) throw untilError(value);
  if (month < 1 || month > 12 || day < 1 || day > 31) throw untilError(value);
  if ((hour ?? 0) > 24 || (minute ?? 0) > 59 || (second ?? 0) > 60) throw untilError(value);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; setUTCFullYear does not.
  const date = new Date(0).setUTCFullYear(year, month - 1, Math.min(day, daysInMonth(year, month)));
  if (match?.[4] === undefined) return { kind: 'date', date };
  const wall = date + (((hour ?? 0) * 60 + (minute ?? 0)) * 60 + Math.min(second ?? 0, 59)) * 1000;
  return match[7] === 'Z' ? { kind: 'utc', instant: wall } : { kind: 'local', wall };
}

function untilError(value: string): Error {
  return new Error(`UNTIL=${shorten(value)} is no date (20261231) or date with time (20261231T235959Z).`);
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
