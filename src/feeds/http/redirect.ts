/**
 * Where a redirect may lead. undici's redirect interceptor follows from https to http, reads bodies of
 * redirects without limit and passes on extra headers, so each hop is decided here. PURE.
 */
import { FeedError } from '../feed-error.ts';

/** RFC 9110 15.4: those that say where the thing itself is. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

function parseLocation(location: string, base: URL): URL | null {
  const text = location.replace(/^webcals?:/i, 'https:');
  return URL.canParse(text, base.href) ? new URL(text, base.href) : null;
}

/**
 * The address of the next hop. `visited`: every hop so far, the current one last; `limit`: most hops
 * after the first request. Throws a FeedError ('redirect') when it must not be followed.
 */
export function nextHop(visited: readonly URL[], location: string | null, limit: number): URL {
  const current = visited.at(-1);
  const next = current === undefined || location === null ? null : parseLocation(location, current);
  if (current === undefined || next === null) {
    throw new FeedError('redirect', 'The server redirects, but does not say where to.');
  }
  if (next.protocol !== 'https:' && next.protocol !== 'http:') {
    throw new FeedError('redirect', 'The server redirects to something that is neither https nor http.');
  }
  if (current.protocol === 'https:' && next.protocol === 'http:') {
    throw new FeedError('redirect', 'The server redirects from https to unencrypted http, which is refused.');
  }
  next.hash = '';
  next.username = '';
  next.password = '';
  if (visited.some((url) => url.href === next.href)) {
    throw new FeedError('redirect', 'The server redirects in a circle; a login may be wanted.');
  }
  if (visited.length > limit) {
    throw new FeedError('redirect', `The server redirects more than ${limit} times.`);
  }
  return next;
}
