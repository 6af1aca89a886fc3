/**
 * Where an item may leave pixels. Text may reach a little beyond its rectangle (overhangs, stacked
 * marks, emoji); painting is cut at this bound, so whoever compares or skips items can rely on it.
 */
import type { Rect } from '../model/frame.ts';
import type { Item } from './scene.ts';

/** Part of the text size that ink may reach beyond the rectangle, on each side. */
const OVERHANG = 0.25;
/** Digits hardly reach beyond theirs; a large clock would otherwise dirty half as much again each minute. */
const DIGIT_OVERHANG = 0.03;
const DIGITS = /^\p{Nd}+$/u;

/** The rectangle outside of which the item changes no pixel. */
export function inkBounds(item: Item): Rect {
  if (item.kind === 'rect') return item;
  const margin = Math.ceil(item.style.size * (DIGITS.test(item.text) ? DIGIT_OVERHANG : OVERHANG));
  return {
    x: item.x - margin,
    y: item.y - margin,
    width: item.width + 2 * margin,
    height: item.height + 2 * margin,
  };
}
