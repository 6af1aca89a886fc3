import type { TimeSet } from './time-set.ts';

/** Seconds since 1970-01-01T00:00:00 on the wall clock. */
export type WallSeconds = number;

export const DAY_SECONDS = 86_400;

/** Work a rule may still cost; counted down for each period or instance looked at. At 0 it stops. */
export interface Budget {
  steps: number;
}

/** Takes `cost` from the budget; false, and the budget at 0, when it does not suffice. */
export function spend(budget: Budget, cost = 1): boolean {
  budget.steps = Math.max(0, budget.steps - cost);
  return budget.steps > 0;
}

/**
 * The instances of one period (the year, month, ... or second which FREQ names): every time of
 * `times` counted from every one of `bases`, or of these only the `picks` (BYSETPOS). Ascending.
 */
export interface Period {
  readonly bases: readonly WallSeconds[];
  readonly times: TimeSet;
  /** Positions counted from 0, ascending; null for all. */
  readonly picks: readonly number[] | null;
}

/** The periods of a rule in order, from the one that holds DTSTART on; empty ones are passed over. */
export interface Periods {
  /** The first one that can hold an instance at or after `time`; null when there is none. */
  seek(time: WallSeconds): Period | null;
  /** The one after the last that was given. */
  next(): Period | null;
  /** How many instances all periods hold before `time`, those before DTSTART included. */
  countBefore(time: WallSeconds): number;
}

export function sizeOf(period: Period): number {
  return period.picks === null ? period.bases.length * period.times.size : period.picks.length;
}

/** The instance at `index`, from 0 to `sizeOf(period) - 1`. */
export function instanceAt(period: Period, index: number): WallSeconds {
  const position = period.picks === null ? index : (period.picks[index] ?? 0);
  const { size } = period.times;
  return (period.bases[Math.floor(position / size)] ?? 0) + period.times.at(position % size);
}

/** How many instances of the period come before `time`. */
export function indexOf(period: Period, time: WallSeconds): number {
  let low = 0;
  let high = sizeOf(period);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (instanceAt(period, middle) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Turns BYSETPOS into positions counted from 0 in a set of `size`; null when the part is not there. */
export function pickPositions(setPositions: readonly number[], size: number): readonly number[] | null {
  if (setPositions.length === 0) return null;
  const positions = setPositions.map((position) => (position > 0 ? position - 1 : size + position));
  const inside = positions.filter((position) => position >= 0 && position < size);
  return [...new Set(inside)].sort((a, b) => a - b);
}
