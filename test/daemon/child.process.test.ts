import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type RefreshOptions, runRefresh } from '../../src/daemon/child.ts';
import type { FailedResult, FeedResult } from '../../src/model/feed-result.ts';
import type { FeedJob, RefreshJob } from '../../src/model/refresh-job.ts';

const SCRIPT = new URL('./hostile-child.mjs', import.meta.url);

/** Feeds are named after their deeds, numbered: `loop-0`, `good-1`. */
function jobOf(deeds: readonly string[]): RefreshJob {
  const feeds = deeds.map(
    (deed, index): FeedJob => ({
      feed: `${deed.split('/').at(-1)}-${index}`,
      source: {
        kind: 'http',
        url: `https://example.com/secret-path/${deed}`,
        authorization: 'Bearer some-token',
        headers: {},
      },
      validators: null,
      ownAddresses: [],
    }),
  );
  return {
    now: 1_781_168_400_000,
    range: { from: 1_781_168_400_000, to: 1_781_268_400_000 },
    zone: 'Europe/Berlin',
    limits: {
      connectTimeout: 1000,
      readTimeout: 1000,
      retries: 0,
      redirects: 5,
      bodySize: 1e6,
      concurrency: 2,
    },
    feeds,
  };
}

interface Outcome {
  readonly results: ReadonlyMap<string, FailedResult>;
  readonly logged: string;
}

async function refresh(deeds: readonly string[], options: Partial<RefreshOptions> = {}): Promise<Outcome> {
  const job = jobOf(deeds);
  const results = new Map<string, FailedResult>();
  const logged: string[] = [];
  const run = runRefresh(job, {
    script: SCRIPT,
    deadline: 30_000,
    heapLimitMb: 40,
    longestSilence: 3000,
    log: (_, text) => logged.push(text),
    onResult: (result: FeedResult) => {
      assert.ok(!results.has(result.feed), `two results for ${result.feed}`);
      assert.equal(result.kind, 'failed');
      results.set(result.feed, result as FailedResult);
    },
    ...options,
  });
  await run.done;
  assert.deepEqual([...results.keys()].sort(), job.feeds.map(({ feed }) => feed).sort());
  assert.doesNotMatch(logged.join('\n') + JSON.stringify([...results]), /secret-path|some-token/);
  return { results, logged: logged.join('\n') };
}

const CASES: readonly (readonly [string, string, RegExp])[] = [
  ['heap', 'out-of-memory', /40 MB/],
  ['loop', 'timeout', /stuck/],
  ['pattern', 'timeout', /stuck/],
  ['suicide', 'out-of-memory', /memory ran out/],
  ['abort', 'crashed', /SIGABRT/],
  ['throw', 'crashed', /code 1/],
  ['exit', 'crashed', /code 0/],
  ['exit-7', 'crashed', /code 7/],
  ['flood', 'bad-output', /no result/],
  ['long-line', 'too-large', /more than a wall/],
  ['garbage', 'bad-output', /no result/],
  ['wrong-result', 'bad-output', /no result/],
  ['stranger', 'bad-output', /no result/],
];

for (const [deed, reason, detail] of CASES) {
  test(`a feed that ends in "${deed}" costs that feed only (${reason})`, async () => {
    const { results } = await refresh(['good', deed, 'good']);
    assert.equal(results.get('good-0')?.detail, 'Fine.');
    assert.equal(results.get('good-2')?.detail, 'Fine.');
    const blamed = results.get(`${deed}-1`);
    assert.equal(blamed?.reason, reason, blamed?.detail);
    assert.match(blamed?.detail ?? '', detail);
    assert.ok((blamed?.detail.length ?? 0) <= 200);
  });
}

test('several deadly feeds are each found, and the good ones still come', async () => {
  const { results } = await refresh(['abort', 'good', 'garbage', 'exit-7', 'good']);
  const reasons = [...results.values()].map(({ feed, reason }) => `${feed}:${reason}`).sort();
  assert.deepEqual(reasons, [
    'abort-0:crashed',
    'exit-7-3:crashed',
    'garbage-2:bad-output',
    'good-1:dns',
    'good-4:dns',
  ]);
});

test('when several may have done it, each is tried alone', async () => {
  const { results } = await refresh(['together/good', 'together/abort', 'good']);
  assert.equal(results.get('good-0')?.detail, 'Fine.');
  assert.equal(results.get('abort-1')?.reason, 'crashed');
  assert.equal(results.get('good-2')?.detail, 'Fine.');
});

test('a second result for a feed is no reason to lose the first', async () => {
  const { results } = await refresh(['twice', 'good']);
  assert.equal(results.get('twice-0')?.detail, 'Fine.');
});

test('a slow start of the child is held against no feed', async () => {
  const { results } = await refresh(['late/good', 'good'], { longestSilence: 2000 });
  assert.deepEqual(
    [...results.values()].map(({ detail }) => detail),
    ['Fine.', 'Fine.'],
  );
});

test('at the deadline what is left has timed out', async () => {
  const { results } = await refresh(['good', 'loop', 'good'], { deadline: 3000, longestSilence: 20_000 });
  assert.equal(results.get('good-0')?.detail, 'Fine.');
  assert.equal(results.get('loop-1')?.reason, 'timeout');
  assert.equal(results.get('good-2')?.reason, 'timeout');
});

test('stop ends the child at once and no result follows', async () => {
  const results: FeedResult[] = [];
  const run = runRefresh(jobOf(['loop']), {
    script: SCRIPT,
    deadline: 60_000,
    heapLimitMb: 40,
    log: () => undefined,
    onResult: (result) => results.push(result),
  });
  setTimeout(() => run.stop(), 300);
  await run.done;
  assert.deepEqual(results, []);
});

test('the child may read its own code and nothing else', async () => {
  const { results } = await refresh(['rights']);
  const denied = ['write', 'spawn', 'worker', 'read'].map((right) => `${right}:ERR_ACCESS_DENIED`);
  assert.equal(
    results.get('rights-0')?.detail,
    [...denied, 'native:ERR_DLOPEN_DISABLED', 'own:yes'].join(' '),
  );
  assert.ok(!existsSync('/tmp/daywall-must-not-exist'));
});

test('the child gets nothing of the environment but what it needs', async () => {
  process.env.DAYWALL_SECRET = 'secret';
  const { results } = await refresh(['environment']);
  assert.equal(
    results.get('environment-0')?.detail.replaceAll(/NODE_EXTRA_CA_CERTS |SSL_CERT_\w+ |LD_\w+ /g, ''),
    'TZ',
  );
});

test('the child is nicer than the wall, and the first to go when memory runs out', async () => {
  const own = new Set(children());
  const run = runRefresh(jobOf(['loop']), {
    script: SCRIPT,
    deadline: 60_000,
    heapLimitMb: 40,
    log: () => undefined,
    onResult: () => undefined,
  });
  const [pid] = children().filter((child) => !own.has(child));
  assert.ok(pid !== undefined);
  assert.equal(readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8').trim(), '800');
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  assert.equal(fields[16], '10');
  run.stop();
  await run.done;
});

/** Processes that this one has started. */
function children(): string[] {
  return readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
}

test('a script that is not there is a failure of each feed, not of the wall', async () => {
  const { results } = await refresh(['good', 'good'], { script: '/nonexistent/refresh.js' });
  assert.deepEqual(
    [...results.values()].map(({ reason }) => reason),
    ['crashed', 'crashed'],
  );
});

test('no feeds: nothing is started', async () => {
  await refresh([], { script: '/nonexistent/refresh.js' });
});
