import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { FeedError } from '../../src/feeds/feed-error.ts';
import type { FetchContext } from '../../src/feeds/feed-kind.ts';
import type { LookupAll } from '../../src/feeds/http/connections.ts';
import { createHttpFetch } from '../../src/feeds/http/fetch.ts';
import type { HttpSource } from '../../src/feeds/http/request-headers.ts';
import type { Validators } from '../../src/model/feed-result.ts';
import type { FetchLimits } from '../../src/model/refresh-job.ts';
import {
  type BadServer,
  calendarText,
  makeCertificate,
  startBadServer,
  startTlsServer,
} from './bad-server.ts';

const LIMITS: FetchLimits = {
  connectTimeout: 1000,
  readTimeout: 1000,
  retries: 0,
  redirects: 5,
  bodySize: 50_000_000,
  concurrency: 2,
};

interface Options {
  readonly limits?: Partial<FetchLimits>;
  readonly validators?: Validators;
  readonly source?: Partial<HttpSource>;
  readonly patience?: number;
  /** Names and their addresses; others are looked up for real. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
}

interface Fetched {
  readonly kind: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly mediaType: string | null;
  readonly text: string;
  readonly size: number;
  readonly bodies: number;
  readonly pauses: readonly number[];
}

const lookups: string[] = [];

function lookupIn(names: Options['names']): LookupAll | undefined {
  if (names === undefined) return undefined;
  return async (hostname) => {
    lookups.push(hostname);
    const addresses = names[hostname];
    if (addresses === undefined) throw Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
}

/** Fetches for real; only waiting is left out (and written down). */
async function get(url: string, options: Options = {}): Promise<Fetched> {
  const limits = { ...LIMITS, ...options.limits };
  const ending = new AbortController();
  const late = new FeedError('timeout', 'It is late.');
  const timer = setTimeout(() => ending.abort(late), options.patience ?? 20_000);
  let chunks: Uint8Array[] = [];
  let size = 0;
  let bodies = 0;
  const pauses: number[] = [];
  const context: FetchContext = {
    validators: options.validators ?? null,
    limits,
    signal: ending.signal,
    openBody: () => {
      bodies++;
      chunks = [];
      size = 0;
      return {
        push: (chunk) => {
          if (size < 1_000_000) chunks.push(Buffer.from(chunk));
          size += chunk.length;
          return undefined;
        },
      };
    },
    pause: async (milliseconds) => void pauses.push(milliseconds),
    timeLeft: () => 60_000,
  };
  try {
    const source = { kind: 'http', url, authorization: null, headers: {}, ...options.source } as const;
    const outcome = await createHttpFetch(limits, lookupIn(options.names))(source, context);
    return { ...outcome, text: Buffer.concat(chunks).toString(), size, bodies, pauses };
  } finally {
    clearTimeout(timer);
  }
}

async function failure(url: string, options: Options = {}): Promise<FeedError> {
  const error = await get(url, options).then(
    (got) => assert.fail(`it was fetched: ${got.kind} ${got.size} bytes`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof FeedError, String(error));
  assert.match(error.message, /^[A-Z].*[.?]$/, 'a sentence');
  assert.doesNotMatch(error.message, /\/\/|127\.0\.0\.1|secret/, 'no address in a sentence');
  return error;
}

describe('fetching over HTTP', () => {
  let server: BadServer;
  let other: BadServer;
  before(async () => {
    server = await startBadServer();
    other = await startBadServer();
  });
  after(async () => {
    await server.close();
    await other.close();
  });

  const at = (path: string) => `${server.origin}${path}`;
  const last = () => server.requests.at(-1)?.headers ?? {};

  test('a calendar arrives as it is, asked for like a browser does', async () => {
    const got = await get(at('/good'));
    assert.equal(got.kind, 'body');
    assert.equal(got.text, calendarText());
    assert.equal(got.mediaType, 'text/calendar');
    assert.match(last()['user-agent'] ?? '', /^Mozilla\/5\.0 .*Chrome/);
    assert.match(last().accept ?? '', /^text\/calendar,/);
    assert.equal(last().authorization, undefined);
  });

  test('webcal is taken as https', async () => {
    const error = await failure(`webcal://127.0.0.1:${server.port}/good`);
    assert.equal(error.reason, 'tls');
  });

  test('authorization and extra headers are sent, and extra ones replace ours', async () => {
    await get(at('/good'), {
      source: { authorization: 'Bearer secret', headers: { 'X-Key': 'k', 'User-Agent': 'me' } },
    });
    assert.equal(last().authorization, 'Bearer secret');
    assert.equal(last()['x-key'], 'k');
    assert.equal(last()['user-agent'], 'me');
  });

  for (const path of ['/gzip', '/br', '/deflate', '/twice']) {
    test(`compressed: ${path}`, async () => {
      assert.equal((await get(at(path))).text, calendarText());
    });
  }

  const reasons: readonly (readonly [string, string, RegExp, Options?])[] = [
    ['/silent', 'timeout', /did not answer in time/],
    ['/half', 'timeout', /middle of the calendar/],
    ['/reset', 'connection', /broke the connection|closed/],
    ['/reset-in-body', 'connection', /broke the connection|closed/],
    ['/drip', 'timeout', /./, { patience: 3000 }],
    ['/too-long', 'connection', /less than it had announced|before the calendar was complete/],
    ['/zstd', 'unreadable', /compressed/],
    ['/gzip-torn', 'connection', /too early/],
    ['/gzip-damaged', 'unreadable', /damaged/],
    ['/deflate-raw', 'unreadable', /damaged/],
    ['/bomb', 'too-large', /limit of 50 MB/],
    ['/huge', 'too-large', /limit of 50 MB/],
    ['/announces-huge', 'too-large', /limit of 50 MB/],
    ['/endless-header', 'too-large', /headers/],
    ['/not-http', 'connection', /HTTP/],
    ['/500', 'http-status', /\(500\)/],
    ['/401', 'authentication', /\(401\)/],
    ['/404', 'not-found', /\(404\)/],
    ['/418', 'http-status', /418/],
    ['/204', 'not-a-calendar', /empty/],
    ['/always-304', 'http-status', /304/],
    ['/circle', 'redirect', /circle/],
    ['/nowhere', 'redirect', /where/],
    ['/to-ftp', 'redirect', /neither/],
    ['/deep/6', 'redirect', /more than 5/],
  ];
  for (const [path, reason, detail, options] of reasons) {
    test(`${path} fails as ${reason}`, async () => {
      const error = await failure(`${at(path)}?secret`.replace('/deep/6?secret', '/deep/6'), options);
      assert.equal(error.reason, reason, error.message);
      assert.match(error.message, detail);
    });
  }

  test('nothing listens', async () => {
    const gone = await startBadServer();
    await gone.close();
    assert.equal((await failure(`${gone.origin}/good`)).reason, 'connection');
  });

  test('a name that does not exist', async () => {
    assert.equal((await failure('http://no-such-host.invalid/secret')).reason, 'dns');
  });

  test('5 redirects are followed, 6 are not', async () => {
    assert.equal((await get(at('/deep/5'))).text, calendarText());
  });

  test('a redirect with an endless body is not read to its end', async () => {
    assert.equal((await get(at('/hop-endless-body'))).text, calendarText());
  });

  test('credentials stay with their origin', async () => {
    const source = { authorization: 'Basic secret', headers: { 'X-Secret': 'secret' } };
    await get(at(`/to?${encodeURIComponent(`${other.origin}/good`)}`), { source });
    assert.equal(last().authorization, 'Basic secret');
    const seen = other.requests.at(-1)?.headers ?? {};
    assert.equal(seen.authorization, undefined);
    assert.equal(seen['x-secret'], undefined);
    assert.match(seen['user-agent'] ?? '', /Mozilla/);
    const error = await failure(at(`/to?${encodeURIComponent(`${other.origin}/401`)}`), { source });
    assert.equal(error.reason, 'authentication');
  });

  test('credentials do not come back once they were dropped', async () => {
    const back = `${other.origin}/to?${encodeURIComponent(at('/good'))}`;
    const source = { authorization: 'Basic secret' };
    await get(at(`/to?${encodeURIComponent(back)}`), { source });
    assert.equal(last().authorization, undefined);
  });

  describe('from a public server', () => {
    // The server is reached at the first address; the second one makes its host a public one.
    const names = {
      'public.test': ['127.0.0.1', '203.0.113.7'],
      'inside.test': ['127.0.0.1'],
      'inside6.test': ['::1', 'fd00::1'],
    };
    const to = (url: string) => `http://public.test:${server.port}/to?${encodeURIComponent(url)}`;

    test('a redirect to a private address is refused, however it is written', async () => {
      for (const host of ['127.0.0.1', '2130706433', '[::ffff:127.0.0.1]', 'inside.test', 'inside6.test']) {
        const before = server.requests.length;
        const error = await failure(to(`http://${host}:${server.port}/good`), {
          names,
          limits: { retries: 2 },
        });
        assert.equal(error.reason, 'redirect', host);
        assert.match(error.message, /private network/);
        assert.equal(server.requests.length - before, 1, 'nothing was asked there, and not again');
      }
    });

    test('each name is looked up once in a refresh', async () => {
      lookups.length = 0;
      // Guarded now: of its two addresses only the public one may be tried, and nobody is there.
      await failure(to(`http://public.test:${server.port}/good`), { names });
      assert.deepEqual(lookups, ['public.test']);
    });
  });

  test("between servers of one's own network redirects are followed", async () => {
    const names = { 'inside.test': ['127.0.0.1'] };
    const url = at(`/to?${encodeURIComponent(`http://inside.test:${server.port}/good`)}`);
    assert.equal((await get(url, { names })).text, calendarText());
  });

  test("an address of one's own network may be configured", async () => {
    const got = await get(`http://inside.test:${server.port}/good`, {
      names: { 'inside.test': ['127.0.0.1'] },
    });
    assert.equal(got.text, calendarText());
  });

  test('a dead address beside a living one does no harm', async () => {
    const names = { 'both.test': ['::1', '127.0.0.1'] };
    const got = await get(`http://both.test:${server.port}/good`, { names });
    assert.equal(got.text, calendarText());
  });

  test('the same origin keeps them', async () => {
    await get(at('/hop'), { source: { authorization: 'Basic secret' } });
    assert.equal(last().authorization, 'Basic secret');
  });

  test('validators are sent, and 304 is "unchanged"', async () => {
    const first = await get(at('/etag'));
    assert.deepEqual([first.kind, first.etag], ['body', '"v1"']);
    assert.equal(first.lastModified, 'Wed, 10 Jun 2026 08:00:00 GMT');
    const validators = { etag: first.etag, lastModified: first.lastModified, hash: null };
    const second = await get(at('/etag'), { validators });
    assert.deepEqual([second.kind, second.etag, second.bodies], ['unchanged', '"v1"', 0]);
    assert.equal(second.lastModified, first.lastModified);
    assert.equal(last()['if-modified-since'], first.lastModified);
  });

  test('a server error is tried again, with a growing, jittered wait', async () => {
    const got = await get(at('/500-once'), { limits: { retries: 3 } });
    assert.equal(got.text, calendarText());
    assert.equal(got.pauses.length, 1);
    const before = server.requests.length;
    assert.equal((await failure(at('/500'), { limits: { retries: 3 } })).reason, 'http-status');
    assert.equal(server.requests.length - before, 4);
  });

  test('a body that was torn is fetched anew from its beginning', async () => {
    const got = await get(at('/reset-once'), { limits: { retries: 1 } });
    assert.equal(got.text, calendarText());
    assert.equal(got.bodies, 2);
  });

  test('429 waits as long as asked, and gives up when asked for too much', async () => {
    const got = await get(at('/429-once'), { limits: { retries: 3 } });
    assert.ok(got.pauses[0] !== undefined && got.pauses[0] >= 2000);
    const before = server.requests.length;
    const error = await failure(at('/429-long'), { limits: { retries: 3 } });
    assert.equal(error.retryAfter, 3_600_000);
    assert.equal(server.requests.length - before, 1);
  });

  test('no second try after another 4xx or a wrong certificate', async () => {
    const before = server.requests.length;
    await failure(at('/404'), { limits: { retries: 3 } });
    assert.equal(server.requests.length - before, 1);
  });

  test('connections serve several requests', async () => {
    const before = server.connections();
    await get(at('/deep/5'));
    assert.ok(server.connections() - before <= 2, `${server.connections() - before} for 6 requests`);
  });
});

describe('fetching over TLS', () => {
  test('a certificate signed by itself is refused with its reason', async () => {
    const server = await startTlsServer(makeCertificate('127.0.0.1'));
    const error = await failure(`${server.origin}/good`, { limits: { retries: 3 } });
    assert.equal(error.reason, 'tls');
    assert.match(error.message, /signed by itself/);
    await server.close();
  });
});
