/** Turns statuses and the errors of node, undici, zlib and OpenSSL into the reasons of a feed. PURE. */
import { lookUp } from '../../model/look-up.ts';
import { FeedError } from '../feed-error.ts';

const CERTIFICATES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "The server's certificate has expired, or the clock of this device is ahead.",
  CERT_NOT_YET_VALID: "The server's certificate is not valid yet: the clock of this device may be behind.",
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "The server's certificate is signed by itself; give its CA in NODE_EXTRA_CA_CERTS.",
  SELF_SIGNED_CERT_IN_CHAIN:
    "The server's certificate comes from a CA that is not known; give it in NODE_EXTRA_CA_CERTS.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "The server's certificate cannot be verified: the server leaves out the one in between, or its CA is unknown.",
  UNABLE_TO_GET_ISSUER_CERT: "The CA of the server's certificate is not known.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "The CA of the server's certificate is not known; give it in NODE_EXTRA_CA_CERTS.",
  CERT_REVOKED: "The server's certificate has been revoked.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The server's certificate is for another host name.",
};

const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The server refuses connections.',
  ECONNRESET: 'The server broke the connection.',
  EPIPE: 'The server broke the connection.',
  UND_ERR_SOCKET: 'The server closed the connection before the calendar was complete.',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'The server sent less than it had announced.',
  ENETUNREACH: 'There is no network, or no way to the server.',
  ENETDOWN: 'The network is down.',
  EHOSTUNREACH: 'There is no way to the server.',
  EHOSTDOWN: 'The server is down.',
  EADDRNOTAVAIL: 'There is no network, or no way to the server.',
  EACCES: 'The system forbids connections to the server.',
  EPERM: 'The system forbids connections to the server.',
};

const TIMEOUTS: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: 'The server did not accept the connection in time.',
  UND_ERR_HEADERS_TIMEOUT: 'The server accepted the request and did not answer in time.',
  UND_ERR_BODY_TIMEOUT: 'The server stopped in the middle of the calendar.',
  ETIMEDOUT: 'The server did not answer in time.',
};

const RESOLVER: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The name of the server is not known; check the address and the network.',
  EAI_AGAIN: 'No name server answers; check the network.',
  EAI_FAIL: 'The name server failed; check the network.',
  EAI_NODATA: 'The name of the server has no address.',
};

const STATUSES: Readonly<Record<number, readonly ['authentication' | 'not-found' | 'http-status', string]>> =
  {
    401: ['authentication', 'The server wants a user name and password, or a token, that are right (401).'],
    403: [
      'authentication',
      'The server refuses access (403); check the address, which may have been renewed.',
    ],
    404: ['not-found', 'There is no calendar at this address (404).'],
    410: ['not-found', 'The calendar is gone from this address for good (410).'],
    407: ['http-status', 'A proxy on the way wants authentication (407).'],
    429: ['http-status', 'The server wants to be asked less often (429).'],
    511: ['http-status', 'The network wants a login before it lets anything through (511).'],
  };

/** `retryAfter` in milliseconds, null when the server gives none. */
export function statusFailure(status: number, retryAfter: number | null): FeedError {
  const retryable = status === 429 || (status >= 500 && status !== 511);
  const known = STATUSES[status];
  if (known !== undefined) return new FeedError(known[0], known[1], { retryable, retryAfter });
  const text = retryable
    ? `The server has a problem of its own (${status}).`
    : `The server answers with status ${status} instead of a calendar.`;
  return new FeedError('http-status', text, { retryable, retryAfter });
}

/** The code of an error, or that of the first one inside it: racing two address families wraps them. */
function codeOf(error: unknown): string {
  const { code, name, errors, cause } = error as Record<'code' | 'name' | 'errors' | 'cause', unknown>;
  if (typeof code === 'string') return code;
  if (name === 'HTTPParserError') return 'HPE_UNKNOWN';
  const inner = Array.isArray(errors) ? errors[0] : cause;
  return typeof inner === 'object' && inner !== null ? codeOf(inner) : '';
}

function sizeText(bytes: number): string {
  return bytes >= 1_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${Math.round(bytes / 1000)} kB`;
}

/** `bodySize`: the limit that was passed, in bytes. */
export function tooLarge(bodySize: number): FeedError {
  return new FeedError('too-large', `The calendar is larger than the limit of ${sizeText(bodySize)}.`);
}

function decodingFailure(code: string, bodySize: number): FeedError | null {
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return tooLarge(bodySize);
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW') {
    return new FeedError('too-large', 'The server sends more headers than a calendar can need.');
  }
  if (code === 'Z_BUF_ERROR') {
    return new FeedError('connection', 'The compressed calendar ends too early.', { retryable: true });
  }
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR_FORMAT')) {
    return new FeedError('unreadable', 'The compressed calendar is damaged.');
  }
  if (code.startsWith('HPE_')) {
    return new FeedError('connection', 'The server does not speak proper HTTP.', { retryable: true });
  }
  return null;
}

/** `bodySize`: the limit, in bytes; `resolving`: the name of the server was still being looked up. */
export function toFeedError(error: unknown, bodySize: number, resolving: boolean): FeedError {
  if (error instanceof FeedError) return error;
  if (typeof error !== 'object' || error === null) {
    return new FeedError('connection', 'The request failed.', { retryable: true });
  }
  const code = codeOf(error);
  const name = lookUp(RESOLVER, code);
  if (name !== undefined) return new FeedError('dns', name, { retryable: code !== 'ENOTFOUND' });
  if (code === 'UND_ERR_CONNECT_TIMEOUT' && resolving) {
    return new FeedError('dns', 'No name server answered in time; check the network.', { retryable: true });
  }
  const timeout = lookUp(TIMEOUTS, code);
  if (timeout !== undefined) return new FeedError('timeout', timeout, { retryable: true });
  const network = lookUp(NETWORK, code);
  if (network !== undefined) return new FeedError('connection', network, { retryable: true });
  const certificate = lookUp(CERTIFICATES, code);
  if (certificate !== undefined) return new FeedError('tls', certificate);
  if (/^ERR_(SSL|TLS)_|^EPROTO$|^ERR_OSSL_/.test(code)) {
    return new FeedError('tls', 'No encrypted connection to the server comes about; is it an https server?');
  }
  const shown = /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? ` (${code})` : '';
  const fallback = new FeedError('connection', `The request failed${shown}.`, { retryable: true });
  return decodingFailure(code, bodySize) ?? fallback;
}
