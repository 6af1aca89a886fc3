/**
 * What the wall knows, as one plain value. PURE. `update` (update.ts) is the only thing that makes
 * a new one; `nextWake` (schedule.ts) says when it next wants to be asked.
 */
import type { FeedContent, FeedFailure, Validators } from '../model/feed-result.ts';
import type { Instant } from '../model/time.ts';

/** A reading of both clocks. */
export interface Tick {
  /** The wall clock; it may jump. */
  readonly instant: Instant;
  /** Milliseconds since some fixed point; never jumps. */
  readonly monotonic: number;
}

/** When to refresh, in milliseconds. */
export interface RefreshPlan {
  readonly interval: number;
  /** Each wait is the interval plus or minus up to this much. */
  readonly jitter: number;
  /** Waits after the first, second, ... failure in a row; the last one repeats. */
  readonly backoff: readonly number[];
  /** Longest wait a server's Retry-After can ask for. */
  readonly longestRetryAfter: number;
  /** When the horizon ends within this of now, the feed is asked unconditionally. */
  readonly horizonReserve: number;
  /** Makes the jitter of two devices differ. */
  readonly seed: number;
}

/** One feed as the wall last saw it. */
export interface FeedState {
  readonly id: string;
  readonly content: FeedContent | null;
  readonly validators: Validators | null;
  /** When the feed last answered well; null: never. */
  readonly lastSuccess: Instant | null;
  readonly failure: { readonly reason: FeedFailure; readonly detail: string; readonly at: Instant } | null;
  /** Failures in a row. */
  readonly failures: number;
  /** Refreshes of this feed that ended, for the jitter. */
  readonly attempts: number;
  /** Monotonic time of the next refresh. */
  readonly dueAt: number;
}

/** How the picture on the device is doing. */
export interface DisplayState {
  /** A frame is being drawn right now. */
  readonly presenting: boolean;
  /** Something changed since the last frame was begun. */
  readonly wanted: boolean;
  /** Why the device cannot take a picture; null when it can. */
  readonly waiting: string | null;
  readonly lastVerified: Tick | null;
  readonly lastAttempt: Tick | null;
  /** Frames in a row that could not be verified or shown. */
  readonly failures: number;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Frames of them that were drawn as a whole. */
  readonly redraws: number;
  readonly bytesWritten: number;
  /** Rows found changed by something else, and drawn again. */
  readonly damagedRows: number;
}

/** What of this has reached the disk. */
export interface SavedState {
  /** Contents differ from the snapshot. */
  readonly changed: boolean;
  /** Monotonic time of the last try; null: none since the start. */
  readonly triedAt: number | null;
  /** Newest `lastSuccess` that is in the snapshot. */
  readonly lastSuccess: Instant;
}

export interface State {
  readonly plan: RefreshPlan;
  /** Milliseconds between two verifications of the picture. */
  readonly heartbeat: number;
  readonly feeds: readonly FeedState[];
  /** Feeds of the refresh that runs now; empty when none does. */
  readonly refreshing: readonly string[];
  readonly lastRefresh: { readonly started: Instant | null; readonly ended: Instant | null };
  readonly display: DisplayState;
  readonly saved: SavedState;
  readonly clockTrusted: boolean;
  /** The last tick seen, to notice a step of the wall clock. */
  readonly tick: Tick;
  /** READY was said. */
  readonly ready: boolean;
  readonly stopping: boolean;
}

/** What can happen to the wall. */
export type Event =
  | { readonly type: 'started'; readonly tick: Tick }
  | { readonly type: 'woke'; readonly tick: Tick }
  | { readonly type: 'clock-trust'; readonly tick: Tick; readonly trusted: boolean }
  | {
      readonly type: 'refresh-result';
      readonly tick: Tick;
      readonly result: import('../model/feed-result.ts').FeedResult;
    }
  | { readonly type: 'refresh-ended'; readonly tick: Tick }
  | { readonly type: 'shown'; readonly tick: Tick; readonly report: ShownReport }
  | { readonly type: 'not-shown'; readonly tick: Tick; readonly reason: string }
  | { readonly type: 'saved'; readonly tick: Tick; readonly ok: boolean }
  | { readonly type: 'stop'; readonly tick: Tick };

/** What came of drawing a frame, as the presenter reports it. */
export interface ShownReport {
  readonly verified: boolean;
  readonly width: number;
  readonly height: number;
  readonly bytesWritten: number;
  readonly damagedRows: number;
  /** All of it was drawn, not only what had changed. */
  readonly redrawn: boolean;
}

/** What is to be done about it; the loop performs these, the state never does. */
export type Effect =
  | { readonly type: 'present' }
  | { readonly type: 'refresh'; readonly feeds: readonly FeedRequest[] }
  | { readonly type: 'save' }
  /** To systemd, each with how things are; `status` is nothing but that. */
  | { readonly type: 'notify'; readonly what: 'ready' | 'watchdog' | 'status' }
  | { readonly type: 'log'; readonly priority: 'warning' | 'notice' | 'info'; readonly text: string }
  | { readonly type: 'exit' };

/** A feed to ask, with the validators to send; null: unconditionally. */
export interface FeedRequest {
  readonly id: string;
  readonly validators: Validators | null;
}

/** What is remembered of a feed from before the start. */
export interface StoredFeed {
  readonly id: string;
  readonly content: FeedContent;
  readonly validators: Validators | null;
  readonly lastSuccess: Instant;
}

/** The state at the start: every feed due at once, the stored contents in place. */
export function createState(options: {
  readonly plan: RefreshPlan;
  readonly heartbeat: number;
  readonly feeds: readonly string[];
  readonly stored: readonly StoredFeed[];
  readonly clockTrusted: boolean;
  readonly tick: Tick;
}): State {
  const { plan, heartbeat, stored, clockTrusted, tick } = options;
  const feeds = options.feeds.map((id): FeedState => {
    const known = stored.find((feed) => feed.id === id);
    return {
      id,
      content: known?.content ?? null,
      validators: known?.validators ?? null,
      lastSuccess: known?.lastSuccess ?? null,
      failure: null,
      failures: 0,
      attempts: 0,
      dueAt: tick.monotonic,
    };
  });
  return {
    plan,
    heartbeat,
    feeds,
    refreshing: [],
    lastRefresh: { started: null, ended: null },
    display: {
      presenting: false,
      wanted: false,
      waiting: null,
      lastVerified: null,
      lastAttempt: null,
      failures: 0,
      width: 0,
      height: 0,
      frames: 0,
      redraws: 0,
      bytesWritten: 0,
      damagedRows: 0,
    },
    saved: {
      changed: false,
      triedAt: null,
      lastSuccess: Math.max(0, ...feeds.map((feed) => feed.lastSuccess ?? 0)),
    },
    clockTrusted,
    tick,
    ready: false,
    stopping: false,
  };
}
