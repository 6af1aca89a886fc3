/** Feeds in the manner of the programs that write most of them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import type { ReadResult } from '../../src/ical/read.ts';
import { describe, read } from './feed.ts';

function readFixture(name: string, ownAddresses: readonly string[] = []): ReadResult {
  const bytes = readFileSync(new URL(`../fixtures/ical/${name}.ics`, import.meta.url));
  return read(bytes, { from: '2026-10-14T22:00:00Z', to: '2026-11-14T23:00:00Z', ownAddresses });
}

const facts = ({ occurrences }: ReadResult): string[] =>
  occurrences.map((occurrence) => `${describe(occurrence)}, ${occurrence.busy}`);

test('Exchange: escaped names of zones, days named by midnights, its own marks', () => {
  const result = readFixture('exchange');
  assert.deepEqual(facts(result), [
    '2026-10-15T09:00/10:00 Teamrunde, tentative',
    '2026-11-04/2026-11-05 Messe, out-of-office',
    '2026-11-05T08:00/12:00 Messe (halb), out-of-office',
    '2026-11-06/2026-11-07 Messe, out-of-office',
    '2026-11-07/2026-11-08 Messe, out-of-office',
    '2026-11-12T09:00/10:00 Teamrunde, tentative',
  ]);
  assert.equal(result.occurrences[0]?.location, 'Raum 4, 2. Stock');
  assert.equal(result.warningCount, 0);
});

test('Google: a series since years, one exception moved, one gone, days that are free', () => {
  const result = readFixture('google', ['ben@example.org']);
  assert.deepEqual(facts(result), [
    '2026-10-19T18:00/19:30 Volleyball 🏐, busy',
    '2026-10-27T20:00/21:30 Volleyball (Spiel), busy',
    '2026-10-31/2026-11-02 Wochenende bei Oma, free',
    '2026-11-09T18:00/19:30 Volleyball 🏐, busy',
  ]);
  assert.equal(result.occurrences[0]?.location, 'Turnhalle, Schulstraße 5, Köln');
  assert.equal(result.occurrences[0]?.participation, 'declined');
  assert.equal(result.warningCount, 0);
});

test('Nextcloud: the zone after the events, an extra date, no tasks', () => {
  const result = readFixture('nextcloud');
  assert.deepEqual(facts(result), [
    '2026-10-20T07:30/08:00 Müll, busy',
    '2026-10-31T07:30/08:00 Müll, busy',
    '2026-11-03/2026-11-05 Klausur, tentative',
    '2026-11-03T07:30/08:00 Müll, busy',
  ]);
  assert.equal(result.occurrences[2]?.private, true);
  assert.equal(result.eventCount, 2);
  assert.equal(result.warningCount, 0);
});

test('iCloud: a zone with its history, a series over both changes of the clock', () => {
  const result = readFixture('icloud');
  assert.deepEqual(facts(result), [
    '2026-10-25T23:00/2026-10-26T00:00 Call home, busy',
    '2026-10-26T23:00/2026-10-27T00:00 Call home, busy',
    '2026-10-27T23:00/2026-10-28T00:00 Call home, busy',
    '2026-10-28T23:00/2026-10-29T00:00 Call home, busy',
    '2026-10-30T02:00/03:00 Call home (late), busy',
    '2026-10-30T23:00/2026-10-31T00:00 Call home, busy',
    '2026-10-31T23:00/2026-11-01T00:00 Call home, busy',
    '2026-11-02T00:00/01:00 Call home, busy',
  ]);
  assert.equal(result.warningCount, 0);
});
