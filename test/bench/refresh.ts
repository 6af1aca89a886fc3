/**
 * `npm run bench -- refresh [--rounds N]`: what a refresh costs, as multiples of the time of
 * `node -e 0`, and the most memory that its process holds.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChild } from '../../src/daemon/child-launch.ts';
import type { ChildJob, FeedJob, FeedSource, RefreshLine } from '../../src/model/refresh-job.ts';
import { buildRefresh } from '../feeds/build-refresh.ts';

const NOW = Date.parse('2026-06-10T12:00:00Z');
const DAY = 86_400_000;
const MEGABYTE = 1024;
const HEAP_LIMIT_MB = 96;

/** Milliseconds between two looks at the memory of the process. */
const SAMPLING = 4;

export interface RefreshCost {
  readonly name: string;
  /** Median time from spawn to exit, as a multiple of that of `node -e 0`. */
  readonly times: number;
  /** Highest proportional set size seen, in megabytes. */
  readonly pss: number;
  readonly rss: number;
}

/** An event on each of the first days, each with the noise that real ones have. */
function calendarOf(events: number): string {
  const event = (index: number) =>
    [
      'BEGIN:VEVENT',
      `UID:${index}@bench.example`,
      'DTSTAMP:20260101T000000Z',
      `DTSTART;TZID=Europe/Berlin:202${index % 7}06${String(1 + (index % 28)).padStart(2, '0')}T090000`,
      'DURATION:PT1H',
      ...(index % 25 === 0 ? ['RRULE:FREQ=WEEKLY;BYDAY=MO,WE'] : []),
      `SUMMARY:Event ${index}`,
      `DESCRIPTION:${'What is to be done there\\, and why. '.repeat(12)}`,
      'ATTENDEE;CN=Somebody;PARTSTAT=ACCEPTED:mailto:somebody@example.com',
      'END:VEVENT',
      '',
    ].join('\r\n');
  const parts = Array.from({ length: events }, (_, index) => event(index));
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${parts.join('')}END:VCALENDAR\r\n`;
}

function jobOf(sources: readonly FeedSource[], etag: string | null): ChildJob {
  const feeds = sources.map((source, index): FeedJob => {
    const validators = etag === null ? null : { etag, lastModified: null, hash: 'a'.repeat(64) };
    return { feed: `feed-${index}`, source, validators, ownAddresses: [] };
  });
  const limits = {
    connectTimeout: 10_000,
    readTimeout: 30_000,
    retries: 0,
    redirects: 5,
    bodySize: 50_000_000,
    concurrency: 2,
  };
  const range = { from: NOW - DAY, to: NOW + 35 * DAY };
  return { now: NOW, range, zone: 'Europe/Berlin', limits, feeds, timeLeft: 120_000 };
}

interface Sample {
  readonly milliseconds: number;
  readonly pss: number;
  readonly rss: number;
}

function memoryOf(pid: number): { pss: number; rss: number } {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const field = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1]) / MEGABYTE;
    return { pss: field('Pss'), rss: field('Rss') };
  } catch {
    // Between its end and ours noticing it, a process has no memory any more.
    return { pss: 0, rss: 0 };
  }
}

/** Runs `start` to its end. `sampling` slows it down, so times are taken without. */
function run(start: () => ReturnType<typeof spawn>, sampling: boolean): Promise<Sample & { output: string }> {
  const began = performance.now();
  const child = start();
  let [pss, rss, output] = [0, 0, ''];
  const look = () => {
    const now = memoryOf(child.pid as number);
    pss = Math.max(pss, now.pss);
    rss = Math.max(rss, now.rss);
  };
  const timer = sampling ? setInterval(look, SAMPLING) : undefined;
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve) => {
    child.on('close', () => {
      clearInterval(timer);
      resolve({ milliseconds: performance.now() - began, pss, rss, output });
    });
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function checkOutput(output: string, name: string, expected: string): void {
  const lines = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RefreshLine);
  const kinds = lines.flatMap((line) => (line.type === 'result' ? [line.result.kind] : []));
  if (kinds.length === 0 || kinds.some((kind) => kind !== expected)) {
    throw new Error(`${name}: ${kinds.join(' ')} instead of ${expected}`);
  }
}

/** Prints the table and returns its rows. */
export async function benchRefresh(
  print: (line: string) => void,
  args: string[] = [],
): Promise<RefreshCost[]> {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '9' } } });
  const folder = mkdtempSync(join(tmpdir(), 'daywall-bench-'));
  const built = await buildRefresh();
  const small = calendarOf(200);
  const large = calendarOf(50_000);
  const file = join(folder, 'small.ics');
  writeFileSync(file, small);
  const server = createServer((request, response) => {
    if (request.headers['if-none-match'] === '"same"') response.writeHead(304).end();
    else response.writeHead(200, { etag: '"new"' }).end(request.url === '/large' ? large : small);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const http = (path: string): FeedSource => ({
    kind: 'http',
    url: origin + path,
    authorization: null,
    headers: {},
  });
  const threeSmall = [http('/a'), http('/b'), http('/c')];

  const launch = (job: ChildJob) => () =>
    launchChild(job, { script: built.script, heapLimitMb: HEAP_LIMIT_MB, log: () => undefined });
  const cases: readonly (readonly [string, () => ReturnType<typeof spawn>, string])[] = [
    ['node -e 0', () => spawn(process.execPath, ['-e', '0']), ''],
    ['no feeds', launch(jobOf([], null)), ''],
    ['3 feeds over http, all 304', launch(jobOf(threeSmall, '"same"')), 'unchanged'],
    ['1 file, 200 events', launch(jobOf([{ kind: 'file', path: file }], null)), 'fetched'],
    ['3 feeds over http, 200 events each', launch(jobOf(threeSmall, '"old"')), 'fetched'],
    [
      `1 feed of ${Math.round(large.length / 1e6)} MB, 50,000 events`,
      launch(jobOf([http('/large')], null)),
      'fetched',
    ],
  ];
  try {
    const times = cases.map((): number[] => []);
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const [index, [name, start, expected]] of cases.entries()) {
        const { milliseconds, output } = await run(start, false);
        if (expected !== '') checkOutput(output, name, expected);
        times[index]?.push(milliseconds);
      }
    }
    const unit = median(times[0] ?? []);
    print(`a refresh, Node ${process.versions.node}; "times" is of node -e 0`);
    print(`${''.padEnd(42)}${'times'.padStart(8)}${'PSS MB'.padStart(10)}${'RSS MB'.padStart(10)}`);
    const rows: RefreshCost[] = [];
    for (const [index, [name, start]] of cases.entries()) {
      const { pss, rss } = await run(start, true);
      const row = { name, times: median(times[index] ?? []) / unit, pss, rss };
      print(
        `${name.padEnd(42)}${row.times.toFixed(2).padStart(8)}${pss.toFixed(1).padStart(10)}${rss.toFixed(1).padStart(10)}`,
      );
      rows.push(row);
    }
    return rows;
  } finally {
    server.close();
    built.remove();
    rmSync(folder, { recursive: true });
  }
}
