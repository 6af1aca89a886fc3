/**
 * `npm run bench -- ical [--feeds S,L] [--contenders daywall,node-ical] [--rounds N] [--limit SECONDS]`:
 * what it costs to find the occurrences of two weeks in a feed, daywall beside other programs. Each run
 * is a process of its own; the rounds of all contenders alternate, so that they share the noise of the
 * machine. Processor time is compared, because it suffers least from others on the machine.
 */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildContenders, type Contender } from './ical-contenders.ts';
import type { ContestResult } from './ical-contest.ts';
import { BENCH_RANGE, FEED_DESCRIPTIONS, FEEDS, type FeedName, writeFeed } from './ical-feeds.ts';
import { type Cost, judge } from './ical-targets.ts';

/** Milliseconds: what took longer than this is not run again, what took half of it twice. */
const PATIENCE = 10_000;

type Run = ContestResult & { readonly wall: number };

function runOnce(contender: Contender, path: string, limit: number): Promise<Run | 'cut'> {
  const [program = '', ...script] = contender.command;
  const { from, to, zone } = BENCH_RANGE;
  const began = performance.now();
  // The zone of the process, too: some contenders read days in it.
  const child = spawn(program, [...script, path, String(from), String(to), zone], {
    env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, complaint, cut] = ['', '', false];
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const timer = setTimeout(() => {
    cut = true;
    child.kill('SIGKILL');
  }, limit);
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      clearTimeout(timer);
      const wall = performance.now() - began;
      if (cut) resolve('cut');
      else if (code === 0) resolve({ ...(JSON.parse(output) as ContestResult), wall });
      else reject(new Error(`${contender.name} fails on ${path}: ${complaint}`));
    });
  });
}

/** Runs the contenders in turn until each has had its rounds or has taken long enough. */
async function runAll(
  contenders: readonly Contender[],
  path: string,
  rounds: number,
  limit: number,
): Promise<Map<Contender, Run[] | 'cut'>> {
  const runs = new Map<Contender, Run[] | 'cut'>();
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      const before = runs.get(contender) ?? [];
      if (before === 'cut' || before.reduce((sum, { wall }) => sum + wall, 0) > PATIENCE) continue;
      const run = await runOnce(contender, path, limit);
      runs.set(contender, run === 'cut' ? 'cut' : [...before, run]);
    }
  }
  return runs;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function summarise(contender: string, feed: FeedName, runs: readonly Run[] | 'cut', limit: number): Cost {
  const common = { contender, feed };
  if (runs === 'cut') {
    return { ...common, occurrences: 0, wall: limit, user: Number.NaN, peak: Number.NaN, runs: 1, cut: true };
  }
  return {
    ...common,
    occurrences: runs[0]?.occurrences ?? 0,
    wall: median(runs.map(({ wall }) => wall)),
    user: median(runs.map(({ user }) => user)),
    peak: median(runs.map(({ peak }) => peak)) / 1024,
    runs: runs.length,
    cut: false,
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
    cost.cut ? '' : seconds(cost.user),
    cost.cut ? '' : times(cost.user, own?.user),
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
    if (cost.cut) lines.push(`  ${cost.contender} was ended after ${limit / 1000} s.`);
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
  const rows = contenders.map((contender) =>
    summarise(contender.name, feed, runs.get(contender) ?? [], limit),
  );
  const own = rows.find(({ contender }) => contender === 'daywall');
  for (const [index, row] of rows.entries()) {
    print(describeCost(row, own, contenders[index]?.counts ?? false));
  }
  const { lines, unexplained } = describeDifferences(rows, contenders, limit);
  for (const line of lines) print(line);
  for (const [{ name }, list] of runs) {
    const cuts = list === 'cut' ? 0 : (list[0]?.cuts ?? 0);
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
