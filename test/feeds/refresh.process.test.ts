// The whole refresh as it is shipped, in its sandbox, against a server that misbehaves.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runRefresh } from '../../src/daemon/child.ts';
import type { FeedResult, Validators } from '../../src/model/feed-result.ts';
import type { FeedJob, FeedSource, FetchLimits, RefreshJob } from '../../src/model/refresh-job.ts';
import {
  type BadServer,
  calendarText,
  makeCertificate,
  startBadServer,
  startTlsServer,
} from './bad-server.ts';
import { type BuiltRefresh, buildRefresh } from './build-refresh.ts';

const NOW = Date.parse('2026-06-10T12:00:00Z');
const DAY = 86_400_000;

const LIMITS: FetchLimits = {
  connectTimeout: 2000,
  readTimeout: 2000,
  retries: 0,
  redirects: 5,
  bodySize: 50_000_000,
  concurrency: 2,
};

let built: BuiltRefresh;
let server: BadServer;
let folder: string;

before(async () => {
  built = await buildRefresh();
  server = await startBadServer();
  folder = mkdtempSync(join(tmpdir(), 'daywall-feeds-'));
});

after(async () => {
  built.remove();
  await server.close();
  rmSync(folder, { recursive: true });
});

function http(url: string): FeedSource {
  return { kind: 'http', url, authorization: null, headers: {} };
}

interface Options {
  readonly deadline?: number;
  readonly limits?: Partial<FetchLimits>;
  readonly validators?: Readonly<Record<string, Validators>>;
  readonly range?: number;
}

/** Refreshes feeds that are named after their sources' names. */
async function refresh(
  sources: Readonly<Record<string, FeedSource>>,
  options: Options = {},
): Promise<Readonly<Record<string, FeedResult>>> {
  const feeds = Object.entries(sources).map(
    ([feed, source]): FeedJob => ({
      feed,
      source,
      validators: options.validators?.[feed] ?? null,
      ownAddresses: [],
    }),
  );
  const job: RefreshJob = {
    now: NOW,
    range: { from: NOW - DAY, to: NOW + (options.range ?? 30) * DAY },
    zone: 'Europe/Berlin',
    limits: { ...LIMITS, ...options.limits },
    feeds,
  };
  const results: Record<string, FeedResult> = {};
  const logged: string[] = [];
  await runRefresh(job, {
    script: built.script,
    deadline: options.deadline ?? 30_000,
    heapLimitMb: 96,
    log: (priority, text) => logged.push(`${priority} ${text}`),
    onResult: (result) => {
      results[result.feed] = result;
    },
  }).done;
  assert.deepEqual(
    logged.filter((line) => !line.startsWith('debug')),
    [],
  );
  assert.doesNotMatch(JSON.stringify(results), /127\.0\.0\.1|hidden-token/, 'no address leaves the refresh');
  return results;
}

/** `fetched 1`, `unchanged` or the reason of the failure. */
function summary(result: FeedResult | undefined): string {
  if (result === undefined) return 'nothing';
  if (result.kind === 'fetched') return `fetched ${result.content.occurrences.length}`;
  return result.kind === 'failed' ? result.reason : result.kind;
}

function summaries(results: Readonly<Record<string, FeedResult>>): Record<string, string> {
  return Object.fromEntries(Object.entries(results).map(([feed, result]) => [feed, summary(result)]));
}

