/**
 * What a request says. Like a browser's, because Outlook answers others with HTML, errors or redirect
 * loops; only that a calendar is what is wanted comes first.
 */
import type { Validators } from '../../model/feed-result.ts';
import type { FeedSource } from '../../model/refresh-job.ts';

export type HttpSource = Extract<FeedSource, { kind: 'http' }>;

const BROWSER_HEADERS: Readonly<Record<string, string>> = {
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36',
  accept: 'text/calendar,text/html;q=0.9,application/xhtml+xml;q=0.8,*/*;q=0.7',
  'accept-language': 'en-US,en;q=0.9',
  'accept-encoding': 'gzip, deflate, br',
  'cache-control': 'no-cache',
  pragma: 'no-cache',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-site': 'none',
  'sec-fetch-user': '?1',
  'upgrade-insecure-requests': '1',
};

/** `trusted`: the request goes to the origin that was configured, which may see what is secret. */
export function requestHeaders(
  source: HttpSource,
  validators: Validators | null,
  trusted: boolean,
): Record<string, string> {
  const headers: Record<string, string> = { ...BROWSER_HEADERS };
  if (validators?.etag != null) headers['if-none-match'] = validators.etag;
  if (validators?.lastModified != null) headers['if-modified-since'] = validators.lastModified;
  if (!trusted) return headers;
  // Extra headers may be secrets as well: they stay with the origin, like the authorization.
  for (const [name, value] of Object.entries(source.headers)) headers[name.toLowerCase()] = value;
  if (source.authorization !== null) headers.authorization = source.authorization;
  return headers;
}
