import type { Validators } from './feed-result.ts';
import type { Instant, Range } from './time.ts';

/** Where a feed's bytes come from. `kind` is the folder in feeds/; the rest are its options. */
export type FeedSource =
  | {
      readonly kind: 'http';
      /** http, https; webcal and webcals are turned into https by the config. */
      readonly url: string;
      /** Value of the Authorization header; null for none. */
      readonly authorization: string | null;
      /** Extra request headers, name to value. */
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'file'; readonly path: string };

/** One feed to refresh. */
export interface FeedJob {
  /** Id of the calendar. */
  readonly feed: string;
  readonly source: FeedSource;
  /** null: ask unconditionally. */
  readonly validators: Validators | null;
  /** Mail addresses of the owner, lower case, for PARTSTAT. */
  readonly ownAddresses: readonly string[];
}

/** Limits of fetching; times in milliseconds, sizes in bytes. */
export interface FetchLimits {
  readonly connectTimeout: number;
  readonly readTimeout: number;
  readonly retries: number;
  readonly redirects: number;
  readonly bodySize: number;
  /** Feeds at a time, 1 to 5. */
  readonly concurrency: number;
}

/** Everything the child needs, written to its stdin as one JSON document. */
export interface RefreshJob {
  readonly now: Instant;
  /** What to expand; well beyond what is shown. */
  readonly range: Range;
  /** Display zone (IANA). */
  readonly zone: string;
  readonly limits: FetchLimits;
  readonly feeds: readonly FeedJob[];
  /**
   * Say why each component is shown or not, of those whose UID or title holds this text in any letter
   * case (empty: of all). The wall never asks.
   */
  readonly explain?: string;
}

/**
 * Largest result of one feed, in bytes of JSON. Reading 4 MB holds the wall up for some tens of
 * milliseconds, and is more than ten thousand occurrences.
 */
export const MAX_RESULT = 4_000_000;

/** What really crosses the pipe: the job, and the time the child may take for it. */
export interface ChildJob extends RefreshJob {
  /** Milliseconds until the wall ends the child; a feed that is not done by then has failed. */
  readonly timeLeft: number;
}

/**
 * A line the child writes. `started` and `parsing` name the feeds to blame should it die: the one
 * being parsed, or else the one that was begun and not finished. `alive` shows that it is not stuck.
 */
export type RefreshLine =
  | { readonly type: 'alive' }
  | { readonly type: 'started'; readonly feed: string }
  | { readonly type: 'parsing'; readonly feed: string }
  | { readonly type: 'result'; readonly result: import('./feed-result.ts').FeedResult };
