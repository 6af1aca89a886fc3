/**
 * Pictures as they were looked at and found good. `DAYWALL_UPDATE_GOLDENS=1` writes them anew: look at
 * them before committing.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createRaster } from '../../src/raster/raster.ts';
import type { Item, Scene, TextItem } from '../../src/scene/scene.ts';

process.env.DISABLE_SYSTEM_FONTS_LOAD = '1';
const { createCanvas, ImageData, loadImage } = createRequire(import.meta.url)(
  '@napi-rs/canvas',
) as typeof import('@napi-rs/canvas');

/** Levels by which a channel may differ: processors round edges differently. */
const TOLERANCE = 2;

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = join(root, 'test/fixtures/pictures');
const raster = await createRaster(join(root, 'fonts'));

async function assertPicture(name: string, scene: Scene): Promise<void> {
  const { width, height } = scene;
  const { data } = raster.paint(scene, { x: 0, y: 0, width, height });
  const file = join(folder, `${name}.png`);
  if (process.env.DAYWALL_UPDATE_GOLDENS === '1') {
    const canvas = createCanvas(width, height);
    canvas.getContext('2d').putImageData(new ImageData(Uint8ClampedArray.from(data), width, height), 0, 0);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, await canvas.encode('png'));
  }
  assert.ok(existsSync(file), `${file} is missing`);
  const image = await loadImage(file);
  assert.deepEqual([image.width, image.height], [width, height]);
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const golden = context.getImageData(0, 0, width, height).data;
  const off = data.findIndex((value, at) => Math.abs(value - (golden[at] ?? 0)) > TOLERANCE);
  assert.equal(off, -1, `differs at ${(off >> 2) % width},${Math.floor((off >> 2) / width)}`);
}

const line = (text: string, x: number, y: number, size: number, weight: number): TextItem => ({
  kind: 'text',
  text,
  x,
  y,
  width: 440,
  height: Math.ceil(size * 1.25),
  style: { size, weight },
  color: '#e9ebf2',
  align: 'left',
  direction: 'ltr',
  baseline: size,
  struck: false,
});

const panel: Item = { kind: 'rect', x: 10, y: 10, width: 460, height: 180, color: '#20263a', radius: 16 };
const sceneOf = (...items: Item[]): Scene => ({
  width: 480,
  height: 200,
  background: '#0f1320',
  language: 'en',
  items: [panel, ...items],
});

test('figures, weights, Latin, Greek and Cyrillic', async () => {
  await assertPicture(
    'text',
    sceneOf(
      line('12:47', 24, 10, 72, 600),
      line('09:00–10:30  11:11', 24, 102, 20, 400),
      line('Zahnarzt, Büro №5, Łódź', 24, 130, 22, 500),
      { ...line('Ωμέγα Привет jfQg', 24, 158, 22, 700), struck: true },
    ),
  );
});

test('emoji', async () => {
  await assertPicture(
    'emoji',
    sceneOf(line('🎂 🇩🇪 👨‍👩‍👧‍👦 🏳️‍🌈 1️⃣', 24, 16, 56, 400), line('Fire ❤️‍🔥 and ♥ ★ ✓ →', 24, 130, 30, 500)),
  );
});
