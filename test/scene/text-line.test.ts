import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeExtentOf, directionOf, extentOf, setLine } from '../../src/scene/text-line.ts';

test('the first strong character gives the direction', () => {
  assert.equal(directionOf('Meeting פגישה', 'rtl'), 'ltr');
  assert.equal(directionOf('12:00 פגישה meeting', 'ltr'), 'rtl');
  assert.equal(directionOf('🎂 عيد ميلاد', 'ltr'), 'rtl');
  assert.equal(directionOf('09:00 – 10:00', 'rtl'), 'rtl');
  assert.equal(directionOf('', 'ltr'), 'ltr');
});

test('scripts with high marks get more room, digits alone get less', () => {
  assert.ok(extentOf('สวัสดี').descent > extentOf('Hello').descent);
  assert.ok(closeExtentOf('24').ascent < extentOf('24').ascent);
  assert.deepEqual(closeExtentOf('٢٤'), closeExtentOf('24'));
  assert.deepEqual(closeExtentOf('24 Nov'), extentOf('24 Nov'));
});

test('an item is as wide as its text and stands at its edge of the slot', () => {
  const setting = {
    text: 'abcd',
    style: { size: 10, weight: 400 },
    color: '#000000',
    x: 100,
    width: 80,
    top: 20,
    direction: 'ltr',
  } as const;
  const measure = () => 40;
  const left = setLine({ ...setting, align: 'left' }, measure);
  const right = setLine({ ...setting, align: 'right' }, measure);
  assert.deepEqual([left.x, left.width], [100, 41]);
  assert.deepEqual([right.x, right.x + right.width], [139, 180]);
  assert.ok(left.baseline < left.height);
});
