/**
 * Feeds made from the grammar and damaged feeds, read by the real reader: it never throws, never hangs,
 * keeps its limits and tells what it cut (`fuzz/check.ts` has all that must hold).
 *
 * The seeds are fixed, so that a failure comes again: `fuzz/fuzz-child.ts SEED 1 0` runs one case. For
 * longer runs with other seeds: DAYWALL_FUZZ_SECONDS=600 DAYWALL_FUZZ_SEED=1000000.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

/** About twenty seconds of CPU. */
const CASES = 2000;
const FIRST_SEED = 1;

/** A child from which nothing is heard for so long hangs; any case is done in a few seconds of CPU. */
const SILENCE = 240_000;
/** CPU milliseconds of one case: ten times what the slowest needs. */
const MAX_CPU = 30_000;
/** Of the child, bytes: what it peaks at, and half as much again. */
const MAX_MEMORY = 900 * 1024 * 1024;

interface Report {
  readonly seed?: number;
  readonly failed?: number;
  readonly reason?: string;
  readonly slow?: number;
  readonly cpu?: number;
  readonly done?: number;
  readonly occurrences?: number;
  readonly bytes?: number;
  readonly rss?: number;
}

/** Everything the child said, and the seed near which it was last heard of. */
async function runChild(
  args: readonly number[],
): Promise<{ reports: Report[]; last: number; hung: boolean }> {
  const script = fileURLToPath(new URL('./fuzz/fuzz-child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.on('exit', resolve));
  const reports: Report[] = [];
  let last = args[0] ?? 0;
  let hung = false;
  const giveUp = (): void => {
    hung = true;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(giveUp, SILENCE);
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(timer);
    timer = setTimeout(giveUp, SILENCE);
    const report = JSON.parse(line) as Report;
    last = report.seed ?? last;
    if (report.seed === undefined) reports.push(report);
  }
  clearTimeout(timer);
  await exited;
  return { reports, last, hung };
}

test('any feed is read within the limits', async () => {
  const seconds = Number(process.env.DAYWALL_FUZZ_SECONDS ?? 0);
  const first = Number(process.env.DAYWALL_FUZZ_SEED ?? FIRST_SEED);
  const cases = seconds > 0 ? Number.MAX_SAFE_INTEGER : CASES;
  const { reports, last, hung } = await runChild([first, cases, seconds]);
  const failed = reports.filter((report) => report.failed !== undefined);
  assert.deepEqual(
    failed.map((report) => `seed ${report.failed}: ${report.reason}`),
    [],
  );
  assert.equal(hung, false, `one of the cases from seed ${last} on never returns`);
  const slow = reports.filter(({ cpu }) => cpu !== undefined && cpu > MAX_CPU);
  assert.deepEqual(slow, [], 'no case takes long');
  const end = reports.find(({ done }) => done !== undefined);
  assert.ok(end !== undefined, `the child died at one of the cases from seed ${last} on`);
  assert.ok(seconds > 0 || end.done === CASES, `${end.done} cases were run`);
  assert.ok((end.occurrences ?? 0) > (end.done ?? 0), 'the cases give occurrences to look at');
  assert.ok((end.rss ?? 0) < MAX_MEMORY, `${end.rss} bytes of memory`);
});
