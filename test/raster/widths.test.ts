import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWidths } from '../../src/raster/widths.ts';

function counted() {
  const asked: string[] = [];
  const measure = createWidths((text, style) => {
    asked.push(text);
    return text.length * style.size + style.weight / 1000;
  });
  return { asked, measure };
}

test('a text is measured once in each style', () => {
  const { asked, measure } = counted();
  const styles = [
    { size: 10, weight: 400 },
    { size: 11, weight: 400 },
    { size: 10, weight: 600 },
  ];
  const widths = () => styles.map((style) => measure('Dinner', style));
  assert.deepEqual(widths(), [60.4, 66.4, 60.6]);
  assert.deepEqual(widths(), [60.4, 66.4, 60.6]);
  assert.equal(asked.length, 3);
});

test('what is in use is kept however much is measured once, the rest is forgotten', () => {
  const { asked, measure } = counted();
  const style = { size: 10, weight: 400 };
  for (let index = 0; index < 10_000; index++) {
    measure(`text ${index}`, style);
    measure('clock', style);
  }
  assert.equal(asked.filter((text) => text === 'clock').length, 1);
  measure('text 9999', style);
  measure('text 0', style);
  assert.deepEqual(asked.slice(-2), ['text 9999', 'text 0']);
});
