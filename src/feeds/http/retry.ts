/**
 * When to try again, and how long to wait. undici's retry interceptor continues a torn body with a
 * range request, which servers that make calendars on the fly do not know; a whole new try is simple
 * and right. PURE.
 */
import { HOUR, SECOND } from '../../model/time.ts';
import type { FeedError } from '../feed-error.ts';

const FIRST_WAIT = SECOND;
const LONGEST_WAIT = 10 * SECOND;

/** A server that wants more is asked again in a later refresh. */
const LONGEST_RETRY_AFTER = 20 * SECOND;

/** A server that names a longer wait is not believed. */
const MAX_RETRY_AFTER = 24 * HOUR;

/** RFC 9110 5.6.7, roughly: `Date.parse` takes "-5" for a year. */
const HTTP_DATE = /^[A-Z][a-z]{2,8}, .* GMT$/;

/**
 * Milliseconds to wait before the next try; null: no more tries. `tries`: made so far, at least 1;
 * `retries`: allowed after the first; `random`: in [0, 1), so that walls do not come back in step.
 */
export function retryDelay(error: FeedError, tries: number, retries: number, random: number): number | null {
  if (!error.retryable || tries > retries) return null;
  const backoff = Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT) * (1 + random / 2);
  if (error.retryAfter === null) return Math.round(backoff);
  if (error.retryAfter > LONGEST_RETRY_AFTER) return null;
  return Math.round(Math.max(error.retryAfter, backoff));
}

/**
 * Retry-After (RFC 9110 10.2.3: seconds or a date) in milliseconds; null when absent or senseless.
 * A date is measured against the server's own clock where it tells it.
 */
export function parseRetryAfter(value: string | null, serverDate: string | null, now: number): number | null {
  if (value === null) return null;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * SECOND, MAX_RETRY_AFTER);
  const at = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return null;
  const told = Date.parse(serverDate ?? '');
  const wait = at - (Number.isNaN(told) ? now : told);
  return Math.min(Math.max(wait, 0), MAX_RETRY_AFTER);
}
