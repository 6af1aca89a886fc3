/** One child from its start to its end: its lines, its silence, and who is to blame when it dies. */
import type { Log } from '../log.ts';
import type { FeedResult } from '../model/feed-result.ts';
import { type ChildJob, MAX_RESULT, type RefreshLine } from '../model/refresh-job.ts';
import { SECOND } from '../model/time.ts';
import {
  BAD_OUTPUT,
  DEADLINE,
  type Death,
  deathOf,
  notStarted,
  scrub,
  stuck,
  TOO_LARGE,
} from './child-end.ts';
import { type LaunchOptions, launchChild } from './child-launch.ts';
import { createLineSplitter } from './child-lines.ts';
import { checkFeedResult } from './feed-result-schema.ts';

/**
 * A child shows every two seconds that it is not stuck. Reading and expanding a feed is one step, so
 * this is also how long a feed may take for it. Counted from its first line: what a slow machine needs
 * to start a child is no feed's fault, and ends with the deadline.
 */
const LONGEST_SILENCE = 20 * SECOND;

/** A result and the words around it. */
const MAX_LINE = MAX_RESULT + 1000;

/** Lines besides those that name feeds: signs of life for longer than any refresh. */
const MAX_OTHER_LINES = 1000;
const MAX_OTHER_BYTES = 1_000_000;

/** The end of stderr that is kept; it tells how the child died. */
const STDERR_KEPT = 2048;

export interface ChildRunOptions extends LaunchOptions {
  readonly onResult: (result: FeedResult) => void;
  /** Milliseconds without a line after which it is ended; for tests. */
  readonly longestSilence?: number;
}

/** What is left when a child is gone. */
export interface ChildEnd {
  /** null: it did all it had to. */
  readonly death: Death | null;
  /** Feeds without a result. */
  readonly pending: readonly string[];
  /** Of those, the ones it had begun; a single one is the culprit. */
  readonly suspects: readonly string[];
  readonly atDeadline: boolean;
}

export interface ChildRun {
  readonly ended: Promise<ChildEnd>;
  kill(): void;
}

/** What the lines say about the feeds of a job. */
interface Progress {
  /** Takes a line; false: it is none that the child may write. */
  take(line: string): boolean;
  pending(): string[];
  suspects(): string[];
}

function createProgress(job: ChildJob, onResult: (result: FeedResult) => void): Progress {
  const pending = new Set(job.feeds.map(({ feed }) => feed));
  const started = new Set<string>();
  let parsing: string | null = null;
  let lines = 0;

  function accept(line: RefreshLine): boolean {
    if (line.type === 'alive') return true;
    if (line.type === 'result') {
      const result = checkFeedResult(line.result);
      if (!pending.delete(result.feed)) return false;
      started.delete(result.feed);
      if (parsing === result.feed) parsing = null;
      onResult(result);
      return true;
    }
    if (!pending.has(line.feed)) return false;
    if (line.type === 'started') started.add(line.feed);
    else if (line.type === 'parsing') parsing = line.feed;
    else return false;
    return true;
  }

  return {
    take: (text) => {
      lines++;
      if (lines > MAX_OTHER_LINES + job.feeds.length * 3) return false;
      try {
        return accept(JSON.parse(text) as RefreshLine);
      } catch {
        // Whether it is no JSON, no line of ours or no result: all the same, it is not to be trusted.
        return false;
      }
    },
    pending: () => [...pending],
    suspects: () => (parsing === null ? [...started] : [parsing]),
  };
}

/** Keeps the end of what is written. */
function keepTail(stream: NodeJS.ReadableStream, size: number): () => string {
  let tail = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk.subarray(-size)]).subarray(-size);
  });
  return () => tail.toString();
}

function cannotLaunch(job: ChildJob, error: unknown): ChildRun {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  const pending = job.feeds.map(({ feed }) => feed);
  const end = { death: notStarted(code), pending, suspects: [], atDeadline: false };
  return { ended: Promise.resolve(end), kill: () => undefined };
}

function logDeath(death: Death, stderr: string, job: ChildJob, log: Log): void {
  const said = scrub(stderr, job);
  log('warning', `The refresh died (${death.reason})${said === '' ? '.' : `: ${said}`}`);
}

/** Starts a child on `job`; `job.timeLeft` is its deadline. */
export function startChildRun(job: ChildJob, options: ChildRunOptions): ChildRun {
  let child: ReturnType<typeof launchChild>;
  try {
    child = launchChild(job, options);
  } catch (error) {
    return cannotLaunch(job, error);
  }
  const progress = createProgress(job, options.onResult);
  const stderr = keepTail(child.stderr, STDERR_KEPT);
  let cause: Death | null = null;

  function end(death: Death): void {
    cause ??= death;
    child.kill('SIGKILL');
  }

  const silence = options.longestSilence ?? LONGEST_SILENCE;
  let silenceTimer: NodeJS.Timeout | undefined;
  const deadlineTimer = setTimeout(() => end(DEADLINE), job.timeLeft);
  let room = job.feeds.length * MAX_LINE + MAX_OTHER_BYTES;
  const splitter = createLineSplitter(MAX_LINE, (line) => {
    if (!progress.take(line)) end(BAD_OUTPUT);
    return cause === null;
  });
  child.stdout.on('data', (chunk: Buffer) => {
    if (cause !== null) return;
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(() => end(stuck(silence)), silence);
    room -= chunk.length;
    if (room < 0) end(BAD_OUTPUT);
    else if (!splitter.push(chunk)) end(TOO_LARGE);
  });

  const ended = new Promise<ChildEnd>((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      cause ??= notStarted(error.code ?? 'unknown error');
    });
    child.on('close', (code, signal) => {
      clearTimeout(silenceTimer);
      clearTimeout(deadlineTimer);
      const pending = progress.pending();
      const fine = cause === null && code === 0 && pending.length === 0;
      const death = fine ? null : (cause ?? deathOf(code, signal, stderr(), options.heapLimitMb));
      if (death !== null && death !== DEADLINE) logDeath(death, stderr(), job, options.log);
      resolve({ death, pending, suspects: progress.suspects(), atDeadline: death === DEADLINE });
    });
  });
  return { ended, kill: () => end(DEADLINE) };
}
