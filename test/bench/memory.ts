/**
 * `npm run bench -- memory [--breakdown] [--size WIDTHxHEIGHT] [--ticks N]`: what the wall holds over a
 * simulated day of clock ticks, on the real framebuffer output over a file.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleChild } from './bundle-child.ts';
import type { MemoryJob, MemorySample } from './memory-child.ts';
import { writeWallConfig } from './wall-config.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Ticks over which growth is told. */
const LAST_TICKS = 1000;

export interface MemoryResult {
  readonly samples: readonly MemorySample[];
  /** Megabytes held at the end. */
  readonly rss: number;
  /** Megabytes by which that grew over the last 1,000 ticks. */
  readonly growth: number;
}

/** Runs the measured process and prints its samples, with `breakdown` what each step before added. */
export async function benchMemory(print: (line: string) => void, args: string[] = []): Promise<MemoryResult> {
  const { values } = parseArgs({
    args,
    options: {
      breakdown: { type: 'boolean', default: false },
      size: { type: 'string', default: '1920x1080' },
      ticks: { type: 'string', default: '1440' },
    },
  });
  const [width = 1920, height = 1080] = values.size.split('x').map(Number);
  // Within the repository, so that the bundle finds the installed packages.
  const folder = mkdtempSync(join(root, 'dist-bench-'));
  try {
    const config = writeWallConfig(folder, { width, height });
    const job: MemoryJob = { ticks: Number(values.ticks), config, folder };
    print(`memory of the wall, ${values.size}, ${job.ticks} minutes, Node ${process.versions.node}`);
    return report(
      await runChild(await bundleChild(folder, 'memory-child'), job),
      job,
      values.breakdown,
      print,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runChild(file: string, job: MemoryJob): Promise<MemorySample[]> {
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  const child = spawn(process.execPath, [file, JSON.stringify(job)], { stdio });
  const samples: MemorySample[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  for await (const line of createInterface({ input: child.stdout })) samples.push(JSON.parse(line));
  const code = await ended;
  if (code !== 0) throw new Error(`The measured process ended with code ${code}.`);
  return samples;
}

function report(
  samples: readonly MemorySample[],
  job: MemoryJob,
  breakdown: boolean,
  print: (line: string) => void,
): MemoryResult {
  print(row('', 'RSS', 'step', 'own', 'heap', 'used', 'extern', 'ms'));
  let before = 0;
  for (const one of samples) {
    const step = one.rss - before;
    before = one.rss;
    if (!breakdown && !/frame|tick/.test(one.step)) continue;
    print(row(one.step, one.rss, step, one.anonymous, one.heapTotal, one.heapUsed, one.external, one.at));
  }
  const rss = samples.at(-1)?.rss ?? 0;
  const reference = samples.find(({ step }) => step === `tick ${job.ticks - LAST_TICKS}`);
  const growth = rss - (reference?.rss ?? rss);
  print(`at the end ${rss.toFixed(1)} MB; growth over the last ${LAST_TICKS} ticks ${growth.toFixed(1)} MB`);
  return { samples, rss, growth };
}

function row(step: string, ...cells: (string | number)[]): string {
  const texts = cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : cell).padStart(8));
  return `${step.padEnd(22)}${texts.join('')}`;
}
