import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { checkFeedResult } from '../../src/daemon/feed-result-schema.ts';
import { fingerprintOf, readSnapshot, type SnapshotKey, writeSnapshot } from '../../src/daemon/snapshot.ts';
import type { FeedState } from '../../src/daemon/state.ts';
import { contentWith, newState, START } from './fixtures.ts';

const VALIDATORS = { etag: '"1"', lastModified: null, hash: 'ab'.repeat(32) };

const KEYS: readonly SnapshotKey[] = [
  { id: 'a', fingerprint: fingerprintOf(['a']) },
  { id: 'b', fingerprint: fingerprintOf(['b']) },
];

function feeds(counts: Readonly<Record<string, number>>): readonly FeedState[] {
  return newState(Object.keys(counts)).feeds.map((feed) => ({
    ...feed,
    content: contentWith(counts[feed.id] ?? 0),
    validators: VALIDATORS,
    lastSuccess: START,
  }));
}

function placeFor(context: TestContext): { folder: string; path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'daywall-snapshot-'));
  context.after(() => rmSync(folder, { recursive: true }));
  return { folder, path: join(folder, 'snapshot.json') };
}

const read = (path: string, keys = KEYS) => readSnapshot(path, keys, checkFeedResult);

/** Number of occurrences of each feed. */
const sizes = (path: string, keys = KEYS) =>
  Object.fromEntries(read(path, keys).feeds.map(({ id, content }) => [id, content.occurrences.length]));

describe('a snapshot', () => {
  test('gives back what was written', (context) => {
    const { path } = placeFor(context);
    writeSnapshot(path, feeds({ a: 3, b: 0 }), KEYS, START + 1);
    const snapshot = read(path);
    assert.equal(snapshot.savedAt, START + 1);
    assert.equal(snapshot.problem, null);
    assert.deepEqual(
      snapshot.feeds,
      feeds({ a: 3, b: 0 }).map(({ id, content, validators, lastSuccess }) => ({
        id,
        content,
        validators,
        lastSuccess,
      })),
    );
  });

  test('is for its user only, and so is the folder that is made for it', (context) => {
    const { folder } = placeFor(context);
    const path = join(folder, 'deep', 'er', 'snapshot.json');
    writeSnapshot(path, feeds({ a: 1 }), KEYS, START);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.equal(statSync(join(folder, 'deep', 'er')).mode & 0o007, 0);
  });

  test('leaves out what has no content and what is not configured', (context) => {
    const { path } = placeFor(context);
    const [a, b] = feeds({ a: 1, b: 1 });
    assert.ok(a !== undefined && b !== undefined, 'two feeds');
    writeSnapshot(path, [a, { ...b, content: null }, { ...b, id: 'stranger' }], KEYS, START);
    assert.deepEqual(sizes(path), { a: 1 });
  });

  test('is none of a calendar that is read from elsewhere now', (context) => {
    const { path } = placeFor(context);
    writeSnapshot(path, feeds({ a: 1, b: 2 }), KEYS, START);
    const moved = [{ id: 'a', fingerprint: fingerprintOf(['elsewhere']) }, ...KEYS.slice(1)];
    assert.deepEqual(sizes(path, moved), { b: 2 });
    assert.equal(read(path, moved).problem, null);
    assert.deepEqual(sizes(path, []), {});
  });

  test('a fingerprint differs with each part of a source and gives none of it away', () => {
    const source = { kind: 'http', url: 'https://example.org/secret', authorization: null };
    const prints = [
      source,
      { ...source, url: 'https://example.org/secreT' },
      { ...source, authorization: 'x' },
    ];
    assert.equal(new Set(prints.map(fingerprintOf)).size, 3);
    assert.match(fingerprintOf(source), /^[0-9a-f]{32}$/);
    assert.equal(fingerprintOf(source), fingerprintOf({ ...source }));
  });
});

