import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { Output, OutputState, PixelBlock } from '../../src/model/frame.ts';
import { createPresenter } from '../../src/raster/presenter.ts';
import { createRaster } from '../../src/raster/raster.ts';
import type { Scene } from '../../src/scene/scene.ts';
import { scenePairs } from '../scene/scenes.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const raster = await createRaster(join(root, 'fonts'));

/** An output in memory that can be damaged, taken away and resized. */
function createGlass(width: number, height: number, strips: 'rows' | 'columns' = 'rows') {
  const glass = {
    width,
    height,
    blank: true,
    missing: null as string | null,
    /** Rows that something else draws over between the frames to come. */
    intrusions: [] as number[],
    pixels: new Uint8ClampedArray(width * height * 4),
    written: 0,
    blocks: [] as PixelBlock[],
    resize(newWidth: number, newHeight: number) {
      Object.assign(glass, { width: newWidth, height: newHeight, blank: true });
      glass.pixels = new Uint8ClampedArray(newWidth * newHeight * 4);
    },
  };
  const output: Output = {
    name: 'glass',
    async prepare(): Promise<OutputState> {
      glass.written = 0;
      glass.blocks = [];
      if (glass.missing !== null) return { kind: 'waiting', reason: glass.missing };
      return { kind: 'ready', width: glass.width, height: glass.height, blank: glass.blank, strips };
    },
    async write(block) {
      glass.blocks.push(block);
      glass.written += block.data.length;
      for (let row = 0; row < block.height; row++) {
        const line = block.data.subarray(row * block.width * 4, (row + 1) * block.width * 4);
        glass.pixels.set(line, ((block.y + row) * glass.width + block.x) * 4);
      }
    },
    async finish() {
      const damagedRows = glass.intrusions.shift() ?? 0;
      glass.blank = damagedRows > 0;
      return { verified: damagedRows === 0, bytesWritten: glass.written, damagedRows };
    },
    async close() {
      glass.missing = 'closed';
    },
  };
  return { glass, output };
}

function assertShows(glass: { pixels: Uint8ClampedArray }, scene: Scene): void {
  const whole = raster.paint(scene, { x: 0, y: 0, width: scene.width, height: scene.height });
  assert.equal(Buffer.compare(Buffer.from(glass.pixels), Buffer.from(whole.data)), 0, 'pixels differ');
}

const clock = (text: string, width = 320, height = 200): Scene => ({
  width,
  height,
  background: '#101010',
  language: 'en',
  items: [
    { kind: 'rect', x: 20, y: 120, width: 200, height: 60, color: '#336699', radius: 8 },
    {
      kind: 'text',
      x: 20,
      y: 20,
      width: 90,
      height: 40,
      text,
      style: { size: 32, weight: 600 },
      color: '#ffffff',
      align: 'left',
      direction: 'ltr',
      baseline: 30,
      struck: false,
    },
  ],
});

test('the first frame is drawn whole, the next one where it differs, an equal one not at all', async () => {
  const { glass, output } = createGlass(320, 200);
  const presenter = createPresenter(raster, output);
  const first = await presenter.present(() => clock('12:47'));
  assert.ok(first.kind === 'shown' && first.verified && !first.repaired);
  assert.equal(first.changedPixels, 320 * 200);
  assert.equal(first.bytesWritten, 320 * 200 * 4);
  const second = await presenter.present(() => clock('12:48'));
  assert.ok(second.kind === 'shown');
  assert.equal(second.changedPixels, (90 + 16) * (40 + 16));
  assert.equal(second.bytesWritten, second.changedPixels * 4);
  assertShows(glass, clock('12:48'));
  const third = await presenter.present(() => clock('12:48'));
  assert.ok(third.kind === 'shown' && third.verified);
  assert.deepEqual([third.changedPixels, third.bytesWritten], [0, 0]);
  assert.deepEqual(presenter.last(), clock('12:48'));
});

