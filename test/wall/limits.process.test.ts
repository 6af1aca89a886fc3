// What a feed loses, to its own faults or to a limit, is counted where a person or a probe looks.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { calendarOf } from './calendars.ts';
import { createRig, runCommand, startWall, temporaryFolder } from './wall-process.ts';

const DAY = 86_400_000;
const stamp = (instant: number): string => new Date(instant).toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** Three events that cannot be read, one of too many occurrences, one of an unknown zone, one good one. */
function troubledCalendar(): string {
  const tomorrow = stamp(Math.floor(Date.now() / DAY) * DAY + DAY);
  return calendarOf([
    { uid: 'no-start', lines: ['SUMMARY:No start'] },
    { uid: 'soon', lines: ['SUMMARY:Soon', 'DTSTART:soon'] },
    { uid: 'no-time', lines: ['SUMMARY:No time', `DTSTART:${tomorrow.slice(0, 9)}990000Z`] },
    { uid: 'often', lines: ['SUMMARY:Often', `DTSTART:${tomorrow}`, 'RRULE:FREQ=MINUTELY'] },
    { uid: 'zone', lines: ['SUMMARY:Far', `DTSTART;TZID=Middle Earth:${tomorrow.slice(0, -1)}`] },
    { uid: 'good', lines: ['SUMMARY:Good', `DTSTART:${tomorrow}`] },
  ]);
}

const WARNINGS = 5;
const OCCURRENCES = 1002;

describe('what is skipped and cut', { concurrency: 2 }, () => {
  test('is told and counted by daywall agenda', async (context) => {
    const folder = temporaryFolder(context);
    writeFileSync(join(folder, 'feed.ics'), troubledCalendar());
    const asText = await runCommand(folder, ['agenda', 'feed.ics', '--zone', 'UTC']);
    assert.equal(asText.code, 0, asText.stderr);
    for (const line of [
      /Good/,
      /feed, line 4: An event without DTSTART is skipped\./,
      /feed, line 11: An event is skipped: its DTSTART cannot be read\./,
      /feed, line 16: An event is skipped: its DTSTART cannot be read\./,
      /feed, line 18: A rule gives more than 1000 occurrences; the later ones are left out\./,
      /feed, line 27: The time zone "middle earth" is not known; read as UTC\./,
      /feed: 1 occurrences or rules were cut by a limit/,
    ]) {
      assert.match(asText.stdout, line);
    }
    const asJson = await runCommand(folder, ['agenda', 'feed.ics', '--zone', 'UTC', '--json']);
    const { occurrences, warnings, warningCount, cutCount } = JSON.parse(asJson.stdout).feeds[0].content;
    assert.deepEqual([occurrences.length, warnings.length], [OCCURRENCES, WARNINGS]);
    assert.deepEqual([warningCount, cutCount], [WARNINGS, 1]);
  });

  test('is counted by health and its metrics, and the rest is shown', async (context) => {
    const rig = await createRig(context);
    writeFileSync(join(rig.folder, 'feed.ics'), troubledCalendar());
    rig.configure([{ name: 'Troubled', source: 'file = "feed.ics"' }]);
    const wall = startWall(context, rig);
    const health = await wall.until(
      'the feed is read',
      ({ calendars }) => (calendars[0]?.occurrences ?? 0) > 0,
    );
    assert.deepEqual(
      health.calendars.map(({ occurrences, warnings, cut }) => ({ occurrences, warnings, cut })),
      [{ occurrences: OCCURRENCES, warnings: WARNINGS, cut: 1 }],
    );
    const { text } = await wall.get('/metrics');
    assert.match(text, new RegExp(`^daywall_calendar_warnings\\{.*\\} ${WARNINGS}$`, 'm'));
    assert.match(text, /^daywall_calendar_cut\{.*\} 1$/m);
  });
});
