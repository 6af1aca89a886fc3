/**
 * `npm run bench -- ical [--feeds S,L] [--contenders daywall,node-ical] [--rounds N] [--limit SECONDS]`:
 * what it costs to find the occurrences of two weeks in a feed, daywall beside other programs. Each run
 * is a process of its own; the rounds of all contenders alternate, so that they share the noise of the
 * machine. Processor time is compared and limited, because it suffers least from others on the machine.
 */
import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildContenders, type Contender } from './ical-contenders.ts';
import type { ContestResult } from './ical-contest.ts';
import { BENCH_RANGE, FEED_DESCRIPTIONS, FEEDS, type FeedName, writeFeed } from './ical-feeds.ts';
import { type Cost, judge } from './ical-targets.ts';

/** Milliseconds of processor time: what took longer than this in all is not run again. */
const PATIENCE = 10_000;

/** Milliseconds between two looks at the processor time of a contender. */
const LOOKING = 100;

/** The kernel counts processor time in hundredths of a second for everyone (sysconf(_SC_CLK_TCK)). */
const TICK = 10;

interface Run {
  /** Milliseconds. */
  readonly wall: number;
  readonly user: number;
  /** null: it was ended when it had used up its processor time. */
  readonly result: ContestResult | null;
}

/** Milliseconds of processor time that a process has used so far, user's and system's; NaN when it is gone. */
function processorTime(pid: number): number {
  try {
    // proc_pid_stat(5): fields 14 and 15; the name, which may hold anything, ends with the last bracket.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK;
  } catch {
    return Number.NaN;
  }
}

/** `limit`: milliseconds of processor time. */
function runOnce(contender: Contender, path: string, limit: number): Promise<Run> {
  const [program = '', ...script] = contender.command;
  const { from, to, zone } = BENCH_RANGE;
  const began = performance.now();
  // The zone of the process, too: some contenders read days in it.
  const child = spawn(program, [...script, path, String(from), String(to), zone], {
    env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, complaint, cutAt] = ['', '', 0];
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const timer = setInterval(() => {
    const used = processorTime(child.pid as number);
    if (!(used > limit)) return;
    cutAt = used;
    child.kill('SIGKILL');
  }, LOOKING);
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      clearInterval(timer);
      const wall = performance.now() - began;
      if (cutAt > 0) return resolve({ wall, user: cutAt, result: null });
      if (code !== 0) return reject(new Error(`${contender.name} fails on ${path}: ${complaint}`));
      const result = JSON.parse(output) as ContestResult;
      return resolve({ wall, user: result.user, result });
    });
  });
}

/** Runs the contenders in turn until each has had its rounds or has taken long enough. */
async function runAll(
  contenders: readonly Contender[],
  path: string,
  rounds: number,
  limit: number,
): Promise<Map<Contender, Run[]>> {
  const runs = new Map<Contender, Run[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      const before = runs.get(contender) ?? [];
      if (before.reduce((sum, { user }) => sum + user, 0) > PATIENCE) continue;
      runs.set(contender, [...before, await runOnce(contender, path, limit)]);
    }
  }
  return runs;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function summarise(contender: string, feed: FeedName, runs: readonly Run[]): Cost {
  const results = runs.flatMap(({ result }) => result ?? []);
  return {
    contender,
    feed,
    occurrences: results[0]?.occurrences ?? 0,
    wall: median(runs.map(({ wall }) => wall)),
    user: median(runs.map(({ user }) => user)),
    peak: median(results.map(({ peak }) => peak)) / 1024,
    runs: runs.length,
    cut: results.length < runs.length,
  };
}

const COLUMNS = ['user s', 'times', 'wall s', 'times', 'peak MB', 'found', 'runs'] as const;
const formatRow = (name: string, cells: readonly string[]) =>
  name.padEnd(20) + cells.map((cell) => cell.padStart(10)).join('');

