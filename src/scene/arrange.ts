/** Finishing a laid-out picture: mirroring for right-to-left locales, drift against burn-in. */
import type { Item, TextItem } from './scene.ts';

const MIRRORED: Readonly<Record<TextItem['align'], TextItem['align']>> = {
  left: 'right',
  right: 'left',
  center: 'center',
};

/** The item as a mirror along the vertical middle of the picture shows it; text stays readable. */
export function mirrorItem(item: Item, pictureWidth: number): Item {
  const x = pictureWidth - item.x - item.width;
  return item.kind === 'text' ? { ...item, x, align: MIRRORED[item.align] } : { ...item, x };
}

/** Start and length after a shift: what touches an edge of the picture goes on touching it. */
function shiftSpan(start: number, length: number, total: number, by: number): [number, number] {
  const end = start + length;
  const from = start <= 0 ? 0 : Math.max(0, start + by);
  const to = end >= total ? total : Math.min(total, end + by);
  return [from, Math.max(0, to - from)];
}

/** Moves an item by whole pixels. Backgrounds that reach an edge keep reaching it. */
export function shiftItem(item: Item, by: { x: number; y: number }, width: number, height: number): Item {
  if (item.kind === 'text') return { ...item, x: item.x + by.x, y: item.y + by.y };
  const [x, itemWidth] = shiftSpan(item.x, item.width, width, by.x);
  const [y, itemHeight] = shiftSpan(item.y, item.height, height, by.y);
  return { ...item, x, y, width: itemWidth, height: itemHeight };
}
