import assert from 'node:assert/strict';
import test from 'node:test';
import { runBatch } from '../src/batch.ts';

const ICS =
  'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:é\nSUMMARY:Tee 🍵\nDTSTART:20260611T080000Z\nEND:VEVENT\nEND:VCALENDAR';
const JOB = { id: 1, ics: ICS, from: '2026-06-11T00:00:00Z', to: '2026-06-12T00:00:00Z', displayZone: 'UTC' };
const ANSWER = [
  { uid: 'é', summary: 'Tee 🍵', start: '2026-06-11T08:00:00Z', end: '2026-06-11T08:00:00Z', allDay: false },
];

async function answers(chunks: readonly (string | Uint8Array)[]): Promise<unknown[]> {
  const lines: unknown[] = [];
  const input = (async function* () {
    yield* chunks;
  })();
  await runBatch(input, (line) => lines.push(JSON.parse(line)));
  return lines;
}

test('each job gets one answer, in any chunks, with or without a last line break', async () => {
  const bytes = new TextEncoder().encode(`${JSON.stringify(JOB)}\r\n\n${JSON.stringify(JOB)}`);
  const single = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
  assert.deepEqual(await answers(single), [ANSWER, ANSWER]);
  assert.deepEqual(await answers([bytes]), [ANSWER, ANSWER]);
  assert.deepEqual(await answers([`${JSON.stringify(JOB)}\n`]), [ANSWER]);
  assert.deepEqual(await answers([]), []);
});

test('the bytes of icsBase64 count before the text of ics', async () => {
  const job = { ...JOB, ics: 'lossy', icsBase64: Buffer.from(ICS).toString('base64') };
  assert.deepEqual(await answers([JSON.stringify(job)]), [ANSWER]);
});

test('a bad job gets an error and the next its answer', async () => {
  const bad = [
    '{',
    '[]',
    'null',
    '{}',
    { ...JOB, from: 'soon' },
    { ...JOB, displayZone: 'Mars/Base' },
    { ...JOB, ics: 7 },
  ];
  const lines = [
    ...bad.map((job) => (typeof job === 'string' ? job : JSON.stringify(job))),
    JSON.stringify(JOB),
  ];
  const found = await answers([lines.join('\n')]);
  assert.equal(found.length, bad.length + 1);
  for (const answer of found.slice(0, -1))
    assert.equal(typeof (answer as { error: unknown }).error, 'string');
  assert.deepEqual(found.at(-1), ANSWER);
});
