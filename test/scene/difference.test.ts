import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { difference, MAX_DIRTY } from '../../src/scene/difference.ts';
import { intersect } from '../../src/scene/geometry.ts';
import { inkBounds } from '../../src/scene/ink.ts';
import type { Item, RectItem, Scene, TextItem } from '../../src/scene/scene.ts';
import { scenePairs, scenes } from './scenes.ts';

const box = (x: number, y: number, color = '#112233'): RectItem => ({
  kind: 'rect',
  x,
  y,
  width: 10,
  height: 10,
  color,
  radius: 0,
});
const word = (x: number, text: string): TextItem => ({
  kind: 'text',
  x,
  y: 100,
  width: 40,
  height: 20,
  text,
  style: { size: 16, weight: 400 },
  color: '#ffffff',
  align: 'left',
  direction: 'ltr',
  baseline: 15,
  struck: false,
});
const scene = (...items: Item[]): Scene => ({
  width: 400,
  height: 300,
  background: '#000000',
  language: 'en',
  items,
});
const everything = [{ x: 0, y: 0, width: 400, height: 300 }];

test('nothing before, another size, background or language: the whole picture', () => {
  const after = scene(box(0, 0));
  assert.deepEqual(difference(null, after), everything);
  assert.deepEqual(difference({ ...after, width: 401 }, after), everything);
  assert.deepEqual(difference({ ...after, height: 299 }, after), everything);
  assert.deepEqual(difference({ ...after, background: '#000001' }, after), everything);
  assert.deepEqual(difference({ ...after, language: 'ja' }, after), everything);
});

test('a changed text costs its own ink bounds, whatever surrounds it', () => {
  const before = scene(box(0, 0), word(50, '12:47'), box(200, 200));
  const after = scene(box(0, 0), word(50, '12:48'), box(200, 200));
  assert.deepEqual(difference(before, after), [inkBounds(word(50, ''))]);
});

test('an item inserted in front of many leaves the others alone', () => {
  const many = Array.from({ length: 30 }, (_, index) => box(index * 12, 50));
  assert.deepEqual(difference(scene(...many), scene(box(300, 200), ...many)), [
    { x: 300, y: 200, width: 10, height: 10 },
  ]);
});

test('two that change places are drawn again, the others are not', () => {
  const [a, b, c] = [box(0, 0, '#aa0000'), box(5, 5, '#00aa00'), box(200, 200)];
  assert.deepEqual(difference(scene(a, b, c), scene(b, a, c)).length, 1);
  assert.equal(intersect(difference(scene(a, b, c), scene(b, a, c))[0]!, c), null);
});

test('what lies outside of the picture changes nothing', () => {
  assert.deepEqual(difference(scene(), scene(box(-50, 0), box(500, 0))), []);
  assert.deepEqual(difference(scene(), scene(box(-5, 0))), [{ x: 0, y: 0, width: 5, height: 10 }]);
});

test('equal scenes give nothing', () => {
  fc.assert(fc.property(scenes, (one) => assert.deepEqual(difference(one, structuredClone(one)), [])));
});

test('rectangles are few, disjoint, not empty, whole and within the picture', () => {
  fc.assert(
    fc.property(scenePairs, ([before, after]) => {
      const dirty = difference(before, after);
      assert.ok(dirty.length <= MAX_DIRTY);
      for (const [index, rect] of dirty.entries()) {
        assert.deepEqual(intersect(rect, { x: 0, y: 0, width: after.width, height: after.height }), rect);
        assert.ok(Object.values(rect).every(Number.isInteger));
        for (const other of dirty.slice(index + 1)) assert.equal(intersect(rect, other), null);
      }
    }),
  );
});

test('each pixel outside of the rectangles is made by the same items in the same order', () => {
  fc.assert(
    fc.property(scenePairs, fc.nat(), fc.nat(), ([before, after], x, y) => {
      const pixel = { x: x % after.width, y: y % after.height, width: 1, height: 1 };
      if (difference(before, after).some((rect) => intersect(rect, pixel) !== null)) return;
      const covering = (one: Scene) => one.items.filter((item) => intersect(inkBounds(item), pixel) !== null);
      assert.deepEqual(covering(before), covering(after));
    }),
    { numRuns: 1000 },
  );
});
