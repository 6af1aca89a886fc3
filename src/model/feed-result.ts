import type { Occurrence } from './occurrence.ts';
import type { Instant, Range } from './time.ts';

/**
 * Why a feed gave nothing. A closed list: the same word is the health output, the metric label and
 * the key of the sentence on the wall.
 */
export const FEED_FAILURES = [
  'dns', // the name of the server could not be resolved
  'connection', // refused, reset, no route, no network
  'tls', // the certificate is wrong, expired or not yet valid
  'timeout', // connecting, reading or the whole refresh took too long
  'authentication', // 401 or 403
  'not-found', // 404 or 410, or the file is not there
  'http-status', // any other status that is not a success
  'redirect', // too many, in a circle, to plain http or into a private network
  'too-large', // body or result over its limit
  'not-a-calendar', // a 200 that holds no VCALENDAR, such as a login page
  'unreadable', // the file cannot be read, or the bytes cannot be decoded
  'suddenly-empty', // no event where there were some: held back until it is seen twice
  'out-of-memory', // the refresh ran into its memory limit on this feed
  'crashed', // the refresh ended unexpectedly on this feed
  'bad-output', // the refresh wrote something that is no result
] as const;

export type FeedFailure = (typeof FEED_FAILURES)[number];

/** What a server said about the body it sent, given back in the next conditional request. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** SHA-256 of the body without its DTSTAMP lines, hexadecimal: an equal body costs no parse. */
  readonly hash: string | null;
}

/** Something in a feed that was left out or read with a guess. */
export interface FeedWarning {
  /** 1-based line of the feed; 0 when it concerns the feed as a whole. */
  readonly line: number;
  /** One sentence, at most 200 characters; never holds a URL of a feed. */
  readonly text: string;
}

/** What became of a component: a closed list, the key of its sentence. */
export const VERDICTS = [
  'shown',
  'moved', // an override put it elsewhere
  'merged', // one entry with the same event of another calendar
  'hidden', // cancelled, deleted, replaced, outside the range, declined ...
  'skipped', // it cannot be read
  'cut', // by a limit
  'warning', // read with a guess, or a part of it left out
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** Why a component of a feed is shown, or is not. */
export interface Explanation {
  /** 1-based line of the component's BEGIN, or of what is at fault; 0: the feed as a whole. */
  readonly line: number;
  /** Both are empty when it is about no single event. */
  readonly uid: string;
  readonly title: string;
  readonly verdict: Verdict;
  /**
   * At most 300 characters: a sentence, or, where it begins in lower case, the end of one whose subject
   * is the event.
   */
  readonly text: string;
}

export interface Explanations {
  /** By line; at most 1,500. */
  readonly list: readonly Explanation[];
  /** How many there are, about, with those that are left out. */
  readonly count: number;
}

/** What a feed gave, and what was cut or skipped on the way. */
export interface FeedContent {
  readonly occurrences: readonly Occurrence[];
  /** At most 20; `warningCount` says how many there were. */
  readonly warnings: readonly FeedWarning[];
  readonly warningCount: number;
  /** Occurrences or rules cut by a limit. */
  readonly cutCount: number;
  /** How far the occurrences reach. */
  readonly horizon: Range;
  /** Display zone in which local times were computed. */
  readonly zone: string;
  /** Only when the job asked for them. */
  readonly explanations?: Explanations;
}

export interface FetchedResult {
  readonly kind: 'fetched';
  readonly feed: string;
  readonly at: Instant;
  readonly validators: Validators;
  readonly content: FeedContent;
}

/** The feed says, or its bytes show, that nothing changed. */
export interface UnchangedResult {
  readonly kind: 'unchanged';
  readonly feed: string;
  readonly at: Instant;
  readonly validators: Validators;
}

export interface FailedResult {
  readonly kind: 'failed';
  readonly feed: string;
  readonly at: Instant;
  readonly reason: FeedFailure;
  /** One sentence a person can act on, at most 200 characters; never holds a URL of a feed. */
  readonly detail: string;
  /** The server's Retry-After, in milliseconds from `at`; null when it gave none. */
  readonly retryAfter: number | null;
}

/** What one feed gave in one refresh: one JSON line of the child. */
export type FeedResult = FetchedResult | UnchangedResult | FailedResult;
