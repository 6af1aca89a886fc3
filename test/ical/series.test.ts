import assert from 'node:assert/strict';
import test from 'node:test';
import { calendar, described, event, read } from './feed.ts';

const DAILY = ['DTSTART;TZID=Europe/Berlin:20260608T100000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=4'];
const DAYS = ['DTSTART;VALUE=DATE:20260608', 'RRULE:FREQ=DAILY;COUNT=4'];
const list = (...events: string[]): string[] => described(calendar(...events));
const at = (day: number, hour = 10, title = 'One'): string => {
  const date = `2026-06-${String(day).padStart(2, '0')}`;
  return `${date}T${hour}:00/${hour + 1}:00 ${title}`;
};
const days = (day: number, title = 'One', length = 1): string =>
  `2026-06-${String(day).padStart(2, '0')}/2026-06-${String(day + length).padStart(2, '0')} ${title}`;

test('an override moves its instance and never doubles it, in any form of its id', () => {
  for (const id of [
    ';TZID=Europe/Berlin:20260609T100000',
    ':20260609T080000Z',
    ';TZID=Asia/Tokyo:20260609T170000',
    ':20260609T100000',
    ';VALUE=DATE:20260609',
  ]) {
    const override = event(
      `RECURRENCE-ID${id}`,
      'SUMMARY:Moved',
      'DTSTART:20260609T120000Z',
      'DURATION:PT1H',
    );
    const expected = [at(8), at(9, 14, 'Moved'), at(10), at(11)];
    assert.deepEqual(list(event(...DAILY), override), expected, id);
    assert.deepEqual(list(override, event(...DAILY)), expected, id);
  }
});

test('Exchange names a day of a series by its local midnight', () => {
  const forms = ['20260609T000000', '20260609T000000Z', '20260608T220000Z'];
  for (const id of [...forms.map((form) => `:${form}`), ';TZID=W. Europe Standard Time:20260609T000000']) {
    const override = event(`RECURRENCE-ID${id}`, 'SUMMARY:Moved', 'DTSTART;VALUE=DATE:20260620');
    assert.deepEqual(list(event(...DAYS), override), [days(8), days(10), days(11), days(20, 'Moved')], id);
    const excluded = event(...DAYS, `EXDATE${id}`);
    assert.deepEqual(list(excluded), [days(8), days(10), days(11)], id);
  }
});

test('UNTIL is inclusive in every form', () => {
  const until = (start: string, value: string): number =>
    list(event(start, `RRULE:FREQ=DAILY;UNTIL=${value}`)).length;
  const timed = 'DTSTART;TZID=Europe/Berlin:20260608T100000';
  assert.equal(until(timed, '20260610T080000Z'), 3);
  assert.equal(until(timed, '20260610T075959Z'), 2);
  assert.equal(until(timed, '20260610T100000'), 3);
  // Midnight of that day, as libical, KCalendarCore and recurring-ical-events take it.
  assert.equal(until(timed, '20260610'), 2);
  assert.equal(until('DTSTART;TZID=Europe/Berlin:20260608T000000', '20260610'), 3);
  assert.equal(until('DTSTART;TZID=Asia/Tokyo:20260608T003000', '20260610'), 2);
  assert.equal(until('DTSTART:20260608T100000', '20260610'), 2);
  assert.equal(until(timed, '20260608'), 1, 'DTSTART on that day stays');
  assert.equal(until(timed, '20260607'), 0);
  const day = 'DTSTART;VALUE=DATE:20260608';
  assert.equal(until(day, '20260610'), 3);
  assert.equal(until(day, '20260610T000000Z'), 3);
  assert.equal(until(day, '20260609T220000Z'), 3);
  assert.equal(until(day, '20260610T235959Z'), 3);
  assert.equal(until('DTSTART:20260608T100000', '20260610T080000Z'), 3);
});

test('cancelled is not shown: an event, a series, one instance, those to come', () => {
  const cancelled = 'STATUS:cancelled';
  assert.deepEqual(list(event('DTSTART:20260611T080000Z', cancelled)), []);
  assert.deepEqual(list(event(...DAILY, cancelled)), []);
  const id = 'RECURRENCE-ID:20260609T080000Z';
  assert.deepEqual(list(event(...DAILY), event(id, cancelled)), [at(8), at(10), at(11)]);
  assert.deepEqual(list(event(...DAILY), event(id, 'X-OUTLOOK-DELETED:TRUE')), [at(8), at(10), at(11)]);
  const future = 'RECURRENCE-ID;RANGE=THISANDFUTURE:20260610T080000Z';
  assert.deepEqual(list(event(...DAILY), event(future, cancelled)), [at(8), at(9)]);
});