function describeCost(cost: Cost, own: Cost | undefined, counts: boolean): string {
  const over = cost.cut ? '>' : '';
  const seconds = (milliseconds: number) => over + (milliseconds / 1000).toFixed(2);
  const times = (value: number, unit: number | undefined) =>
    unit === undefined ? '' : over + (value / unit).toFixed(1);
  return formatRow(cost.contender, [
    seconds(cost.user),
    times(cost.user, own?.user),
    seconds(cost.wall),
    times(cost.wall, own?.wall),
    cost.cut ? '' : cost.peak.toFixed(0),
    cost.cut || !counts ? '' : String(cost.occurrences),
    String(cost.runs),
  ]);
}

/** Sentences below the table; `unexplained` when contenders find other occurrences for no known reason. */
function describeDifferences(
  costs: readonly Cost[],
  contenders: readonly Contender[],
  limit: number,
): { lines: string[]; unexplained: boolean } {
  const own = costs.find(({ contender }) => contender === 'daywall');
  const lines: string[] = [];
  let unexplained = false;
  for (const cost of costs) {
    const contender = contenders.find(({ name }) => name === cost.contender);
    if (cost.cut) lines.push(`  ${cost.contender} was ended after ${limit / 1000} s of processor time.`);
    else if (contender?.counts && own !== undefined && cost.occurrences !== own.occurrences) {
      const reason = contender.differs[cost.feed];
      unexplained ||= reason === undefined;
      lines.push(`  ${cost.contender} finds ${cost.occurrences}: ${reason ?? 'NOT EXPLAINED'}.`);
    }
  }
  return { lines, unexplained };
}

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      feeds: { type: 'string', default: FEEDS.join(',') },
      contenders: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      limit: { type: 'string', default: '60' },
    },
  });
  const wanted = values.feeds.split(',');
  const chosen = values.contenders?.split(',');
  return {
    feeds: FEEDS.filter((feed) => wanted.includes(feed)),
    isChosen: ({ name }: Contender) => chosen?.includes(name) ?? true,
    rounds: Number(values.rounds),
    limit: Number(values.limit) * 1000,
  };
}

/** Prints the table of a feed and what is to be said about it; returns its rows. */
async function benchFeed(
  feed: FeedName,
  contenders: readonly Contender[],
  { rounds, limit }: { rounds: number; limit: number },
  print: (line: string) => void,
): Promise<Cost[]> {
  const path = writeFeed(feed);
  print(`\n${feed}: ${FEED_DESCRIPTIONS[feed]}; ${(statSync(path).size / 1e6).toFixed(1)} MB`);
  print(formatRow('', COLUMNS));
  const runs = await runAll(contenders, path, rounds, limit);
  const rows = contenders.map((contender) => summarise(contender.name, feed, runs.get(contender) ?? []));
  const own = rows.find(({ contender }) => contender === 'daywall');
  for (const [index, row] of rows.entries()) {
    print(describeCost(row, own, contenders[index]?.counts ?? false));
  }
  const { lines, unexplained } = describeDifferences(rows, contenders, limit);
  for (const line of lines) print(line);
  for (const [{ name }, list] of runs) {
    const cuts = list[0]?.result?.cuts ?? 0;
    if (cuts > 0) print(`  ${name} left something out ${cuts} times, at its limits, and says so.`);
  }
  if (unexplained) process.exitCode = 1;
  return rows;
}

/** Returns the rows of all tables. Fails the process when occurrences differ for no known reason. */
export async function benchIcal(print: (line: string) => void, args: string[] = []): Promise<Cost[]> {
  const options = readOptions(args);
  const contenders = await buildContenders();
  const costs: Cost[] = [];
  try {
    print(`Node ${process.versions.node}; 14 days; medians; "times" is of daywall`);
    for (const sentence of contenders.missing) print(sentence);
    for (const feed of options.feeds) {
      const chosen = contenders.list.filter(
        (contender) => contender.feeds.includes(feed) && options.isChosen(contender),
      );
      costs.push(...(await benchFeed(feed, chosen, options, print)));
    }
  } finally {
    contenders.remove();
  }
  print('');
  for (const line of judge(costs)) print(line);
  return costs;
}
