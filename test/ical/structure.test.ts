import assert from 'node:assert/strict';
import test from 'node:test';
import { calendar, described, event, read } from './feed.ts';

const A = event('UID:a', 'SUMMARY:A', 'DTSTART:20260611T080000Z');
const B = event('UID:b', 'SUMMARY:B', 'DTSTART:20260612T080000Z');
const BOTH = ['2026-06-11T10:00/10:00 A', '2026-06-12T10:00/10:00 B'];
const withoutEnd = (component: string): string => component.replace(/\r\nEND:[^\r]*$/, '');

test('missing ends are mended: by the next component, the calendar, the feed', () => {
  assert.deepEqual(described(calendar(withoutEnd(A), B)), BOTH);
  assert.deepEqual(described(calendar(A, withoutEnd(B))), BOTH);
  assert.deepEqual(described(`BEGIN:VCALENDAR\n${A}\n${withoutEnd(B)}`), BOTH);
  assert.deepEqual(described(`BEGIN:VCALENDAR\n${A}\nBEGIN:VCALENDAR\n${B}`), BOTH);
  const alarm = `${withoutEnd(A).replace('UID:a', 'UID:a\r\nSEQUENCE:1')}\r\nBEGIN:VALARM\r\nTRIGGER:-PT5M`;
  assert.deepEqual(described(calendar(`${alarm}\r\nEND:VEVENT`, B)), BOTH);
  assert.deepEqual(described(calendar(alarm, B)), BOTH);
});

test('what was mended is told, with its line', () => {
  const { warnings } = read(calendar(withoutEnd(A), B));
  assert.deepEqual(
    warnings.map(({ line }) => line),
    [7],
  );
});

test('an END without its BEGIN is passed over', () => {
  assert.deepEqual(described(calendar('END:VALARM', A, 'END:VEVENT', B)), BOTH);
});

test('events without a calendar around them are read', () => {
  const result = read(`${A}\r\n${B}`);
  assert.equal(result.occurrences.length, 2);
  assert.equal(result.isCalendar, false);
});

test('properties of other and inner components are not the event’s', () => {
  const alarm = ['BEGIN:VALARM', 'SUMMARY:Alarm', 'DTSTART:20260601T000000Z', 'DURATION:PT5M', 'END:VALARM'];
  const feed = calendar(
    'BEGIN:VTODO',
    'UID:todo',
    'SUMMARY:Todo',
    'DTSTART:20260611T080000Z',
    'END:VTODO',
    event('UID:a', ...alarm, 'SUMMARY:A', 'DTSTART:20260611T080000Z'),
    'BEGIN:X-THING',
    'DTSTART:20260611T080000Z',
    'END:X-THING',
    B,
  );
  assert.deepEqual(described(feed), BOTH);
});

test('nesting without end is bounded', () => {
  const deep = 'BEGIN:X-DEEP\n'.repeat(100_000);
  assert.deepEqual(described(`BEGIN:VCALENDAR\n${deep}${A}\n${B}\nEND:VCALENDAR`), BOTH);
  const inside = `${withoutEnd(A)}\n${deep}SUMMARY:Deep\n${'END:X-DEEP\n'.repeat(100_000)}END:VEVENT`;
  assert.deepEqual(described(calendar(inside, B)), BOTH);
});

test('hundreds of thousands of components return, in bounded memory, and are counted', () => {
  const result = read(`BEGIN:VCALENDAR\n${'BEGIN:VEVENT\nEND:VEVENT\n'.repeat(300_000)}${A}\nEND:VCALENDAR`);
  assert.equal(result.eventCount, 300_001);
  assert.ok(result.warnings.length <= 20);
  assert.ok(result.warningCount >= 1);
});

test('a feed of which too much would have to be kept is cut, and it is told', () => {
  const many = Array.from({ length: 200 }, (_, index) => event(`UID:${index}`, 'DTSTART:20260611T080000Z'));
  const result = read(calendar(...many), { limits: { kept: 20_000 } });
  assert.ok(result.occurrences.length > 20 && result.occurrences.length < 60);
  assert.equal(result.cutCount, 200 - result.occurrences.length);
  assert.equal(result.warningCount, 1);
});

test('too many occurrences are cut at the far end', () => {
  const feed = calendar(event('DTSTART:20260601T080000Z', 'RRULE:FREQ=DAILY'), B);
  const result = read(feed, { limits: { occurrences: 5 } });
  assert.equal(result.occurrences.length, 5);
  assert.equal(result.cutCount, 31 - 5);
});

test('a rule of which too many run at once keeps the newest, and all to come', () => {
  const feed = calendar(event('DTSTART:20260101T000000Z', 'DURATION:P400D', 'RRULE:FREQ=HOURLY'));
  const { occurrences, cutCount } = read(feed);
  const starts = occurrences.map((one) => (one.allDay ? 0 : one.start.instant));
  const from = Date.parse('2026-05-31T22:00:00Z');
  assert.equal(starts.filter((start) => start >= from).length, 30 * 24);
  assert.equal(starts.filter((start) => start < from).length, 1000);
  assert.equal(starts[0], from - 1000 * 3_600_000);
  assert.equal(cutCount, 151 * 24 - 2 - 1000);
});

test('a line that cannot be read costs itself, and is told with its number', () => {
  const feed = calendar(
    event('UID:a', 'SUMMARY:A', 'this is no line', 'DTSTART:20260611T080000Z', 'LOCATION;X=1', '=:'),
    B,
  );
  const { occurrences, warnings } = read(feed);
  assert.equal(occurrences.length, 2);
  assert.deepEqual(
    warnings.map(({ line }) => line),
    [6, 8, 9],
  );
});

test('an event whose start cannot be read is skipped, the others stay', () => {
  for (const start of [
    'DTSTART:',
    'DTSTART:20260631',
    'DTSTART:20260611T250000',
    'DTSTART:soon',
    'DTSTART',
  ]) {
    const result = read(calendar(event('UID:x', start), A, B));
    assert.equal(result.occurrences.length, 2, start);
    assert.ok(result.warningCount >= 1, start);
  }
});

test('warnings are counted, and only the first are kept', () => {
  const { warnings, warningCount } = read(calendar(...Array.from({ length: 50 }, () => event('DTSTART:x'))));
  assert.equal(warnings.length, 20);
  assert.equal(warningCount, 50);
  assert.ok(warnings.every(({ text }) => text.length <= 200));
});

test('an event with too many attendees keeps its times and loses the rest of them', () => {
  const attendees = Array.from({ length: 300 }, (_, index) => `ATTENDEE:mailto:person${index}@example.org`);
  const feed = calendar(event(...attendees, 'DTSTART:20260611T080000Z'));
  const result = read(feed, { ownAddresses: ['me@example.org'], limits: { component: 4096 } });
  assert.equal(result.occurrences.length, 1);
  assert.ok(result.cutCount > 0);
  assert.equal(result.warningCount, 1);
});

test('a series with tens of thousands of overrides is read', () => {
  const overrides = Array.from({ length: 20_000 }, (_, index) => {
    const day = new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10).replaceAll('-', '');
    return `BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:${day}T080000Z\nDTSTART:${day}T090000Z\nEND:VEVENT`;
  });
  const feed = calendar(event('UID:a', 'DTSTART:20000101T080000Z', 'RRULE:FREQ=DAILY'), ...overrides);
  assert.equal(read(feed).occurrences.length, 30);
});
