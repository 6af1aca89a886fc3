/**
 * RGBA rows -> the bytes of the device: turned, in its pixel format, dithered where it has fewer bits.
 *
 * Words are written through typed arrays in the byte order of the machine, which is also the order in
 * which its framebuffer is read; all machines Node runs on with a framebuffer are little-endian.
 */
import type { PixelBlock, Rect } from '../../model/frame.ts';
import { createDitherTable, DITHER_SIZE } from './dither.ts';
import type { PixelFormat } from './pixel-format.ts';
import { type Rotation, type Size, turnRect, type Walk, walkThrough } from './rotation.ts';

/** Reused memory for packed rows: one buffer, seen as bytes and as words. */
export interface Scratch {
  readonly bytes: Uint8Array;
  readonly halfWords: Uint16Array;
  readonly words: Int32Array;
}

/** `size` in bytes, a multiple of 4. */
export function createScratch(size: number): Scratch {
  const memory = new ArrayBuffer(size);
  return {
    bytes: new Uint8Array(memory),
    halfWords: new Uint16Array(memory),
    words: new Int32Array(memory),
  };
}

/** A block on its way to the device. */
export interface Packing {
  /** Where it lies on the panel. */
  readonly rect: Rect;
  readonly format: PixelFormat;
  /** One RGBA pixel each, red in the lowest byte; signed, because V8 handles these without floats. */
  readonly pixels: Int32Array;
  readonly walk: Walk;
}

/** The block's bytes as words; copied only where they do not lie at a multiple of four. */
function wordsOf({ data }: PixelBlock): Int32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
}

/** Prepares a block of the upright picture for `packRows`; its data has width * height * 4 bytes. */
export function startPacking(
  block: PixelBlock,
  rotation: Rotation,
  panel: Size,
  format: PixelFormat,
): Packing {
  return {
    rect: turnRect(block, rotation, panel),
    format,
    pixels: wordsOf(block),
    walk: walkThrough(block, rotation),
  };
}

/**
 * Packs `count` rows of the turned block, beginning with its row `from`, one after the other without
 * padding to the start of `scratch`, which has to hold them. Returns the bytes of one row.
 */
export function packRows(packing: Packing, from: number, count: number, scratch: Scratch): number {
  const { bitsPerPixel } = packing.format;
  if (bitsPerPixel === 32) pack32(packing, from, count, scratch.words);
  else if (bitsPerPixel === 24) pack24(packing, from, count, scratch.bytes);
  else pack16(packing, from, count, scratch.halfWords);
  return packing.rect.width * (bitsPerPixel >> 3);
}

/** Pictures are mostly flat: a pixel like the one before is not taken apart again. */
function pack32({ rect, format, pixels, walk }: Packing, from: number, count: number, out: Int32Array) {
  const red = format.red.shift;
  const green = format.green.shift;
  const blue = format.blue.shift;
  const { fill } = format;
  const { stepX } = walk;
  let at = 0;
  let last = 0;
  let word = fill | 0;
  for (let row = from; row < from + count; row += 1) {
    let index = walk.origin + row * walk.stepY;
    for (const end = at + rect.width; at < end; at += 1) {
      const pixel = pixels[index] as number;
      if (pixel !== last) {
        last = pixel;
        word =
          ((pixel & 255) << red) | (((pixel >>> 8) & 255) << green) | (((pixel >>> 16) & 255) << blue) | fill;
      }
      out[at] = word;
      index += stepX;
    }
  }
}

function pack24({ rect, format, pixels, walk }: Packing, from: number, count: number, out: Uint8Array) {
  const red = format.red.shift >> 3;
  const green = format.green.shift >> 3;
  const blue = format.blue.shift >> 3;
  const { stepX } = walk;
  let at = 0;
  for (let row = from; row < from + count; row += 1) {
    let index = walk.origin + row * walk.stepY;
    for (const end = at + rect.width * 3; at < end; at += 3) {
      const pixel = pixels[index] as number;
      out[at + red] = pixel;
      out[at + green] = pixel >>> 8;
      out[at + blue] = pixel >>> 16;
      index += stepX;
    }
  }
}

const FIVE_BITS = createDitherTable(5);
const SIX_BITS = createDitherTable(6);
const DITHER_MASK = DITHER_SIZE - 1;

function pack16({ rect, format, pixels, walk }: Packing, from: number, count: number, out: Uint16Array) {
  const red = format.red.shift;
  const green = format.green.shift;
  const blue = format.blue.shift;
  const { stepX } = walk;
  let at = 0;
  for (let row = from; row < from + count; row += 1) {
    let index = walk.origin + row * walk.stepY;
    const line = ((rect.y + row) & DITHER_MASK) * DITHER_SIZE;
    for (let x = rect.x; x < rect.x + rect.width; x += 1) {
      const pixel = pixels[index] as number;
      const cell = (line + (x & DITHER_MASK)) << 8;
      out[at] =
        ((FIVE_BITS[cell | (pixel & 255)] as number) << red) |
        ((SIX_BITS[cell | ((pixel >>> 8) & 255)] as number) << green) |
        ((FIVE_BITS[cell | ((pixel >>> 16) & 255)] as number) << blue);
      at += 1;
      index += stepX;
    }
  }
}
