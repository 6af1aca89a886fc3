/** Lines of text: direction, the room a line takes, and the item that draws it. */
import type { Color, MeasureText, TextItem, TextStyle } from './scene.ts';

export type Direction = 'ltr' | 'rtl';

const STRONG = /[\p{L}]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Direction of the first strong character, as the Unicode bidirectional algorithm (P2, P3) finds it. */
export function directionOf(text: string, fallback: Direction): Direction {
  const strong = STRONG.exec(text);
  if (strong === null) return fallback;
  return RIGHT_TO_LEFT.test(strong[0]) ? 'rtl' : 'ltr';
}

/** How far ink may reach above and below the baseline, in em. */
export interface LineExtent {
  readonly ascent: number;
  readonly descent: number;
}

/** Scripts whose marks reach farther up or down than Latin, Greek, Cyrillic and CJK do. */
const TALL =
  /[\p{Script=Arabic}\p{Script=Thai}\p{Script=Lao}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const USUAL_EXTENT: LineExtent = { ascent: 1.02, descent: 0.3 };
const TALL_EXTENT: LineExtent = { ascent: 1.12, descent: 0.5 };
/** Western and Arabic-Indic: those of other scripts may reach farther. */
const DIGITS = /^[0-9\u0660-\u0669\u06f0-\u06f9:.\s]+$/;
const DIGITS_EXTENT: LineExtent = { ascent: 0.76, descent: 0.06 };

/** The room a line of this text needs above and below its baseline, in em. */
export function extentOf(text: string): LineExtent {
  return TALL.test(text) ? TALL_EXTENT : USUAL_EXTENT;
}

/** The height in pixels of a line of this size, of whatever text. */
export function leastLineHeight(size: number): number {
  return lineHeight(USUAL_EXTENT, size);
}

/** As `extentOf`, but close around a line that holds only digits (clock, day number). */
export function closeExtentOf(text: string): LineExtent {
  return DIGITS.test(text) ? DIGITS_EXTENT : extentOf(text);
}

/** Height in pixels of a line with this extent. */
export function lineHeight(extent: LineExtent, size: number): number {
  return Math.ceil(extent.ascent * size) + Math.ceil(extent.descent * size);
}

export interface LineSetting {
  readonly text: string;
  readonly style: TextStyle;
  readonly color: Color;
  /** The slot it is set into; the line has been fitted to its width. */
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly align: 'left' | 'center' | 'right';
  /** Direction of text without a strong character. */
  readonly direction: Direction;
  readonly extent?: LineExtent;
  readonly struck?: boolean;
}

/** A text item as wide as its text, set within its slot, so that a change dirties few pixels. */
export function setLine(setting: LineSetting, measure: MeasureText): TextItem {
  const { text, style, align, x, width: slot } = setting;
  const extent = setting.extent ?? extentOf(text);
  const width = Math.min(slot, Math.ceil(measure(text, style)) + 1);
  const shift = { left: 0, center: Math.floor((slot - width) / 2), right: slot - width }[align];
  return {
    kind: 'text',
    x: x + shift,
    y: setting.top,
    width,
    height: lineHeight(extent, style.size),
    text,
    style,
    color: setting.color,
    align,
    direction: directionOf(text, setting.direction),
    baseline: Math.ceil(extent.ascent * style.size),
    struck: setting.struck ?? false,
  };
}
