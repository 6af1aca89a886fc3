import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PixelBlock } from '../../../src/model/frame.ts';
import { createScratch, packRows, startPacking } from '../../../src/outputs/framebuffer/pack.ts';
import {
  defaultFormat,
  formatNamed,
  type PixelFormatName,
} from '../../../src/outputs/framebuffer/pixel-format.ts';
import { type Rotation, turnRect, turnSize } from '../../../src/outputs/framebuffer/rotation.ts';

const NAMES = ['XRGB8888', 'XBGR8888', 'RGB888', 'BGR888', 'RGB565', 'BGR565'] as const;
const ROTATIONS = [0, 90, 180, 270] as const;

function pack(
  block: PixelBlock,
  name: PixelFormatName,
  rotation: Rotation,
  panel: { width: number; height: number },
) {
  const packing = startPacking(block, rotation, panel, formatNamed(name));
  const scratch = createScratch(packing.rect.width * packing.rect.height * 4);
  const rowBytes = packRows(packing, 0, packing.rect.height, scratch);
  return { rect: packing.rect, rowBytes, bytes: scratch.bytes.slice(0, rowBytes * packing.rect.height) };
}

const onePixel = (rgb: readonly number[]): PixelBlock => ({
  x: 0,
  y: 0,
  width: 1,
  height: 1,
  data: new Uint8Array([...rgb, 255]),
});

test('known colours lie in memory as the format says', () => {
  // Memory order, lowest address first.
  const table: Record<PixelFormatName, readonly (readonly [readonly number[], readonly number[]])[]> = {
    XRGB8888: [
      [
        [255, 0, 0],
        [0, 0, 255, 255],
      ],
      [
        [0, 255, 0],
        [0, 255, 0, 255],
      ],
      [
        [0, 0, 255],
        [255, 0, 0, 255],
      ],
      [
        [1, 2, 3],
        [3, 2, 1, 255],
      ],
    ],
    XBGR8888: [
      [
        [255, 0, 0],
        [255, 0, 0, 255],
      ],
      [
        [1, 2, 3],
        [1, 2, 3, 255],
      ],
    ],
    RGB888: [
      [
        [255, 0, 0],
        [0, 0, 255],
      ],
      [
        [1, 2, 3],
        [3, 2, 1],
      ],
    ],
    BGR888: [
      [
        [255, 0, 0],
        [255, 0, 0],
      ],
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
    ],
    RGB565: [
      [
        [255, 0, 0],
        [0x00, 0xf8],
      ],
      [
        [0, 255, 0],
        [0xe0, 0x07],
      ],
      [
        [0, 0, 255],
        [0x1f, 0x00],
      ],
      [
        [255, 255, 255],
        [0xff, 0xff],
      ],
      [
        [0, 0, 0],
        [0, 0],
      ],
    ],
    BGR565: [
      [
        [255, 0, 0],
        [0x1f, 0x00],
      ],
      [
        [0, 255, 0],
        [0xe0, 0x07],
      ],
      [
        [0, 0, 255],
        [0x00, 0xf8],
      ],
    ],
  };
  for (const name of NAMES) {
    for (const [rgb, bytes] of table[name]) {
      assert.deepEqual(
        [...pack(onePixel(rgb), name, 0, { width: 1, height: 1 }).bytes],
        bytes,
        `${name} ${rgb}`,
      );
    }
  }
});

test('the format follows the bits per pixel as in the kernel', () => {
  assert.equal(defaultFormat(32).name, 'XRGB8888');
  assert.equal(defaultFormat(24).name, 'RGB888');
  assert.equal(defaultFormat(16).name, 'RGB565');
});

/** Reads a pixel back, written from the DRM definitions and not from the code under test. */
function unpack(bytes: Uint8Array, name: PixelFormatName, at: number): readonly [number, number, number] {
  const [a, b, c] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!];
  const word = a | (b << 8);
  const wide = (level: number, bits: number) => (level << (8 - bits)) | (level >> (2 * bits - 8));
  const high = wide(word >> 11, 5);
  const low = wide(word & 31, 5);
  const middle = wide((word >> 5) & 63, 6);
  if (name === 'XRGB8888' || name === 'RGB888') return [c, b, a];
  if (name === 'XBGR8888' || name === 'BGR888') return [a, b, c];
  return name === 'RGB565' ? [high, middle, low] : [low, middle, high];
}

const arbitraryBlock = fc
  .record({ width: fc.integer({ min: 1, max: 13 }), height: fc.integer({ min: 1, max: 13 }) })
  .chain(({ width, height }) =>
    fc.uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 }).map((data) => ({
      x: 0,
      y: 0,
      width,
      height,
      data: data.map((value, index) => (index % 4 === 3 ? 255 : value)),
    })),
  );

