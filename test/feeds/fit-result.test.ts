import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitResult } from '../../src/feeds/fit-result.ts';
import type { FetchedResult } from '../../src/model/feed-result.ts';
import type { Occurrence } from '../../src/model/occurrence.ts';

const DAY = 86_400_000;
const FROM = Date.parse('2026-06-01T00:00:00Z');

function occurrence(day: number, allDay: boolean): Occurrence {
  const facts = {
    uid: `u${day}`,
    recurrenceId: null,
    title: '日程',
    location: '',
    busy: 'busy',
    participation: null,
    private: false,
  } as const;
  const instant = FROM + day * DAY;
  const local = new Date(instant).toISOString().slice(0, 19);
  if (!allDay) return { ...facts, allDay, start: { instant, local }, end: { instant, local } };
  return {
    ...facts,
    allDay,
    start: local.slice(0, 10),
    end: new Date(instant + DAY).toISOString().slice(0, 10),
  };
}

function resultOf(occurrences: readonly Occurrence[]): FetchedResult {
  return {
    kind: 'fetched',
    feed: 'a',
    at: 1,
    validators: { etag: null, lastModified: null, hash: null },
    content: {
      occurrences,
      warnings: [],
      warningCount: 0,
      cutCount: 2,
      horizon: { from: FROM, to: FROM + 400 * DAY },
      zone: 'UTC',
    },
  };
}

const many = resultOf(Array.from({ length: 300 }, (_, day) => occurrence(299 - day, day % 3 === 0)));

test('what fits stays as it is', () => {
  assert.deepEqual(JSON.parse(fitResult(many, 1_000_000) ?? ''), many);
});

test('what does not fit loses its latest occurrences, counts them, and says how far it still reaches', () => {
  const text = fitResult(many, 20_000) ?? '';
  assert.ok(Buffer.byteLength(text) <= 20_000);
  const { content } = JSON.parse(text) as FetchedResult;
  const kept = content.occurrences.length;
  assert.ok(kept > 50, `${kept} kept`);
  assert.equal(content.cutCount, 2 + 300 - kept);
  const uids = new Set(content.occurrences.map(({ uid }) => uid));
  assert.ok(Array.from({ length: kept }, (_, day) => `u${day}`).every((uid) => uids.has(uid)));
  assert.ok(content.horizon.to <= FROM + kept * DAY && content.horizon.to >= FROM + (kept - 1) * DAY);
});

test('what cannot be made to fit is given up', () => {
  assert.equal(fitResult(many, 100), null);
});
