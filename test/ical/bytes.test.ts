import assert from 'node:assert/strict';
import test from 'node:test';
import { calendar, described, event, read, readChunks } from './feed.ts';

const MEETING = calendar(event('SUMMARY:Grüße 😀', 'DTSTART:20260611T080000Z', 'DTEND:20260611T090000Z'));
const EXPECTED = ['2026-06-11T10:00/11:00 Grüße 😀'];
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('all line ends are read, also mixed and doubled', () => {
  const lines = MEETING.split('\r\n');
  for (const end of ['\r\n', '\n', '\r', '\r\r\n', '\n\n', '\r\n\r\n']) {
    assert.deepEqual(described(lines.join(end)), EXPECTED, JSON.stringify(end));
  }
  const ends = ['\r\n', '\n', '\r'];
  assert.deepEqual(described(lines.map((line, index) => line + ends[index % 3]).join('')), EXPECTED);
});

test('a last line without its end is read', () => {
  assert.deepEqual(described(MEETING.trimEnd()), EXPECTED);
});

test('folds are taken out before characters are read, wherever they lie', () => {
  const all = bytes(MEETING);
  for (let at = 1; at < all.length; at += 1) {
    if ([10, 13].includes(all[at - 1] as number) || [10, 13].includes(all[at] as number)) continue;
    const folded = Buffer.concat([all.subarray(0, at), bytes(at % 2 ? '\r\n ' : '\n\t'), all.subarray(at)]);
    assert.deepEqual(described(folded), EXPECTED, `folded at byte ${at}`);
  }
});

test('a byte order mark is passed over, before each calendar', () => {
  assert.deepEqual(described(`\ufeff${MEETING}\ufeff${calendar()}`), EXPECTED);
});

test('UTF-16 is read, in both byte orders, with and without a mark, in any chunks', () => {
  for (const text of [MEETING, `\ufeff${MEETING}`]) {
    const little = Buffer.from(text, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const encoded of [little, big]) {
      const chunks = Array.from(encoded, (_, at) => encoded.subarray(at, at + 1));
      assert.deepEqual(described(encoded), EXPECTED);
      assert.deepEqual(readChunks(chunks).occurrences, read(MEETING).occurrences);
    }
  }
});

test('bytes that are no UTF-8 are read as Windows-1252, and told once', () => {
  const latin = Buffer.from(
    calendar(
      event('UID:a', 'SUMMARY:Café in Zürich', 'DTSTART:20260611T080000Z'),
      event('UID:b', 'SUMMARY:Más', 'DTSTART:20260612T080000Z'),
    ),
    'latin1',
  );
  const result = read(latin);
  assert.deepEqual(
    result.occurrences.map(({ title }) => title),
    ['Café in Zürich', 'Más'],
  );
  assert.equal(result.warningCount, 1);
  assert.match(result.warnings[0]?.text ?? '', /UTF-8/);
});

test('a character cut off at the end of a line is dropped', () => {
  const [head = '', tail = ''] = calendar(event('SUMMARY:Grüß~', 'DTSTART:20260611T080000Z')).split('~');
  const cut = Buffer.concat([bytes(head), Buffer.from([0xc3]), bytes(tail)]);
  assert.deepEqual(described(cut), ['2026-06-11T10:00/10:00 Grüß']);
});

test('lines keep their numbers through folds, blank lines and all line ends', () => {
  for (const end of ['\r\n', '\n', '\r']) {
    const feed = [
      'BEGIN:VCALENDAR',
      '',
      'BEGIN:VEVENT',
      'UID:1',
      'SUMMARY:a',
      ' b',
      'DTSTART:nonsense',
      'END:VEVENT',
    ];
    assert.deepEqual(
      read([...feed, 'END:VCALENDAR'].join(end)).warnings.map(({ line }) => line),
      [7],
    );
  }
});

test('a line of 50 MB costs itself only, and its bytes are not held', () => {
  const chunk = bytes('x'.repeat(1 << 20));
  const [head = '', tail = ''] = calendar(
    event('UID:a', 'LOCATION:@', 'DTSTART:20260611T080000Z'),
    event('UID:b', 'DTSTART:20260612T080000Z'),
  ).split('@');
  function* feed(): Generator<Uint8Array> {
    yield bytes(head);
    for (let count = 0; count < 50; count += 1) yield chunk;
    yield bytes(tail);
  }
  const result = readChunks(feed());
  assert.deepEqual(
    result.occurrences.map(({ uid, location }) => [uid, location]),
    [
      ['a', ''],
      ['b', ''],
    ],
  );
  assert.equal(result.warningCount, 1);
  assert.equal(result.cutCount, 1);
});

test('a long line that does not matter costs nothing, folded or not', () => {
  const long = 'y'.repeat(400_000);
  const folded = long.replaceAll(/.{70}/g, '$&\r\n ');
  const result = read(
    calendar(event(`DESCRIPTION:${long}`, 'DTSTART:20260611T080000Z', `ATTACH;ENCODING=BASE64:${folded}`)),
  );
  assert.equal(result.occurrences.length, 1);
  assert.equal(result.warningCount, 0);
});

test('a feed that is no calendar is told from an empty one', () => {
  assert.equal(read('<!DOCTYPE html><html><body>Sign in</body></html>').isCalendar, false);
  assert.equal(read('').isCalendar, false);
  assert.equal(read(calendar()).isCalendar, true);
  assert.equal(read('begin:vcalendar\nend:vcalendar').isCalendar, true);
});

test('whether a line is too long does not depend on how the bytes come', () => {
  const limits = { line: 256 };
  for (const line of [`LOCATION:${'x'.repeat(300)}`, `${'x'.repeat(300)}:y`]) {
    const feed = bytes(calendar(event(line, 'DTSTART:20260611T080000Z')));
    const whole = readChunks([feed], { limits });
    assert.equal(whole.cutCount, 1);
    for (const size of [1, 7, 100, 320]) {
      const chunks = Array.from({ length: Math.ceil(feed.length / size) }, (_, index) =>
        feed.subarray(index * size, (index + 1) * size),
      );
      assert.deepEqual(readChunks(chunks, { limits }), whole, `in parts of ${size}`);
    }
  }
});