test('of two with the same UID the higher SEQUENCE counts, else the later', () => {
  const version = (title: string, ...lines: string[]): string =>
    event(`SUMMARY:${title}`, 'DTSTART:20260611T080000Z', 'DURATION:PT1H', ...lines);
  assert.deepEqual(list(version('a', 'SEQUENCE:2'), version('b', 'SEQUENCE:1')), [at(11, 10, 'a')]);
  assert.deepEqual(list(version('a'), version('b')), [at(11, 10, 'b')]);
  const id = 'RECURRENCE-ID:20260609T080000Z';
  const first = version('a', id, 'SEQUENCE:3');
  assert.deepEqual(list(event(...DAILY), first, version('b', id, 'SEQUENCE:2')), [
    at(8),
    at(10),
    at(11),
    at(11, 10, 'a'),
  ]);
});

test('a version that lies outside the range still replaces the one inside', () => {
  const inside = event('SEQUENCE:1', 'DTSTART:20260611T080000Z', 'DTEND:20260611T090000Z');
  const outside = (sequence: number): string =>
    event(`SEQUENCE:${sequence}`, 'DTSTART:20300611T080000Z', 'DTEND:20300611T090000Z');
  assert.deepEqual(list(inside, outside(2)), []);
  assert.deepEqual(list(outside(2), inside), []);
  assert.deepEqual(list(inside, outside(1)), []);
  assert.deepEqual(list(outside(1), inside), [at(11)]);
  assert.deepEqual(list(inside, outside(0)), [at(11)]);
  assert.deepEqual(list(inside, event('UID:other', 'SEQUENCE:9', 'DTSTART:20300611T080000Z')), [at(11)]);
});

test('an override becomes days, or times', () => {
  const toDays = event('RECURRENCE-ID:20260609T080000Z', 'DTSTART;VALUE=DATE:20260609');
  assert.deepEqual(list(event(...DAILY), toDays), [at(8), days(9), at(10), at(11)]);
  const toTime = event('RECURRENCE-ID;VALUE=DATE:20260609', 'DTSTART:20260609T080000Z', 'DURATION:PT1H');
  assert.deepEqual(list(event(...DAYS), toTime), [days(8), at(9), days(10), days(11)]);
});

test('an override comes into the range, and leaves it', () => {
  const weekly = ['DTSTART:20260805T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY'];
  const moved = event('RECURRENCE-ID:20260812T080000Z', 'DTSTART:20260611T080000Z', 'DURATION:PT1H');
  assert.deepEqual(list(event(...weekly), moved), [at(11)]);
  const away = event('RECURRENCE-ID:20260609T080000Z', 'DTSTART:20270611T080000Z');
  assert.deepEqual(list(event(...DAILY), away), [at(8), at(10), at(11)]);
});

test('an override without DTSTART stands where its id does', () => {
  const override = event('RECURRENCE-ID:20260609T080000Z', 'SUMMARY:Same', 'DURATION:PT1H');
  assert.deepEqual(list(event(...DAILY), override), [at(8), at(9, 10, 'Same'), at(10), at(11)]);
});

test('THISANDFUTURE moves the later ones by the clock; the latest such override counts', () => {
  const future = (id: string, title: string, start: string): string =>
    event(`RECURRENCE-ID;RANGE=THISANDFUTURE:${id}`, `SUMMARY:${title}`, start, 'DURATION:PT1H');
  const overrides = [
    future('20260609T080000Z', 'Two', 'DTSTART:20260609T100000Z'),
    future('20260611T080000Z', 'Three', 'DTSTART:20260612T080000Z'),
  ];
  const series = event(...DAILY.slice(0, 2), 'RRULE:FREQ=DAILY;COUNT=5', 'EXDATE:20260610T080000Z');
  const expected = [at(8), at(9, 12, 'Two'), at(12, 10, 'Three'), at(13, 10, 'Three')];
  assert.deepEqual(list(series, ...overrides), expected);
  assert.deepEqual(list(...overrides.toReversed(), series), expected);
  const one = event('RECURRENCE-ID:20260612T080000Z', 'SUMMARY:Own', DAILY[0] ?? '', 'DURATION:PT1H');
  assert.deepEqual(list(series, ...overrides, one), [at(8), at(8, 10, 'Own'), ...expected.slice(1, 3)]);
});

