import type { Entry } from '../model/agenda.ts';
import { type Instant, type LocalDate, MINUTE, type Moment } from '../model/time.ts';
import type { Merged } from './merge.ts';
import { isTimed, type MergedTimed } from './order.ts';

/** When the next one begins: timed, later than `now`, taking time of someone who goes. null: none. */
export function findNextStart(merged: readonly Merged[], now: Instant): Instant | null {
  const starts = merged.filter(isTimed).filter(counts).map(startOf);
  return starts.reduce<Instant | null>(
    (next, start) => (start > now && (next === null || start < next) ? start : next),
    null,
  );
}

function counts(one: Merged): boolean {
  return !one.declined && !one.free;
}

function startOf(one: MergedTimed): Instant {
  return one.occurrence.start.instant;
}

/** How the part of `one` that lies on `date` stands to now. */
function phaseOf(one: Merged, date: LocalDate, today: LocalDate, now: Instant): Entry['phase'] {
  // Tomorrow's part of something that runs now is still to come.
  if (date > today) return 'upcoming';
  if (!isTimed(one)) return 'running';
  const { start, end } = one.occurrence;
  if (now < start.instant) return 'upcoming';
  return now < end.instant ? 'running' : 'past';
}

type Countdown = Pick<Entry, 'phase' | 'minutesLeft' | 'next' | 'minutesUntil'>;

/** The facts of an entry that change with the clock. `nextStart` comes from `findNextStart`. */
export function countdownOf(
  one: Merged,
  date: LocalDate,
  now: Moment & { readonly today: LocalDate },
  nextStart: Instant | null,
): Countdown {
  const phase = phaseOf(one, date, now.today, now.instant);
  if (!isTimed(one)) return { phase, minutesLeft: null, next: false, minutesUntil: null };
  const { start, end } = one.occurrence;
  const next = start.instant === nextStart && date === one.first && counts(one);
  return {
    phase,
    minutesLeft: phase === 'running' ? minutesUp(end.instant - now.instant) : null,
    next,
    minutesUntil: next ? minutesUp(start.instant - now.instant) : null,
  };
}

function minutesUp(milliseconds: number): number {
  return Math.ceil(milliseconds / MINUTE);
}
