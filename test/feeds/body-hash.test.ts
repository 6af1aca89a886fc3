import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createBodyHash } from '../../src/feeds/body-hash.ts';

function hashOf(text: string, cuts: readonly number[] = []): string {
  const bytes = Buffer.from(text);
  const hash = createBodyHash();
  let start = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const end = Math.min(cut, bytes.length);
    hash.push(bytes.subarray(start, end));
    start = end;
  }
  hash.push(bytes.subarray(start));
  return hash.digest();
}

/** The slow, obvious way: unfold nothing, drop lines that begin with the name and those that continue them. */
function withoutStamps(text: string): string {
  let dropping = false;
  return text
    .split('\n')
    .filter((line) => {
      dropping = dropping ? /^[ \t]/.test(line) || /^DTSTAMP[:;]/.test(line) : /^DTSTAMP[:;]/.test(line);
      return !dropping;
    })
    .join('\n');
}

const line = fc.oneof(
  fc.constantFrom(
    'DTSTAMP:20260101T000000Z',
    'DTSTAMP;X=1:20260101T000000Z',
    'DTSTAMPX:1',
    'DTSTAMP',
    'DTSTAM',
    'XDTSTAMP:1',
    ' folded',
    '\tfolded',
    '',
    'SUMMARY:DTSTAMP:not a stamp',
    'SUMMARY:a',
  ),
  fc.string({ maxLength: 8 }),
);
const body = fc
  .tuple(fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n'))), fc.boolean())
  .map(([lines, last]) => lines.map(([text, end]) => text + end).join('') + (last ? 'END' : ''));

describe('the hash of a body', () => {
  test('does not depend on how the stream was cut', () => {
    const cuts = fc.array(fc.nat({ max: 200 }), { maxLength: 40 });
    fc.assert(
      fc.property(body, cuts, (text, at) => {
        assert.equal(hashOf(text, at), hashOf(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('is that of the lines that are no DTSTAMP, found the slow way', () => {
    // Both get the same last line, so that a stamp at the very end makes no odds.
    fc.assert(
      fc.property(body, (text) => {
        assert.equal(hashOf(`${text}\nEND`), hashOf(withoutStamps(`${text}\nEND`)));
      }),
      { numRuns: 2000 },
    );
  });

  test('a new stamp is no change, folded or not; a new title is', () => {
    const at = (stamp: string, title: string) => `BEGIN:VEVENT\r\nDTSTAMP:${stamp}\r\nSUMMARY:${title}\r\n`;
    assert.equal(hashOf(at('20260101T000000Z', 'a')), hashOf(at('20270101T\r\n 000000Z', 'a')));
    assert.notEqual(hashOf(at('20260101T000000Z', 'a')), hashOf(at('20260101T000000Z', 'b')));
  });

  test('one byte at a time', () => {
    const text = 'A:1\r\nDTSTAMP:2\r\n 3\r\nDTSTAMP:4\r\nB:5\r\nDTSTAMP:6';
    assert.equal(hashOf(text, [...Buffer.from(text).keys()]), hashOf(text));
  });
});