test('THISANDFUTURE moves instances into the range and out of it', () => {
  const series = event('DTSTART:20260610T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY');
  const later = event('RECURRENCE-ID;RANGE=THISANDFUTURE:20260610T080000Z', 'DTSTART:20260710T080000Z');
  assert.deepEqual(list(series, later), []);
  const earlier = event(
    'RECURRENCE-ID;RANGE=THISANDFUTURE:20260710T080000Z',
    'DTSTART:20260620T080000Z',
    'DURATION:PT1H',
  );
  assert.deepEqual(list(series, earlier), [at(10), at(20)]);
});

test('THISANDFUTURE changes days into times and back', () => {
  const toTimes = event(
    'RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260610',
    ...DAILY.slice(1, 2),
    'DTSTART:20260610T080000Z',
  );
  assert.deepEqual(list(event(...DAYS), toTimes), [days(8), days(9), at(10), at(11)]);
  const toDays = event('RECURRENCE-ID;RANGE=THISANDFUTURE:20260610T080000Z', 'DTSTART;VALUE=DATE:20260611');
  assert.deepEqual(list(event(...DAILY), toDays), [at(8), at(9), days(11), days(12)]);
});

test('RDATE adds instants, days and periods; EXDATE takes away in any form', () => {
  const start = 'DTSTART;TZID=Europe/Berlin:20260608T100000';
  assert.deepEqual(
    list(
      event(start, 'DURATION:PT1H', 'RDATE:20260609T080000Z,20260609T080000Z', 'RDATE;VALUE=DATE:20260610'),
    ),
    [at(8), at(9), at(10)],
  );
  assert.deepEqual(
    list(
      event(
        start,
        'DURATION:PT1H',
        'RDATE;VALUE=PERIOD:20260609T080000Z/PT2H,20260610T080000Z/20260610T083000Z',
      ),
    ),
    [at(8), '2026-06-09T10:00/12:00 One', '2026-06-10T10:00/10:30 One'],
  );
  for (const exdate of [
    ':20260609T080000Z',
    ';TZID=Asia/Tokyo:20260609T170000',
    ';VALUE=DATE:20260609',
    ':20260609',
  ]) {
    assert.deepEqual(list(event(...DAILY, `EXDATE${exdate}`)), [at(8), at(10), at(11)], exdate);
  }
  assert.deepEqual(list(event(...DAILY, 'RDATE:20260620T080000Z', 'EXDATE:20260620T080000Z')).length, 4);
});

test('an EXDATE that forgot its TZID means the clock of the series', () => {
  const series = [...DAILY, 'EXDATE:20260609T100000'];
  assert.equal(described(calendar(event(...series)), { zone: 'America/New_York' }).length, 3);
});

