import type { RecurrenceRule, WeekdayPart } from '../rule.ts';
import { dateOfDay, weekdayOfDay } from './gregorian.ts';

/** The parts of a rule that choose days, completed from DTSTART. An empty list chooses all. */
export interface DayParts {
  readonly byMonth: readonly number[];
  readonly byMonthDay: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byDay: readonly WeekdayPart[];
  /** Of what the ordinals of `byDay` count the weekdays. */
  readonly ordinalsOf: 'month' | 'year';
  readonly byWeekNo: readonly number[];
  readonly weekStart: number;
}

/**
 * Completes the day parts of a rule with what DTSTART says. RFC 5545 3.3.10: "Information, not contained
 * in the rule, necessary to determine the various recurrence instance start time and dates are derived
 * from the Start Time (DTSTART)."
 *
 * - YEARLY in which no part says anything of the month: DTSTART's month. So BYMONTHDAY alone stays in
 *   one month, as libical and KCalendarCore have it too, while python-dateutil takes all twelve.
 * - YEARLY, MONTHLY and WEEKLY in which no part says which day: DTSTART's day of the month, or its
 *   weekday in weeks. So BYWEEKNO alone is one day, as libical has it, not seven.
 *
 * Combinations which the RFC forbids have a meaning all the same: a day part limits the days of any
 * frequency, BYWEEKNO too; an ordinal of BYDAY counts only where the RFC gives it something to count
 * in, and is passed over elsewhere (so 2MO in a weekly rule is MO).
 */
export function completeDayParts(rule: RecurrenceRule, startDay: number): DayParts {
  const { frequency, byMonthDay, byYearDay, byWeekNo, weekStart } = rule;
  const byMonth = monthsOf(rule, startDay);
  const ofMonths = frequency === 'MONTHLY' || (frequency === 'YEARLY' && byWeekNo.length === 0);
  const parts: DayParts = {
    byMonth,
    byMonthDay,
    byYearDay,
    byDay: ofMonths ? rule.byDay : withoutOrdinals(rule.byDay),
    ordinalsOf: frequency === 'YEARLY' && byMonth.length === 0 ? 'year' : 'month',
    byWeekNo,
    weekStart,
  };
  const expands = ofMonths || frequency === 'YEARLY' || frequency === 'WEEKLY';
  if (!expands || rule.byDay.length + byMonthDay.length + byYearDay.length > 0) return parts;
  return frequency === 'WEEKLY' || byWeekNo.length > 0
    ? { ...parts, byDay: [{ weekday: weekdayOfDay(startDay), ordinal: 0 }] }
    : { ...parts, byMonthDay: [dateOfDay(startDay).day] };
}

function monthsOf(rule: RecurrenceRule, startDay: number): readonly number[] {
  const { frequency, byMonth, byYearDay, byWeekNo, byDay } = rule;
  const unsaid = [byMonth, byYearDay, byWeekNo, byDay].every((part) => part.length === 0);
  return frequency === 'YEARLY' && unsaid ? [dateOfDay(startDay).month] : byMonth;
}

function withoutOrdinals(byDay: readonly WeekdayPart[]): WeekdayPart[] {
  const weekdays = new Set(byDay.map(({ weekday }) => weekday));
  return [...weekdays].map((weekday) => ({ weekday, ordinal: 0 }));
}
