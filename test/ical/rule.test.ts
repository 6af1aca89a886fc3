import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseRule } from '../../src/ical/rule.ts';

const empty = {
  interval: 1,
  count: null,
  until: null,
  bySecond: [],
  byMinute: [],
  byHour: [],
  byDay: [],
  byMonthDay: [],
  byYearDay: [],
  byWeekNo: [],
  byMonth: [],
  bySetPos: [],
  weekStart: 1,
};

test('reads every part', () => {
  const text =
    'FREQ=YEARLY;INTERVAL=2;COUNT=7;BYSECOND=0,59;BYMINUTE=5;BYHOUR=23;BYDAY=MO,-1FR,+2SU;BYMONTHDAY=-31,1;' +
    'BYYEARDAY=-366,366;BYWEEKNO=-53,1;BYMONTH=12,1;BYSETPOS=-1,366;WKST=SU';
  assert.deepEqual(parseRule(text), {
    frequency: 'YEARLY',
    interval: 2,
    count: 7,
    until: null,
    bySecond: [0, 59],
    byMinute: [5],
    byHour: [23],
    byDay: [
      { weekday: 1, ordinal: 0 },
      { weekday: 5, ordinal: -1 },
      { weekday: 7, ordinal: 2 },
    ],
    byMonthDay: [-31, 1],
    byYearDay: [-366, 366],
    byWeekNo: [-53, 1],
    byMonth: [1, 12],
    bySetPos: [-1, 366],
    weekStart: 7,
  });
});

test('reads the three forms of UNTIL', () => {
  const until = (text: string) => parseRule(`FREQ=DAILY;UNTIL=${text}`).until;
  assert.deepEqual(until('20260131'), { kind: 'date', date: Date.UTC(2026, 0, 31) });
  assert.deepEqual(until('20260131T235959'), { kind: 'local', wall: Date.UTC(2026, 0, 31, 23, 59, 59) });
  assert.deepEqual(until('20260131T235959Z'), { kind: 'utc', instant: Date.UTC(2026, 0, 31, 23, 59, 59) });
  assert.deepEqual(until('2026-01-31T23:59:59.000Z'), until('20260131T235959Z'));
  assert.deepEqual(until('20260231'), { kind: 'date', date: Date.UTC(2026, 1, 28) });
  assert.deepEqual(until('20260131T240000'), { kind: 'local', wall: Date.UTC(2026, 1, 1) });
  assert.deepEqual(until('99991231T235960Z'), { kind: 'utc', instant: Date.UTC(9999, 11, 31, 23, 59, 59) });
  assert.deepEqual(until('00500101'), { kind: 'date', date: Date.parse('0050-01-01T00:00:00Z') });
});

test('tolerates what has a plain meaning', () => {
  const daily = { ...empty, frequency: 'DAILY' };
  assert.deepEqual(parseRule('freq=daily;wkst=mo'), daily);
  assert.deepEqual(parseRule(' FREQ = DAILY ; ;INTERVAL= 1;'), daily);
  assert.deepEqual(parseRule('INTERVAL=3;FREQ=WEEKLY;FREQ=DAILY;INTERVAL=1'), daily);
  assert.deepEqual(parseRule('FREQ=DAILY;X-NAME=a=b;RSCALE=gregorian;SKIP=OMIT;BYEASTER=1'), daily);
  assert.deepEqual(parseRule('FREQ=DAILY;BYHOUR=9,,9,10,'), { ...daily, byHour: [9, 10] });
  assert.deepEqual(parseRule('FREQ=DAILY;BYDAY=MO,mo'), { ...daily, byDay: [{ weekday: 1, ordinal: 0 }] });
});

test('reads the leap second as the second before it', () => {
  assert.deepEqual(parseRule('FREQ=DAILY;BYSECOND=60').bySecond, [59]);
  assert.deepEqual(parseRule('FREQ=DAILY;BYSECOND=59,60').bySecond, [59]);
});

