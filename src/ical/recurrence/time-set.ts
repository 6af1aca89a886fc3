import type { RecurrenceRule } from '../rule.ts';
import { modulo } from './integers.ts';
import type { WallSeconds } from './periods.ts';

/**
 * Times within a day, hour or minute: every combination of the hours, minutes and seconds.
 *
 * They are computed when asked for: three full lists make 86,400 of them.
 */
export class TimeSet {
  readonly size: number;
  readonly #hours: readonly number[];
  readonly #minutes: readonly number[];
  readonly #seconds: readonly number[];

  /** Ascending lists, none of them empty; `[0]` for a unit that is fixed. */
  constructor(hours: readonly number[], minutes: readonly number[], seconds: readonly number[]) {
    this.#hours = hours;
    this.#minutes = minutes;
    this.#seconds = seconds;
    this.size = hours.length * minutes.length * seconds.length;
  }

  /** Seconds from the beginning of the day, hour or minute. */
  at(index: number): number {
    const second = this.#seconds[index % this.#seconds.length] ?? 0;
    const minuteIndex = Math.floor(index / this.#seconds.length);
    const minute = this.#minutes[minuteIndex % this.#minutes.length] ?? 0;
    const hour = this.#hours[Math.floor(minuteIndex / this.#minutes.length)] ?? 0;
    return hour * 3600 + minute * 60 + second;
  }
}

/**
 * The times which a rule gives within each of its periods: of the day for DAILY and above, of the
 * hour and minute below. What the rule does not say is taken from DTSTART.
 */
export function timesOf(rule: RecurrenceRule, start: WallSeconds, dateOnly: boolean): TimeSet {
  if (dateOnly) return new TimeSet([0], [0], [0]);
  const second = modulo(start, 60);
  const minute = modulo(Math.floor(start / 60), 60);
  const hour = modulo(Math.floor(start / 3600), 24);
  const { frequency } = rule;
  const secondly = frequency === 'SECONDLY';
  const minutely = secondly || frequency === 'MINUTELY';
  const hourly = minutely || frequency === 'HOURLY';
  return new TimeSet(
    hourly ? [0] : orElse(rule.byHour, hour),
    minutely ? [0] : orElse(rule.byMinute, minute),
    secondly ? [0] : orElse(rule.bySecond, second),
  );
}

function orElse(values: readonly number[], value: number): readonly number[] {
  return values.length > 0 ? values : [value];
}
