import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contrastOf, keepContrast, luminanceOf, mix } from '../../src/scene/color.ts';

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('luminance and contrast are those of WCAG', () => {
  assert.equal(luminanceOf('#000000'), 0);
  assert.equal(luminanceOf('#ffffff'), 1);
  assert.equal(contrastOf('#000000', '#FFFFFF'), 21);
  // The well-known darkest grey that fails, and the lightest that passes, 4.5 on white.
  assert.ok(contrastOf('#777777', '#ffffff') < 4.5);
  assert.ok(contrastOf('#767676', '#ffffff') >= 4.5);
});

test('mixing goes from one colour to the other', () => {
  assert.equal(mix('#102030', '#f0e0d0', 0), '#102030');
  assert.equal(mix('#102030', '#f0e0d0', 1), '#f0e0d0');
  assert.equal(mix('#000000', '#ffffff', 0.5), '#808080');
});

test('what is no colour is refused', () => {
  assert.throws(() => luminanceOf('red'), /#rrggbb/);
});

test('contrast is kept above the floor wherever that is possible', () => {
  fc.assert(
    fc.property(color, color, fc.constantFrom(3, 4.5), (mark, paper, floor) => {
      const kept = keepContrast(mark, paper, floor);
      assert.ok(contrastOf(kept, paper) >= floor, `${mark} on ${paper} became ${kept}`);
      if (contrastOf(mark, paper) >= floor) assert.equal(kept, mark);
    }),
  );
});
