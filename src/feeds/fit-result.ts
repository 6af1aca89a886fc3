/** Keeps a result within what the wall takes in one line. PURE. */
import type { FeedResult, FetchedResult } from '../model/feed-result.ts';
import type { Occurrence } from '../model/occurrence.ts';

/** Each round keeps this share of what should fit, because occurrences differ in length. */
const MARGIN = 0.9;

/** Rounds before giving up: 0.9 to the power of this is a small part. */
const MAX_ROUNDS = 20;

function startOf(occurrence: Occurrence): string {
  return occurrence.allDay ? occurrence.start : occurrence.start.local;
}

/**
 * When the result does not fit, the latest occurrences go: the horizon ends where the first of them
 * begins, and they count as cut. null: not even that fits. `limit`: bytes of JSON.
 */
export function fitResult(result: FeedResult, limit: number): string | null {
  let text = JSON.stringify(result);
  let size = Buffer.byteLength(text);
  if (size <= limit) return text;
  if (result.kind !== 'fetched') return null;
  const { content } = result;
  const ordered = [...content.occurrences].sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  let count = ordered.length;
  for (let round = 0; round < MAX_ROUNDS && count > 0; round++) {
    count = Math.floor(count * Math.min(1, limit / size) * MARGIN);
    text = JSON.stringify(cutAfter(result, ordered, count));
    size = Buffer.byteLength(text);
    if (size <= limit) return text;
  }
  return null;
}

function cutAfter(result: FetchedResult, ordered: readonly Occurrence[], count: number): FetchedResult {
  const { content } = result;
  const first = ordered[count];
  const to = first === undefined ? content.horizon.to : horizonBefore(first, content.horizon.from);
  const horizon = { from: content.horizon.from, to: Math.min(content.horizon.to, to) };
  const cutCount = content.cutCount + ordered.length - count;
  return { ...result, content: { ...content, occurrences: ordered.slice(0, count), horizon, cutCount } };
}

/** A lower bound of the instant at which an occurrence begins: a date begins 14 hours before UTC at most. */
function horizonBefore(occurrence: Occurrence, from: number): number {
  const EARLIEST_ZONE = 14 * 3_600_000;
  const start = occurrence.allDay
    ? Date.parse(`${occurrence.start}T00:00:00Z`) - EARLIEST_ZONE
    : occurrence.start.instant;
  return Math.max(from, start);
}
