/** Several texts on one baseline. */
import type { Color, TextStyle } from '../../scene/scene.ts';
import { extentOf, type LineExtent, setLine } from '../../scene/text-line.ts';
import type { Sheet } from '../sheet.ts';
import type { Block } from './block.ts';

export interface LinePart {
  /** Already fitted to its width; empty parts are left out. */
  readonly text: string;
  readonly style: TextStyle;
  readonly color: Color;
  readonly x: number;
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly struck?: boolean;
  readonly extent?: LineExtent;
}

/** The parts side by side, their baselines level; as high as the highest needs. */
export function lineOf(sheet: Sheet, parts: readonly LinePart[]): Block {
  const set = parts
    .filter(({ text, width }) => text !== '' && width > 0)
    .map((part) => {
      const extent = part.extent ?? extentOf(part.text);
      return {
        part,
        extent,
        ascent: Math.ceil(extent.ascent * part.style.size),
        descent: Math.ceil(extent.descent * part.style.size),
      };
    });
  const ascent = Math.max(0, ...set.map((one) => one.ascent));
  const descent = Math.max(0, ...set.map((one) => one.descent));
  return {
    height: ascent + descent,
    place: (x, y) =>
      set.map(({ part, extent, ascent: own }) =>
        setLine(
          {
            text: part.text,
            style: part.style,
            color: part.color,
            x: x + part.x,
            width: part.width,
            top: y + ascent - own,
            align: part.align ?? 'left',
            direction: sheet.direction,
            extent,
            struck: part.struck ?? false,
          },
          sheet.measure,
        ),
      ),
  };
}
