import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeMetrics } from '../../src/health/metrics.ts';
import { calendarFacts, healthFacts, NOW } from './build.ts';

const NAME = /^daywall_[a-z_]+$/;
const SAMPLE =
  /^(daywall_[a-z_]+)(?:\{([a-z]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z]+="(?:[^"\\\n]|\\["\\n])*")*)\})? (-?[0-9.e+]+)$/;

/** Samples as `name{labels}` to value; checks the text against the format on the way. */
function parse(text: string): ReadonlyMap<string, number> {
  assert.ok(text.endsWith('\n'));
  const samples = new Map<string, number>();
  let family = '';
  const families = new Set<string>();
  for (const line of text.slice(0, -1).split('\n')) {
    const [, comment, name, rest] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (comment === 'HELP') {
      family = name ?? '';
      assert.match(family, NAME);
      assert.ok(!families.has(family), `${family} is there twice`);
      families.add(family);
    } else if (comment === 'TYPE') {
      assert.equal(name, family);
      assert.equal(rest, family.endsWith('_total') ? 'counter' : 'gauge');
    } else {
      const [, sample, labels, value] = SAMPLE.exec(line) ?? [];
      assert.equal(sample, family, `no sample of ${family}: ${line}`);
      const key = labels === undefined ? family : `${family}{${labels}}`;
      assert.ok(!samples.has(key), `${key} is there twice`);
      samples.set(key, Number(value));
    }
  }
  return samples;
}

test('what a healthy wall measures', () => {
  const samples = parse(makeMetrics(healthFacts()));
  assert.equal(samples.get('daywall_build_info{version="1.2.3",runtime="Node.js 20.20.2"}'), 1);
  assert.equal(samples.get('daywall_status{status="ok"}'), 1);
  assert.equal(samples.get('daywall_status{status="critical"}'), 0);
  assert.equal(samples.get('daywall_calendar_occurrences{calendar="work"}'), 40);
  assert.equal(samples.get('daywall_calendar_stale{calendar="work"}'), 0);
  assert.equal(samples.get('daywall_display_frames_total'), 60);
  assert.equal(samples.get('daywall_display_written_bytes_total'), 9_000_000);
  assert.equal(samples.get('daywall_refresh_next_due_timestamp_seconds'), (NOW + 180_000) / 1000);
  assert.deepEqual(
    [...samples.keys()].filter((key) => key.includes('failing')),
    [],
  );
});

test('a failing feed carries its reason, what is not known no sample', () => {
  const failure = { reason: 'tls', detail: 'The certificate has expired.', at: NOW } as const;
  const calendars = [
    calendarFacts('work', { failure, consecutiveFailures: 7, lastSuccess: null, freshness: 'never' }),
  ];
  const display = { lastVerified: null, verifiedAgeSeconds: null };
  const samples = parse(makeMetrics(healthFacts({ calendars, display })));
  assert.equal(samples.get('daywall_calendar_failing{calendar="work",reason="tls"}'), 1);
  assert.equal(samples.get('daywall_calendar_consecutive_failures{calendar="work"}'), 7);
  assert.equal(samples.get('daywall_calendar_stale{calendar="work"}'), 1);
  assert.ok(![...samples.keys()].some((key) => key.startsWith('daywall_calendar_last_success')));
  assert.ok(!samples.has('daywall_display_verified_age_seconds'));
});

test('labels are escaped', () => {
  const calendar = { id: 'a"b\\c\nd', name: 'x', color: '#000000' };
  const samples = parse(makeMetrics(healthFacts({ calendars: [calendarFacts('x', { calendar })] })));
  assert.ok(samples.has('daywall_calendar_stale{calendar="a\\"b\\\\c\\nd"}'));
});

test('without calendars every metric keeps its description', () => {
  const described = (text: string) => text.split('\n').filter((line) => line.startsWith('# ')).length;
  assert.equal(described(makeMetrics(healthFacts({ calendars: [] }))), described(makeMetrics(healthFacts())));
});