test('damage is repaired at once by drawing everything', async () => {
  const { glass, output } = createGlass(320, 200);
  const presenter = createPresenter(raster, output);
  await presenter.present(() => clock('12:47'));
  glass.intrusions = [3];
  glass.pixels.fill(255, 320 * 4 * 190);
  const report = await presenter.present(() => clock('12:48'));
  assert.ok(report.kind === 'shown' && report.verified && report.repaired);
  assert.equal(report.damagedRows, 3);
  assert.ok(report.bytesWritten > 320 * 200 * 4);
  assertShows(glass, clock('12:48'));
});

test('damage that comes back is reported, and everything is drawn at the next frame', async () => {
  const { glass, output } = createGlass(320, 200);
  const presenter = createPresenter(raster, output);
  glass.intrusions = [3, 2];
  const report = await presenter.present(() => clock('12:47'));
  assert.ok(report.kind === 'shown' && !report.verified && report.repaired);
  assert.equal(presenter.last(), null);
  const next = await presenter.present(() => clock('12:47'));
  assert.ok(next.kind === 'shown' && next.verified && next.changedPixels === 320 * 200);
});

test('an output that is missing is waited for; nothing is laid out meanwhile', async () => {
  const { glass, output } = createGlass(320, 200);
  const presenter = createPresenter(raster, output);
  await presenter.present(() => clock('12:47'));
  glass.missing = 'There is no framebuffer.';
  const report = await presenter.present(() => assert.fail('laid out'));
  assert.deepEqual(report, { kind: 'waiting', reason: 'There is no framebuffer.' });
  assert.equal(presenter.last(), null);
  glass.missing = null;
  const back = await presenter.present(() => clock('12:48'));
  assert.ok(back.kind === 'shown' && back.changedPixels === 320 * 200);
});

test('another size is laid out anew and drawn whole', async () => {
  const { glass, output } = createGlass(320, 200);
  const presenter = createPresenter(raster, output);
  await presenter.present(({ width, height }) => clock('12:47', width, height));
  glass.resize(200, 320);
  const report = await presenter.present(({ width, height }) => clock('12:47', width, height));
  assert.ok(report.kind === 'shown');
  assert.deepEqual([report.width, report.height, report.changedPixels], [200, 320, 64_000]);
  assertShows(glass, clock('12:47', 200, 320));
});

test('after forgetting, or when the layout failed, everything is drawn', async () => {
  const { output } = createGlass(320, 200);
  const presenter = createPresenter(raster, output);
  await presenter.present(() => clock('12:47'));
  presenter.forget();
  const forgotten = await presenter.present(() => clock('12:47'));
  assert.ok(forgotten.kind === 'shown' && forgotten.changedPixels === 64_000);
  await assert.rejects(
    presenter.present(() => assert.fail('layout')),
    /layout/,
  );
  const next = await presenter.present(() => clock('12:47'));
  assert.ok(next.kind === 'shown' && next.changedPixels === 64_000);
});

test('while a frame is drawn the one before is the last', async () => {
  const { output } = createGlass(320, 200);
  const presenter = createPresenter(raster, output);
  await presenter.present(() => clock('12:47'));
  const presenting = presenter.present(() => clock('12:48'));
  assert.deepEqual(presenter.last(), clock('12:47'));
  await presenting;
  assert.deepEqual(presenter.last(), clock('12:48'));
});

test('an output that asks for columns gets full-height blocks side by side', async () => {
  const { glass, output } = createGlass(3840, 200, 'columns');
  const presenter = createPresenter(raster, output);
  const scene = clock('12:47', 3840, 200);
  await presenter.present(() => scene);
  assert.ok(glass.blocks.length > 1);
  assert.ok(glass.blocks.every(({ y, height }) => y === 0 && height === 200));
  assertShows(glass, scene);
});

test('whatever follows what, the glass shows the last scene', async () => {
  await fc.assert(
    fc.asyncProperty(scenePairs, fc.array(fc.nat(2), { maxLength: 4 }), async (pair, order) => {
      const { glass, output } = createGlass(pair[0].width, pair[0].height);
      const presenter = createPresenter(raster, output);
      for (const pick of [0, 1, ...order]) {
        const scene = pair[pick % 2] ?? pair[0];
        glass.intrusions = pick === 2 ? [1] : [];
        await presenter.present(() => scene);
        assertShows(glass, scene);
      }
    }),
    { numRuns: 12 },
  );
});
