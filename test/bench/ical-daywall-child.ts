/** daywall as a contender: the reader of the refresh, fed with the chunks of a file. */
import { closeSync, openSync, readSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { createReader } from '../../src/ical/read.ts';
import { readContest, writeResult } from './ical-contest.ts';

const CHUNK = 64 * 1024;

// As in `src/refresh.ts`.
setFlagsFromString('--optimize-for-size');
const contest = readContest();
const reader = createReader({
  range: { from: contest.from, to: contest.to },
  zone: contest.zone,
  ownAddresses: [],
});
const file = openSync(contest.path, 'r');
const buffer = Buffer.allocUnsafe(CHUNK);
for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) {
  reader.push(buffer.subarray(0, size));
}
closeSync(file);
const result = reader.finish();
writeResult(result.occurrences.length, result.cutCount);
