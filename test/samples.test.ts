import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createReader } from '../src/ical/read.ts';
import type { Agenda, Entry } from '../src/model/agenda.ts';
import type { Occurrence } from '../src/model/occurrence.ts';
import { DAY, HOUR, MINUTE } from '../src/model/time.ts';
import { agenda, calendar, entriesOf, momentOf } from './agenda/build.ts';

const FEEDS = ['family', 'work', 'holidays'] as const;
const FROM = Date.parse('2026-06-01T00:00:00Z');
const TO = FROM + 729 * DAY;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Sydney', 'Asia/Tokyo'];

const bytesOf = (name: string) => readFileSync(new URL(`../assets/samples/${name}.ics`, import.meta.url));

function read(name: string, zone: string): readonly Occurrence[] {
  const reader = createReader({ range: { from: FROM - DAY, to: TO }, zone, ownAddresses: [] });
  reader.push(bytesOf(name));
  const { occurrences, warnings, cutCount } = reader.finish();
  assert.deepEqual(warnings, [], name);
  assert.equal(cutCount, 0, name);
  return occurrences;
}

/** The three calendars of two years, as the wall would have them. */
const inZone = new Map(
  ZONES.map((zone) => [zone, FEEDS.map((name) => ({ name, occurrences: read(name, zone) }))]),
);

function show(now: number, zone: string): Agenda {
  const calendars = (inZone.get(zone) ?? []).map(({ name, occurrences }) => calendar(name, occurrences));
  return agenda(calendars, momentOf(now, zone));
}

const count = (entries: readonly Entry[], holds: (entry: Entry) => boolean) => entries.filter(holds).length;

test('at any time of two years there is something of everything', () => {
  const instants = fc.integer({ min: FROM, max: TO - 9 * DAY });
  fc.assert(
    fc.property(instants, fc.constantFrom(...ZONES), (now, zone) => {
      const made = show(now, zone);
      const entries = entriesOf(made);
      const timed = made.days.flatMap((day) => day.timed);
      assert.ok(count(timed, (one) => one.phase === 'running') > 0, 'something runs');
      const until = entries.find((one) => one.next)?.minutesUntil ?? Number.POSITIVE_INFINITY;
      assert.ok(until <= (12 * HOUR) / MINUTE, `the next one begins in ${until} minutes`);
      assert.ok(
        count(entries, (one) => one.time.kind === 'all-day' && one.time.days > 1) > 0,
        'some days long',
      );
      assert.ok(
        count(entries, (one) => one.time.kind === 'all-day' && one.time.days === 1) > 0,
        'one day long',
      );
      assert.ok(count(timed, (one) => one.time.days > 1) > 0, 'across a midnight');
      assert.ok(count(entries, (one) => one.overlapping) > 0, 'overlapping');
      assert.ok(count(entries, (one) => one.tentative) > 0, 'tentative');
      assert.ok(count(entries, (one) => one.calendars.length > 1) > 0, 'in two calendars');
      assert.ok(count(entries, (one) => /\p{Extended_Pictographic}/u.test(one.title)) > 0, 'an emoji');
      assert.ok(count(entries, (one) => one.title.length > 60) > 0, 'a long title');
      assert.ok(count(entries, (one) => one.location !== '') > 5, 'places');
      for (const name of FEEDS) {
        assert.ok(count(entries, (one) => one.calendars.some(({ id }) => id === name)) > 0, name);
      }
    }),
    { numRuns: 200 },
  );
});

test('a day is neither empty nor crowded, and a weekend has less', () => {
  const [, ...days] = show(FROM + 8 * DAY, 'Europe/Berlin').days;
  for (const { date, timed, allDay } of days) {
    assert.ok(timed.length >= 3 && timed.length <= 5, `${date}: ${timed.length} timed`);
    assert.ok(allDay.length <= 3, `${date}: ${allDay.length} all-day`);
  }
});

test('what is cancelled is not shown: a whole series, and one of a series', () => {
  const occurrences = read('work', 'Europe/Berlin');
  assert.ok(!occurrences.some((one) => one.title.includes('fewer meetings')));
  const range = { from: Date.parse('2024-12-22T00:00:00Z'), to: Date.parse('2025-01-04T00:00:00Z') };
  const reader = createReader({ range, zone: 'Europe/Berlin', ownAddresses: [] });
  reader.push(bytesOf('work'));
  const shoots = reader.finish().occurrences.filter((one) => one.title.startsWith('Photo shoot'));
  assert.deepEqual(
    shoots.map((one) => one.recurrenceId),
    ['2024-12-31T07:30:00Z'],
  );
});

describe('the files are as RFC 5545 wants them', () => {
  for (const name of FEEDS) {
    test(name, () => {
      const bytes = bytesOf(name);
      const lines = bytes.toString('utf8').split('\r\n');
      assert.equal(lines.pop(), '');
      assert.equal(lines[0], 'BEGIN:VCALENDAR');
      assert.equal(lines.at(-1), 'END:VCALENDAR');
      assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n')));
      const uids = lines.filter((line) => line.startsWith('UID:'));
      assert.equal(uids.length, lines.filter((line) => line === 'BEGIN:VEVENT').length);
      assert.ok(!lines.some((line) => line.includes('TZID')), 'times are floating');
    });
  }

  test('every holiday begins on a day of its own rule', () => {
    const reader = createReader({
      range: { from: Date.parse('2024-01-01T00:00:00Z'), to: Date.parse('2024-12-31T00:00:00Z') },
      zone: 'UTC',
      ownAddresses: [],
    });
    reader.push(bytesOf('holidays'));
    const dates = new Map<string, string>();
    for (const { title, start } of reader.finish().occurrences) {
      if (typeof start === 'string' && !dates.has(title)) dates.set(title, start);
    }
    assert.equal(dates.get('Spring bank holiday'), '2024-05-27');
    assert.equal(dates.get('Fourth Advent'), '2024-12-22');
    assert.equal(dates.get('Thanksgiving'), '2024-11-28');
    assert.equal(dates.get('Fifth Saturday: nothing, officially'), '2024-03-30');
  });
});
