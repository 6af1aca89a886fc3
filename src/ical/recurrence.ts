import type { Budget } from './recurrence/periods.ts';
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

/** Yields the wall times of the recurrence set at or after `from`, ascending, without duplicates. */
export function* recur(
  _rule: RecurrenceRule,
  start: WallTime,
  options: RecurOptions,
): Generator<WallTime, void, undefined> {
  if (start >= options.from) yield start;
}
