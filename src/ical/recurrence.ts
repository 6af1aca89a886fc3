/**
 * Expands a recurrence rule on the wall clock (RFC 5545 3.3.10).
 *
 * Our own, because the rrule package never returns from some rules (`HOURLY;INTERVAL=24;BYHOUR=5`),
 * reads BYSETPOS wrongly in a first week that is not whole, and needs seconds to reach a range far
 * from DTSTART. Here a rule starts at the range, counts without building dates, and stops when its
 * budget is spent.
 *
 * DTSTART is always the first instance and counts as such (RFC 5545 3.8.5.3), also when the rule would
 * not give it; the RFC leaves that case undefined.
 */
import { CalendarPeriods } from './recurrence/calendar-periods.ts';
import { FixedPeriods } from './recurrence/fixed-periods.ts';
import { LAST_DAY } from './recurrence/gregorian.ts';
import {
  type Budget,
  DAY_SECONDS,
  indexOf,
  instanceAt,
  type Periods,
  sizeOf,
  spend,
  type WallSeconds,
} from './recurrence/periods.ts';
import { timesOf } from './recurrence/time-set.ts';
import type { RecurrenceRule, WallTime } from './rule.ts';

export type { Budget } from './recurrence/periods.ts';

/** How to read a rule's instances. */
export interface RecurOptions {
  /** DTSTART is a DATE: parts below the day are ignored, times are midnights. */
  readonly dateOnly: boolean;
  /** Instances before it are counted, not yielded. */
  readonly from: WallTime;
  readonly budget: Budget;
}

/** The first second that cannot be written: midnight after 9999-12-31. */
const END: WallSeconds = (LAST_DAY + 1) * DAY_SECONDS;

/**
 * Yields the wall times of the rule's recurrence set at or after `from`, ascending, without
 * duplicates: DTSTART and what the rule gives after it. COUNT is applied, counted from DTSTART; UNTIL
 * is not, since it may be an instant and the zone is not known here.
 *
 * Lazy: each step costs what it takes from the budget. When `budget.steps` is 0 afterwards, the set
 * may have been cut there.
 * @param start DTSTART; fractions of a second are cut off.
 */
export function* recur(
  rule: RecurrenceRule,
  start: WallTime,
  { dateOnly, from, budget }: RecurOptions,
): Generator<WallTime, void, undefined> {
  const grain = dateOnly ? DAY_SECONDS : 1;
  const first = Math.floor(start / 1000 / grain) * grain;
  const second = first + grain;
  const begin = Math.max(second, Math.ceil(from / 1000 / grain) * grain);
  if (first * 1000 >= from && spend(budget)) yield first * 1000;
  if (rule.count === 1 || begin >= END) return;
  const periods = periodsOf(rule, first, dateOnly, budget);
  let left = rule.count === null ? Number.POSITIVE_INFINITY : rule.count - 1;
  if (rule.count !== null && begin > second) left -= periods.countBefore(begin) - periods.countBefore(second);
  for (let period = periods.seek(begin); period !== null && left > 0; period = periods.next()) {
    const size = sizeOf(period);
    for (let index = indexOf(period, begin); index < size && left > 0; index++, left--) {
      const time = instanceAt(period, index);
      if (time >= END || !spend(budget)) return;
      yield time * 1000;
    }
  }
}

function periodsOf(rule: RecurrenceRule, start: WallSeconds, dateOnly: boolean, budget: Budget): Periods {
  const times = timesOf(rule, start, dateOnly);
  const { frequency } = rule;
  if (frequency === 'YEARLY' || frequency === 'MONTHLY' || frequency === 'WEEKLY') {
    return new CalendarPeriods(rule, start, times, budget);
  }
  return new FixedPeriods(rule, start, times, dateOnly, budget);
}
