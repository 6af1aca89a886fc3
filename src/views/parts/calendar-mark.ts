/** The colours of an entry's calendars, as a bar. */
import type { Entry } from '../../model/agenda.ts';
import { keepContrast, mix } from '../../scene/color.ts';
import type { Color, Item } from '../../scene/scene.ts';
import type { Sheet } from '../sheet.ts';
import { MARK_CONTRAST } from '../theme.ts';
import type { Block } from './block.ts';

/** Most colours that a bar is divided into. */
const MAX_COLORS = 4;
/** How far the colour of what is over fades into the paper. */
const PAST_FADE = 0.55;

/** The calendar's colour on this paper, kept apart from it. */
export function markColor(sheet: Sheet, color: Color, paper: Color): Color {
  return sheet.keep(`mark ${color} ${paper}`, [], () => keepContrast(color, paper, MARK_CONTRAST));
}

/** Colours of an entry on this paper, kept apart from it; faded when it is over or declined. */
export function colorsOf(sheet: Sheet, entry: Entry, paper: Color): readonly Color[] {
  const fade = entry.phase === 'past' || entry.declined ? PAST_FADE : 0;
  return entry.calendars
    .slice(0, MAX_COLORS)
    .map(({ color }) => mix(markColor(sheet, color, paper), paper, fade));
}

/** A bar in equal parts of the colours; hollow for what is not certain. */
export function barBlock(
  colors: readonly Color[],
  width: number,
  height: number,
  hollow: Color | null,
): Block {
  return {
    height,
    place: (x, y) => {
      const bars = colors.map((color, index): Item => {
        const from = Math.round((height * index) / colors.length);
        const to = Math.round((height * (index + 1)) / colors.length);
        const gap = index > 0 ? 1 : 0;
        return {
          kind: 'rect',
          x,
          y: y + from + gap,
          width,
          height: Math.max(1, to - from - gap),
          color,
          radius: colors.length === 1 ? Math.floor(width / 2) : 0,
        };
      });
      const edge = Math.max(1, Math.round(width / 4));
      if (hollow === null || height <= 2 * edge || width <= 2 * edge) return bars;
      const inner: Item = {
        kind: 'rect',
        x: x + edge,
        y: y + edge,
        width: width - 2 * edge,
        height: height - 2 * edge,
        color: hollow,
        radius: Math.max(0, Math.floor(width / 2) - edge),
      };
      return [...bars, inner];
    },
  };
}
