/**
 * The measured process of `npm run bench -- memory`: bundled and started by memory.ts, so that neither
 * the TypeScript loader nor the bench itself is in the memory that is measured. Its argument is a
 * `MemoryJob` as JSON, each line it writes a `MemorySample`.
 */
import { readFileSync, writeSync } from 'node:fs';
import type { Output } from '../../src/model/frame.ts';
import { createFramebufferOutput } from '../../src/outputs/framebuffer/framebuffer-output.ts';
import { loadCanvas } from '../../src/raster/canvas.ts';
import { createPresenter, type PictureSize } from '../../src/raster/presenter.ts';
import { createRaster, type Raster } from '../../src/raster/raster.ts';
import { createFileFramebuffer } from './file-framebuffer.ts';
import { createSyntheticScene } from './synthetic-scene.ts';

export interface MemoryJob extends PictureSize {
  readonly ticks: number;
  readonly fontsFolder: string;
  /** Empty folder for the framebuffer file and its description. */
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

async function presentMinutes(raster: Raster, output: Output, ticks: number): Promise<void> {
  const presenter = createPresenter(raster, output);
  for (let minute = 0; minute <= ticks; minute += 1) {
    const report = await presenter.present((size) => createSyntheticScene(size, minute, raster.measure));
    if (report.kind === 'waiting' || !report.verified) throw new Error(JSON.stringify(report));
    if (minute === 0) sample('first frame');
    else if (minute % 240 === 0 || minute === ticks - 1000) sample(`tick ${minute}`);
  }
}

const job = JSON.parse(process.argv[2] ?? '') as MemoryJob;
sample('node and the bundle');
loadCanvas();
sample('canvas loaded');
const raster = await createRaster(job.fontsFolder);
sample('fonts registered');
createSyntheticScene(job, 0, raster.measure);
sample('first layout');
const output = createFramebufferOutput(createFileFramebuffer(job.folder, job));
await presentMinutes(raster, output, job.ticks);
