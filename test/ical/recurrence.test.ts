import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recur } from '../../src/ical/recurrence.ts';
import { FREQUENCIES, parseRule } from '../../src/ical/rule.ts';
import { randomRule, randomStart } from './random-rule.ts';

const wall = (text: string) => Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`);
const seed = 5545;

interface Asked {
  readonly from?: string;
  readonly most?: number;
  readonly steps?: number;
}

/** The first instances, as text; `steps` is what the search may cost. */
function expand(text: string, start: string, { from = start, most = 5, steps = 1000 }: Asked = {}): string[] {
  const dateOnly = start.length === 10;
  const budget = { steps };
  const found: string[] = [];
  for (const time of recur(parseRule(text), wall(start), { dateOnly, from: wall(from), budget })) {
    found.push(new Date(time).toISOString().slice(0, dateOnly ? 10 : 19));
    if (found.length === most) break;
  }
  assert.ok(budget.steps > 0, `${text} costs at least ${steps} steps`);
  return found;
}

test('DTSTART is the first instance and counts, also when the rule would not give it', () => {
  assert.deepEqual(expand('FREQ=WEEKLY;BYDAY=TU;COUNT=3', '2026-06-01'), [
    '2026-06-01',
    '2026-06-02',
    '2026-06-09',
  ]);
  assert.deepEqual(expand('FREQ=WEEKLY;BYDAY=TU;COUNT=3', '2026-06-01', { from: '2026-06-03' }), [
    '2026-06-09',
  ]);
  assert.deepEqual(expand('FREQ=MONTHLY;BYMONTHDAY=31;COUNT=1', '2026-06-01'), ['2026-06-01']);
  assert.deepEqual(expand('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '2026-06-01'), ['2026-06-01']);
});

test('BYSETPOS counts in the whole period, also in the first one', () => {
  // 2026-03-05 is a Thursday: the fourth and fifth weekdays of its week are itself and Friday.
  assert.deepEqual(expand('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=4,5;COUNT=4', '2026-03-05'), [
    '2026-03-05',
    '2026-03-06',
    '2026-03-12',
    '2026-03-13',
  ]);
  assert.deepEqual(
    expand('FREQ=HOURLY;BYMINUTE=0,10,20,30;BYSETPOS=2,-1', '2026-03-05T09:15:00', { most: 4 }),
    ['2026-03-05T09:15:00', '2026-03-05T09:30:00', '2026-03-05T10:10:00', '2026-03-05T10:30:00'],
  );
  assert.deepEqual(
    expand('FREQ=DAILY;BYHOUR=8,12;BYMINUTE=0,30;BYSETPOS=-1', '2026-03-05T12:30:00', { most: 2 }),
    ['2026-03-05T12:30:00', '2026-03-06T12:30:00'],
  );
});

test('a numbered week belongs to its year also where it reaches into another', () => {
  assert.deepEqual(expand('FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO', '2025-12-29', { most: 3 }), [
    '2025-12-29',
    '2027-01-04',
    '2028-01-03',
  ]);
  assert.deepEqual(expand('FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA', '2021-01-02', { most: 3 }), [
    '2021-01-02',
    '2027-01-02',
    '2033-01-01',
  ]);
  // Counted from the end: 2026 has 53 weeks, 2027 has 52.
  assert.deepEqual(expand('FREQ=YEARLY;BYWEEKNO=-1;BYDAY=TH', '2026-12-31', { most: 2 }), [
    '2026-12-31',
    '2027-12-30',
  ]);
  // The set of a year begins with its week 1, in the December before.
  assert.deepEqual(expand('FREQ=YEARLY;BYWEEKNO=1,2;BYDAY=MO,TU;BYSETPOS=1', '2025-12-29', { most: 2 }), [
    '2025-12-29',
    '2027-01-04',
  ]);
  // Days that remain of a numbered week of last year.
  assert.deepEqual(expand('FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA,SU', '2021-01-02', { most: 2 }), [
    '2021-01-02',
    '2021-01-03',
  ]);
});

test('what no part says is taken from DTSTART', () => {
  assert.deepEqual(expand('FREQ=YEARLY;BYMONTHDAY=15,16', '2026-06-15', { most: 3 }), [
    '2026-06-15',
    '2026-06-16',
    '2027-06-15',
  ]);
  assert.deepEqual(expand('FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR', '2026-02-13', { most: 3 }), [
    '2026-02-13',
    '2026-03-13',
    '2026-11-13',
  ]);
  assert.deepEqual(expand('FREQ=YEARLY;BYWEEKNO=20', '2026-05-13', { most: 2 }), [
    '2026-05-13',
    '2027-05-19',
  ]);
  assert.deepEqual(expand('FREQ=YEARLY;BYMONTH=3,9', '2026-03-31', { most: 3 }), [
    '2026-03-31',
    '2027-03-31',
    '2028-03-31',
  ]);
});

test('forbidden combinations limit, and ordinals without a whole to count in are passed over', () => {
  assert.deepEqual(expand('FREQ=WEEKLY;BYDAY=2MO', '2026-06-01', { most: 3 }), [
    '2026-06-01',
    '2026-06-08',
    '2026-06-15',
  ]);
  assert.deepEqual(expand('FREQ=WEEKLY;BYDAY=MO;BYMONTHDAY=1,2,3,4,5,6,7', '2026-06-01', { most: 3 }), [
    '2026-06-01',
    '2026-07-06',
    '2026-08-03',
  ]);
  assert.deepEqual(expand('FREQ=DAILY;BYWEEKNO=24;BYDAY=MO,TU', '2026-06-08', { most: 3 }), [
    '2026-06-08',
    '2026-06-09',
    '2027-06-14',
  ]);
  assert.deepEqual(expand('FREQ=MONTHLY;BYYEARDAY=-1', '2026-12-31', { most: 2 }), [
    '2026-12-31',
    '2027-12-31',
  ]);
});

test('a DATE has no time of day: parts of the clock are ignored, shorter steps touch each day once', () => {
  assert.deepEqual(expand('FREQ=DAILY;BYHOUR=9,17;BYMINUTE=30;COUNT=2', '2026-06-01'), [
    '2026-06-01',
    '2026-06-02',
  ]);
  assert.deepEqual(expand('FREQ=HOURLY;INTERVAL=6;COUNT=3', '2026-06-01'), [
    '2026-06-01',
    '2026-06-02',
    '2026-06-03',
  ]);
  assert.deepEqual(expand('FREQ=HOURLY;INTERVAL=48;COUNT=2', '2026-06-01'), ['2026-06-01', '2026-06-03']);
  assert.deepEqual(expand('FREQ=HOURLY;INTERVAL=36;BYHOUR=5;COUNT=4', '2026-06-01'), [
    '2026-06-01',
    '2026-06-02',
    '2026-06-04',
    '2026-06-05',
  ]);
  assert.deepEqual(expand('FREQ=HOURLY;INTERVAL=36;COUNT=4', '2026-06-01', { from: '2026-06-03' }), [
    '2026-06-04',
    '2026-06-05',
  ]);
});

test('starts near the range, however far DTSTART is', () => {
  const far = { from: '2026-06-01T00:00:00', most: 2, steps: 20 };
  const ruleOf = (text: string) => expand(text, '1601-01-01T00:07:00', far);
  assert.deepEqual(ruleOf('FREQ=YEARLY'), ['2027-01-01T00:07:00', '2028-01-01T00:07:00']);
  assert.deepEqual(ruleOf('FREQ=MONTHLY'), ['2026-06-01T00:07:00', '2026-07-01T00:07:00']);
  assert.deepEqual(ruleOf('FREQ=WEEKLY'), ['2026-06-01T00:07:00', '2026-06-08T00:07:00']);
  assert.deepEqual(ruleOf('FREQ=DAILY'), ['2026-06-01T00:07:00', '2026-06-02T00:07:00']);
  assert.deepEqual(ruleOf('FREQ=HOURLY'), ['2026-06-01T00:07:00', '2026-06-01T01:07:00']);
  assert.deepEqual(ruleOf('FREQ=MINUTELY'), ['2026-06-01T00:00:00', '2026-06-01T00:01:00']);
  assert.deepEqual(ruleOf('FREQ=SECONDLY'), ['2026-06-01T00:00:00', '2026-06-01T00:00:01']);
  assert.deepEqual(ruleOf('FREQ=SECONDLY;BYHOUR=5;BYMINUTE=7;BYSECOND=9;BYMONTH=8;BYMONTHDAY=-1'), [
    '2026-08-31T05:07:09',
    '2027-08-31T05:07:09',
  ]);
});

test('counts from a far DTSTART without building dates', () => {
  const cases: [string, string, number][] = [
    ['FREQ=SECONDLY;COUNT=1780272002', '1970-01-01T00:00:00', 10],
    ['FREQ=MINUTELY;INTERVAL=5;COUNT=5934242', '1970-01-01T00:00:00', 10],
    ['FREQ=DAILY;COUNT=20606', '1970-01-01T00:00:00', 10],
    ['FREQ=WEEKLY;BYDAY=MO,FR;COUNT=5888', '1970-01-02T00:00:00', 10],
    ['FREQ=SECONDLY;BYHOUR=0;COUNT=74178002', '1970-01-01T00:00:00', 10],
    ['FREQ=HOURLY;INTERVAL=2;BYDAY=MO;COUNT=35318', '1970-01-01T00:00:00', 700],
    ['FREQ=MONTHLY;COUNT=678', '1970-01-01T00:00:00', 700],
    ['FREQ=HOURLY;INTERVAL=5;BYHOUR=0,1,2;COUNT=12365', '1970-01-01T00:00:00', 30_000],
  ];
  for (const [rule, start, steps] of cases) {
    const found = expand(rule, start, { from: '2026-06-01T00:00:00', steps });
    assert.equal(found[0], '2026-06-01T00:00:00', rule);
    assert.ok(found.length <= 2, rule);
  }
});

test('rules that never match end at once', () => {
  const rules: [string, number][] = [
    ['FREQ=HOURLY;INTERVAL=24;BYHOUR=5', 3],
    ['FREQ=MINUTELY;INTERVAL=60;BYMINUTE=30', 3],
    ['FREQ=SECONDLY;INTERVAL=60;BYSECOND=1', 3],
    ['FREQ=HOURLY;INTERVAL=168;BYDAY=SU', 3],
    ['FREQ=DAILY;INTERVAL=7;BYDAY=TU', 3],
    ['FREQ=HOURLY;BYMINUTE=0,30;BYSETPOS=3', 3],
    ['FREQ=SECONDLY;BYSETPOS=2', 3],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31', 500],
    ['FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', 500],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 500],
    ['FREQ=YEARLY;BYMONTH=2;BYDAY=6MO', 500],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6', 5000],
    ['FREQ=MONTHLY;INTERVAL=12;BYMONTH=5', 500],
    ['FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2', 500],
    ['FREQ=YEARLY;BYWEEKNO=10;BYMONTH=12', 500],
    ['FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2', 21_000],
    ['FREQ=DAILY;INTERVAL=999999999999999', 3],
    ['FREQ=YEARLY;INTERVAL=999999999999999', 3],
    ['FREQ=SECONDLY;INTERVAL=999999999999999', 3],
  ];
  for (const [rule, steps] of rules) {
    assert.deepEqual(expand(rule, '2026-06-01T06:00:00', { from: '2026-06-02T00:00:00', steps }), [], rule);
  }
});

test('rules that seldom match are jumped through', () => {
  const rules: [string, string, number][] = [
    ['FREQ=MINUTELY;INTERVAL=7;BYMONTH=1;BYDAY=MO', '2027-01-04T00:03:00', 15],
    ['FREQ=SECONDLY;BYHOUR=5', '2026-06-02T05:00:00', 10],
    ['FREQ=HOURLY;INTERVAL=25;BYHOUR=5', '2026-06-25T05:00:00', 70],
    ['FREQ=DAILY;INTERVAL=30;BYMONTH=2;BYMONTHDAY=29', '2204-02-29T06:00:00', 400],
    ['FREQ=YEARLY;INTERVAL=100;BYMONTH=2;BYMONTHDAY=29', '', 100],
    ['FREQ=SECONDLY;INTERVAL=86399;BYHOUR=5', '2026-06-02T05:59:59', 10],
  ];
  for (const [rule, first, steps] of rules) {
    const found = expand(rule, '2026-06-01T06:00:00', { from: '2026-06-01T06:00:01', most: 1, steps });
    assert.deepEqual(found, first === '' ? [] : [first], rule);
  }
});

test('nothing lies after the year 9999', () => {
  assert.deepEqual(expand('FREQ=DAILY', '9999-12-30'), ['9999-12-30', '9999-12-31']);
  assert.deepEqual(expand('FREQ=YEARLY;BYWEEKNO=52', '9999-12-31'), ['9999-12-31']);
  assert.deepEqual(expand('FREQ=SECONDLY', '9999-12-31T23:59:58'), [
    '9999-12-31T23:59:58',
    '9999-12-31T23:59:59',
  ]);
  assert.deepEqual(
    expand('FREQ=MONTHLY;COUNT=100000', '2026-06-01', { from: '9999-12-02', steps: 100_000 }),
    [],
  );
});

test('the second every second for a century stops where the caller does, or the budget', () => {
  const budget = { steps: 1000 };
  const start = wall('1926-01-01T00:00:00');
  const times = [...recur(parseRule('FREQ=SECONDLY'), start, { dateOnly: false, from: start, budget })];
  assert.equal(budget.steps, 0);
  assert.ok(times.length > 400 && times.length <= 1000, `${times.length}`);
});

const anyRule = fc
  .constantFrom(...FREQUENCIES)
  .chain((frequency) => randomRule(frequency, { forbidden: true, count: false }));

function firstOf(text: string, start: number, from: number, most: number, steps = 20_000) {
  const budget = { steps };
  const found: number[] = [];
  for (const time of recur(parseRule(text), start, { dateOnly: false, from, budget })) {
    found.push(time);
    if (found.length === most) break;
  }
  return { found, spent: steps - budget.steps, cut: budget.steps === 0 };
}

test('from a later moment on it gives the tail, ascending and without duplicates', () => {
  fc.assert(
    fc.property(anyRule, randomStart, fc.nat(299), fc.boolean(), (text, start, at, after) => {
      const { found, cut } = firstOf(text, start, start, 300);
      fc.pre(!cut && found.length > at);
      assert.ok(found.every((time, index) => index === 0 || time > found[index - 1]!));
      const from = found[at]! + (after ? 1000 : 0);
      const tail = found.slice(after ? at + 1 : at);
      assert.deepEqual(
        firstOf(text, start, from, tail.length || 1, 30_000).found.slice(0, tail.length),
        tail,
      );
    }),
    { seed, numRuns: 400 },
  );
});

test('COUNT is the same wherever the range begins', () => {
  fc.assert(
    fc.property(
      anyRule,
      randomStart,
      fc.integer({ min: 1, max: 400 }),
      fc.nat(),
      (text, start, count, at) => {
        const { found, cut } = firstOf(text, start, start, count);
        fc.pre(!cut);
        const from = found[at % found.length]!;
        const counted = firstOf(`${text};COUNT=${count}`, start, from, count + 1, 30_000);
        fc.pre(!counted.cut);
        assert.deepEqual(counted.found, found.slice(at % found.length));
      },
    ),
    { seed, numRuns: 400 },
  );
});

test('a smaller budget gives a beginning of the same instances, and is never overdrawn', () => {
  fc.assert(
    fc.property(anyRule, randomStart, fc.integer({ min: 1, max: 300 }), (text, start, steps) => {
      const from = start + 400 * 86_400_000;
      const small = firstOf(text, start, from, 100, steps);
      assert.ok(small.spent <= steps && small.found.length <= small.spent);
      const large = firstOf(text, start, from, 100);
      fc.pre(!large.cut);
      assert.deepEqual(small.found, large.found.slice(0, small.found.length));
      if (!small.cut) assert.deepEqual(small.found, large.found);
    }),
    { seed, numRuns: 400 },
  );
});
