/** What a result makes of a feed. PURE. */
import { assertNever } from '../model/errors.ts';
import type { FailedResult, FeedResult } from '../model/feed-result.ts';
import { DAY } from '../model/time.ts';
import type { FeedRequest, FeedState, RefreshPlan, Tick } from './state.ts';

/** A number in [-1, 1) that depends on nothing but its arguments (FNV-1a, well mixed). */
function spread(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 31 - 1;
}

function waitAfterSuccess(feed: FeedState, plan: RefreshPlan): number {
  return plan.interval + Math.round(plan.jitter * spread(`${feed.id} ${feed.attempts}`, plan.seed));
}

function waitAfterFailure(failures: number, retryAfter: number | null, plan: RefreshPlan): number {
  const backoff = plan.backoff[Math.min(failures, plan.backoff.length) - 1] ?? plan.interval;
  return Math.max(backoff, Math.min(retryAfter ?? 0, plan.longestRetryAfter));
}

function fail(feed: FeedState, result: FailedResult, plan: RefreshPlan, tick: Tick): FeedState {
  const failures = feed.failures + 1;
  return {
    ...feed,
    failure: { reason: result.reason, detail: result.detail, at: result.at },
    failures,
    attempts: feed.attempts + 1,
    dueAt: tick.monotonic + waitAfterFailure(failures, result.retryAfter, plan),
  };
}

/** Empty where there was something: a server's hiccup more often than a cleared calendar (R25). */
function isSuddenlyEmpty(feed: FeedState, result: FeedResult): boolean {
  return (
    result.kind === 'fetched' &&
    result.content.occurrences.length === 0 &&
    (feed.content?.occurrences.length ?? 0) > 0 &&
    feed.failure?.reason !== 'suddenly-empty'
  );
}

/** The feed after a result of the refresh. A failure never costs the content that is there. */
export function applyResult(feed: FeedState, result: FeedResult, plan: RefreshPlan, tick: Tick): FeedState {
  if (isSuddenlyEmpty(feed, result)) {
    const detail = 'The calendar is suddenly empty; the last events stay until that is seen twice.';
    const held = {
      kind: 'failed',
      feed: feed.id,
      at: result.at,
      reason: 'suddenly-empty',
      detail,
      retryAfter: null,
    };
    return { ...fail(feed, held as FailedResult, plan, tick), validators: null };
  }
  switch (result.kind) {
    case 'failed':
      return fail(feed, result, plan, tick);
    case 'fetched':
    case 'unchanged':
      return {
        ...feed,
        content: result.kind === 'fetched' ? result.content : feed.content,
        validators: result.validators,
        lastSuccess: result.at,
        failure: null,
        failures: 0,
        attempts: feed.attempts + 1,
        dueAt: tick.monotonic + waitAfterSuccess(feed, plan),
      };
    default:
      return assertNever(result);
  }
}

/** How to ask this feed: with its validators only while the stored content reaches far enough. */
export function requestFor(feed: FeedState, plan: RefreshPlan, tick: Tick): FeedRequest {
  const horizon = feed.content?.horizon;
  const reaches =
    horizon !== undefined &&
    horizon.to - tick.instant > plan.horizonReserve &&
    horizon.from <= tick.instant + DAY;
  return { id: feed.id, validators: reaches ? feed.validators : null };
}
