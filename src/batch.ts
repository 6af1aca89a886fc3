/**
 * `daywall agenda --batch`: one JSON job a line in, one JSON answer a line out, in the same order.
 *
 * A job is {ics or icsBase64, from, to, displayZone}; the answer is the list of occurrences
 * {uid, summary, start, end, allDay}, or {error} with a sentence. One bad job never ends the run.
 */
import type { Limits } from './ical/limits.ts';
import { createReader } from './ical/read.ts';
import { describeError } from './model/errors.ts';
import type { Occurrence } from './model/occurrence.ts';
import { DAY } from './model/time.ts';

/** A person asks for any range, and for whole texts; what holds for the wall would only surprise. */
export const BATCH_LIMITS: Partial<Limits> = {
  range: 200 * 366 * DAY,
  occurrencesPerRule: 20_000,
  occurrences: 100_000,
  title: 10_000,
  location: 10_000,
  uid: 10_000,
};

/** Characters of a job: the body limit of a feed in base64, with room for the rest. */
const MAX_JOB = 80 * 1024 * 1024;

interface Job {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly displayZone: string;
}

export interface BatchOccurrence {
  readonly uid: string;
  readonly summary: string;
  /** `YYYY-MM-DDTHH:MM:SSZ`, or `YYYY-MM-DD` for days; `end` is exclusive. */
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
}

/** Answers each line of `input`, until it ends. `write` gets lines without their line break. */
export async function runBatch(
  input: AsyncIterable<Uint8Array | string>,
  write: (line: string) => void,
): Promise<void> {
  for await (const line of splitLines(input)) {
    if (line.trim() !== '') write(answer(line));
  }
}

function answer(line: string): string {
  try {
    if (line.length > MAX_JOB) throw new Error(`The job is longer than ${MAX_JOB} characters.`);
    return JSON.stringify(listOccurrences(readJob(line)));
  } catch (error) {
    return JSON.stringify({ error: describeError(error) });
  }
}

/** Lines of at most `MAX_JOB` characters and a little; the rest of a longer one is dropped. */
async function* splitLines(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let length = 0;
  const keep = (part: string): void => {
    if (length <= MAX_JOB) parts.push(part);
    length += part.length;
  };
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      keep(line);
      yield parts.join('');
      parts = [];
      length = 0;
    }
    keep(last);
  }
  yield parts.join('');
}

function readJob(line: string): Job {
  const job: unknown = JSON.parse(line);
  if (typeof job !== 'object' || job === null) throw new Error('A job is a JSON object.');
  const { ics, icsBase64, from, to, displayZone } = job as Record<string, unknown>;
  if (typeof displayZone !== 'string') throw new Error('displayZone is missing; give an IANA zone.');
  const bytes =
    typeof icsBase64 === 'string'
      ? Buffer.from(icsBase64, 'base64')
      : new TextEncoder().encode(readText(ics));
  return { bytes, from: readInstant(from, 'from'), to: readInstant(to, 'to'), displayZone };
}

function readText(value: unknown): string {
  if (typeof value !== 'string') throw new Error('ics is missing; give the text of the feed.');
  return value;
}

function readInstant(value: unknown, name: string): number {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(instant)) throw new Error(`${name} is no instant such as 2026-06-11T00:00:00Z.`);
  return instant;
}

function listOccurrences({ bytes, from, to, displayZone }: Job): BatchOccurrence[] {
  const reader = createReader({
    range: { from, to },
    zone: displayZone,
    ownAddresses: [],
    limits: BATCH_LIMITS,
  });
  reader.push(bytes);
  return reader.finish().occurrences.map(formatOccurrence);
}

/** An occurrence in the form of the conformance cases. */
export function formatOccurrence(occurrence: Occurrence): BatchOccurrence {
  const { uid, title, allDay } = occurrence;
  if (occurrence.allDay) {
    return { uid, summary: title, start: occurrence.start, end: occurrence.end, allDay };
  }
  const [start, end] = [occurrence.start, occurrence.end].map(({ instant }) => formatInstant(instant));
  return { uid, summary: title, start: start ?? '', end: end ?? '', allDay };
}

function formatInstant(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
