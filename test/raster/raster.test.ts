import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { PixelBlock, Rect } from '../../src/model/frame.ts';
import { createRaster } from '../../src/raster/raster.ts';
import { difference } from '../../src/scene/difference.ts';
import { intersect } from '../../src/scene/geometry.ts';
import type { Scene } from '../../src/scene/scene.ts';
import { scenePairs, scenes } from '../scene/scenes.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const raster = await createRaster(join(root, 'fonts'));

const pictureOf = (scene: Scene): Rect => ({ x: 0, y: 0, width: scene.width, height: scene.height });

/** Copies a block into the frame it belongs to. */
function apply(frame: PixelBlock, block: PixelBlock): void {
  for (let row = 0; row < block.height; row++) {
    const from = row * block.width * 4;
    const to = ((block.y + row) * frame.width + block.x) * 4;
    frame.data.set(block.data.subarray(from, from + block.width * 4), to);
  }
}

function assertSame(actual: PixelBlock, expected: PixelBlock): void {
  assert.equal(Buffer.compare(Buffer.from(actual.data), Buffer.from(expected.data)), 0, 'pixels differ');
}

test('painting the difference over the old frame gives the new frame, byte for byte', () => {
  fc.assert(
    fc.property(scenePairs, ([before, after]) => {
      const frame = raster.paint(before, pictureOf(before));
      for (const area of difference(before, after)) apply(frame, raster.paint(after, area));
      assertSame(frame, raster.paint(after, pictureOf(after)));
    }),
    { numRuns: 100 },
  );
});

test('a pixel is the same whatever area it is painted through', () => {
  const areas = fc.array(
    fc.record({ x: fc.nat(239), y: fc.nat(159), width: fc.nat(240), height: fc.nat(160) }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(scenes, areas, (scene, list) => {
      const whole = raster.paint(scene, pictureOf(scene));
      const frame = { ...whole, data: whole.data.slice() };
      for (const wanted of list) {
        const area = intersect(wanted, pictureOf(scene));
        if (area !== null) apply(frame, raster.paint(scene, area));
      }
      assertSame(frame, whole);
    }),
    { numRuns: 100 },
  );
});
