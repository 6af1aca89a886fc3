/** The large clock. Each digit is an item of its own, so that a minute changes few pixels. */
import type { LocalDateTime } from '../../model/time.ts';
import type { Color, Item, TextStyle } from '../../scene/scene.ts';
import { closeExtentOf } from '../../scene/text-line.ts';
import { px, type Sheet } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import { type Block, widthOf } from './block.ts';
import { type LinePart, lineOf } from './line.ts';

const WEIGHT = 500;
const PERIOD_WEIGHT = 500;
/** In em of the clock: room of the separator, diameter and heights of its two dots. */
const COLON_ROOM = 0.3;
const DOT = 0.118;
const DOTS_ABOVE_BASELINE = [0.14, 0.5] as const;
/** Digits stand closer than in running text: of their width. */
const TRACKING = 0.955;
/** Room that digits have on their left, in em: the clock begins optically at its margin. */
const SIDE_BEARING = 0.05;
const PERIOD_SIZE = 0.26;
const PERIOD_GAP = 0.1;

interface Glyph {
  readonly text: string;
  readonly digit: boolean;
}

function glyphsOf(time: string): readonly Glyph[] {
  return [...time]
    .filter((text) => text.trim() !== '')
    .map((text) => ({ text, digit: /\p{Nd}/u.test(text) }));
}

/** Two round dots: the colon of a text font hangs too low between digits. */
function colonBlock(size: number, color: Color, room: number, baseline: number): Block {
  const diameter = Math.max(2, Math.round(DOT * size));
  return {
    height: baseline,
    place: (x, y) =>
      DOTS_ABOVE_BASELINE.map(
        (above): Item => ({
          kind: 'rect',
          x: x + Math.floor((room - diameter) / 2),
          y: y + baseline - Math.round(above * size) - Math.floor(diameter / 2),
          width: diameter,
          height: diameter,
          color,
          radius: Math.floor(diameter / 2),
        }),
      ),
  };
}

interface Measures {
  readonly style: TextStyle;
  readonly digit: number;
  readonly separator: number;
  readonly periodStyle: TextStyle;
  readonly width: number;
}

/** All digits are as wide as the widest, so that the clock never shifts. */
function digitWidth(sheet: Sheet, style: TextStyle): number {
  const widths = Array.from({ length: 10 }, (_, value) => sheet.measure(sheet.dates.number(value), style));
  return Math.ceil(Math.max(...widths) * TRACKING);
}

function measuresAt(sheet: Sheet, glyphs: readonly Glyph[], period: string, size: number): Measures {
  const style: TextStyle = { size, weight: WEIGHT };
  const periodStyle: TextStyle = { size: Math.max(1, Math.round(size * PERIOD_SIZE)), weight: PERIOD_WEIGHT };
  const digit = sheet.keep(`digit ${size}`, [sheet], () => digitWidth(sheet, style));
  const others = glyphs.filter((glyph) => !glyph.digit && glyph.text !== ':');
  const separator = Math.max(
    Math.round(COLON_ROOM * size),
    ...others.map((glyph) => widthOf(sheet, glyph.text, style)),
  );
  const digits = glyphs.filter((glyph) => glyph.digit).length;
  const periodWidth = period === '' ? 0 : widthOf(sheet, period, periodStyle) + Math.round(size * PERIOD_GAP);
  const width = digits * digit + (glyphs.length - digits) * separator + periodWidth;
  return { style, digit, separator, periodStyle, width };
}

export interface Clock extends Block {
  readonly width: number;
  /** From the top down to the baseline of the digits. */
  readonly baseline: number;
}

/** As large as `units`, or as the width allows. */
export function clockBlock(
  sheet: Sheet,
  ground: Ground,
  now: LocalDateTime,
  width: number,
  units: number,
): Clock {
  const { time, period } = sheet.dates.clock(now);
  const glyphs = glyphsOf(time);
  // One digit more than at nine o'clock on a 12-hour clock needs, so that ten o'clock looks the same.
  const longest = [
    ...Array.from({ length: 4 }, (): Glyph => ({ text: '0', digit: true })),
    { text: ':', digit: false },
  ];
  const wanted = px(sheet, units);
  const share = Math.min(1, (width - 8) / measuresAt(sheet, longest, period, wanted).width);
  const size = Math.max(1, Math.floor(wanted * share));
  const { style, digit, separator, periodStyle, width: taken } = measuresAt(sheet, glyphs, period, size);
  const extent = closeExtentOf(glyphs.map(({ text }) => text).join(''));
  const parts: LinePart[] = [];
  const colons: number[] = [];
  let x = 0;
  // Everything is mirrored at the end for right-to-left locales; the digits of a time are not.
  const ordered = sheet.direction === 'rtl' ? [...glyphs].reverse() : glyphs;
  for (const { text, digit: isDigit } of ordered) {
    const slot = isDigit ? digit : separator;
    if (text === ':') colons.push(x);
    else
      parts.push({
        text,
        style,
        color: ground.ink,
        x,
        width: slot,
        align: 'center',
        extent,
      });
    x += slot;
  }
  const periodX = x + Math.round(size * PERIOD_GAP);
  parts.push({ text: period, style: periodStyle, color: ground.quiet, x: periodX, width: taken - periodX });
  const line = lineOf(sheet, parts);
  const baseline = Math.ceil(extent.ascent * size);
  const colon = colonBlock(size, ground.ink, separator, baseline);
  const shift = -Math.round(size * SIDE_BEARING);
  return {
    height: line.height,
    width: taken,
    baseline,
    place: (left, top) => [
      ...line.place(left + shift, top),
      ...colons.flatMap((at) => colon.place(left + shift + at, top)),
    ],
  };
}
