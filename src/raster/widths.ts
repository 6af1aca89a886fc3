/** Remembers the widths of texts: fitting asks again and again for the same ones. */
import { LRUCache } from 'lru-cache';
import type { MeasureText } from '../scene/scene.ts';

/** Widths kept: several times what fitting the texts of one picture asks for. */
const MAX_WIDTHS = 4096;

/** `measure`, asked once for each text and style for as long as that is in use. */
export function createWidths(measure: MeasureText): MeasureText {
  const widths = new LRUCache<string, number>({ max: MAX_WIDTHS });
  return (text, style) => {
    const key = `${style.size}/${style.weight}/${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const width = measure(text, style);
    widths.set(key, width);
    return width;
  };
}
