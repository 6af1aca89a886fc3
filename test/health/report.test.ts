import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HealthFacts } from '../../src/health/facts.ts';
import { judge } from '../../src/health/judgement.ts';
import { makePage } from '../../src/health/page.ts';
import { makeReport } from '../../src/health/report.ts';
import { calendarFacts, healthFacts, NOW } from './build.ts';

const codeAndStatus = (facts: HealthFacts) => [makeReport(facts).code, judge(facts).status];

describe('status', () => {
  test('all well is ok and has no reasons', () => {
    assert.deepEqual(judge(healthFacts()), { status: 'ok', reasons: [] });
    assert.equal(makeReport(healthFacts()).code, 200);
  });

  test('critical is 90 s without a verified frame, from the start before the first', () => {
    const aged = (verifiedAgeSeconds: number) => healthFacts({ display: { verifiedAgeSeconds } });
    assert.deepEqual(codeAndStatus(aged(90)), [200, 'ok']);
    assert.deepEqual(codeAndStatus(aged(91)), [503, 'critical']);
    const never = { verifiedAgeSeconds: null, lastVerified: null };
    assert.deepEqual(codeAndStatus(healthFacts({ uptimeSeconds: 20, display: never })), [200, 'degraded']);
    assert.deepEqual(codeAndStatus(healthFacts({ uptimeSeconds: 91, display: never })), [503, 'critical']);
  });

  test('a framebuffer that is waited for is degraded, then critical', () => {
    const waiting = 'There is no /dev/fb0: plug in the screen.';
    assert.deepEqual(codeAndStatus(healthFacts({ display: { waiting } })), [200, 'degraded']);
    const facts = healthFacts({ display: { waiting, verifiedAgeSeconds: 200 } });
    assert.deepEqual(codeAndStatus(facts), [503, 'critical']);
    assert.deepEqual(judge(facts).reasons, [
      'The framebuffer cannot take a picture: There is no /dev/fb0: plug in the screen.',
      'No frame was verified for 200 s.',
    ]);
  });

  const degraded: Record<string, [Partial<HealthFacts>, RegExp]> = {
    'a failing feed': [
      {
        calendars: [
          calendarFacts('work', {
            failure: { reason: 'dns', detail: 'The server is not known.', at: NOW },
            consecutiveFailures: 3,
          }),
        ],
      },
      /^Calendar "The work" is failing \(dns, last succeeded at 2026-06-12T09:58:00Z\): The server is not known\.$/,
    ],
    'a stale feed': [
      { calendars: [calendarFacts('work', { freshness: 'stale' })] },
      /^Calendar "The work" is stale: it last succeeded at 2026-06-12T09:58:00Z\.$/,
    ],
    'a feed never read': [
      { calendars: [calendarFacts('work', { freshness: 'never', lastSuccess: null })] },
      /^Calendar "The work" was not read yet\.$/,
    ],
    'no refresh ever': [
      { refresh: { running: true, lastStart: NOW, lastSuccess: null, nextDue: null } },
      /^No feed was ever read\.$/,
    ],
    'no calendars': [{ calendars: [] }, /^No calendar is configured\.$/],
    'an untrusted clock': [{ clock: 'untrusted' }, /^The clock is not known to be right/],
    'a wrong configuration': [
      {
        configProblem: { file: '/etc/daywall/daywall.toml', line: 7, key: 'locale', message: 'Unknown key.' },
      },
      /^The configuration \/etc\/daywall\/daywall\.toml, line 7, is wrong: Unknown key\.$/,
    ],
  };
  for (const [what, [more, sentence]] of Object.entries(degraded)) {
    test(`${what} is degraded and said`, () => {
      const facts = healthFacts(more);
      assert.deepEqual(codeAndStatus(facts), [200, 'degraded']);
      assert.equal(judge(facts).reasons.length, 1);
      assert.match(judge(facts).reasons[0] ?? '', sentence);
    });
  }
});

test('the report is whole', () => {
  const failure = { reason: 'timeout', detail: 'The server did not answer.', at: NOW - 1000 } as const;
  const facts = healthFacts({
    calendars: [calendarFacts('work', { failure, consecutiveFailures: 2, warningCount: 4, cutCount: 1 })],
  });
  assert.deepEqual(makeReport(facts).body, {
    status: 'degraded',
    reasons: [
      'Calendar "The work" is failing (timeout, last succeeded at 2026-06-12T09:58:00Z): The server did not answer.',
    ],
    version: '1.2.3',
    pid: 4711,
    now: '2026-06-12T10:00:00Z',
    uptime_s: 3600,
    clock: 'trusted',
    display: {
      output: 'framebuffer',
      waiting: null,
      last_verified: '2026-06-12T09:59:55Z',
      verified_age_s: 5,
      width: 1920,
      height: 1080,
      frames: 60,
      redraws: 2,
      bytes_written: 9_000_000,
      damaged_rows: 0,
    },
    calendars: [
      {
        id: 'work',
        name: 'The work',
        freshness: 'fresh',
        last_success: '2026-06-12T09:58:00Z',
        age_s: 120,
        failing: true,
        failure: {
          reason: 'timeout',
          detail: 'The server did not answer.',
          at: '2026-06-12T09:59:59Z',
        },
        consecutive_failures: 2,
        occurrences: 40,
        warnings: 4,
        cut: 1,
      },
    ],
    refresh: {
      running: false,
      last_start: '2026-06-12T09:57:58Z',
      last_success: '2026-06-12T09:58:00Z',
      next_due: '2026-06-12T10:03:00Z',
    },
    memory: { resident_bytes: 64_000_000 },
    config_problem: null,
  });
});

test('an address that slipped into a text goes no further', () => {
  const secret = 'https://calendar.example/private-a1b2c3/basic.ics?key=s3cret';
  const facts = healthFacts({
    configProblem: { file: 'daywall.toml', line: 1, key: null, message: `Found "${secret}".` },
    calendars: [
      calendarFacts('work', { failure: { reason: 'dns', detail: `No answer from ${secret}.`, at: NOW } }),
    ],
    display: { waiting: `Not with webcal://x.example/${secret}` },
  });
  for (const text of [JSON.stringify(makeReport(facts)), makePage(facts)]) {
    assert.doesNotMatch(text, /example|s3cret|a1b2c3/);
    assert.match(text, /\[address\]/);
  }
});

test('the page escapes what it shows', () => {
  const page = makePage(
    healthFacts({
      calendars: [
        calendarFacts('x', {
          calendar: { id: 'x', name: '<script>"&', color: '#000000' },
          freshness: 'stale',
        }),
      ],
    }),
  );
  assert.match(page, /&lt;script&gt;&quot;&amp;/);
  assert.doesNotMatch(page, /<script/);
});
