/** The sheet a picture is laid out on: its units, words and measures, in one value for every part. */
import { mirrorItem, shiftItem } from '../scene/arrange.ts';
import type { Item, MeasureText, Scene, TextStyle } from '../scene/scene.ts';
import type { Direction } from '../scene/text-line.ts';
import { createDates, type Dates } from './dates.ts';
import { createMemo, type Memo } from './memo.ts';
import { PALETTES, type Palette } from './theme.ts';
import type { ViewContext } from './view.ts';
import { createWords, languageOf, type Words } from './words.ts';

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly landscape: boolean;
  /** Pixels that all sizes are multiples of; 10.8 at 1920x1080. */
  readonly unit: number;
  readonly palette: Palette;
  readonly dates: Dates;
  readonly words: Words;
  readonly measure: MeasureText;
  readonly direction: Direction;
  /** Keeps a part of the picture for the next one, see memo.ts. */
  readonly keep: Memo['keep'];
}

/** Smaller text is no use on any panel. */
const MIN_TEXT = 12;

/** A picture much longer than wide does not get larger text for its length. */
const LONG_SIDE_SHARE = 0.62;

/** Small pictures are on small panels, looked at from nearer, but their text needs relatively more room. */
const SMALL_BELOW = 1080;
const SMALL_GAIN = 0.9;

const RIGHT_TO_LEFT_LANGUAGES = new Set(['ar', 'he', 'fa', 'ur', 'yi', 'ps', 'sd', 'dv', 'iw', 'ckb']);

function unitOf(width: number, height: number): number {
  const base = Math.min(width, height, LONG_SIDE_SHARE * Math.max(width, height));
  const lacking = Math.max(0, (SMALL_BELOW - base) / SMALL_BELOW);
  return (base / 100) * (1 + SMALL_GAIN * lacking ** 1.6);
}

/** Begins a picture: the same sheet as for the one before when the context keeps a memo and is the same. */
export function createSheet(context: ViewContext): Sheet {
  const { width, height, theme, locale, hourCycle, measure, memo = createMemo() } = context;
  memo.turn();
  return memo.keep('sheet', [width, height, theme, locale, hourCycle, measure], () => {
    const dates = createDates(locale, hourCycle);
    return {
      width,
      height,
      landscape: width >= height,
      unit: unitOf(width, height),
      palette: PALETTES[theme],
      dates,
      words: createWords(locale, dates.number),
      measure,
      direction: RIGHT_TO_LEFT_LANGUAGES.has(languageOf(locale)) ? 'rtl' : 'ltr',
      keep: memo.keep,
    };
  });
}

/** Whole pixels of `units`; at least 1. */
export function px(sheet: Sheet, units: number): number {
  return Math.max(1, Math.round(units * sheet.unit));
}

export function textStyle(sheet: Sheet, units: number, weight: number): TextStyle {
  return { size: Math.max(MIN_TEXT, Math.round(units * sheet.unit)), weight };
}

/** Laid out from the left; mirrored here for right-to-left locales, and moved by the drift. */
export function finishScene(sheet: Sheet, items: readonly Item[], context: ViewContext): Scene {
  const drift = context.drift ?? { x: 0, y: 0 };
  const { width, height } = sheet;
  const mirrored = sheet.direction === 'rtl' ? items.map((item) => mirrorItem(item, width)) : items;
  return {
    width,
    height,
    background: sheet.palette.page.paper,
    language: context.locale,
    items:
      drift.x === 0 && drift.y === 0
        ? mirrored
        : mirrored.map((item) => shiftItem(item, drift, width, height)),
  };
}
