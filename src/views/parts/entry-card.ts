/** An entry of today: times beside the title, the running one on a card with its progress. */
import type { Entry, TimedTime } from '../../model/agenda.ts';
import type { Instant } from '../../model/time.ts';
import type { Color, TextStyle } from '../../scene/scene.ts';
import { wrapText } from '../../scene/text-fit.ts';
import { leastLineHeight } from '../../scene/text-line.ts';
import type { ClockText } from '../dates.ts';
import { px, type Sheet, textStyle } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import { type Block, overlay, padded, rectBlock, stack, widthOf } from './block.ts';
import { barBlock, colorsOf } from './calendar-mark.ts';
import { type DetailStyles, detailParts } from './entry-details.ts';
import { countdownOf, timesOf, titleOf } from './entry-words.ts';
import { type LinePart, lineOf } from './line.ts';

/** How roomy entries are set; from generous to lean. */
export interface CardLook {
  /** Of the usual text size. */
  readonly scale: number;
  readonly titleLines: number;
  /**
   * Which entries have a second line with end, countdown and place: all, only what runs or is next,
   * or none (the countdown then follows the title).
   */
  readonly details: 'all' | 'current' | 'none';
}

/** A countdown may take this much of a title's line; where the title then does not fit, it goes below. */
const COUNTDOWN_SHARE = 0.45;

export interface TimeColumn {
  readonly width: number;
  /** Part of the width that AM and PM take at its end; 0 on a 24-hour clock. */
  readonly period: number;
}

export interface CardColumn {
  readonly sheet: Sheet;
  readonly ground: Ground;
  readonly now: Instant;
  /** From the time's edge to the end of the title; the card reaches beyond by `bleed` on both sides. */
  readonly width: number;
  readonly bleed: number;
  readonly times: TimeColumn;
  readonly look: CardLook;
}

const COUNTDOWN_GAP = 1.2;
const PERIOD_GAP = 0.5;

const TITLE = 3.2;
const DETAIL = 2.35;
const TITLE_WEIGHT = 600;
const TIME_WEIGHT = 500;

interface CardStyles extends DetailStyles {
  readonly title: TextStyle;
  readonly time: TextStyle;
}

/** What is over takes one short line. */
const PAST_SCALE = 0.86;

interface EntryLook {
  readonly scale: number;
  readonly titleLines: number;
  readonly details: boolean;
}

function lookFor(entry: Entry, { scale, titleLines, details }: CardLook): EntryLook {
  if (entry.phase === 'past')
    return { scale: Math.min(1, scale) * PAST_SCALE, titleLines: 1, details: false };
  const current = entry.minutesLeft !== null || entry.next;
  return { scale, titleLines, details: details === 'all' || (details === 'current' && current) };
}

function stylesOf(sheet: Sheet, look: Pick<CardLook, 'scale'>): CardStyles {
  return {
    title: textStyle(sheet, TITLE * look.scale, TITLE_WEIGHT),
    time: textStyle(sheet, TITLE * look.scale, TIME_WEIGHT),
    detail: textStyle(sheet, DETAIL * look.scale, 400),
    strong: textStyle(sheet, DETAIL * look.scale, 600),
  };
}

function periodWidthOf(sheet: Sheet, styles: CardStyles, periods: readonly string[]): number {
  const widest = Math.max(0, ...periods.map((period) => widthOf(sheet, period, styles.detail)));
  return widest === 0 ? 0 : widest + px(sheet, PERIOD_GAP);
}

/** In units: around a running entry's card, above its progress, and the progress itself. */
const ROOMY_PAD = [1.1, 1.4] as const;
const LEAN_PAD = [0.6, 0.7] as const;
const PROGRESS_GAP = 1.1;
const PROGRESS = 0.5;

/** Height that an entry needs at least, without measuring its texts. */
export function leastCardHeight(sheet: Sheet, entry: Entry, look: CardLook): number {
  const own = lookFor(entry, look);
  const styles = stylesOf(sheet, own);
  const { time } = entry;
  const twoLines = own.details && time.kind === 'timed' && time.start.instant !== time.end.instant;
  const text = leastLineHeight(styles.title.size) + (twoLines ? leastLineHeight(styles.detail.size) : 0);
  if (entry.minutesLeft === null) return text;
  const [above, below] = look.details !== 'none' ? ROOMY_PAD : LEAN_PAD;
  const progress = look.details !== 'none' ? px(sheet, PROGRESS_GAP) + px(sheet, PROGRESS) : 0;
  return text + progress + px(sheet, above) + px(sheet, below);
}

/** Room that the times of these entries need. */
export function timeColumnOf(sheet: Sheet, entries: readonly Entry[], look: CardLook): TimeColumn {
  const styles = stylesOf(sheet, look);
  const times = entries.flatMap(({ time }) => (time.kind === 'timed' ? [timesOf(time, sheet)] : []));
  const period = periodWidthOf(
    sheet,
    styles,
    times.flat().map((one) => one.period),
  );
  const widths = times.map(([start, end]) =>
    Math.max(widthOf(sheet, start.time, styles.time), widthOf(sheet, end.time, styles.detail)),
  );
  return { width: Math.max(0, ...widths) + period, period };
}

