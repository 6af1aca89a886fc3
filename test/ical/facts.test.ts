import assert from 'node:assert/strict';
import test from 'node:test';
import type { Occurrence } from '../../src/model/occurrence.ts';
import { calendar, event, read } from './feed.ts';

const START = 'DTSTART:20260611T080000Z';

function occurrence(...lines: string[]): Occurrence {
  const [first] = read(calendar(event(START, ...lines)), {
    ownAddresses: ['Me@Example.org', 'me@work.example'],
  }).occurrences;
  assert.ok(first);
  return first;
}

test('texts lose their escapes, control characters and the space around them', () => {
  assert.equal(
    occurrence('SUMMARY:  Milk\\, eggs\\; bread\\\\rolls\\nand\\Ntea ').title,
    'Milk, eggs; bread\\rolls\nand\ntea',
  );
  assert.equal(occurrence('SUMMARY:a\u0007b\u0085c\u200dd\te').title, 'abc\u200dd e');
  assert.equal(occurrence('SUMMARY:C:\\temp\\x').title, 'C:\\temp\\x');
  assert.equal(occurrence('SUMMARY:').title, '');
  assert.equal(occurrence('SUMMARY;LANGUAGE=de;ALTREP="http://x:y/;z":Titel').title, 'Titel');
  assert.equal(
    occurrence('LOCATION:Apple Park\\nOne Apple Park Way\\n\\n Cupertino').location,
    'Apple Park, One Apple Park Way, Cupertino',
  );
});

test('texts are cut at a character and marked', () => {
  const { title } = occurrence(`SUMMARY:${'a'.repeat(198)}😀😀`);
  assert.equal(title, `${'a'.repeat(198)}…`);
  assert.equal(occurrence(`SUMMARY:${'b'.repeat(200)}`).title, 'b'.repeat(200));
  assert.equal(occurrence(`LOCATION:${'c'.repeat(101)}`).location, `${'c'.repeat(99)}…`);
});

test('a very long UID is cut but stays different from others', () => {
  const long = 'u'.repeat(1000);
  const feed = calendar(event(`UID:${long}1`, START), event(`UID:${long}2`, START));
  const uids = read(feed).occurrences.map(({ uid }) => uid);
  assert.equal(new Set(uids).size, 2);
  assert.ok(uids.every((uid) => uid.length === 255));
});

test('how busy an occurrence makes', () => {
  const busy = (...lines: string[]): string => occurrence(...lines).busy;
  assert.equal(busy(), 'busy');
  assert.equal(busy('STATUS:CONFIRMED', 'TRANSP:OPAQUE'), 'busy');
  assert.equal(busy('STATUS:Tentative'), 'tentative');
  assert.equal(busy('TRANSP:TRANSPARENT'), 'free');
  assert.equal(busy('TRANSP:transparent', 'STATUS:CONFIRMED'), 'free');
  assert.equal(busy('STATUS:TENTATIVE', 'TRANSP:TRANSPARENT'), 'tentative');
  assert.equal(busy('X-MICROSOFT-CDO-BUSYSTATUS:OOF', 'TRANSP:OPAQUE'), 'out-of-office');
  assert.equal(busy('X-MICROSOFT-CDO-BUSYSTATUS:FREE'), 'free');
  assert.equal(busy('x-microsoft-cdo-busystatus:tentative'), 'tentative');
  assert.equal(busy('X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE'), 'busy');
  assert.equal(busy('SUMMARY:Following: Review', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'), 'tentative');
  assert.equal(busy('SUMMARY:Following: Review'), 'tentative');
});

test('the owner’s answer is that of any of the own addresses', () => {
  const answer = (...lines: string[]): string | null => occurrence(...lines).participation;
  assert.equal(answer(), null);
  assert.equal(answer('ATTENDEE;PARTSTAT=DECLINED:mailto:you@example.org'), null);
  assert.equal(answer('ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org'), 'declined');
  assert.equal(answer('ATTENDEE;partstat=accepted:MAILTO:ME@EXAMPLE.ORG'), 'accepted');
  assert.equal(answer('ATTENDEE:mailto:me@example.org'), 'needs-action');
  assert.equal(answer('ATTENDEE;PARTSTAT=TENTATIVE;EMAIL=me@work.example:urn:uuid:1'), 'tentative');
  assert.equal(answer('ATTENDEE;PARTSTAT=DELEGATED:mailto:me@example.org'), 'declined');
  assert.equal(
    answer(
      'ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org',
      'ATTENDEE;CN="Doe; Me: x";PARTSTAT=ACCEPTED:mailto:me@work.example',
    ),
    'accepted',
  );
});

test('private and confidential are private', () => {
  assert.equal(occurrence().private, false);
  assert.equal(occurrence('CLASS:PUBLIC').private, false);
  assert.equal(occurrence('CLASS:private').private, true);
  assert.equal(occurrence('CLASS:CONFIDENTIAL').private, true);
});

test('Microsoft’s all-day mark turns midnights into days, and nothing else', () => {
  const mark = 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE';
  const days = (...lines: string[]): string => {
    const [first] = read(calendar(event(mark, ...lines))).occurrences;
    return first?.allDay === true ? `${first.start}/${first.end}` : 'timed';
  };
  const berlin = (name: string, value: string): string => `${name};TZID=W. Europe Standard Time:${value}`;
  assert.equal(
    days(berlin('DTSTART', '20260611T000000'), berlin('DTEND', '20260613T000000')),
    '2026-06-11/2026-06-13',
  );
  assert.equal(days('DTSTART:20260611T000000Z', 'DTEND:20260612T000000Z'), '2026-06-11/2026-06-12');
  assert.equal(days(berlin('DTSTART', '20260611T000000'), 'DURATION:P1D'), '2026-06-11/2026-06-12');
  assert.equal(days(berlin('DTSTART', '20260611T000000'), berlin('DTEND', '20260611T120000')), 'timed');
  assert.equal(days(berlin('DTSTART', '20260611T090000'), berlin('DTEND', '20260612T000000')), 'timed');
  assert.equal(days('DTSTART;VALUE=DATE:20260611', 'DTEND;VALUE=DATE:20260612'), '2026-06-11/2026-06-12');
});

test('a timed event at midnight is no all-day event without that mark', () => {
  const feed = calendar(event('DTSTART:20260611T000000', 'DTEND:20260612T000000'));
  assert.equal(read(feed).occurrences[0]?.allDay, false);
});
