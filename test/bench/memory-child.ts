/**
 * The measured process of `npm run bench -- memory`: bundled and started by memory.ts, so that neither
 * the TypeScript loader nor the bench itself is in the memory that is measured. Its argument is a
 * `MemoryJob` as JSON, each line it writes a `MemorySample`.
 */
import { readFileSync, writeSync } from 'node:fs';
import { loadConfig } from '../../src/config/load.ts';
import { startWall, type Wall } from '../../src/wall.ts';
import { createFastClock } from './fast-clock.ts';

export interface MemoryJob {
  /** Simulated minutes. */
  readonly ticks: number;
  /** The configuration; it lies in `folder`. */
  readonly config: string;
  readonly folder: string;
}

/** What the process holds after a step; megabytes. */
export interface MemorySample {
  readonly step: string;
  readonly rss: number;
  /** Part of `rss` that is the process's own: no file is behind it. */
  readonly anonymous: number;
  readonly heapTotal: number;
  readonly heapUsed: number;
  readonly external: number;
  /** Milliseconds since the process began. */
  readonly at: number;
}

const megabytes = (bytes: number): number => Math.round((bytes / 2 ** 20) * 10) / 10;

function sample(step: string): void {
  const rollup = readFileSync('/proc/self/smaps_rollup', 'utf8');
  const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1]) * 1024;
  const { heapTotal, heapUsed, external } = process.memoryUsage();
  const line: MemorySample = {
    step,
    rss: megabytes(field('Rss')),
    anonymous: megabytes(field('Anonymous')),
    heapTotal: megabytes(heapTotal),
    heapUsed: megabytes(heapUsed),
    external: megabytes(external),
    at: Math.round(performance.now()),
  };
  // Not process.stdout: on a pipe that would load the network streams, 2 MB.
  writeSync(1, `${JSON.stringify(line)}\n`);
}

const job = JSON.parse(process.argv[2] ?? '') as MemoryJob;
const START = Date.parse('2026-06-10T05:59:30Z');
const stop = new AbortController();
sample('node and the bundle');
const { config } = loadConfig({ flag: job.config, env: {}, cwd: job.folder });
sample('configuration');

let wall: Wall | null = null;
let minutes = 0;

/** Drawing and refreshing take real time; meanwhile the clock stands still. */
function isBusy(): boolean {
  const state = wall?.state();
  return state === undefined || state.display.presenting || state.refreshing.length > 0;
}

function passed(elapsed: number): void {
  const now = Math.floor(elapsed / 60_000);
  if (now === minutes) return;
  if (minutes === 0) sample('first refresh');
  minutes = now;
  if (now % 240 === 0 || now === job.ticks - 1000) sample(`tick ${now}`);
  if (now === job.ticks) stop.abort();
}

wall = await startWall({
  config,
  configFile: job.config,
  configProblem: null,
  clock: createFastClock(config.zone, START, isBusy, passed),
  environment: {},
  log: (priority, text) => {
    if (priority === 'info' && text.startsWith('The first picture')) sample('first frame');
    if (priority === 'warning' || priority === 'error') throw new Error(text);
  },
  announce: () => sample('health'),
  stop: stop.signal,
});
await wall.closed;
