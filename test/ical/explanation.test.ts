/** `daywall agenda --explain` on a feed in which the dentist is missing for each reason. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { createExplainer } from '../../src/ical/explanation.ts';
import type { Explanation, Explanations } from '../../src/model/feed-result.ts';
import { calendar, event, read, type Settings } from './feed.ts';

const DENTIST = readFileSync(new URL('../fixtures/ical/dentist.ics', import.meta.url));

function explain(feed: string | Uint8Array, about = '', settings: Settings = {}): Explanations {
  const { explanations } = read(feed, { explain: createExplainer(about), ...settings });
  assert.ok(explanations !== null, 'explanations were asked for');
  return explanations;
}

const ALL = explain(DENTIST).list;

/** `verdict: text` of an event. */
const about = (uid: string, list: readonly Explanation[] = ALL): string[] =>
  list.filter((one) => one.uid === uid).map(({ verdict, text }) => `${verdict}: ${text}`);

test('what is shown: when, and by which rule and dates', () => {
  assert.deepEqual(about('plain@test'), ['shown: is shown: on 2026-06-11 10:00.']);
  assert.equal(
    about('weekly@test')[0],
    'shown: is shown: 2 occurrences from 2026-06-02 09:00 to 2026-06-19 15:00, by RRULE:FREQ=WEEKLY ' +
      '(line 15) and RDATE;TZID=Europe/Berlin:20260619T150000 (line 16).',
  );
});

test('what a series loses: to an EXDATE, to overrides that move, cancel or change it to all-day', () => {
  assert.deepEqual(about('weekly@test').slice(1), [
    'hidden: is deleted on 2026-06-09 09:00 by EXDATE;TZID=Europe/Berlin:20260609T090000 (line 17).',
    'moved: is moved from 2026-06-16 09:00 to 2026-06-17 14:00 by ' +
      'RECURRENCE-ID;TZID=Europe/Berlin:20260616T090000 (line 22).',
    'hidden: cancels the occurrence of 2026-06-23 09:00 by ' +
      'RECURRENCE-ID;TZID=Europe/Berlin:20260623T090000 (line 29): STATUS:CANCELLED (line 31).',
    'moved: is moved from 2026-06-30 09:00 to 2026-06-29, as an all-day event by ' +
      'RECURRENCE-ID;TZID=Europe/Berlin:20260630T090000 (line 36).',
  ]);
  assert.deepEqual(about('moved-out@test'), [
    'hidden: has no occurrence of its own in the range: all 2 there are deleted, changed or cut by a ' +
      'limit, by RRULE:FREQ=WEEKLY;COUNT=2 (line 111).',
    'hidden: is deleted on 2026-06-01 10:00 by EXDATE:20260601T080000Z (line 112).',
    'hidden: is not in the range: it is moved from 2026-06-08 10:00 to 2026-08-01 10:00 by ' +
      'RECURRENCE-ID:20260608T080000Z (line 117).',
  ]);
});

test('what is cancelled or outside the range', () => {
  assert.deepEqual(about('cancelled@test'), ['hidden: is hidden, cancelled by STATUS:CANCELLED (line 43).']);
  assert.deepEqual(about('last-year@test'), [
    'hidden: lies outside the range: DTSTART:20250611T080000Z (line 48).',
  ]);
  assert.deepEqual(about('ended@test'), [
    'hidden: has no occurrence in the range: it begins on 2025-06-11 10:00 and gives none there, by ' +
      'RRULE:FREQ=MONTHLY;UNTIL=20260101T000000Z (line 54).',
  ]);
  assert.deepEqual(about('next-month@test'), [
    'hidden: has no occurrence in the range: it begins only on 2026-07-03 10:00, by RRULE:FREQ=MONTHLY ' +
      '(line 60).',
  ]);
});

test('what another version replaces, near or far', () => {
  assert.deepEqual(about('edited@test'), [
    'hidden: is replaced by another version with the same UID, that of line 68: SEQUENCE 2 is above 1.',
    'shown: is shown: on 2026-06-14 10:00.',
  ]);
  assert.deepEqual(about('postponed@test'), [
    'hidden: is replaced by another version with the same UID, one that lies outside the range: ' +
      'SEQUENCE 2 is above 1.',
    'hidden: lies outside the range: DTSTART:20270614T080000Z (line 84).',
  ]);
  const twice = event('DTSTART:20260611T080000Z');
  const [first, second] = explain(calendar(twice, twice)).list;
  assert.match(first?.text ?? '', /that of line 8: it stands later in the feed\.$/);
  assert.equal(second?.verdict, 'shown');
});