test('unpacking what was packed gives the picture back, within the steps of the format', () => {
  fc.assert(
    fc.property(
      arbitraryBlock,
      fc.constantFrom(...NAMES),
      fc.constantFrom(...ROTATIONS),
      (block, name, rotation) => {
        const panel = turnSize(block, rotation);
        const { bytes, rowBytes } = pack(block, name, rotation, panel);
        const pixelBytes = rowBytes / panel.width;
        const steps = name.endsWith('565') ? [9, 5, 9] : [1, 1, 1];
        for (let y = 0; y < block.height; y += 1) {
          for (let x = 0; x < block.width; x += 1) {
            const spot = turnRect({ x, y, width: 1, height: 1 }, rotation, panel);
            const seen = unpack(bytes, name, spot.y * rowBytes + spot.x * pixelBytes);
            seen.forEach((value, channel) => {
              const wanted = block.data[(y * block.width + x) * 4 + channel]!;
              assert.ok(
                Math.abs(value - wanted) < steps[channel]!,
                `${name} ${rotation} ${x},${y}: ${value} for ${wanted}`,
              );
            });
          }
        }
      },
    ),
  );
});

test('a rectangle packs to exactly what it is in the whole picture, so repainting shows no seam', () => {
  fc.assert(
    fc.property(
      arbitraryBlock,
      fc.constantFrom(...NAMES),
      fc.constantFrom(...ROTATIONS),
      fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
      (whole, name, rotation, [a = 0, b = 0, c = 0, d = 0]) => {
        const panel = turnSize(whole, rotation);
        const x = a % whole.width;
        const y = b % whole.height;
        const width = 1 + (c % (whole.width - x));
        const height = 1 + (d % (whole.height - y));
        const data = new Uint8Array(width * height * 4);
        for (let row = 0; row < height; row += 1) {
          const start = ((y + row) * whole.width + x) * 4;
          data.set(whole.data.subarray(start, start + width * 4), row * width * 4);
        }
        const all = pack(whole, name, rotation, panel);
        const part = pack({ x, y, width, height, data }, name, rotation, panel);
        const pixelBytes = all.rowBytes / panel.width;
        for (let row = 0; row < part.rect.height; row += 1) {
          const start = (part.rect.y + row) * all.rowBytes + part.rect.x * pixelBytes;
          assert.deepEqual(
            part.bytes.subarray(row * part.rowBytes, (row + 1) * part.rowBytes),
            all.bytes.subarray(start, start + part.rowBytes),
          );
        }
      },
    ),
  );
});

// The upright picture, three wide and two high:   A B C
//                                                 D E F
const LETTERS: PixelBlock = {
  x: 0,
  y: 0,
  width: 3,
  height: 2,
  data: new Uint8Array([...'ABCDEF'].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 255])),
};

test('rotation turns the picture clockwise on the panel', () => {
  const panels: Record<Rotation, string> = {
    0: 'ABC/DEF',
    90: 'DA/EB/FC',
    180: 'FED/CBA',
    270: 'CF/BE/AD',
  };
  for (const rotation of ROTATIONS) {
    const panel = turnSize(LETTERS, rotation);
    const { bytes } = pack(LETTERS, 'XBGR8888', rotation, panel);
    const rows = Array.from({ length: panel.height }, (_, y) =>
      Array.from({ length: panel.width }, (_unused, x) =>
        String.fromCharCode(bytes[(y * panel.width + x) * 4]!),
      ).join(''),
    );
    assert.equal(rows.join('/'), panels[rotation], `rotation ${rotation}`);
  }
});

test('a block that does not begin at a multiple of four bytes is packed the same', () => {
  const memory = new Uint8Array(LETTERS.data.length + 1);
  memory.set(LETTERS.data, 1);
  const shifted = { ...LETTERS, data: memory.subarray(1) };
  assert.deepEqual(pack(shifted, 'XRGB8888', 0, LETTERS).bytes, pack(LETTERS, 'XRGB8888', 0, LETTERS).bytes);
});

function flat(size: number, rgb: readonly number[]): PixelBlock {
  const data = new Uint8Array(size * size * 4);
  for (let at = 0; at < data.length; at += 4) data.set([...rgb, 255], at);
  return { x: 0, y: 0, width: size, height: size, data };
}

test('dithering leaves every colour alone that 16 bits can show', () => {
  for (let level = 0; level < 64; level += 1) {
    const five = ((level >> 1) << 3) | (level >> 3);
    const six = (level << 2) | (level >> 4);
    const { bytes } = pack(flat(8, [five, six, five]), 'RGB565', 0, { width: 8, height: 8 });
    const words = new Set(new Uint16Array(bytes.buffer));
    assert.equal(words.size, 1, `level ${level} has a texture`);
    assert.deepEqual(unpack(bytes, 'RGB565', 0), [five, six, five]);
  }
});

test('dithering keeps the mean of a colour within half a threshold of the matrix', () => {
  for (let value = 0; value < 256; value += 1) {
    const { bytes } = pack(flat(16, [value, value, value]), 'RGB565', 0, { width: 16, height: 16 });
    const sums = [0, 0, 0];
    for (let at = 0; at < bytes.length; at += 2) {
      unpack(bytes, 'RGB565', at).forEach((shown, channel) => {
        sums[channel]! += shown / 256;
      });
    }
    sums.forEach((mean, channel) => {
      assert.ok(
        Math.abs(mean - value) <= (channel === 1 ? 5 / 32 : 9 / 32),
        `channel ${channel}: ${mean} for ${value}`,
      );
    });
  }
});