describe('the refresh', () => {
  test('each feed fails alone, with its reason, and the good ones come', async () => {
    const expected: Readonly<Record<string, string>> = {
      '/good?hidden-token': 'fetched 1',
      '/silent?hidden-token': 'timeout',
      '/half': 'timeout',
      '/reset': 'connection',
      '/html': 'not-a-calendar',
      '/empty': 'not-a-calendar',
      '/bomb': 'too-large',
      '/huge': 'too-large',
      '/circle': 'redirect',
      '/401': 'authentication',
      '/404': 'not-found',
      '/500': 'http-status',
      '/gzip-damaged': 'unreadable',
      '/endless-header': 'too-large',
      '/br': 'fetched 1',
      '/gzip': 'fetched 1',
    };
    const sources = Object.fromEntries(
      Object.keys(expected).map((path) => [`a${path.split('?')[0]}`, http(server.origin + path)]),
    );
    const results = await refresh(sources);
    const wanted = Object.fromEntries(
      Object.entries(expected).map(([path, what]) => [`a${path.split('?')[0]}`, what]),
    );
    assert.deepEqual(summaries(results), wanted);
    const html = results['a/html'];
    assert.ok(html?.kind === 'failed');
    assert.match(html.detail, /HTML page titled "Sign in & out"/);
  });

  test('what comes is the calendar, in the zone of the wall', async () => {
    const { a } = await refresh({ a: http(`${server.origin}/good`) });
    assert.ok(a?.kind === 'fetched');
    const [dentist] = a.content.occurrences;
    assert.deepEqual(
      [dentist?.title, dentist?.start],
      ['Dentist', { instant: Date.parse('2026-06-11T09:00:00Z'), local: '2026-06-11T11:00:00' }],
    );
    assert.equal(a.content.zone, 'Europe/Berlin');
    assert.ok(a.at >= NOW && a.at < NOW + 30_000, "its time is the wall's");
  });

  test('304 and a body that differs only in its stamps are unchanged', async () => {
    const sources = { etag: http(`${server.origin}/etag`), stamps: http(`${server.origin}/stamps`) };
    const first = await refresh(sources);
    assert.deepEqual(summaries(first), { etag: 'fetched 1', stamps: 'fetched 1' });
    const validators = Object.fromEntries(
      Object.values(first).flatMap((result) =>
        result.kind === 'fetched' ? [[result.feed, result.validators]] : [],
      ),
    );
    const second = await refresh(sources, { validators });
    assert.deepEqual(summaries(second), { etag: 'unchanged', stamps: 'unchanged' });
    assert.ok(second.etag?.kind === 'unchanged' && second.stamps?.kind === 'unchanged');
    assert.deepEqual(second.etag.validators, validators.etag);
    assert.equal(second.stamps.validators.hash, validators.stamps?.hash);
  });

  test('a server that comes back within the refresh costs nothing', async () => {
    const results = await refresh(
      { a: http(`${server.origin}/500-once`), b: http(`${server.origin}/reset-once`) },
      { limits: { retries: 2 } },
    );
    assert.deepEqual(summaries(results), { a: 'fetched 1', b: 'fetched 1' });
  });

  test('servers that drip do not outlast the deadline, nor starve the others', async () => {
    const drip = http(`${server.origin}/drip`);
    const good = http(`${server.origin}/good`);
    const results = await refresh({ d1: drip, d2: drip, good }, { deadline: 14_000 });
    assert.deepEqual(summaries(results), { d1: 'timeout', d2: 'timeout', good: 'fetched 1' });
  });

  test('a calendar too full for a wall keeps its beginning, and says how far it reaches', async () => {
    const path = join(folder, 'full.ics');
    const event = (index: number) =>
      `BEGIN:VEVENT\r\nUID:${index}@full.example\r\nDTSTART:202606${String(11 + (index % 19)).padStart(2, '0')}T090000Z\r\nSUMMARY:${'long '.repeat(30)}\r\nEND:VEVENT\r\n`;
    const events = Array.from({ length: 12_000 }, (_, index) => event(index));
    writeFileSync(path, `BEGIN:VCALENDAR\r\n${events.join('')}END:VCALENDAR\r\n`);
    const { full } = await refresh({ full: { kind: 'file', path } });
    assert.ok(full?.kind === 'fetched');
    const { occurrences, cutCount, horizon } = full.content;
    assert.ok(occurrences.length > 5000 && occurrences.length < 12_000);
    assert.ok(cutCount >= 12_000 - occurrences.length);
    assert.ok(horizon.to < NOW + 20 * DAY);
  });
});