test('what cannot be read: the start, the rule, the zone, a line', () => {
  assert.deepEqual(about('unreadable@test'), [
    'skipped: is skipped: DTSTART:next tuesday (line 89) cannot be read.',
  ]);
  assert.deepEqual(about('no-start@test'), ['skipped: is skipped: it has no DTSTART.']);
  assert.equal(about('bad-rule@test').length, 2);
  assert.match(about('bad-rule@test')[1] ?? '', /^warning: RRULE is ignored\. FREQ=FORTNIGHTLY/);
  assert.equal(
    about('zone@test')[0],
    'shown: is shown: on 2026-06-20 10:00; nothing knows its time zone "Middle Earth", read as Europe/Berlin.',
  );
  assert.deepEqual(about('outlook@test'), [
    'shown: is shown: on 2026-06-20 03:00; its time zone "Tokyo Standard Time" is read as Asia/Tokyo.',
  ]);
  assert.ok(
    ALL.some(({ line, verdict }) => line === 157 && verdict === 'warning'),
    'the broken line is told',
  );
});

test('an override without its series, and one that names no occurrence of it', () => {
  assert.deepEqual(about('orphan@test'), [
    'moved: is moved from 2026-06-16 10:00 to 2026-06-18 10:00 by RECURRENCE-ID:20260616T080000Z ' +
      '(line 104); the series itself is not in the feed or is replaced.',
  ]);
  const feed = calendar(
    event('DTSTART:20260601T080000Z', 'RRULE:FREQ=WEEKLY'),
    event('RECURRENCE-ID:20260602T080000Z', 'DTSTART:20260602T080000Z'),
  );
  assert.match(explain(feed).list[1]?.text ?? '', /the series has no occurrence then, so it replaces none/);
});

test('what a limit cuts: occurrences of a rule, events, a line', () => {
  assert.deepEqual(about('often@test').slice(1), [
    'cut: A rule gives more than 1000 occurrences; the later ones are left out.',
  ]);
  const many = Array.from({ length: 60 }, (_, index) => event(`UID:${index}`, 'DTSTART:20260611T080000Z'));
  const { list } = explain(calendar(...many), '', { limits: { kept: 20_000 } });
  const cut = list.filter(({ uid, verdict }) => uid !== '' && verdict === 'cut');
  const shown = list.filter(({ verdict }) => verdict === 'shown');
  assert.equal(cut.length + shown.length, 60);
  assert.ok(cut.length > 10, 'most are cut');
});

test('a component that is no event is named', () => {
  assert.ok(
    ALL.some(({ line, text }) => line === 148 && text === 'A VTODO is not shown: only events (VEVENT) are.'),
    'the VTODO is told',
  );
});

test('asked about one event, only what concerns it is told', () => {
  const { list } = explain(DENTIST, 'HAIRdresser');
  assert.deepEqual(
    list.filter(({ uid }) => uid !== '').map(({ uid }) => uid),
    ['other@test'],
  );
  assert.ok(explain(DENTIST, 'weekly@').list.filter(({ uid }) => uid !== '').length === 5, 'by UID');
});

test('explaining changes nothing of the result', () => {
  const { explanations, ...plain } = read(DENTIST);
  const { explanations: _, ...explained } = read(DENTIST, { explain: createExplainer() });
  assert.equal(explanations, null);
  assert.deepEqual(explained, plain);
});

test('sentences are bounded in number and in length, and counted', () => {
  const long = 'x'.repeat(5000);
  const outside = Array.from({ length: 3000 }, (_, index) =>
    event(`UID:${index}`, `SUMMARY:${long}`, 'DTSTART:20200611T080000Z'),
  );
  const { list } = explain(calendar(...outside));
  assert.equal(list.length, 501);
  assert.equal(list.find(({ line }) => line === 0)?.text, '2500 more events lie outside the range.');
  const inside = Array.from({ length: 3000 }, (_, index) =>
    event(`UID:${long}${index}`, `SUMMARY:${long}`, `DTSTART;TZID=${long}:20260611T080000`),
  );
  const explained = explain(calendar(...inside));
  assert.equal(explained.list.length, 1500);
  assert.ok(explained.count >= 3000, 'all are counted');
  for (const { uid, title, text } of explained.list) {
    assert.ok(uid.length <= 255 && title.length <= 80 && text.length <= 300, 'each is short');
  }
});

test('an event of thousands of broken lines, and one of thousands of versions, are explained', () => {
  const lines = Array.from({ length: 16_000 }, () => 'DTSTART;TZID=America/New_Yo');
  const broken = explain(calendar(event(...lines, 'DTSTART:20260611T080000Z'))).list;
  assert.equal(broken.filter(({ verdict }) => verdict === 'warning').length, 1499);
  const version = event('RECURRENCE-ID:20260611T080000Z', 'DTSTART:20260611T090000Z');
  const { list } = explain(calendar(...Array.from({ length: 10_000 }, () => version)));
  assert.match(list[0]?.text ?? '', /that of line 59997: it stands later in the feed/);
});
