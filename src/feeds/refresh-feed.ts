/** One feed from its bytes to its result. Never rejects: whatever goes wrong is the feed's failure. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FailedResult, FeedResult, Validators } from '../model/feed-result.ts';
import type { ChildJob, FeedJob, FeedSource } from '../model/refresh-job.ts';
import type { Instant } from '../model/time.ts';
import type { OpenReader } from './calendar-reader.ts';
import { describeBody } from './describe-body.ts';
import { createFeedBody, type FeedBody } from './feed-body.ts';
import { FeedError } from './feed-error.ts';
import type { Fetch, FetchContext, FetchOutcome } from './feed-kind.ts';
import type { Turns } from './turns.ts';

/** What all feeds of a refresh share. */
export interface RefreshContext {
  readonly job: ChildJob;
  readonly turns: Turns;
  /** Ends the refresh; its reason is a FeedError. */
  readonly signal: AbortSignal;
  now(): Instant;
  timeLeft(): number;
  fetchOf(source: FeedSource): Promise<Fetch<FeedSource>>;
  openReader(feed: FeedJob): ReturnType<OpenReader>;
  /** The feed is begun. */
  onStart(feed: string): void;
  /** The feed is about to be parsed and expanded, which may take long or never end. */
  onParse(feed: string): void;
}

/** What an error of our own code tells: never its message, which may hold what the feed holds. */
function describeUnexpected(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  return `Reading this calendar failed unexpectedly (${name}); please report it.`;
}

function toFailed(feed: string, at: Instant, error: unknown): FailedResult {
  const known = error instanceof FeedError ? error : null;
  const reason = known?.reason ?? 'crashed';
  const detail = known?.message ?? describeUnexpected(error);
  return { kind: 'failed', feed, at, reason, detail, retryAfter: known?.retryAfter ?? null };
}

async function readBody(
  feed: FeedJob,
  body: FeedBody,
  outcome: FetchOutcome,
  context: RefreshContext,
): Promise<FeedResult> {
  const { etag, lastModified } = outcome;
  const validators: Validators = { etag, lastModified, hash: body.digest() };
  if (validators.hash === feed.validators?.hash) {
    return { kind: 'unchanged', feed: feed.feed, at: context.now(), validators };
  }
  const reader = await body.reader();
  context.onParse(feed.feed);
  const { occurrences, warnings, warningCount, cutCount, isCalendar, range, explanations } = reader.finish();
  if (!isCalendar) {
    throw new FeedError('not-a-calendar', describeBody(body.head(), body.size(), outcome.mediaType));
  }
  const { zone } = context.job;
  const read = { occurrences, warnings, warningCount, cutCount, horizon: range, zone };
  const content = explanations === null ? read : { ...read, explanations };
  return { kind: 'fetched', feed: feed.feed, at: context.now(), validators, content };
}

async function fetchAndRead(feed: FeedJob, context: RefreshContext): Promise<FeedResult> {
  const { signal, turns } = context;
  let giveBack = await turns.take(signal);
  context.onStart(feed.feed);
  let body: FeedBody = createFeedBody(() => context.openReader(feed), feed.validators?.hash != null);
  const fetchContext: FetchContext = {
    validators: feed.validators,
    limits: context.job.limits,
    signal,
    openBody: () => {
      body = createFeedBody(() => context.openReader(feed), feed.validators?.hash != null);
      return body;
    },
    pause: async (milliseconds) => {
      giveBack();
      await sleep(milliseconds);
      giveBack = await turns.take(signal);
    },
    timeLeft: () => context.timeLeft(),
  };
  try {
    const fetch = await context.fetchOf(feed.source);
    const outcome = await fetch(feed.source, fetchContext);
    if (outcome.kind === 'body') return await readBody(feed, body, outcome, context);
    const { etag, lastModified } = outcome;
    const validators = { etag, lastModified, hash: feed.validators?.hash ?? null };
    return { kind: 'unchanged', feed: feed.feed, at: context.now(), validators };
  } finally {
    giveBack();
  }
}

/** Fetches, reads and expands one feed, in its turn. */
export async function refreshFeed(feed: FeedJob, context: RefreshContext): Promise<FeedResult> {
  try {
    return await fetchAndRead(feed, context);
  } catch (error) {
    return toFailed(feed.feed, context.now(), error);
  }
}
