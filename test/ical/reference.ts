/**
 * Recurrence rules, slowly and plainly: the table of RFC 5545 3.3.10, day by day and second by second.
 *
 * It shares nothing with src but the type of a rule, computes every fact about a date by counting, and
 * walks from DTSTART through every period. The real expansion is compared with it on random rules.
 */
import type { RecurrenceRule } from '../../src/ical/rule.ts';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Every instance from DTSTART up to and without `end`, COUNT applied. */
export function referenceInstances(
  rule: RecurrenceRule,
  start: number,
  end: number,
  dateOnly = false,
): number[] {
  const instances = [start];
  for (const period of periods(rule, start, end)) {
    for (const time of chosen(rule, start, period, dateOnly)) {
      if (rule.count !== null && instances.length >= rule.count) return before(instances, end);
      if (time > instances[instances.length - 1]!) instances.push(time);
    }
  }
  return before(instances, end);
}

function before(instances: number[], end: number): number[] {
  return instances.filter((time) => time < end);
}

/** The periods of the rule that can reach from DTSTART on, as lists of the days or units they consist of. */
function periods(rule: RecurrenceRule, start: number, end: number): Iterable<number[]> {
  const day = Math.floor(start / DAY) * DAY;
  const { frequency, interval } = rule;
  if (frequency === 'YEARLY' && rule.byWeekNo.length > 0) return numberedWeeks(rule, day, end);
  if (frequency === 'YEARLY')
    return months(Date.UTC(new Date(day).getUTCFullYear(), 0, 1), 12, interval, end);
  if (frequency === 'MONTHLY') return months(day, 1, interval, end);
  if (frequency === 'WEEKLY') return weeks(rule, day, end);
  const unit = { DAILY: DAY, HOURLY: 3600 * SECOND, MINUTELY: 60 * SECOND, SECONDLY: SECOND }[frequency];
  return steps(Math.floor(start / unit) * unit, interval * unit, end);
}

function* numberedWeeks({ interval, weekStart }: RecurrenceRule, day: number, end: number) {
  for (let year = new Date(day).getUTCFullYear() - interval; ; year += interval) {
    const days = daysWithWeekYear(year, weekStart);
    if (days[0]! >= end) return;
    yield days;
  }
}

function* months(day: number, length: number, interval: number, end: number) {
  const year = new Date(day).getUTCFullYear();
  for (let month = new Date(day).getUTCMonth(); ; month += interval * length) {
    if (Date.UTC(year, month, 1) >= end) return;
    yield range(Date.UTC(year, month, 1), Date.UTC(year, month + length, 1), DAY);
  }
}

function* weeks({ interval, weekStart }: RecurrenceRule, day: number, end: number) {
  let first = day;
  while (weekdayOf(first) !== weekStart) first -= DAY;
  for (; first < end; first += interval * 7 * DAY) yield range(first, first + 7 * DAY, DAY);
}

function* steps(first: number, step: number, end: number) {
  for (let time = first; time < end; time += step) yield [time];
}

/** What the rule takes out of a period: limited, expanded, sorted, BYSETPOS applied. */
function chosen(rule: RecurrenceRule, start: number, period: number[], dateOnly: boolean): number[] {
  const days = new Set(period.map((time) => Math.floor(time / DAY) * DAY));
  const candidates: number[] = [];
  for (const day of days) {
    if (!dayMatches(rule, start, day)) continue;
    if (dateOnly) candidates.push(day);
    else for (const time of timesOn(rule, start, day, period)) candidates.push(time);
  }
  candidates.sort((a, b) => a - b);
  const { bySetPos } = rule;
  if (bySetPos.length === 0) return candidates;
  return candidates.filter(
    (_, index) => bySetPos.includes(index + 1) || bySetPos.includes(index - candidates.length),
  );
}

/** Every reading of the clock on a day that the rule allows, within the hour, minute or second of the period. */
function timesOn(rule: RecurrenceRule, start: number, day: number, period: number[]): number[] {
  const dtstart = new Date(start);
  const at = new Date(period[0]!);
  // How many of hour, minute and second the period itself fixes.
  const fixed = { HOURLY: 1, MINUTELY: 2, SECONDLY: 3 }[rule.frequency as string] ?? 0;
  const hours = readings(24, rule.byHour, dtstart.getUTCHours(), fixed >= 1 ? at.getUTCHours() : null);
  const minutes = readings(
    60,
    rule.byMinute,
    dtstart.getUTCMinutes(),
    fixed >= 2 ? at.getUTCMinutes() : null,
  );
  const seconds = readings(
    60,
    rule.bySecond,
    dtstart.getUTCSeconds(),
    fixed >= 3 ? at.getUTCSeconds() : null,
  );
  const times: number[] = [];
  for (const hour of hours) {
    for (const minute of minutes) {
      for (const second of seconds) times.push(day + ((hour * 60 + minute) * 60 + second) * SECOND);
    }
  }
  return times;
}

