/** What must hold whatever the bytes are. Throws an AssertionError that says what does not. */
import assert from 'node:assert/strict';
import { checkFeedResult } from '../../../src/daemon/feed-result-schema.ts';
import { createExplainer, type ExplanationSink } from '../../../src/ical/explanation.ts';
import { DEFAULT_LIMITS } from '../../../src/ical/limits.ts';
import { createReader, type ReadResult } from '../../../src/ical/read.ts';
import { createIanaZone, toInstant } from '../../../src/ical/zone.ts';
import type { Occurrence } from '../../../src/model/occurrence.ts';
import type { Range } from '../../../src/model/time.ts';
import type { FuzzCase } from './cases.ts';

const MAX_WARNINGS = 20;
/** A fault of ours is caught and told in these words; it must never come to that. */
const OURS = /cannot be expanded/;

export function checkCase(fuzzed: FuzzCase): ReadResult {
  const { bytes, range, dice } = fuzzed;
  const result = read(fuzzed, [bytes]);
  checkResult(result, fuzzed);
  if (bytes.length < 20_000 && dice.once(6)) {
    const chunks = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
    assert.deepEqual(read(fuzzed, chunks), result, 'bytes one by one give the same');
  }
  if (dice.once(6)) {
    const at = dice.int(0, bytes.length);
    assert.deepEqual(
      read(fuzzed, [bytes.subarray(0, at), bytes.subarray(at)]),
      result,
      'two parts give the same',
    );
  }
  if (dice.once(6)) checkExplained(fuzzed, result);
  if (dice.once(6) && result.cutCount === 0) checkParts(fuzzed, result, dice.int(1, 99) / 100, range);
  return result;
}

function read(
  { range, zone }: Pick<FuzzCase, 'range' | 'zone'>,
  chunks: Iterable<Uint8Array>,
  explain: ExplanationSink | null = null,
): ReadResult {
  const reader = createReader({ range, zone, ownAddresses: ['me@example.org'], explain });
  for (const chunk of chunks) reader.push(chunk);
  return reader.finish();
}

function checkResult(result: ReadResult, { bytes, range, zone }: FuzzCase): void {
  const { occurrences, warnings, warningCount, cutCount, eventCount } = result;
  const validators = { etag: null, lastModified: null, hash: null };
  const content = { occurrences, warnings, warningCount, cutCount, horizon: result.range, zone };
  checkFeedResult({ kind: 'fetched', feed: 'fuzz', at: 0, validators, content });
  assert.ok(occurrences.length <= DEFAULT_LIMITS.occurrences, 'too many occurrences');
  assert.equal(warnings.length, Math.min(MAX_WARNINGS, warningCount), 'warnings are counted');
  const lineCount = bytes.toString('latin1').split(/\r\n|\r|\n/).length * 2;
  for (const { line, text } of warnings) {
    assert.ok(line <= lineCount, `line ${line} of ${lineCount}`);
    assert.doesNotMatch(text, OURS);
  }
  assert.equal(cutCount > 0 && warningCount === 0, false, 'what is cut is told');
  assert.ok(new Set(occurrences.map(({ uid }) => uid)).size <= eventCount, 'more UIDs than events');
  assert.equal(new Set(occurrences.map(idOf)).size, occurrences.length, 'each identity once');
  checkTimes(occurrences, range, zone);
}

const idOf = ({ uid, recurrenceId }: Occurrence): string => `${recurrenceId} ${uid}`;

/** In the range, in order, each ending after it starts, with a local time that fits. */
function checkTimes(occurrences: readonly Occurrence[], { from, to }: Range, zone: string): void {
  const display = createIanaZone(zone);
  assert.ok(display !== null, 'a zone');
  const midnight = (date: string): number => toInstant(display, Date.parse(`${date}T00:00:00Z`));
  let previous = Number.NEGATIVE_INFINITY;
  for (const occurrence of occurrences) {
    const [start, end] = occurrence.allDay
      ? [midnight(occurrence.start), midnight(occurrence.end)]
      : [occurrence.start.instant, occurrence.end.instant];
    const text = JSON.stringify(occurrence);
    assert.ok(start <= end && start < to && (end > from || (start === end && start >= from)), text);
    assert.ok(start >= previous, `not in order: ${text}`);
    previous = start;
    if (occurrence.allDay) continue;
    const local = Date.parse(`${occurrence.start.local}Z`);
    assert.ok(Math.abs(local - start - display.offsetAt(start)) < 1000, `local time: ${text}`);
  }
}

function checkExplained(fuzzed: FuzzCase, result: ReadResult): void {
  const { explanations, ...rest } = read(fuzzed, [fuzzed.bytes], createExplainer());
  assert.deepEqual({ ...rest, explanations: null }, result, 'explaining changes nothing');
  const { zone } = fuzzed;
  const { occurrences, warnings, warningCount, cutCount, range: horizon } = rest;
  const content = { occurrences, warnings, warningCount, cutCount, horizon, zone, explanations };
  const validators = { etag: null, lastModified: null, hash: null };
  checkFeedResult({ kind: 'fetched', feed: 'fuzz', at: 0, validators, content });
  const shown = new Set(explanations?.list.map(({ uid }) => uid));
  if ((explanations?.count ?? 0) > (explanations?.list.length ?? 0)) return;
  for (const { uid } of occurrences) assert.ok(shown.has(uid), `nothing is said of ${uid}`);
}

/** expand(a, c) = expand(a, b) + expand(b, c); what lies across b is in both. */
function checkParts(fuzzed: FuzzCase, whole: ReadResult, share: number, { from, to }: Range): void {
  const middle = Math.round((from + (to - from) * share) / 1000) * 1000;
  if (middle <= from || middle >= to) return;
  const parts = [
    { from, to: middle },
    { from: middle, to },
  ].map((range) => read({ range, zone: fuzzed.zone }, [fuzzed.bytes]));
  if (parts.some(({ cutCount }) => cutCount > 0)) return;
  const found = new Set(parts.flatMap(({ occurrences }) => occurrences.map(describe)));
  assert.deepEqual(
    [...found].sort(),
    [...new Set(whole.occurrences.map(describe))].sort(),
    `two parts, cut at ${new Date(middle).toISOString()}, give the same`,
  );
}

/**
 * All but the recurrenceId: of an override whose series does not recur and lies outside the range, it
 * is not known whether it names a day or a time.
 */
function describe({ recurrenceId: _, ...occurrence }: Occurrence): string {
  return JSON.stringify(occurrence);
}