describe('calendars in files', () => {
  test('good, missing, folders, pipes', async () => {
    const good = join(folder, 'good.ics');
    writeFileSync(good, calendarText());
    const pipe = join(folder, 'pipe.ics');
    execFileSync('sh', ['-c', `mkfifo '${pipe}'`]);
    mkdirSync(join(folder, 'folder.ics'));
    const text = join(folder, 'text, with comma.txt');
    writeFileSync(text, 'hello');
    const star = join(folder, 'st*r.ics');
    writeFileSync(star, calendarText());
    const results = await refresh({
      good: { kind: 'file', path: good },
      again: { kind: 'file', path: good },
      star: { kind: 'file', path: star },
      url: { kind: 'file', path: `file://${good}` },
      gone: { kind: 'file', path: join(folder, 'gone.ics') },
      folder: { kind: 'file', path: join(folder, 'folder.ics') },
      pipe: { kind: 'file', path: pipe },
      text: { kind: 'file', path: text },
      below: { kind: 'file', path: join(good, 'below.ics') },
    });
    assert.deepEqual(summaries(results), {
      good: 'fetched 1',
      again: 'fetched 1',
      star: 'unreadable',
      url: 'fetched 1',
      gone: 'not-found',
      folder: 'unreadable',
      pipe: 'unreadable',
      text: 'not-a-calendar',
      below: 'not-found',
    });
  });

  test('a file may not be read by its rights', { skip: process.getuid?.() === 0 }, async () => {
    const path = join(folder, 'locked.ics');
    writeFileSync(path, calendarText(), { mode: 0 });
    assert.deepEqual(summaries(await refresh({ a: { kind: 'file', path } })), { a: 'unreadable' });
  });

  test('one that was not touched is not read again; one that was, is', async () => {
    const path = join(folder, 'touched.ics');
    const source = { kind: 'file', path } as const;
    writeFileSync(path, calendarText());
    const touch = (seconds: number) => utimesSync(path, seconds, seconds);
    touch(1_700_000_000);
    const { a: first } = await refresh({ a: source });
    assert.ok(first?.kind === 'fetched' && first.validators.etag !== null);
    const validators = { a: first.validators };
    assert.equal(summary((await refresh({ a: source }, { validators })).a), 'unchanged');
    writeFileSync(path, calendarText('20270101T000000Z'));
    touch(1_700_000_001);
    assert.equal(summary((await refresh({ a: source }, { validators })).a), 'unchanged', 'only its stamp');
    writeFileSync(path, calendarText('20270101T000000Z', 'Doctor'));
    touch(1_700_000_001);
    assert.equal(summary((await refresh({ a: source }, { validators })).a), 'fetched 1');
  });

  test('a file larger than the limit', async () => {
    const path = join(folder, 'large.ics');
    writeFileSync(path, calendarText() + 'X'.repeat(2_000_000));
    const results = await refresh({ a: { kind: 'file', path } }, { limits: { bodySize: 1_000_000 } });
    assert.deepEqual(summaries(results), { a: 'too-large' });
  });
});

describe('over TLS', () => {
  async function overTls(name: string): Promise<FeedResult | undefined> {
    const certificate = makeCertificate(name);
    const file = join(folder, `${name}.pem`);
    writeFileSync(file, certificate.cert);
    const secure = await startTlsServer(certificate);
    const before = process.env.NODE_EXTRA_CA_CERTS;
    process.env.NODE_EXTRA_CA_CERTS = file;
    try {
      return (await refresh({ a: http(`${secure.origin}/good`) })).a;
    } finally {
      if (before === undefined) delete process.env.NODE_EXTRA_CA_CERTS;
      else process.env.NODE_EXTRA_CA_CERTS = before;
      await secure.close();
    }
  }

  test("a CA of one's own in NODE_EXTRA_CA_CERTS is trusted", async () => {
    assert.equal(summary(await overTls('127.0.0.1')), 'fetched 1');
  });

  test('a certificate for another host is refused, and named so', async () => {
    const result = await overTls('other.example');
    assert.ok(result?.kind === 'failed');
    assert.equal(result.reason, 'tls');
    assert.match(result.detail, /another host/);
  });
});
