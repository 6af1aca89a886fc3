import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../src/model/errors.ts';
import type { PixelBlock } from '../../src/model/frame.ts';
import { createRaster } from '../../src/raster/raster.ts';
import type { Scene, TextItem } from '../../src/scene/scene.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const raster = await createRaster(join(root, 'fonts'));

const line = (text: string, more: Partial<TextItem> = {}): TextItem => ({
  kind: 'text',
  text,
  x: 40,
  y: 20,
  width: 320,
  height: 50,
  style: { size: 40, weight: 500 },
  color: '#000000',
  align: 'left',
  direction: 'ltr',
  baseline: 40,
  struck: false,
  ...more,
});

function paint(...items: TextItem[]): PixelBlock {
  const scene: Scene = { width: 400, height: 100, background: '#ffffff', language: 'en', items };
  return raster.paint(scene, { x: 0, y: 0, width: 400, height: 100 });
}

/** First and last column, first and last row that hold anything but white. */
function inkOf({ data, width }: PixelBlock): { left: number; right: number; top: number; bottom: number } {
  const ink = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] === 255 && data[at + 1] === 255 && data[at + 2] === 255) continue;
    const x = (at / 4) % width;
    const y = Math.floor(at / 4 / width);
    ink.left = Math.min(ink.left, x);
    ink.right = Math.max(ink.right, x);
    ink.top = Math.min(ink.top, y);
    ink.bottom = Math.max(ink.bottom, y);
  }
  return ink;
}

test('all figures are equally wide, at every weight and size', () => {
  for (const weight of [300, 400, 500, 600, 700]) {
    for (const size of [14, 27, 48, 180]) {
      const widths = Array.from('0123456789', (figure) => raster.measure(`${figure}:00`, { size, weight }));
      assert.equal(new Set(widths).size, 1, `${weight} ${size}`);
    }
  }
});

test('width grows with weight and size, and adds up', () => {
  const width = (text: string, size: number, weight: number) => raster.measure(text, { size, weight });
  assert.ok(width('Zahnarzt', 40, 700) > width('Zahnarzt', 40, 400));
  assert.equal(width('12:47', 36, 400), 2 * width('12:47', 18, 400));
  assert.equal(width('', 20, 400), 0);
});

test('a line stands on its baseline, and ends where it is aligned', () => {
  const width = raster.measure('HEH', { size: 40, weight: 500 });
  const left = inkOf(paint(line('HEH')));
  assert.equal(left.bottom, 59);
  assert.ok(left.left >= 40 && left.left <= 44, `${left.left}`);
  const right = inkOf(paint(line('HEH', { align: 'right' })));
  assert.ok(right.right < 360 && right.right >= 355, `${right.right}`);
  const center = inkOf(paint(line('HEH', { align: 'center' })));
  assert.ok(Math.abs((center.left + center.right) / 2 - 200) <= 1);
  for (const ink of [left, right, center]) assert.ok(ink.right - ink.left < width);
});

test('the direction orders what is neutral, the alignment stays as asked', () => {
  const ltr = paint(line('12:47 !', { direction: 'ltr' }));
  const rtl = paint(line('12:47 !', { direction: 'rtl' }));
  assert.notDeepEqual(ltr.data, rtl.data);
  assert.ok(Math.abs(inkOf(ltr).left - inkOf(rtl).left) < 12);
});

test('a struck line is crossed above its baseline over its whole width', () => {
  const { data } = paint(line('- -', { struck: true }));
  const width = raster.measure('- -', { size: 40, weight: 500 });
  const row = Array.from({ length: 400 }, (_, x) => data[(48 * 400 + x) * 4]);
  assert.ok(row.slice(40, 40 + Math.floor(width)).every((value) => value === 0));
  assert.equal(row[39], 255);
});

test('ink beyond the bounds is cut', () => {
  const ink = inkOf(paint(line('HHHHHHHHHH', { width: 60, height: 20 })));
  assert.equal(ink.right, 40 + 60 + 10 - 1);
  assert.ok(ink.bottom < 20 + 20 + 10);
});

test('joined emoji, flags, skin tones and keycaps are one picture each', () => {
  const style = { size: 100, weight: 400 };
  const sequences = '😀 👨‍👩‍👧‍👦 👩🏽‍💻 🇩🇪 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏳️‍🌈 🏳️‍⚧️ ❤️‍🔥 ❤️‍🩹 👁️‍🗨️ 🐻‍❄️ 🧑🏿‍❤️‍💋‍🧑🏻 1️⃣ #️⃣ ☎️'.split(' ');
  for (const sequence of sequences) assert.equal(raster.measure(sequence, style), 100, sequence);
});

test('emoji are coloured and stand between letters', () => {
  const { data } = paint(line('a❤️‍🔥b', { color: '#000000' }));
  let colored = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (Math.abs((data[at] ?? 0) - (data[at + 2] ?? 0)) > 60) colored += 1;
  }
  assert.ok(colored > 200, `${colored}`);
});

test('fonts that cannot be read are named', async () => {
  await assert.rejects(createRaster(join(root, 'assets')), (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.message, /inter\.ttf cannot be read.*install/);
    return true;
  });
});
