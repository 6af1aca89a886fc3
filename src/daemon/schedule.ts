/** When the state next wants to be woken, and what is due then. PURE. */
import { HOUR, MINUTE, SECOND } from '../model/time.ts';
import type { FeedState, State, Tick } from './state.ts';

/** Feeds due within this time are refreshed together, so that one child serves them all. */
const COALESCE = 45 * SECOND;

/** Waits before trying again to draw on a device that is not there or could not be verified. */
const DISPLAY_RETRIES = [1 * SECOND, 2 * SECOND, 5 * SECOND] as const;

/** At least this long between two writes of the snapshot, for the sake of the SD card. */
const SAVE_GAP = 10 * MINUTE;

/** An age in the snapshot may lag this much behind before it is worth a write of its own. */
const SAVE_LAG = 6 * HOUR;

/** The wall clock moved this much more or less than the monotonic one: it was set. */
const CLOCK_STEP = 2 * SECOND;

/**
 * Feeds to refresh now, in the order in which to ask them; empty while a refresh runs. Those that failed
 * come last, so that one that holds up the child again takes no time from those that are well. Among
 * equals the order turns round with each failure, so that the same one is not always behind them.
 */
export function dueFeeds(state: State, tick: Tick): readonly FeedState[] {
  if (state.refreshing.length > 0 || state.stopping) return [];
  if (!state.feeds.some((feed) => feed.dueAt <= tick.monotonic)) return [];
  const due = state.feeds.filter((feed) => feed.dueAt <= tick.monotonic + COALESCE);
  const place = (feed: FeedState): number => due.indexOf(feed) * (feed.failures % 2 === 0 ? 1 : -1);
  return [...due].sort((a, b) => a.failures - b.failures || place(a) - place(b));
}

/** True when the wall clock was set since the last tick. */
export function clockStepped(before: Tick, after: Tick): boolean {
  const drift = after.instant - before.instant - (after.monotonic - before.monotonic);
  return Math.abs(drift) >= CLOCK_STEP;
}

/** Monotonic time at which the snapshot is to be written; null: nothing to write, or not now. */
export function saveDueAt(state: State): number | null {
  if (state.refreshing.length > 0 || state.stopping) return null;
  const newest = Math.max(0, ...state.feeds.map((feed) => feed.lastSuccess ?? 0));
  const worthIt = state.saved.changed || newest - state.saved.lastSuccess > SAVE_LAG;
  if (!worthIt) return null;
  return state.saved.triedAt === null ? state.tick.monotonic : state.saved.triedAt + SAVE_GAP;
}

/** Monotonic time at which the picture is to be drawn or verified again. */
export function presentDueAt(state: State, tick: Tick): number {
  const { display } = state;
  const untilMinute = MINUTE - (((tick.instant % MINUTE) + MINUTE) % MINUTE);
  const minute = tick.monotonic + untilMinute;
  if (display.presenting) return minute;
  if (display.lastAttempt === null) return tick.monotonic;
  if (display.failures > 0) {
    const wait = DISPLAY_RETRIES[Math.min(display.failures, DISPLAY_RETRIES.length) - 1] ?? MINUTE;
    return Math.min(minute, display.lastAttempt.monotonic + wait);
  }
  return Math.min(minute, display.lastAttempt.monotonic + state.heartbeat);
}

/**
 * Milliseconds until the state wants a `woke` event: 0 to 60,000. There always is one, whatever
 * happened, because the minute always turns.
 */
export function nextWake(state: State, tick: Tick): number {
  if (state.stopping) return MINUTE;
  const times = [presentDueAt(state, tick)];
  if (state.refreshing.length === 0) times.push(...state.feeds.map((feed) => feed.dueAt));
  const save = saveDueAt(state);
  if (save !== null) times.push(save);
  return Math.min(MINUTE, Math.max(0, Math.min(...times) - tick.monotonic));
}