test('several rules are united, an EXRULE is taken away', () => {
  const start = 'DTSTART;TZID=Europe/Berlin:20260608T100000';
  const rules = ['RRULE:FREQ=DAILY;COUNT=4', 'RRULE:FREQ=DAILY;INTERVAL=3;COUNT=3'];
  assert.deepEqual(
    list(event(start, 'DURATION:PT1H', ...rules)),
    [8, 9, 10, 11, 14].map((day) => at(day)),
  );
  const without = list(
    event(start, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=8', 'EXRULE:FREQ=WEEKLY;BYDAY=SA,SU'),
  );
  assert.deepEqual(
    without,
    [8, 9, 10, 11, 12, 15].map((day) => at(day)),
  );
});

test('a rule that cannot be read is told, and its event stays', () => {
  const result = read(calendar(event(...DAILY.slice(0, 2), 'RRULE:FREQ=SOMETIMES')));
  assert.equal(result.occurrences.length, 1);
  assert.match(result.warnings[0]?.text ?? '', /RRULE.*SOMETIMES/);
});

test('events without a length, with an end before the start, with an end that cannot be read', () => {
  const start = 'DTSTART;TZID=Europe/Berlin:20260608T100000';
  const point = ['2026-06-08T10:00/10:00 One'];
  assert.deepEqual(list(event(start)), point);
  assert.deepEqual(list(event(start, 'DTEND;TZID=Europe/Berlin:20260608T090000')), point);
  assert.deepEqual(list(event(start, 'DTEND:soon')), point);
  assert.deepEqual(list(event(start, 'DURATION:-PT1H')), point);
  assert.deepEqual(list(event(start, 'DTEND:soon', 'DURATION:PT1H')), [at(8)]);
  assert.deepEqual(list(event('DTSTART:20260608', 'DTEND:20260601')), [days(8)]);
  assert.deepEqual(list(event('DTSTART:20260608', 'DURATION:P3D')), [days(8, 'One', 3)]);
  assert.deepEqual(list(event('DTSTART:20260608', 'DURATION:PT24H')), [days(8)]);
});

test('occurrences that only reach into the range belong to it', () => {
  const long = event('DTSTART:20250101T000000Z', 'DTEND:20260601T080000Z');
  assert.equal(list(long).length, 1);
  const days90 = event('DTSTART;VALUE=DATE:20260401', 'DURATION:P90D', 'RRULE:FREQ=DAILY;COUNT=2');
  assert.equal(list(days90).length, 2);
});

test('identity is stable: UID and the instant or day at which the rule put it', () => {
  const override = event('RECURRENCE-ID:20260609T080000Z', 'DTSTART:20260609T120000Z', 'SEQUENCE:7');
  const ids = (feed: string): unknown[] =>
    read(feed).occurrences.map(({ uid, recurrenceId }) => [uid, recurrenceId]);
  assert.deepEqual(ids(calendar(override, event(...DAILY))), [
    ['one@test', '2026-06-08T08:00:00Z'],
    ['one@test', '2026-06-09T08:00:00Z'],
    ['one@test', '2026-06-10T08:00:00Z'],
    ['one@test', '2026-06-11T08:00:00Z'],
  ]);
  assert.deepEqual(ids(calendar(event(...DAYS))).at(-1), ['one@test', '2026-06-11']);
  assert.deepEqual(ids(calendar(event('DTSTART:20260611T080000Z'))), [['one@test', null]]);
});

test('events without UID are kept, each for itself, under a name that stays the same', () => {
  const anonymous = (title: string): string =>
    event('UID:', `SUMMARY:${title}`, 'DTSTART:20260611T080000Z').replace('UID:\r\n', '');
  const uids = (...titles: string[]): string[] =>
    read(calendar(...titles.map(anonymous))).occurrences.map(({ uid }) => uid);
  assert.equal(new Set(uids('a', 'b', 'b')).size, 3);
  assert.deepEqual(uids('a', 'b').toSorted(), uids('b', 'a').toSorted());
  assert.equal(read(calendar(event('UID:', 'DTSTART:20260611T080000Z'))).occurrences[0]?.uid.length, 23);
});

test('a rule is cut at its limit, and it is told', () => {
  const result = read(calendar(event('DTSTART:20260601T000000Z', 'RRULE:FREQ=MINUTELY')));
  assert.equal(result.occurrences.length, 1000);
  assert.equal(result.cutCount, 1);
  assert.match(result.warnings[0]?.text ?? '', /1000/);
});

test('rules without end, from long ago, and rules that never match return', () => {
  for (const rule of [
    'FREQ=SECONDLY',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=HOURLY;INTERVAL=24;BYHOUR=5',
  ]) {
    const result = read(calendar(event('DTSTART:19010101T000000Z', `RRULE:${rule}`)));
    assert.ok(result.occurrences.length <= 1000, rule);
  }
});

test('many hostile rules share a budget, and a plain one among them still works', () => {
  const hostile = Array.from({ length: 200 }, (_, index) =>
    event(`UID:${index}`, 'DTSTART:19700101T000000Z', 'RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9'),
  );
  const result = read(calendar(...hostile, event(...DAILY)));
  assert.deepEqual(result.occurrences.filter(({ uid }) => uid === 'one@test').length, 4);
});

test('a range that is too long is shortened, and it is told', () => {
  const result = read(calendar(event('DTSTART:20260611T080000Z')), { to: '2036-06-01T00:00:00Z' });
  assert.equal(result.cutCount, 1);
  assert.ok(result.range.to < Date.parse('2029-01-01T00:00:00Z'));
});

test('a later version that cannot be read replaces nothing, whether near the range or far', () => {
  for (const start of [
    '20260614T250000Z',
    '20270614T250000Z',
    '20270231',
    '20270611T100060X',
    '20270611T1000000',
  ]) {
    const broken = event('SEQUENCE:2', `DTSTART:${start}`);
    const good = event('SEQUENCE:1', 'DTSTART:20260611T080000Z', 'DURATION:PT1H');
    assert.deepEqual(list(good, broken), [at(11)], start);
  }
});

test('of several RDATEs for one instant a PERIOD tells the length, whatever the range', () => {
  const feed = calendar(
    event(
      'DTSTART:20260520T080000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=5',
      'RDATE:20260522T080000Z',
      'RDATE;VALUE=PERIOD:20260522T080000Z/P20D,20260522T080000Z/P30D',
    ),
  );
  for (const from of ['2026-05-01T00:00:00Z', '2026-05-23T00:00:00Z', '2026-06-05T00:00:00Z']) {
    const found = described(feed, { from });
    assert.ok(found.includes('2026-05-22T10:00/2026-06-11T10:00 One'), `${from}: ${found}`);
  }
  assert.deepEqual(described(feed, { from: '2026-06-12T00:00:00Z' }), []);
});
