import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { deathOf, scrub } from '../../src/daemon/child-end.ts';
import { createLineSplitter } from '../../src/daemon/child-lines.ts';
import type { RefreshJob } from '../../src/model/refresh-job.ts';

describe('lines of the child', () => {
  test('are the same however the bytes come', () => {
    const lines = fc.array(
      fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll('\n', '')),
    );
    fc.assert(
      fc.property(lines, fc.array(fc.nat({ max: 300 })), (wanted, cuts) => {
        const bytes = Buffer.from(wanted.map((line) => `${line}\n`).join(''));
        const got: string[] = [];
        const splitter = createLineSplitter(1000, (line) => got.push(line) > 0);
        let start = 0;
        for (const cut of [...cuts, bytes.length].sort((a, b) => a - b)) {
          assert.ok(splitter.push(bytes.subarray(start, cut)));
          start = Math.min(cut, bytes.length);
        }
        assert.deepEqual(got, wanted);
      }),
    );
  });

  test('longer than the limit are refused, whole or in pieces', () => {
    const whole = createLineSplitter(10, () => true);
    assert.equal(whole.push(Buffer.from('12345678901\n')), false);
    const pieces = createLineSplitter(10, () => true);
    assert.equal(pieces.push(Buffer.from('123456')), true);
    assert.equal(pieces.push(Buffer.from('78901')), false);
    assert.equal(createLineSplitter(10, () => true).push(Buffer.from('1234567890\n')), true);
  });

  test('none comes after one that was not liked', () => {
    const got: string[] = [];
    createLineSplitter(10, (line) => got.push(line) < 2).push(Buffer.from('a\nb\nc\n'));
    assert.deepEqual(got, ['a', 'b']);
  });
});

describe('the end of a child', () => {
  test('is told apart', () => {
    assert.equal(deathOf(null, 'SIGABRT', 'FATAL ERROR: Reached heap limit', 64).reason, 'crashed');
    assert.equal(deathOf(null, 'SIGABRT', 'JavaScript heap out of memory', 64).reason, 'out-of-memory');
    assert.equal(deathOf(1, null, 'RangeError: Array buffer allocation failed', 64).reason, 'out-of-memory');
    assert.equal(deathOf(null, 'SIGKILL', '', 64).reason, 'out-of-memory');
    assert.equal(deathOf(null, 'SIGSEGV', '', 64).reason, 'crashed');
  });

  test('what it wrote is cleaned of everything secret', () => {
    const url = 'https://calendar.example.com/secret-path/basic.ics?key=hidden';
    const job = {
      feeds: [
        {
          source: {
            kind: 'http',
            url,
            authorization: 'Bearer tokentoken',
            headers: { 'X-Key': 'headersecret' },
          },
        },
      ],
    } as unknown as RefreshJob;
    const said = `Error at ${url}: GET /secret-path/basic.ics?key=hidden with tokentoken, headersecret; http://other.example/x`;
    const clean = scrub(said, job);
    assert.doesNotMatch(clean, /secret-path|hidden|tokentoken|headersecret|example/);
    assert.match(clean, /^Error at \[address\]/);
  });
});
