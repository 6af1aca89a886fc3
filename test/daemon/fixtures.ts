import {
  createState,
  type RefreshPlan,
  type State,
  type StoredFeed,
  type Tick,
} from '../../src/daemon/state.ts';
import type { FeedContent, FeedResult, Validators } from '../../src/model/feed-result.ts';
import { DAY, MINUTE, SECOND } from '../../src/model/time.ts';

export const START = Date.UTC(2026, 5, 10, 12, 0, 5);

export const PLAN: RefreshPlan = {
  interval: 300 * SECOND,
  jitter: 30 * SECOND,
  backoff: [60 * SECOND, 120 * SECOND, 300 * SECOND],
  longestRetryAfter: 60 * MINUTE,
  horizonReserve: 16 * DAY,
  seed: 7,
};

export const VALIDATORS: Validators = { etag: '"1"', lastModified: null, hash: 'aa' };

export function tickAt(elapsed: number, step = 0): Tick {
  return { instant: START + elapsed + step, monotonic: 1000 + elapsed };
}

export function contentWith(count: number, from = START - DAY, to = START + 35 * DAY): FeedContent {
  const moment = (instant: number) => ({ instant, local: new Date(instant).toISOString().slice(0, 19) });
  return {
    occurrences: Array.from({ length: count }, (_, index) => ({
      allDay: false as const,
      uid: `u${index}`,
      recurrenceId: null,
      title: `Event ${index}`,
      location: '',
      busy: 'busy' as const,
      participation: null,
      private: false,
      start: moment(START + index * MINUTE),
      end: moment(START + (index + 1) * MINUTE),
    })),
    warnings: [],
    warningCount: 0,
    cutCount: 0,
    horizon: { from, to },
    zone: 'UTC',
  };
}

export function fetched(feed: string, tick: Tick, count = 1): FeedResult {
  return { kind: 'fetched', feed, at: tick.instant, validators: VALIDATORS, content: contentWith(count) };
}

export function failed(feed: string, tick: Tick, retryAfter: number | null = null): FeedResult {
  return { kind: 'failed', feed, at: tick.instant, reason: 'connection', detail: 'Refused.', retryAfter };
}

export function newState(feeds: readonly string[] = ['a', 'b'], stored: readonly StoredFeed[] = []): State {
  return createState({
    plan: PLAN,
    heartbeat: 30 * SECOND,
    feeds,
    stored,
    clockTrusted: true,
    tick: tickAt(0),
  });
}