/** The list limits a reading that the period fixes and expands one that it does not; else DTSTART's. */
function readings(size: number, list: readonly number[], dtstart: number, period: number | null): number[] {
  return range(0, size, 1).filter((value) => {
    if (period !== null) return value === period && (list.length === 0 || list.includes(value));
    return list.length > 0 ? list.includes(value) : value === dtstart;
  });
}

function dayMatches(rule: RecurrenceRule, start: number, day: number): boolean {
  const { frequency, byMonth, byMonthDay, byYearDay, byWeekNo, byDay } = rule;
  const date = new Date(day);
  const first = new Date(start);
  const dayOfYear = byYearDay.length === 0 || positionMatches(byYearDay, yearOf(day), day);
  const dayOfMonth = byMonthDay.length === 0 || positionMatches(byMonthDay, monthOf(day), day);
  const weekday = byDay.length === 0 || byDay.some((part) => weekdayMatches(rule, part, day));
  const month = byMonth.length === 0 || byMonth.includes(date.getUTCMonth() + 1);
  const week = byWeekNo.length === 0 || weekMatches(rule, day);
  if (!(dayOfYear && dayOfMonth && weekday && month && week)) return false;
  const monthSaid = byMonth.length + byYearDay.length + byWeekNo.length + byDay.length > 0;
  if (frequency === 'YEARLY' && !monthSaid && date.getUTCMonth() !== first.getUTCMonth()) return false;
  const daySaid = byYearDay.length + byMonthDay.length + byDay.length > 0;
  return daySaid || dayMatchesStart(rule, start, day);
}

/** Where nothing says which day, DTSTART does. */
function dayMatchesStart({ frequency, byWeekNo }: RecurrenceRule, start: number, day: number): boolean {
  if (!['YEARLY', 'MONTHLY', 'WEEKLY'].includes(frequency)) return true;
  if (frequency === 'WEEKLY' || byWeekNo.length > 0) return weekdayOf(day) === weekdayOf(start);
  return new Date(day).getUTCDate() === new Date(start).getUTCDate();
}

/** Whether the day is at one of the positions, counted from 1 or from the end by -1, of the days. */
function positionMatches(positions: readonly number[], days: number[], day: number): boolean {
  const index = days.indexOf(day);
  return positions.includes(index + 1) || positions.includes(index - days.length);
}

function weekdayMatches(
  rule: RecurrenceRule,
  { weekday, ordinal }: { weekday: number; ordinal: number },
  day: number,
): boolean {
  if (weekdayOf(day) !== weekday) return false;
  const { frequency, byWeekNo, byMonth } = rule;
  const counts = frequency === 'MONTHLY' || (frequency === 'YEARLY' && byWeekNo.length === 0);
  if (ordinal === 0 || !counts) return true;
  const whole = frequency === 'MONTHLY' || byMonth.length > 0 ? monthOf(day) : yearOf(day);
  return positionMatches(
    [ordinal],
    whole.filter((other) => weekdayOf(other) === weekday),
    day,
  );
}

function weekMatches(rule: RecurrenceRule, day: number): boolean {
  const { number, count } = weekOf(day, rule.weekStart);
  return rule.byWeekNo.includes(number) || rule.byWeekNo.includes(number - count - 1);
}

interface Week {
  readonly year: number;
  readonly number: number;
  /** Weeks in its year. */
  readonly count: number;
}

/** The numbered week of a day: a week belongs to the year in which at least four of its days lie. */
function weekOf(day: number, weekStart: number): Week {
  const year = yearOfWeek(day, weekStart);
  const days = daysWithWeekYear(year, weekStart);
  return { year, number: Math.floor(days.indexOf(day) / 7) + 1, count: days.length / 7 };
}

function yearOfWeek(day: number, weekStart: number): number {
  let first = day;
  while (weekdayOf(first) !== weekStart) first -= DAY;
  // The fourth day of seven lies where at least four of them do.
  return new Date(first + 3 * DAY).getUTCFullYear();
}

const weekYears = new Map<string, number[]>();

function daysWithWeekYear(year: number, weekStart: number): number[] {
  const key = `${year} ${weekStart}`;
  let days = weekYears.get(key);
  if (days === undefined) {
    days = range(Date.UTC(year, 0, 1) - 7 * DAY, Date.UTC(year + 1, 0, 8), DAY).filter(
      (day) => yearOfWeek(day, weekStart) === year,
    );
    weekYears.set(key, days);
  }
  return days;
}

const wholes = new Map<string, number[]>();

function yearOf(day: number): number[] {
  const year = new Date(day).getUTCFullYear();
  return remember(`${year}`, () => range(Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1), DAY));
}

function monthOf(day: number): number[] {
  const year = new Date(day).getUTCFullYear();
  const month = new Date(day).getUTCMonth();
  return remember(`${year}-${month}`, () =>
    range(Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1), DAY),
  );
}

function remember(key: string, make: () => number[]): number[] {
  const known = wholes.get(key) ?? make();
  wholes.set(key, known);
  return known;
}

function weekdayOf(time: number): number {
  return new Date(time).getUTCDay() || 7;
}

function range(from: number, to: number, step: number): number[] {
  const values: number[] = [];
  for (let value = from; value < to; value += step) values.push(value);
  return values;
}
