/**
 * The refresh: a short-lived child of the wall. Takes a job on stdin, fetches, parses and expands its
 * feeds, writes a line for each on stdout and ends. Whatever a feed does to it, the wall lives on.
 */
import { setMaxListeners } from 'node:events';
import { readFileSync, writeSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { FeedError } from './feeds/feed-error.ts';
import { fitResult } from './feeds/fit-result.ts';
import { type RefreshContext, refreshFeed } from './feeds/refresh-feed.ts';
import { createFetchers } from './feeds/table.ts';
import { createTurns } from './feeds/turns.ts';
import type { FeedResult } from './model/feed-result.ts';
import { type ChildJob, type FeedJob, MAX_RESULT, type RefreshLine } from './model/refresh-job.ts';
import { SECOND } from './model/time.ts';

const STDIN = 0;
const STDOUT = 1;

/** The wall ends a child that is silent for much longer than this. */
const ALIVE_INTERVAL = 2 * SECOND;

/** A feed that takes longer than this lets the next one begin. */
const TURN_PATIENCE = 10 * SECOND;

/** Time kept back to tell the wall which feeds were not done. */
const LAST_WORDS = SECOND;

/** Written at once and in order, because the next statement may be the last one: no stream, no buffer. */
function writeText(text: string): void {
  const bytes = Buffer.from(`${text}\n`);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(STDOUT, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function writeLine(line: Exclude<RefreshLine, { type: 'result' }>): void {
  writeText(JSON.stringify(line));
}

function writeResult(result: FeedResult): void {
  const tooLarge: FeedResult = {
    kind: 'failed',
    feed: result.feed,
    at: result.at,
    reason: 'too-large',
    detail: 'The calendar has more in the coming weeks than a wall can hold; show fewer days or split it.',
    retryAfter: null,
  };
  const text = fitResult(result, MAX_RESULT) ?? JSON.stringify(tooLarge);
  writeText(`{"type":"result","result":${text}}`);
}

async function openReader(job: ChildJob, feed: FeedJob) {
  const { createReader } = await import('./ical/read.ts');
  const { range, zone } = job;
  const explain =
    job.explain === undefined ? null : (await import('./ical/explanation.ts')).createExplainer(job.explain);
  return createReader({ range, zone, ownAddresses: feed.ownAddresses, explain });
}

function createContext(job: ChildJob): RefreshContext {
  // The clock of the process runs from its start, which is when the wall said what time it is.
  const elapsed = () => Math.round(performance.now());
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);
  const budget = job.timeLeft - LAST_WORDS;
  const late = new FeedError('timeout', 'The calendar did not come before the refresh had to end.');
  setTimeout(() => ending.abort(late), Math.max(0, budget));
  return {
    job,
    turns: createTurns(job.limits.concurrency, TURN_PATIENCE),
    signal: ending.signal,
    now: () => job.now + elapsed(),
    timeLeft: () => budget - elapsed(),
    fetchOf: createFetchers(job.limits),
    openReader: (feed) => openReader(job, feed),
    onStart: (feed) => writeLine({ type: 'started', feed }),
    onParse: (feed) => writeLine({ type: 'parsing', feed }),
  };
}

/**
 * Memory before speed. undici's parser is WebAssembly, and optimising it in the background takes 35 MB
 * for a process that lives for seconds; a heap that grows reluctantly saves 20 MB on the largest feeds.
 * Set here and not on the command line, because there a flag that V8 has dropped ends the process.
 */
function saveMemory(): void {
  for (const flag of ['--liftoff-only', '--optimize-for-size']) setFlagsFromString(flag);
}

async function run(): Promise<void> {
  saveMemory();
  const job = JSON.parse(readFileSync(STDIN, 'utf8')) as ChildJob;
  setInterval(() => writeLine({ type: 'alive' }), ALIVE_INTERVAL).unref();
  const context = createContext(job);
  await Promise.all(job.feeds.map(async (feed) => writeResult(await refreshFeed(feed, context))));
}

await run();
// Connections that are kept open would hold the process; everything is written already.
process.exit(0);
