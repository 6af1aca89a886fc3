/**
 * A calendar over HTTP or HTTPS: conditional, compressed, retried, redirected within limits. The body
 * goes chunk by chunk into the sink and is never whole in memory.
 */
import type { Dispatcher } from 'undici';
import request from 'undici/lib/api/api-request.js';
import type { FetchLimits } from '../../model/refresh-job.ts';
import { FeedError } from '../feed-error.ts';
import type { Fetch, FetchContext, FetchOutcome } from '../feed-kind.ts';
import { addressInHost, isPrivateAddress } from './addresses.ts';
import { type Connections, createConnections, type LookupAll, privateRedirect } from './connections.ts';
import { statusFailure, toFeedError, tooLarge } from './failure.ts';
import { isRedirect, nextHop } from './redirect.ts';
import { type HttpSource, requestHeaders } from './request-headers.ts';
import { parseRetryAfter, retryDelay } from './retry.ts';

/** Bodies that are not wanted are read up to here, to keep the connection; then it is closed. */
const MAX_UNWANTED = 16 * 1024;

/** Nor for longer than this, in milliseconds. */
const MAX_UNWANTED_TIME = 1000;

/** Longest validator that is kept and sent back. */
const MAX_VALIDATOR = 512;

const NOT_MODIFIED = 304;

type Response = Dispatcher.ResponseData;

function headerOf(response: Response, name: string): string | null {
  const value = response.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** A validator is given back as it came, if it can stand in a header again. */
function validatorOf(response: Response, name: string): string | null {
  const value = headerOf(response, name);
  return value !== null && value.length <= MAX_VALIDATOR && /^[\x20-\x7e]+$/.test(value) ? value : null;
}

/** Resolves when the connection is free again, or closed; it never rejects. */
function discard(response: Response): Promise<void> {
  const signal = AbortSignal.timeout(MAX_UNWANTED_TIME);
  return response.body.dump({ limit: MAX_UNWANTED, signal }).catch(() => {
    // What happens to a body that nobody wants is of no interest; its connection is closed.
  });
}

/** Follows redirects to the answer. Throws a FeedError, or what undici throws. */
async function followHops(
  source: HttpSource,
  context: FetchContext,
  connections: Connections,
  visited: URL[],
): Promise<Response> {
  let guarded = false;
  let trusted = true;
  for (let url = visited[0] as URL; ; ) {
    const literal = addressInHost(url.hostname);
    if (guarded && literal !== null && isPrivateAddress(literal)) throw privateRedirect();
    const response = await request.call(connections.dispatcher(guarded), {
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: requestHeaders(source, context.validators, trusted),
      signal: context.signal,
    });
    if (!isRedirect(response.statusCode)) return response;
    await discard(response);
    const next = nextHop(visited, headerOf(response, 'location'), context.limits.redirects);
    guarded ||= await connections.isPublic(url.hostname);
    trusted &&= next.origin === url.origin;
    visited.push(next);
    url = next;
  }
}

function checkStatus(response: Response, redirected: boolean): void {
  const status = response.statusCode;
  if (status === 200 || status === 203) return;
  void discard(response);
  if (status === 204 || status === 205) {
    throw new FeedError('not-a-calendar', 'The answer is empty, which is no calendar.');
  }
  if (status === 401 && redirected) {
    const detail =
      'The server redirects to another one that wants a login (401); credentials are not sent on.';
    throw new FeedError('authentication', detail);
  }
  const wait = parseRetryAfter(headerOf(response, 'retry-after'), headerOf(response, 'date'), Date.now());
  throw statusFailure(status, wait);
}

async function readBody(response: Response, context: FetchContext): Promise<void> {
  const encoding = headerOf(response, 'content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity') {
    void discard(response);
    throw new FeedError('unreadable', 'The calendar is compressed in a way that was not asked for.');
  }
  if (Number(headerOf(response, 'content-length') ?? 0) > context.limits.bodySize) {
    void discard(response);
    throw tooLarge(context.limits.bodySize);
  }
  const body = context.openBody();
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > context.limits.bodySize) throw tooLarge(context.limits.bodySize);
    await body.push(chunk);
  }
}

function outcomeOf(response: Response, context: FetchContext): FetchOutcome {
  const unchanged = response.statusCode === NOT_MODIFIED;
  const old = unchanged ? context.validators : null;
  const type = headerOf(response, 'content-type')?.split(';')[0]?.trim().toLowerCase();
  return {
    kind: unchanged ? 'unchanged' : 'body',
    etag: validatorOf(response, 'etag') ?? old?.etag ?? null,
    lastModified: validatorOf(response, 'last-modified') ?? old?.lastModified ?? null,
    mediaType: type ?? null,
  };
}

async function fetchOnce(
  source: HttpSource,
  context: FetchContext,
  connections: Connections,
): Promise<FetchOutcome> {
  const visited = [new URL(source.url.replace(/^webcals?:/i, 'https:'))];
  try {
    const response = await followHops(source, context, connections, visited);
    const asked = context.validators?.etag != null || context.validators?.lastModified != null;
    if (response.statusCode === NOT_MODIFIED && asked) void discard(response);
    else {
      checkStatus(response, visited.length > 1);
      await readBody(response, context);
    }
    return outcomeOf(response, context);
  } catch (error) {
    const resolving = connections.isResolving(visited.at(-1)?.hostname ?? '');
    throw toFeedError(error, context.limits.bodySize, resolving);
  }
}

/** One for all feeds of a refresh: they share connections and resolved names. */
export function createHttpFetch(limits: FetchLimits, lookupAll?: LookupAll): Fetch<HttpSource> {
  const connections = createConnections(limits, lookupAll);
  return async (source, context) => {
    for (let tries = 1; ; tries++) {
      try {
        return await fetchOnce(source, context, connections);
      } catch (error) {
        context.signal.throwIfAborted();
        const failure = toFeedError(error, limits.bodySize, false);
        const wait = retryDelay(failure, tries, limits.retries, Math.random());
        if (wait === null || wait > context.timeLeft()) throw failure;
        await context.pause(wait);
      }
    }
  };
}
