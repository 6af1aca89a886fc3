/** What holds for every picture, and what can be read back from one. */
import assert from 'node:assert/strict';
import { intersect } from '../../src/scene/geometry.ts';
import type { MeasureText, Scene, TextItem } from '../../src/scene/scene.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** 0.55 em a character as a person sees it; wide ones and emoji 1 em. */
export const fakeMeasure: MeasureText = (text, style) => {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += /[\u2e80-\uffff]|\p{Emoji_Presentation}/u.test(segment) ? 1 : 0.55;
  }
  return style.size * width;
};

export function textsOf(scene: Scene): readonly TextItem[] {
  return scene.items.filter((item) => item.kind === 'text');
}

function within(scene: Scene, item: Scene['items'][number]): boolean {
  return (
    item.x >= 0 && item.y >= 0 && item.x + item.width <= scene.width && item.y + item.height <= scene.height
  );
}

/** Whole pixels within the picture; texts not empty, within their rectangles and apart from each other. */
export function assertSound(scene: Scene, measure: MeasureText): void {
  for (const item of scene.items) {
    const where = JSON.stringify(item);
    for (const value of [item.x, item.y, item.width, item.height]) assert.ok(Number.isInteger(value), where);
    assert.ok(item.width > 0 && item.height > 0, `empty: ${where}`);
    assert.ok(within(scene, item), `outside of ${scene.width}x${scene.height}: ${where}`);
    assert.match(item.color, /^#[\da-f]{6}$/, where);
    if (item.kind === 'rect') continue;
    assert.notEqual(item.text.trim(), '', where);
    assert.ok(item.style.size <= item.height / 0.8, where);
    assert.ok(item.baseline > 0 && item.baseline <= item.height, where);
    // The clock sets its digits a little closer than they come; their ink stays within.
    const least = measure(item.text, item.style) * (/^\p{Nd}$/u.test(item.text) ? 0.95 : 1);
    assert.ok(Math.floor(least) <= item.width, `too wide: ${where}`);
  }
  const texts = textsOf(scene);
  for (const [index, a] of texts.entries()) {
    for (const b of texts.slice(index + 1)) {
      assert.equal(intersect(a, b), null, `overlap: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
    }
  }
}

/** Sum of all `+3 more`, `+3 earlier`, `+3 more until …` of an English picture. */
export function countedIn(scene: Scene): number {
  const counts = textsOf(scene).map(({ text }) => /^\+(\d+) (?:more|earlier)/.exec(text)?.[1] ?? '0');
  return counts.reduce((sum, count) => sum + Number(count), 0);
}
