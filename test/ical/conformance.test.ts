import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { BATCH_LIMITS, type BatchOccurrence, formatOccurrence } from '../../src/batch.ts';
import { createReader } from '../../src/ical/read.ts';

interface Case {
  readonly id: string;
  readonly ics: string;
  readonly icsBase64?: string;
  readonly from: string;
  readonly to: string;
  readonly displayZone: string;
  readonly expect: readonly (Omit<BatchOccurrence, 'uid'> & { readonly uid: string | null })[];
}

const file = new URL('../fixtures/conformance/public.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Case[];

function bytesOf({ ics, icsBase64 }: Case): Uint8Array {
  return icsBase64 === undefined ? new TextEncoder().encode(ics) : Buffer.from(icsBase64, 'base64');
}

function readCase(example: Case, chunks: Iterable<Uint8Array>): BatchOccurrence[] {
  const reader = createReader({
    range: { from: Date.parse(example.from), to: Date.parse(example.to) },
    zone: example.displayZone,
    ownAddresses: [],
    limits: BATCH_LIMITS,
  });
  for (const chunk of chunks) reader.push(chunk);
  return reader.finish().occurrences.map(formatOccurrence);
}

/** A null in `expect` matches any UID; ties may come in any order. */
function check(example: Case, found: readonly BatchOccurrence[]): void {
  const anyUid = example.expect.some(({ uid }) => uid === null);
  const key = ({ uid, summary, start, end, allDay }: Case['expect'][number]): string =>
    JSON.stringify([start, end, allDay, summary.trim(), anyUid ? null : uid]);
  assert.deepEqual(found.map(key).sort(), example.expect.map(key).sort());
}

function* pieces(bytes: Uint8Array, size: () => number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const end = at + size();
    yield bytes.slice(at, end);
    at = end;
  }
}

/** The same numbers on each run. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % sides;
  };
}

/** Top-level components in the opposite order; null when there is but one. */
function reverseComponents(ics: string): string | null {
  const parts = ics.split(
    /(?=^BEGIN:(?:VEVENT|VTIMEZONE|VTODO))|(?<=^END:(?:VEVENT|VTIMEZONE|VTODO)\r?\n)/im,
  );
  const isComponent = (part: string): boolean => /^BEGIN:(?:VEVENT|VTIMEZONE|VTODO)/i.test(part);
  const components = parts.filter(isComponent).reverse();
  if (components.length < 2 || parts.filter((part) => /^BEGIN:VCALENDAR/im.test(part)).length > 1)
    return null;
  return parts.map((part) => (isComponent(part) ? (components.shift() ?? '') : part)).join('');
}

test('the suite is there', () => {
  assert.equal(cases.length, 114);
});

for (const example of cases) {
  test(`conformance: ${example.id}`, () => {
    check(example, readCase(example, [bytesOf(example)]));
  });

  test(`conformance, byte by byte: ${example.id}`, () => {
    check(
      example,
      readCase(
        example,
        pieces(bytesOf(example), () => 1),
      ),
    );
  });

  test(`conformance, in chunks of any size: ${example.id}`, () => {
    const dice = createDice(example.ics.length);
    check(
      example,
      readCase(
        example,
        pieces(bytesOf(example), () => 1 + dice(80)),
      ),
    );
  });

  const reversed = example.icsBase64 === undefined ? reverseComponents(example.ics) : null;
  if (reversed === null) continue;
  test(`conformance, components in reversed order: ${example.id}`, () => {
    check(example, readCase(example, [new TextEncoder().encode(reversed)]));
  });
}
