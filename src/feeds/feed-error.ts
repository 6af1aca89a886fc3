import type { FeedFailure } from '../model/feed-result.ts';

/** Longest detail of a failure (see FailedResult). */
const MAX_DETAIL = 200;

interface FeedErrorOptions {
  /** Trying again at once may help (a network error, a timeout, 429, 5xx). */
  readonly retryable?: boolean;
  /** What the server asks to wait, in milliseconds. */
  readonly retryAfter?: number | null;
}

/**
 * A feed gave nothing. `detail` is a sentence for the person before the wall: it is written here and
 * never taken from another error, because those name addresses, and addresses of feeds are secrets.
 */
export class FeedError extends Error {
  override readonly name = 'FeedError';
  readonly reason: FeedFailure;
  readonly retryable: boolean;
  readonly retryAfter: number | null;

  constructor(reason: FeedFailure, detail: string, options: FeedErrorOptions = {}) {
    super(detail.slice(0, MAX_DETAIL));
    this.reason = reason;
    this.retryable = options.retryable ?? false;
    this.retryAfter = options.retryAfter ?? null;
  }
}
