import assert from 'node:assert/strict';
import test from 'node:test';
import { calendar, described, event, read } from './feed.ts';

/** A zone east of UTC by `offset`, such as +0330, all year. */
const fixed = (tzid: string, offset: string): string =>
  [
    'BEGIN:VTIMEZONE',
    `TZID:${tzid}`,
    'BEGIN:STANDARD',
    'DTSTART:16010101T000000',
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n');

/** When 12:00 of a TZID is, in UTC. */
function noonOf(parameter: string, ...before: string[]): string {
  const start = parameter === '' ? 'DTSTART:20260611T120000' : `DTSTART;TZID=${parameter}:20260611T120000`;
  const { occurrences, warningCount } = read(calendar(...before, event(start)), { zone: 'Asia/Tokyo' });
  const [first] = occurrences;
  if (first === undefined || first.allDay) return 'nothing';
  const time = new Date(first.start.instant).toISOString().slice(11, 16);
  return warningCount === 0 ? time : `${time} with a warning`;
}

test('IANA names are known, aliases and any letter case too', () => {
  for (const name of ['Europe/Berlin', 'europe/berlin', '"Europe/Berlin"', 'CET', ' Europe/Berlin ']) {
    assert.equal(noonOf(name), '10:00', name);
  }
  assert.equal(noonOf('US/Eastern'), '16:00');
  assert.equal(noonOf('EST'), '17:00');
  assert.equal(noonOf('Asia/Calcutta'), '06:30');
});

test('short names that only ICU knows are no IANA names', () => {
  for (const name of ['IST', 'BST', 'AST', 'PST']) {
    assert.equal(noonOf(name, fixed(name, '+0200')), '10:00', name);
    assert.equal(noonOf(name), '03:00 with a warning', name);
  }
});

test('an IANA name counts before the feed’s VTIMEZONE, and a difference is told', () => {
  assert.equal(noonOf('Europe/Berlin', fixed('Europe/Berlin', '+0500')), '10:00 with a warning');
  assert.equal(noonOf('Asia/Tokyo', fixed('Asia/Tokyo', '+0900')), '03:00');
});

test('the feed’s VTIMEZONE counts before Windows names and global ids', () => {
  assert.equal(noonOf('W. Europe Standard Time', fixed('W. Europe Standard Time', '+0500')), '07:00');
  assert.equal(
    noonOf('/example.org/x/Europe/Berlin', fixed('/example.org/x/Europe/Berlin', '+0500')),
    '07:00',
  );
});

test('a VTIMEZONE may come after the event and be written with escapes', () => {
  const tzid = '(UTC+01:00) Amsterdam, Berlin, Bern';
  const feed = calendar(
    event(`DTSTART;TZID="${tzid}":20260611T120000`),
    fixed(tzid.replaceAll(',', '\\,'), '+0330'),
  );
  assert.deepEqual(described(feed, { zone: 'UTC' }), ['2026-06-11T08:30/08:30 One']);
});

test('a VTIMEZONE holds in its own calendar only', () => {
  const inZone = (uid: string): string => event(`UID:${uid}`, 'DTSTART;TZID=Home:20260611T120000');
  const feed = calendar(fixed('Home', '+0100'), inZone('a')) + calendar(inZone('b'), fixed('Home', '+0200'));
  assert.deepEqual(described(feed, { zone: 'UTC' }), [
    '2026-06-11T10:00/10:00 One',
    '2026-06-11T11:00/11:00 One',
  ]);
});

test('a VTIMEZONE that says nothing is passed over', () => {
  const empty = 'BEGIN:VTIMEZONE\r\nTZID:Tokyo Standard Time\r\nEND:VTIMEZONE';
  assert.equal(noonOf('Tokyo Standard Time', empty), '03:00');
});

test('global ids end in an IANA name', () => {
  for (const prefix of ['/mozilla.org/20050126_1/', '/freeassociation.sourceforge.net/', '/x/Tzfile/']) {
    assert.equal(noonOf(`${prefix}America/New_York`), '16:00', prefix);
    assert.equal(noonOf(`${prefix}America/Argentina/Buenos_Aires`), '15:00', prefix);
  }
});

test('Windows names are known, in their forms', () => {
  for (const name of [
    'Pacific Standard Time',
    'pacific standard time',
    'Pacific Daylight Time',
    'Pacific Time (US & Canada)',
    '"(UTC-08:00) Pacific Time (US & Canada)"',
    '"(GMT-08:00) Pacific Time (US & Canada); Tijuana"',
    '(UTC-08:00) Pacific Time (US & Canada)',
  ]) {
    assert.equal(noonOf(name), '19:00', name);
  }
  assert.equal(noonOf('"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"'), '10:00');
  assert.equal(noonOf('(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna'), '10:00');
  assert.equal(noonOf('"(UTC+02:00) Athens, Bucharest"'), '09:00');
  assert.equal(noonOf('"(UTC) Coordinated Universal Time"'), '12:00');
  assert.equal(noonOf('tzone://Microsoft/Utc'), '12:00');
});

test('plain offsets count east of UTC as plus', () => {
  for (const name of ['UTC+2', 'GMT+0200', 'UTC+02:00', '+02:00', '+0200', '(GMT +02:00)']) {
    assert.equal(noonOf(`"${name}"`).slice(0, 5), '10:00', name);
  }
  assert.equal(noonOf('Etc/GMT+2'), '14:00');
});

test('an unknown zone is read in the display zone and told by name, once', () => {
  const feed = calendar(
    event('UID:a', 'DTSTART;TZID=Middle-earth/Shire:20260611T120000'),
    event('UID:b', 'DTSTART;TZID=Middle-earth/Shire:20260612T120000'),
  );
  const { warnings, occurrences } = read(feed, { zone: 'Asia/Tokyo' });
  assert.equal(occurrences[0]?.allDay === false && occurrences[0].start.local, '2026-06-11T12:00:00');
  assert.equal(warnings.length, 1);
  assert.match(warnings[0]?.text ?? '', /middle-earth\/shire.*Asia\/Tokyo/);
});

test('an unknown zone is read in X-WR-TIMEZONE where the calendar has one', () => {
  assert.equal(noonOf('Nowhere', 'X-WR-TIMEZONE:America/New_York'), '16:00 with a warning');
});

test('X-WR-TIMEZONE moves neither floating times nor any others', () => {
  assert.equal(noonOf('', 'X-WR-TIMEZONE:America/New_York'), '03:00');
  assert.equal(noonOf('Europe/Berlin', 'X-WR-TIMEZONE:America/New_York'), '10:00');
});

test('a local time in a gap has the offset before it, one that occurs twice is the first', () => {
  const at = (zone: string, local: string): string[] =>
    described(calendar(event(`DTSTART;TZID=${zone}:${local}`)), {
      zone: 'UTC',
      from: '2025-01-01T00:00:00Z',
      to: '2026-12-31T00:00:00Z',
    });
  assert.deepEqual(at('America/New_York', '20260308T023000'), ['2026-03-08T07:30/07:30 One']);
  assert.deepEqual(at('America/New_York', '20261101T013000'), ['2026-11-01T05:30/05:30 One']);
  assert.deepEqual(at('Australia/Lord_Howe', '20261004T021500'), ['2026-10-03T15:45/15:45 One']);
  assert.deepEqual(at('Australia/Lord_Howe', '20260405T014500'), ['2026-04-04T14:45/14:45 One']);
});

test('a VTIMEZONE has its gaps, its overlaps and its time before the first onset', () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Home',
    'BEGIN:DAYLIGHT',
    'DTSTART:20200329T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20260329T010000Z',
    'END:DAYLIGHT',
    'BEGIN:STANDARD',
    'DTSTART:20201025T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RDATE:20211031T030000,20221030T030000,20231029T030000,20241027T030000,20251026T030000',
    'RDATE:20261025T030000',
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\n');
  const at = (local: string): string | undefined =>
    described(calendar(zone, event(`DTSTART;TZID=Home:${local}`)), {
      zone: 'UTC',
      from: '2018-01-01T00:00:00Z',
      to: '2030-12-31T00:00:00Z',
      limits: { range: 1e13 },
    })[0]?.slice(0, 16);
  assert.equal(at('20190701T120000'), '2019-07-01T11:00');
  assert.equal(at('20260329T023000'), '2026-03-29T01:30');
  assert.equal(at('20260701T120000'), '2026-07-01T10:00');
  assert.equal(at('20261025T023000'), '2026-10-25T00:30');
  assert.equal(at('20271201T120000'), '2027-12-01T11:00');
  assert.equal(at('20280701T120000'), '2028-07-01T11:00');
});

test('a VTIMEZONE counts for series that began long ago', () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Home',
    'BEGIN:STANDARD',
    'DTSTART:16010101T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:16010101T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ].join('\n');
  // The night of the first member lacks an hour, so all members last seven.
  for (const first of ['19650328', '20240331']) {
    const series = event(
      `DTSTART;TZID=Home:${first}T000000`,
      `DTEND;TZID=Home:${first}T080000`,
      'RRULE:FREQ=MONTHLY;BYMONTHDAY=11',
    );
    assert.deepEqual(described(calendar(zone, series)), ['2026-06-11T00:00/07:00 One'], first);
  }
});

test('hostile zones return', () => {
  const rule = ['RRULE:FREQ=SECONDLY', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31', 'RRULE:nonsense'];
  for (const line of rule) {
    const zone = fixed('Home', '+0100').replace('END:STANDARD', `${line}\r\nEND:STANDARD`);
    assert.equal(noonOf('Home', zone), '11:00', line);
  }
});

test('a display zone that does not exist is an error', () => {
  assert.throws(() => read('', { zone: 'Europe/Atlantis' }), /Europe\/Atlantis/);
});
