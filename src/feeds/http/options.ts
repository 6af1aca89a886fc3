/**
 * Keys of a calendar that is fetched over HTTP. Addresses, passwords and tokens are secrets: their
 * schemas are marked so (`metadata`), and no message may hold what was given.
 */
import * as v from 'valibot';
import type { FeedSource } from '../../model/refresh-job.ts';

/** Far longer than any known secret address of a calendar. */
const MAX_TEXT = 4096;
const MAX_HEADERS = 20;

/** Field name: RFC 9110 5.1, `token`. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;
/** Visible ASCII, space and tab (RFC 9110 5.5 without obs-text). */
const HEADER_VALUE = /^[\t\x20-\x7e]*$/;
/** Written by the HTTP client itself; a wrong one breaks the request or the rules for redirects. */
const OWN_HEADERS = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'upgrade', 'te']);
const SCHEMES = new Set(['https:', 'http:', 'webcal:', 'webcals:']);

/** True for an absolute https, http, webcal or webcals address with a host. */
export function isFeedUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  return SCHEMES.has(new URL(text).protocol) && /^[a-z]+:\/\/[^/?#\s]/i.test(text);
}

function secret(message: string) {
  return v.pipe(
    v.string(message),
    v.minLength(1, message),
    v.maxLength(MAX_TEXT, message),
    v.metadata({ secret: true }),
  );
}

function secretFile(what: string) {
  const message = `must be the path of a file whose first line is the ${what}`;
  return v.optional(
    v.pipe(
      v.string(message),
      v.minLength(1, message),
      v.maxLength(MAX_TEXT, message),
      v.description(`File whose first line is the ${what}.`),
    ),
  );
}

const URL_MESSAGE = 'must be an address that begins with https://, http:// or webcal://';
const USERNAME_MESSAGE = 'must be a text without a colon';
const TOKEN_MESSAGE = 'must be a text of visible ASCII characters without spaces';
const HEADER_NAME_MESSAGE = 'must name a request header that daywall does not write itself';
const HEADER_VALUE_MESSAGE = 'must be a text of visible ASCII characters';
const HEADERS_MESSAGE = `must be a table of at most ${MAX_HEADERS} request headers, such as { "X-Key" = "..." }`;

/** An address as it may stand in `url`, in the file that `url_file` names, and after `--feed`. */
export const feedUrl = v.pipe(secret(URL_MESSAGE), v.check(isFeedUrl, URL_MESSAGE));
export const feedPassword = secret('must be a text in quotes');
export const feedToken = v.pipe(secret(TOKEN_MESSAGE), v.regex(/^[\x21-\x7e]+$/, TOKEN_MESSAGE));

const headerName = v.pipe(
  v.string(),
  v.regex(HEADER_NAME, HEADER_NAME_MESSAGE),
  v.check((name) => !OWN_HEADERS.has(name.toLowerCase()), HEADER_NAME_MESSAGE),
);

const headerValue = v.pipe(
  v.string(HEADER_VALUE_MESSAGE),
  v.maxLength(MAX_TEXT, HEADER_VALUE_MESSAGE),
  v.regex(HEADER_VALUE, HEADER_VALUE_MESSAGE),
  v.metadata({ secret: true }),
);

export const httpFeedOptions = {
  url: v.optional(v.pipe(feedUrl, v.description('Address of the feed: https, http or webcal.'))),
  urlFile: secretFile('address'),
  username: v.optional(
    v.pipe(
      secret(USERNAME_MESSAGE),
      v.excludes(':', USERNAME_MESSAGE),
      v.description('User name for basic authentication.'),
    ),
  ),
  password: v.optional(v.pipe(feedPassword, v.description('Password for basic authentication.'))),
  passwordFile: secretFile('password'),
  token: v.optional(v.pipe(feedToken, v.description('Token for bearer authentication.'))),
  tokenFile: secretFile('token'),
  headers: v.optional(
    v.pipe(
      v.record(headerName, headerValue, HEADERS_MESSAGE),
      v.maxEntries(MAX_HEADERS, HEADERS_MESSAGE),
      v.description('More request headers.'),
    ),
    {},
  ),
};

/** What was given, with the contents of the secret files in place. */
export interface HttpFeed {
  /** Passes `isFeedUrl`. */
  readonly url: string;
  readonly username: string | null;
  readonly password: string | null;
  readonly token: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** RFC 7617 with UTF-8. */
function basic(username: string, password: string): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** A `%` that begins no escape stands for itself; bytes that are no UTF-8 stay escaped. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll(/%(?![\da-f]{2})/gi, '%25'));
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/**
 * `webcal` and `webcals` become https. A name and password inside the address become the
 * Authorization header, because HTTP clients refuse them in an address.
 */
export function httpSource(feed: HttpFeed): FeedSource {
  const url = new URL(feed.url.replace(/^webcals?:/i, 'https:'));
  const username = feed.username ?? (url.username === '' ? null : decode(url.username));
  const password = feed.password ?? decode(url.password);
  url.username = '';
  url.password = '';
  const named = username === null ? null : basic(username, password);
  const authorization = feed.token === null ? named : `Bearer ${feed.token}`;
  return { kind: 'http', url: url.href, authorization, headers: feed.headers };
}
