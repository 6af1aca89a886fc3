import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkFeedResult } from '../../src/daemon/feed-result-schema.ts';

const moment = { instant: 1_781_168_400_000, local: '2026-06-11T09:00:00' };
const facts = {
  uid: 'u',
  recurrenceId: null,
  title: 't',
  location: '',
  busy: 'busy',
  participation: null,
  private: false,
};
const timed = { ...facts, allDay: false, start: moment, end: moment };
const allDay = { ...facts, allDay: true, start: '2026-06-11', end: '2026-06-12' };
const validators = { etag: '"a"', lastModified: null, hash: 'a'.repeat(64) };
const content = {
  occurrences: [timed, allDay],
  warnings: [{ line: 3, text: 'Skipped.' }],
  warningCount: 1,
  cutCount: 0,
  horizon: { from: 0, to: 1 },
  zone: 'Europe/Berlin',
};
const fetched = { kind: 'fetched', feed: 'a', at: 1, validators, content };
const explanation = { line: 4, uid: 'u', title: 't', verdict: 'shown', text: 'is shown.' };
const explanations = { list: [explanation], count: 1 };
const explained = { ...fetched, content: { ...content, explanations } };
const unchanged = { kind: 'unchanged', feed: 'a', at: 1, validators };
const failed = { kind: 'failed', feed: 'a', at: 1, reason: 'dns', detail: 'No.', retryAfter: null };

test('results of every kind pass, as they are', () => {
  for (const result of [fetched, explained, unchanged, failed, { ...failed, retryAfter: 5000 }]) {
    assert.equal(checkFeedResult(result), result);
  }
});

/** Every value inside `value`, as a path. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

test('a wrong value anywhere is refused', () => {
  for (const result of [explained, unchanged, failed]) {
    for (const path of pathsOf(result)) {
      const mayMiss = path.join('.') === 'content.explanations';
      for (const wrong of [...(mayMiss ? [] : [undefined]), Symbol.iterator, 9.1e15, 'x'.repeat(5000)]) {
        assert.throws(
          () => checkFeedResult(replaced(result, path, wrong)),
          /not well formed/,
          `${path.join('.')}: ${String(wrong).slice(0, 20)}`,
        );
      }
    }
  }
});

test('bounds and order of times', () => {
  const wrong: unknown[] = [
    { ...timed, end: { ...moment, instant: 0 } },
    { ...allDay, end: '2026-06-11' },
    { ...allDay, start: '2026-13-01' },
    { ...timed, start: { ...moment, local: '2026-06-11 09:00:00' } },
    { ...timed, start: { ...moment, instant: Number.NaN } },
    { ...timed, busy: 'maybe' },
    { ...timed, title: 'x'.repeat(401) },
  ];
  for (const occurrence of wrong) {
    assert.throws(() => checkFeedResult({ ...fetched, content: { ...content, occurrences: [occurrence] } }));
  }
  assert.throws(() => checkFeedResult({ ...fetched, content: { ...content, horizon: { from: 2, to: 1 } } }));
  assert.throws(() => checkFeedResult({ ...failed, reason: 'because' }));
});

test('anything at all is refused with a sentence or is a result', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      assert.throws(() => checkFeedResult(value), /not well formed/);
    }),
  );
});
