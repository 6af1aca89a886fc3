/** Remembers the widths of texts: fitting asks again and again for the same ones. */
import type { MeasureText, TextStyle } from '../scene/scene.ts';

/** Widths after which the older ones are forgotten: more than fitting the texts of one picture needs. */
const MAX_WIDTHS = 2048;

type Widths = Map<number, Map<string, number>>;

/** A number of its own for each style; weights are below 1024. */
function keyOf({ size, weight }: TextStyle): number {
  return size * 1024 + weight;
}

/** `measure`, asked once for each text and style for as long as that is in use. */
export function createWidths(measure: MeasureText): MeasureText {
  let recent: Widths = new Map();
  let older: Widths = new Map();
  let count = 0;
  const add = (key: number, text: string, width: number): number => {
    if (count === MAX_WIDTHS) {
      older = recent;
      recent = new Map();
      count = 0;
    }
    const texts = recent.get(key) ?? new Map<string, number>();
    recent.set(key, texts.set(text, width));
    count++;
    return width;
  };
  return (text, style) => {
    const key = keyOf(style);
    const known = recent.get(key)?.get(text);
    return known ?? add(key, text, older.get(key)?.get(text) ?? measure(text, style));
  };
}
