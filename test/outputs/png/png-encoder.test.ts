import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import type { PixelBlock } from '../../../src/model/frame.ts';
import { encodePng } from '../../../src/outputs/png/png-encoder.ts';

async function collect(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** Decoded by another implementation. */
async function decode(png: Buffer): Promise<{ width: number; height: number; data: Buffer }> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return { width: image.width, height: image.height, data: canvas.data() };
}

/** Cuts a picture into strips of these heights, over and over. */
function* cut(
  data: Uint8Array,
  width: number,
  height: number,
  heights: readonly number[],
): Generator<PixelBlock> {
  for (let y = 0, index = 0; y < height; index += 1) {
    const rows = Math.min(heights[index % heights.length] ?? 1, height - y);
    yield { x: 0, y, width, height: rows, data: data.subarray(y * width * 4, (y + rows) * width * 4) };
    y += rows;
  }
}

test('any picture in any strips is decoded to the same pixels', async () => {
  const side = fc.integer({ min: 1, max: 40 });
  await fc.assert(
    fc.asyncProperty(
      side,
      side,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
      fc.nat({ max: 255 }),
      fc.boolean(),
      async (width, height, heights, seed, flat) => {
        const data = new Uint8Array(width * height * 4);
        for (let at = 0; at < data.length; at += 1) {
          const value = flat ? seed + (at % (width * 4)) : (at * at + seed * at) >> 3;
          data[at] = at % 4 === 3 ? 255 : value;
        }
        const seen = await decode(await collect(encodePng(width, height, cut(data, width, height, heights))));
        assert.deepEqual([seen.width, seen.height], [width, height]);
        assert.ok(seen.data.equals(data));
      },
    ),
    { numRuns: 40 },
  );
});

test('a strip larger than what is compressed at a time is encoded whole', async () => {
  const [width, height] = [1000, 300];
  const data = new Uint8Array(width * height * 4).map((_, at) => (at % 4 === 3 ? 255 : (at * 31) >> 5));
  const seen = await decode(await collect(encodePng(width, height, cut(data, width, height, [300]))));
  assert.ok(seen.data.equals(data));
});

test('the same picture gives the same bytes', async () => {
  const data = new Uint8Array(64 * 64 * 4).fill(200);
  const once = await collect(encodePng(64, 64, cut(data, 64, 64, [16])));
  assert.ok(once.equals(await collect(encodePng(64, 64, cut(data, 64, 64, [16])))));
  assert.ok(once.length < 300, `a flat picture of ${once.length} bytes was not compressed`);
});

test('rows like the one above cost next to nothing, however busy they are', async () => {
  const [width, height] = [2000, 400];
  const row = new Uint8Array(width * 4).map((_, at) => (at % 4 === 3 ? 255 : (at * at * 31) >> 7));
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) data.set(row, y * row.length);
  const one = (await collect(encodePng(width, 1, cut(row, width, 1, [1])))).length;
  const all = (await collect(encodePng(width, height, cut(data, width, height, [32])))).length;
  assert.ok(all - one < height * 40, `${all - one} bytes for ${height} equal rows`);
});

test('missing, misplaced and incomplete strips are refused', async () => {
  const data = new Uint8Array(8 * 8 * 4);
  const strips = [...cut(data, 8, 8, [4])];
  await assert.rejects(collect(encodePng(8, 8, strips.slice(0, 1))), /not complete: 4 of 8 rows/);
  await assert.rejects(collect(encodePng(8, 8, strips.slice(1))), /row 0 is next/);
  await assert.rejects(collect(encodePng(9, 8, strips)), RangeError);
  await assert.rejects(collect(encodePng(8, 8, [...strips, strips[1]!])), RangeError);
});
