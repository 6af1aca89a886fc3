/**
 * Sets text: the same attributes for measuring and for drawing, so that what was measured is what is
 * drawn.
 */
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { MeasureText, TextItem, TextStyle } from '../scene/scene.ts';
import type { CanvasModule } from './canvas.ts';
import { mendEmoji } from './emoji.ts';
import type { Fonts } from './fonts.ts';
import { createWidths } from './widths.ts';

/** Height above the baseline and thickness of the line through a declined text, in text sizes. */
const STRIKE_HEIGHT = 0.3;
const STRIKE_THICKNESS = 0.07;

export interface Typesetter {
  readonly measure: MeasureText;
  draw(context: SKRSContext2D, item: TextItem, language: string): void;
}

/** `language` is the one `measure` works for. */
export function createTypesetter(canvas: CanvasModule, fonts: Fonts, language: string): Typesetter {
  const scratch = canvas.createCanvas(1, 1).getContext('2d');
  /** Mostly one: a wall has one language. */
  const byLanguage = new Map<string, MeasureText>();
  const measureIn = (lang: string): MeasureText => {
    const known = byLanguage.get(lang);
    if (known !== undefined) return known;
    const measure = createWidths((text, style) => {
      const whole = mendEmoji(text);
      setFont(scratch, fonts, whole, style, lang);
      return scratch.measureText(whole).width;
    });
    byLanguage.set(lang, measure);
    return measure;
  };
  return {
    measure: measureIn(language),
    draw(context, item, lang) {
      const { style } = item;
      const width = measureIn(lang)(item.text, style);
      const text = mendEmoji(item.text);
      const x = startOf(item, width);
      const y = item.y + item.baseline;
      setFont(context, fonts, text, style, lang);
      context.direction = item.direction;
      context.textAlign = 'left';
      context.fillText(text, x, y);
      if (!item.struck) return;
      const thickness = Math.max(1, Math.round(style.size * STRIKE_THICKNESS));
      context.fillRect(x, Math.round(y - style.size * STRIKE_HEIGHT), Math.ceil(width), thickness);
    },
  };
}

/** Text without letters, or one that begins with a time of day. */
const TABULAR = /^\P{L}*$|^\P{L}*\p{Nd}{1,2}[:.]\p{Nd}{2}/u;

/** From this size on, in pixels, text is set in the display cut of the text family. */
const DISPLAY_SIZE = 44;

/**
 * Figures of times and numbers are tabular, so that a clock does not shift; beside letters they are
 * not, because there the hyphen would become as wide as a figure. Optical sizing is off: with it each
 * size is a font instance of its own, at half a megabyte. The two ends of its range do instead.
 */
function setFont(
  context: SKRSContext2D,
  fonts: Fonts,
  text: string,
  style: TextStyle,
  language: string,
): void {
  context.lang = language;
  context.font = `${style.weight} ${style.size}px ${fonts.families(text)}`;
  context.fontVariantNumeric = TABULAR.test(text) ? 'tabular-nums' : 'normal';
  context.fontVariationSettings = style.size >= DISPLAY_SIZE ? '"opsz" 32' : '"opsz" 14';
  context.fontOpticalSizing = 'none';
}

/** Where the line begins, in whole pixels: a line looks the same wherever it stands. */
function startOf(item: TextItem, width: number): number {
  if (item.align === 'left') return item.x;
  if (item.align === 'right') return Math.floor(item.x + item.width - width);
  return Math.round(item.x + (item.width - width) / 2);
}