describe('a file that is no snapshot', () => {
  test('is missing: that is no problem', (context) => {
    assert.deepEqual(read(placeFor(context).path), { feeds: [], savedAt: 0, problem: null });
  });

  test('is cut anywhere', (context) => {
    const { path } = placeFor(context);
    writeSnapshot(path, feeds({ a: 2, b: 1 }), KEYS, START);
    const whole = readFileSync(path);
    assert.equal(read(path).problem, null);
    const ends = fc.integer({ min: 0, max: whole.lastIndexOf('}') });
    fc.assert(
      fc.property(ends, (end) => {
        writeFileSync(path, whole.subarray(0, end));
        const { feeds: left, problem } = read(path);
        assert.deepEqual(left, []);
        assert.match(problem ?? '', /cannot be used and will be replaced/);
      }),
    );
  });

  test('holds a wrong value anywhere', (context) => {
    const { path } = placeFor(context);
    writeSnapshot(path, feeds({ a: 2, b: 1 }), KEYS, START);
    const whole = readFileSync(path, 'utf8');
    assert.equal(read(path).problem, null);
    const wrong = [
      whole.replace('"version":1', '"version":2'),
      whole.replace('"version":1,', ''),
      whole.replace(/"savedAt":\d+/, '"savedAt":"today"'),
      whole.replace('"feeds":[', '"feeds":{"x":[').replace(/\]\}\s*$/, ']}}'),
      whole.replace('"allDay":false', '"allDay":"no"'),
      whole.replace('"kind":"fetched"', '"kind":"read"'),
      whole.replace(/\{"fingerprint"/, 'null,{"fingerprint"'),
      'null',
      '7',
      '"text"',
      '[]',
      '{}',
      '',
      '\u0000\u0001',
    ];
    for (const text of wrong) {
      assert.notEqual(text, whole);
      writeFileSync(path, text);
      const { feeds: left, problem } = read(path);
      assert.deepEqual(left, [], text);
      assert.match(problem ?? '', /cannot be used and will be replaced/, text);
    }
  });

  test('any bytes', (context) => {
    const { path } = placeFor(context);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        writeFileSync(path, bytes);
        assert.deepEqual(read(path).feeds, []);
        assert.notEqual(read(path).problem, null);
      }),
    );
  });

  test('is a folder, a pipe, or much too large', (context) => {
    const { folder, path } = placeFor(context);
    mkdirSync(join(folder, 'folder'));
    assert.match(read(join(folder, 'folder')).problem ?? '', /not a file/);
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    assert.match(read(join(folder, 'pipe')).problem ?? '', /not a file/);
    execFileSync('truncate', ['--size=65M', path]);
    assert.match(read(path).problem ?? '', /larger than a snapshot can be/);
  });
});

describe('writing', () => {
  test('replaces what is there, whatever it was', (context) => {
    const { path } = placeFor(context);
    writeFileSync(path, 'garbage');
    writeSnapshot(path, feeds({ a: 1 }), KEYS, START);
    writeSnapshot(path, feeds({ a: 2 }), KEYS, START);
    assert.deepEqual(sizes(path), { a: 2 });
  });

  test('takes the place of what a killed one left behind', (context) => {
    const { folder, path } = placeFor(context);
    writeFileSync(`${path}.new`, 'half of a snap');
    writeSnapshot(path, feeds({ a: 1 }), KEYS, START);
    assert.deepEqual(readdirSync(folder), ['snapshot.json']);
    assert.deepEqual(sizes(path), { a: 1 });
  });

  test('that fails leaves the old one whole and nothing beside it', {
    skip: !existsSync('/dev/full'),
  }, (context) => {
    const { folder, path } = placeFor(context);
    writeSnapshot(path, feeds({ a: 1 }), KEYS, START);
    symlinkSync('/dev/full', `${path}.new`);
    assert.throws(() => writeSnapshot(path, feeds({ a: 2 }), KEYS, START), { code: 'ENOSPC' });
    assert.deepEqual(sizes(path), { a: 1 });
    assert.deepEqual(readdirSync(folder), ['snapshot.json']);
  });

  test('is seen as the old or the new one at any moment, never as something between', async (context) => {
    const { path } = placeFor(context);
    const small = feeds({ a: 1, b: 1 });
    const large = feeds({ a: 3000, b: 3000 });
    writeSnapshot(path, small, KEYS, START);
    const reader = `
      const { readFileSync } = require('node:fs');
      const end = Date.now() + 1500;
      const seen = new Set();
      while (Date.now() < end) {
        const { feeds } = JSON.parse(readFileSync(${JSON.stringify(path)}, 'utf8'));
        seen.add(feeds.map(({ result }) => result.content.occurrences.length).join(' '));
      }
      console.log(JSON.stringify([...seen].sort()));`;
    const { execFile } = await import('node:child_process');
    const looking = new Promise<string>((resolve, reject) => {
      execFile(process.execPath, ['-e', reader], (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      );
    });
    let done = false;
    const ended = looking.finally(() => {
      done = true;
    });
    for (let turn = 0; !done; turn += 1) {
      writeSnapshot(path, turn % 2 === 0 ? large : small, KEYS, START);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    assert.deepEqual(JSON.parse(await ended), ['1 1', '3000 3000']);
  });
});
