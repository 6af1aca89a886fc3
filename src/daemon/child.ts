/**
 * The wall's side of a refresh. A feed that kills its child costs that feed only: it is named, and the
 * others go on in a new child. When several may have done it, each of them gets a child of its own.
 */
import type { FailedResult, FeedResult } from '../model/feed-result.ts';
import type { FeedJob, RefreshJob } from '../model/refresh-job.ts';
import { SECOND } from '../model/time.ts';
import { DEADLINE, type Death } from './child-end.ts';
import { type ChildEnd, type ChildRun, type ChildRunOptions, startChildRun } from './child-run.ts';

/** With less time than this, starting another child is of no use. */
const SHORTEST_RUN = 2 * SECOND;

export interface RefreshOptions extends ChildRunOptions {
  /** Milliseconds for the whole refresh, whatever happens; then what is left has timed out. */
  readonly deadline: number;
}

export interface RefreshRun {
  /** Resolves when each feed has had its result, or after `stop`. Never rejects. */
  readonly done: Promise<void>;
  /** Ends it at once; no result comes any more. */
  stop(): void;
}

/** Which of a batch to try next after a death nobody can be blamed for: suspects alone, the rest together. */
function isolate(batch: readonly FeedJob[], end: ChildEnd): readonly (readonly FeedJob[])[] {
  const suspects = new Set(end.suspects);
  const left = batch.filter(({ feed }) => end.pending.includes(feed));
  const rest = left.filter(({ feed }) => !suspects.has(feed));
  const alone = left.filter(({ feed }) => suspects.has(feed)).map((feed) => [feed]);
  return rest.length > 0 ? [rest, ...alone] : alone;
}

/**
 * Refreshes the feeds of `job` in child processes. `options.onResult` gets exactly one result for each
 * of them, as it comes. Bounded: at most two children for each feed, and `options.deadline`.
 */
export function runRefresh(job: RefreshJob, options: RefreshOptions): RefreshRun {
  const began = performance.now();
  let run: ChildRun | null = null;
  let stopped = false;

  const elapsed = () => performance.now() - began;

  function give(result: FeedResult): void {
    if (!stopped) options.onResult(result);
  }

  function failAll(feeds: readonly string[], { reason, detail }: Death): void {
    for (const feed of feeds) {
      const at = job.now + Math.round(elapsed());
      give({ kind: 'failed', feed, at, reason, detail, retryAfter: null } satisfies FailedResult);
    }
  }

  /** Runs one batch; returns those that have to follow. */
  async function runBatch(batch: readonly FeedJob[]): Promise<readonly (readonly FeedJob[])[]> {
    const now = job.now + Math.round(elapsed());
    const timeLeft = Math.round(options.deadline - elapsed());
    if (run !== null && timeLeft < SHORTEST_RUN) {
      failAll(
        batch.map(({ feed }) => feed),
        DEADLINE,
      );
      return [];
    }
    run = startChildRun({ ...job, now, feeds: batch, timeLeft }, { ...options, onResult: give });
    const end = await run.ended;
    if (end.death === null) return [];
    if (end.atDeadline || end.suspects.length === 0) {
      failAll(end.pending, end.death);
      return [];
    }
    if (end.suspects.length > 1) return isolate(batch, end);
    failAll(end.suspects, end.death);
    const left = batch.filter(({ feed }) => end.pending.includes(feed) && !end.suspects.includes(feed));
    return left.length > 0 ? [left] : [];
  }

  async function runAll(): Promise<void> {
    const batches: (readonly FeedJob[])[] = job.feeds.length > 0 ? [job.feeds] : [];
    for (let batch = batches.shift(); batch !== undefined && !stopped; batch = batches.shift()) {
      batches.unshift(...(await runBatch(batch)));
    }
  }

  return {
    done: runAll(),
    stop: () => {
      stopped = true;
      run?.kill();
    },
  };
}