function progressOf(time: TimedTime, now: Instant): number {
  const length = time.end.instant - time.start.instant;
  if (length <= 0) return 0;
  return Math.min(1, Math.max(0, (now - time.start.instant) / length));
}

function progressBlock(column: CardColumn, time: TimedTime, width: number, track: Color): Block {
  const { sheet, ground, now } = column;
  const height = px(sheet, PROGRESS);
  const radius = Math.floor(height / 2);
  const done = Math.round(width * progressOf(time, now));
  return overlay([
    { block: rectBlock(width, height, track, radius), x: 0 },
    { block: rectBlock(done, height, ground.accent, radius), x: 0 },
  ]);
}

/** There is a countdown or none, and the title has room beside it. */
function countdownFits(column: CardColumn, entry: Entry, styles: CardStyles, width: number): boolean {
  const { sheet } = column;
  const countdown = widthOf(sheet, countdownOf(entry, sheet), styles.strong);
  if (countdown === 0) return true;
  const title = widthOf(sheet, titleOf(entry, sheet), styles.title);
  return countdown <= width * COUNTDOWN_SHARE && title + countdown + px(sheet, COUNTDOWN_GAP) <= width;
}

/** Title, then details below; or, in a lean look, the countdown at the end of the title's line. */
function rightLines(column: CardColumn, entry: Entry, look: EntryLook, textX: number): LinePart[][] {
  const { sheet, ground } = column;
  const styles = stylesOf(sheet, look);
  const width = column.width - textX;
  const color = entry.phase === 'past' || entry.declined ? ground.faint : ground.ink;
  const below = look.details || !countdownFits(column, entry, styles, width);
  const details = below ? detailParts(column, entry, styles, { x: textX, width }, true) : [];
  const countdown = below ? '' : countdownOf(entry, sheet);
  const countdownWidth = widthOf(sheet, countdown, styles.strong);
  const titleWidth = width - (countdown === '' ? 0 : countdownWidth + px(sheet, COUNTDOWN_GAP));
  const title = wrapText(titleOf(entry, sheet), styles.title, titleWidth, look.titleLines, sheet.measure);
  const lines = title.map((text): LinePart[] => [
    { text, style: styles.title, color, x: textX, width: titleWidth, struck: entry.declined },
  ]);
  const x = textX + width - countdownWidth;
  lines[0]?.push({ text: countdown, style: styles.strong, color: ground.accent, x, width: countdownWidth });
  return details.length === 0 ? lines : [...lines, details];
}

/** A time against the end of its column, AM or PM small behind it. */
function timeParts(
  column: CardColumn,
  text: ClockText,
  style: TextStyle,
  small: TextStyle,
  color: Color,
): LinePart[] {
  const { width, period } = column.times;
  const x = width - period;
  return [
    { text: text.time, style, color, x: 0, width: x, align: 'right' },
    { text: text.period, style: small, color, x, width: period, align: 'right' },
  ];
}

/** Times in their column and title and details in theirs, line by line on common baselines. */
function textLines(column: CardColumn, entry: Entry, time: TimedTime, textX: number): Block {
  const { sheet, ground } = column;
  const look = lookFor(entry, column.look);
  const styles = stylesOf(sheet, look);
  const over = entry.phase === 'past' || entry.declined;
  const right = rightLines(column, entry, look, textX);
  const [start, end] = timesOf(time, sheet);
  const left: LinePart[][] = [
    timeParts(column, start, styles.time, styles.detail, over ? ground.faint : ground.ink),
    look.details
      ? timeParts(column, end, styles.detail, styles.detail, over ? ground.faint : ground.quiet)
      : [],
  ];
  const count = Math.max(right.length, look.details ? 2 : 1);
  return stack(
    Array.from({ length: count }, (_, index) =>
      lineOf(sheet, [...(left[index] ?? []), ...(right[index] ?? [])]),
    ),
  );
}

/** A timed entry; its place is that of the time column. */
export function entryCard(column: CardColumn, entry: Entry, time: TimedTime): Block {
  const { sheet, ground } = column;
  const running = entry.minutesLeft !== null;
  const barWidth = px(sheet, 0.6);
  const barX = column.times.width + px(sheet, 1.5);
  const textX = barX + barWidth + px(sheet, 1.6);
  const text = textLines(column, entry, time, textX);
  const paper = running ? ground.card : ground.paper;
  const bar = barBlock(colorsOf(sheet, entry, paper), barWidth, text.height, entry.tentative ? paper : null);
  const content = overlay([
    { block: bar, x: barX },
    { block: text, x: 0 },
  ]);
  if (!running) return content;
  const progress =
    column.look.details !== 'none' ? progressBlock(column, time, column.width, ground.line) : stack([]);
  const [above, below] = column.look.details !== 'none' ? ROOMY_PAD : LEAN_PAD;
  const inner = padded(
    stack([content, progress], px(sheet, PROGRESS_GAP)),
    px(sheet, above),
    px(sheet, below),
  );
  const { bleed } = column;
  const card = rectBlock(column.width + 2 * bleed, inner.height, ground.card, px(sheet, 1.4));
  return overlay([
    { block: card, x: -bleed },
    { block: inner, x: 0 },
  ]);
}
