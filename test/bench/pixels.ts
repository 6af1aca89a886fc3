/**
 * `npm run bench -- pixels`: what it costs to turn RGBA into the bytes of a framebuffer at 1920x1080, per
 * pixel format, plain and turned by a quarter, as a ratio to copying the same number of pixels.
 */

import { createScratch, packRows, startPacking } from '../../src/outputs/framebuffer/pack.ts';
import { defaultFormat, formatNamed, type PixelFormat } from '../../src/outputs/framebuffer/pixel-format.ts';
import { type Rotation, turnSize } from '../../src/outputs/framebuffer/rotation.ts';

const PANEL = { width: 1920, height: 1080 };
const ROUNDS = 31;
/** Rows of the panel in a strip, and thus in a packing. */
const STRIP = 60;

export interface PixelsResult {
  readonly format: string;
  readonly rotation: Rotation;
  /** Milliseconds of processor time for the whole panel. */
  readonly median: number;
  /** Median divided by the median of copying the RGBA picture. */
  readonly ratio: number;
}

/** Milliseconds of processor time: other work on the machine does not count. */
function medianTime(work: () => void): number {
  for (let round = 0; round < 5; round += 1) work();
  const times = Array.from({ length: ROUNDS }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return times.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
}

/** A strip of the panel's full rows, nine tenths of it flat: a column of the picture turned by a quarter. */
function createStrip(rotation: Rotation) {
  const { width, height } = turnSize({ width: PANEL.width, height: STRIP }, rotation);
  const data = new Uint8Array(width * height * 4).map((_, at) =>
    at % 400 < 360 || at % 4 === 3 ? 255 : at * 13,
  );
  return { x: 0, y: 0, width, height, data };
}

function packPanel(format: PixelFormat, rotation: Rotation): () => void {
  const strip = createStrip(rotation);
  const scratch = createScratch(PANEL.width * STRIP * 4);
  return () => {
    for (let y = 0; y < PANEL.height; y += STRIP) {
      packRows(startPacking(strip, rotation, PANEL, format), 0, STRIP, scratch);
    }
  };
}

function copyPanel(): () => void {
  const picture = new Uint8Array(PANEL.width * PANEL.height * 4).fill(77);
  const target = new Uint8Array(picture.length);
  return () => target.set(picture);
}

/** Measures and prints one line per format and rotation. */
export function benchPixels(print: (line: string) => void): readonly PixelsResult[] {
  const copy = medianTime(copyPanel());
  print(`copying ${PANEL.width}x${PANEL.height} RGBA: ${copy.toFixed(2)} ms`);
  const formats = [defaultFormat(32), formatNamed('XBGR8888'), defaultFormat(24), defaultFormat(16)];
  return formats.flatMap((format) =>
    ([0, 90] as const).map((rotation) => {
      const median = medianTime(packPanel(format, rotation));
      const ratio = median / copy;
      print(
        `${format.name.padEnd(9)} rotation ${String(rotation).padStart(2)}: ${median.toFixed(2)} ms, ${ratio.toFixed(1)} times the copy`,
      );
      return { format: format.name, rotation, median, ratio };
    }),
  );
}
