// What is on the glass, compared with what has to be there.
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '../../src/model/time.ts';
import { encodePng } from '../../src/outputs/png/png-encoder.ts';
import type { Board } from './board.ts';
import { RESULTS, WORK } from './places.ts';

/** Three bytes a pixel: red, green, blue. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

export async function readGlass(board: Board): Promise<Picture> {
  const path = join(WORK, 'glass.ppm');
  await board.dumpGlass(path);
  const bytes = readFileSync(path);
  const header = /^P6\n(\d+) (\d+)\n255\n/.exec(bytes.toString('latin1', 0, 40));
  if (header === null) throw new Error('The screendump is no PPM file.');
  return {
    width: Number(header[1]),
    height: Number(header[2]),
    pixels: bytes.subarray(header[0].length),
  };
}

/** For a person: `NAME.png` among the results. */
export async function keepPicture({ width, height, pixels }: Picture, name: string): Promise<void> {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    data.set(pixels.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
  }
  const block = { x: 0, y: 0, width, height, data };
  const png = Readable.from(encodePng(width, height, [block]));
  await pipeline(png, createWriteStream(join(RESULTS, `${name}.png`)));
}

export function differingPixels(one: Picture, other: Picture): number {
  if (one.width !== other.width || one.height !== other.height) return one.width * one.height;
  let count = 0;
  for (let at = 0; at < one.pixels.length; at += 3) {
    if (one.pixels.compare(other.pixels, at, at + 3, at, at + 3) !== 0) count += 1;
  }
  return count;
}

export const isSame = (one: Picture, other: Picture): boolean =>
  one.width === other.width && one.pixels.equals(other.pixels);

/** The picture of a minute, drawn on the host. */
export type Expected = (minute: number) => Promise<Picture>;

/** Draws each minute once. */
export function remember(draw: Expected): Expected {
  const drawn = new Map<number, Promise<Picture>>();
  return (minute) => {
    const known = drawn.get(minute) ?? draw(minute);
    drawn.set(minute, known);
    return known;
  };
}

/**
 * Resolves with the milliseconds since power-on when the glass holds the picture of this minute, or of
 * the one before while the machine is still drawing. The pictures of a failure are kept.
 */
export async function untilGlassShows(
  board: Board,
  name: string,
  expected: Expected,
  patience = 600_000,
): Promise<number> {
  const end = performance.now() + patience;
  for (;;) {
    const minute = Math.floor(Date.now() / MINUTE) * MINUTE;
    const wanted = await expected(minute);
    const glass = await readGlass(board);
    const at = performance.now();
    if (isSame(glass, wanted) || isSame(glass, await expected(minute - MINUTE))) {
      await keepPicture(glass, name);
      return at - board.poweredOn;
    }
    if (at > end) {
      await keepPicture(glass, `${name}-found`);
      await keepPicture(wanted, `${name}-wanted`);
      throw new Error(
        `The glass differs in ${differingPixels(glass, wanted)} pixels after ${patience / 1000} s.`,
      );
    }
    await sleep(500);
  }
}
