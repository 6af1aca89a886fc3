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
 * Completes the day parts of a rule with what DTSTART says (RFC 5545 3.3.10: information the rule
 * does not hold is derived from it): the weekday for weeks, the day for months, day and month for
 * years.
 *
 * Combinations which the RFC forbids have a meaning all the same: a day part limits the days of any
 * frequency, BYWEEKNO too; an ordinal of BYDAY counts only where the RFC gives it something to count
 * in, and is passed over elsewhere (so 2MO in a weekly rule is MO).
 */
export function completeDayParts(rule: RecurrenceRule, startDay: number): DayParts {
  const { frequency, byMonth, byMonthDay, byYearDay, byWeekNo, weekStart } = rule;
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
  const chosen = rule.byDay.length + byMonthDay.length + byYearDay.length > 0;
  return expands && !chosen ? { ...parts, ...startParts(rule, startDay) } : parts;
}

function startParts(rule: RecurrenceRule, startDay: number): Partial<DayParts> {
  if (rule.frequency === 'WEEKLY' || rule.byWeekNo.length > 0) {
    return { byDay: [{ weekday: weekdayOfDay(startDay), ordinal: 0 }] };
  }
  const { month, day } = dateOfDay(startDay);
  const fromRule = rule.frequency === 'MONTHLY' || rule.byMonth.length > 0;
  return { byMonthDay: [day], byMonth: fromRule ? rule.byMonth : [month] };
}

function withoutOrdinals(byDay: readonly WeekdayPart[]): WeekdayPart[] {
  const weekdays = new Set(byDay.map(({ weekday }) => weekday));
  return [...weekdays].map((weekday) => ({ weekday, ordinal: 0 }));
}