const unreadable: [string, RegExp][] = [
  ['', /no FREQ/],
  ['INTERVAL=2', /no FREQ/],
  ['FREQ=FORTNIGHTLY', /FREQ=FORTNIGHTLY is not one of YEARLY/],
  ['FREQ=', /FREQ= is not one of/],
  ['FREQ=DAILY;INTERVAL=0', /INTERVAL=0 is not a whole number from 1/],
  ['FREQ=DAILY;INTERVAL=-1', /INTERVAL=-1/],
  ['FREQ=DAILY;INTERVAL=1.5', /INTERVAL=1\.5/],
  ['FREQ=DAILY;COUNT=0', /COUNT=0/],
  ['FREQ=DAILY;COUNT=', /COUNT= is not/],
  ['FREQ=DAILY;COUNT=9999999999999999', /COUNT=9999999999999999/],
  ['FREQ=DAILY;BYHOUR=24', /BYHOUR=24 is not a whole number from 0 to 23/],
  ['FREQ=DAILY;BYMINUTE=60', /BYMINUTE=60/],
  ['FREQ=DAILY;BYSECOND=61', /BYSECOND=61/],
  ['FREQ=DAILY;BYMONTH=13', /BYMONTH=13/],
  ['FREQ=DAILY;BYMONTH=5L', /BYMONTH=5L/],
  ['FREQ=MONTHLY;BYMONTHDAY=0', /BYMONTHDAY=0 is not a whole number from -31 to 31, without 0/],
  ['FREQ=MONTHLY;BYMONTHDAY=32', /BYMONTHDAY=32/],
  ['FREQ=YEARLY;BYYEARDAY=367', /BYYEARDAY=367/],
  ['FREQ=YEARLY;BYWEEKNO=54', /BYWEEKNO=54/],
  ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0', /BYSETPOS=0/],
  ['FREQ=MONTHLY;BYDAY=0MO', /BYDAY=0/],
  ['FREQ=MONTHLY;BYDAY=54MO', /BYDAY=54/],
  ['FREQ=MONTHLY;BYDAY=MONDAY', /BYDAY=MONDAY is no weekday/],
  ['FREQ=MONTHLY;BYDAY=XX', /BYDAY=XX is not one of MO/],
  ['FREQ=MONTHLY;BYDAY=', /BYDAY is empty/],
  ['FREQ=DAILY;WKST=1', /WKST=1/],
  ['FREQ=DAILY;UNTIL=', /UNTIL= is no date/],
  ['FREQ=DAILY;UNTIL=20261301', /UNTIL=20261301/],
  ['FREQ=DAILY;UNTIL=20260101T', /UNTIL/],
  ['FREQ=DAILY;UNTIL=20260101T250000', /UNTIL/],
  ['FREQ=DAILY;UNTIL=tomorrow', /UNTIL=TOMORROW is no date/],
  ['FREQ=DAILY;junk', /"JUNK", which is no NAME=value/],
  ['FREQ=DAILY;=3', /"=3"/],
  ['RSCALE=HEBREW;FREQ=YEARLY', /RSCALE=HEBREW/],
  ['FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=FORWARD', /SKIP=FORWARD/],
  [`FREQ=DAILY;BYHOUR=${'1,'.repeat(10_000)}1`, /characters long/],
];

for (const [text, message] of unreadable) {
  test(`refuses ${text.slice(0, 50) || 'nothing'}`, () => {
    assert.throws(() => parseRule(text), { name: 'Error', message });
  });
}

test('any text gives a rule or a short sentence', () => {
  const part = fc.oneof(fc.string(), fc.constantFrom('FREQ=DAILY', 'BYDAY=', 'UNTIL=', 'COUNT=', ','));
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      try {
        assert.ok(parseRule(parts.join(';')).interval >= 1);
      } catch (error) {
        assert.ok(
          error instanceof Error && error.message.endsWith('.') && error.message.length < 150,
          `${error}`,
        );
      }
    }),
    { seed: 5545 },
  );
});
