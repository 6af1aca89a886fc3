/**
 * `npm run bench -- layout [--size WIDTHxHEIGHT] [--locale TAG] [--runs N]`: what laying out a picture of
 * a busy week costs, the first one and one a minute later. User CPU time, medians over several processes.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleChild } from './bundle-child.ts';
import type { LayoutCost, LayoutJob } from './layout-child.ts';
import { PATHS } from './paths.ts';

/** A young generation of this many megabytes takes ten pictures without being collected. */
const ROOMY = ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=64', '--no-opt'];

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function run(file: string, job: LayoutJob): LayoutCost {
  const flags = job.roomy ? ROOMY : [];
  const output = execFileSync(process.execPath, [...flags, file, JSON.stringify(job)], { encoding: 'utf8' });
  return JSON.parse(output) as LayoutCost;
}

/** Prints the costs and returns them; figures are medians. */
export async function benchLayout(print: (line: string) => void, args: string[] = []): Promise<LayoutCost> {
  const { values } = parseArgs({
    args,
    options: {
      size: { type: 'string', default: '1920x1080' },
      locale: { type: 'string', default: 'de' },
      runs: { type: 'string', default: '7' },
    },
  });
  const [width = 1920, height = 1080] = values.size.split('x').map(Number);
  const { locale } = values;
  // Within the repository, so that the bundle finds the installed packages.
  const folder = mkdtempSync(join(PATHS.root, 'dist-bench-'));
  try {
    const file = await bundleChild(folder, 'layout-child');
    const job = { width, height, locale, fonts: PATHS.fonts };
    const costs = Array.from({ length: Number(values.runs) }, () => run(file, { ...job, roomy: false }));
    const { allocated } = run(file, { ...job, roomy: true });
    const of = (name: keyof LayoutCost) => median(costs.map((cost) => cost[name]));
    const cost: LayoutCost = {
      cold: of('cold'),
      warm: of('warm'),
      measured: of('measured'),
      distinct: of('distinct'),
      measuredWarm: of('measuredWarm'),
      allocated,
      intl: of('intl'),
    };
    print(`layout of a busy week, ${values.size}, ${locale}, Node ${process.versions.node}`);
    print(
      `first picture          ${cost.cold.toFixed(1)} ms CPU, ${cost.measured} texts measured, ${cost.distinct} of them different`,
    );
    print(
      `a minute later         ${cost.warm.toFixed(2)} ms CPU, ${cost.measuredWarm} texts measured, ${Math.round(allocated / 1024)} KB allocated`,
    );
    print(`memory left untouched  ${cost.intl.toFixed(1)} MB of Intl's tables`);
    return cost;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
