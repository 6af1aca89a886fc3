import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mirrorItem, shiftItem } from '../../src/scene/arrange.ts';
import type { RectItem, TextItem } from '../../src/scene/scene.ts';

const rect: RectItem = { kind: 'rect', x: 0, y: 0, width: 40, height: 100, color: '#000000', radius: 0 };
const text: TextItem = {
  kind: 'text',
  x: 10,
  y: 10,
  width: 30,
  height: 12,
  text: 'abc',
  style: { size: 10, weight: 400 },
  color: '#000000',
  align: 'left',
  direction: 'ltr',
  baseline: 9,
  struck: false,
};

test('mirroring twice changes nothing', () => {
  assert.deepEqual(mirrorItem(mirrorItem(text, 200), 200), text);
});

test('mirroring moves a text to the other side and keeps its direction', () => {
  const mirrored = mirrorItem(text, 200);
  assert.deepEqual(mirrored, { ...text, x: 160, align: 'right' });
});

test('what touches an edge goes on touching it', () => {
  assert.deepEqual(shiftItem(rect, { x: 3, y: -2 }, 200, 100), { ...rect, width: 43 });
  assert.deepEqual(shiftItem(rect, { x: -3, y: 2 }, 200, 100), { ...rect, width: 37 });
});

test('what lies within moves', () => {
  assert.deepEqual(shiftItem(text, { x: 3, y: -2 }, 200, 100), { ...text, x: 13, y: 8 });
});
