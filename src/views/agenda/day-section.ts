/** One of the coming days: its number and weekday, and beside them its entries. */
import type { Day, Entry } from '../../model/agenda.ts';
import { closeExtentOf, leastLineHeight, lineHeight } from '../../scene/text-line.ts';
import { type Block, moved, rectBlock, stack, textBlock, widthOf } from '../parts/block.ts';
import { type ChipColumn, chipLines, leastChipHeight, quietLine } from '../parts/chip.ts';
import {
  entryRow,
  leastRowHeight,
  type RowColumn,
  type RowLook,
  rowBarX,
  rowText,
  rowTextX,
  rowTimeStyle,
} from '../parts/entry-row.ts';
import { fillsDay } from '../parts/entry-words.ts';
import { px, type Sheet, textStyle } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import { type FitRule, type Fitted, fitPieces, type Piece } from './fit.ts';

export interface DaysArea {
  readonly sheet: Sheet;
  readonly ground: Ground;
  readonly width: number;
}

export interface Section {
  readonly day: Day;
  readonly head: Block;
  /** Everything it could show, and what of it is shown. */
  readonly pieces: readonly Piece[];
  readonly unseen: number;
  readonly fitted: Fitted;
}

/** What all sections of a column share. */
export interface SectionStyle {
  readonly area: DaysArea;
  readonly look: RowLook;
  readonly column: RowColumn;
  /** From the left edge to the times. */
  readonly gutter: number;
  readonly rule: FitRule;
  /** Above a day's first line, under its hairline; the same below its last. */
  readonly pad: number;
  /** How far entries begin below the top of the day's number, so that baselines are level. */
  readonly drop: number;
}

/** Lower than a line of the leanest look, in units: no more entries are looked at than that allows. */
const LEAST_LINE = 2.9;
/** A column at least this many units wide shows ends beside starts. */
const RANGE_FROM = 62;
const NUMBER = 4.6;
const NUMBER_WEIGHT = 600;
const WEEKDAY = 2.2;
const WEEKDAY_WEIGHT = 500;
/** Title of a row, see entry-row.ts; its usual ascent. */
const ROW_ASCENT = 2.8 * 1.02;

const RANK = { next: 0, chips: 1, later: 2, laterChips: 3 } as const;

function headScale(look: RowLook): number {
  return Math.min(1.12, look.scale);
}

/** The month is named where it begins. */
function weekdayText(sheet: Sheet, day: Day): string {
  const weekday = sheet.dates.weekday(day.date, 'short');
  return day.date.endsWith('-01') ? `${weekday} · ${sheet.dates.month(day.date)}` : weekday;
}

function headStyles(sheet: Sheet, look: RowLook) {
  const scale = headScale(look);
  return {
    number: textStyle(sheet, NUMBER * scale, NUMBER_WEIGHT),
    weekday: textStyle(sheet, WEEKDAY * scale, WEEKDAY_WEIGHT),
  };
}

function headOf(area: DaysArea, day: Day, look: RowLook, width: number): Block {
  const { sheet, ground } = area;
  const styles = headStyles(sheet, look);
  const number = sheet.dates.dayOfMonth(day.date);
  const big = textBlock(sheet, number, {
    style: styles.number,
    color: ground.ink,
    width,
    extent: closeExtentOf(number),
  });
  const weekday = textBlock(sheet, weekdayText(sheet, day), {
    style: styles.weekday,
    color: ground.quiet,
    width,
  });
  return stack([big, weekday], px(sheet, 0.5));
}

function headWidth(area: DaysArea, days: readonly Day[], look: RowLook): number {
  const styles = headStyles(area.sheet, look);
  const widths = days.map((day) =>
    Math.max(
      widthOf(area.sheet, weekdayText(area.sheet, day), styles.weekday),
      widthOf(area.sheet, area.sheet.dates.dayOfMonth(day.date), styles.number),
    ),
  );
  return Math.min(Math.floor(area.width / 4), Math.max(0, ...widths));
}

function mostLines(sheet: Sheet): number {
  return Math.ceil(sheet.height / px(sheet, LEAST_LINE));
}

/** What is the same in all sections of a look, and known before any text is measured. */
export function levelsOf(sheet: Sheet, look: RowLook) {
  const numberAscent = NUMBER * headScale(look) * closeExtentOf('0').ascent;
  return {
    gap: px(sheet, 0.7 * look.scale),
    pad: px(sheet, 1.5 * look.scale),
    drop: Math.max(0, Math.round((numberAscent - ROW_ASCENT * look.scale) * sheet.unit)),
  };
}

/** Height that a section has at least, without measuring its texts. The first one is by its `pad` lower. */
export function leastSectionHeight(area: DaysArea, day: Day, look: RowLook): number {
  const { sheet, width } = area;
  const { gap, pad, drop } = levelsOf(sheet, look);
  const { number, weekday } = headStyles(sheet, look);
  const gutter = Math.floor(width / 4) + px(sheet, 3.2);
  const head = number.size > width / 6 ? 0 : lineHeight(closeExtentOf('0'), number.size) + px(sheet, 0.5);
  const titleWidth = width - gutter - rowTextX(sheet, Math.floor((width - gutter) / 2));
  const timed = day.timed.filter((entry) => !fillsDay(entry)).slice(0, mostLines(sheet));
  const rows = timed.map((entry) => leastRowHeight(sheet, entry, look, titleWidth) + gap);
  const whole = day.allDay.length > 0 || day.timed.some(fillsDay);
  const chips = whole ? leastChipHeight(sheet, look.scale) + gap : 0;
  const content = rows.reduce((sum, row) => sum + row, chips - gap);
  return Math.max(head + leastLineHeight(weekday.size), content + drop) + 2 * pad;
}

/** Day numbers, weekdays, times and titles stand in the same places in all days of a column. */
export function sectionStyle(area: DaysArea, days: readonly Day[], look: RowLook): SectionStyle {
  const { sheet, ground } = area;
  const gutter = headWidth(area, days, look) + px(sheet, 3.2);
  const range = area.width >= px(sheet, RANGE_FROM);
  const timeStyle = rowTimeStyle(sheet, look);
  const timed = days
    .flatMap((day) => day.timed.slice(0, mostLines(sheet)))
    .filter((entry) => !fillsDay(entry));
  const widths = timed.map((entry) => widthOf(sheet, rowText(entry, sheet, range), timeStyle));
  const timeWidth = Math.min(Math.floor((area.width - gutter) / 2), Math.max(0, ...widths));
  const column: RowColumn = { sheet, ground, width: area.width - gutter, timeWidth, range, look };
  const mark = quietLine({ ...column, scale: look.scale, lines: 1 }, sheet.words.more(9)).height;
  const { gap, pad, drop } = levelsOf(sheet, look);
  return { area, look, column, gutter, rule: { height: Number.MAX_SAFE_INTEGER, gap, mark }, pad, drop };
}

function chipColumn(style: SectionStyle): ChipColumn & { readonly x: number } {
  const { sheet, ground, width, timeWidth } = style.column;
  const x = timeWidth === 0 ? 0 : rowBarX(sheet, timeWidth);
  return { sheet, ground, width: width - x, scale: style.look.scale, lines: style.look.titleLines, x };
}

function rowPieces(style: SectionStyle, entries: readonly Entry[]): Piece[] {
  return entries.flatMap((entry): Piece[] => {
    if (entry.time.kind !== 'timed') return [];
    const rank = entry.next ? RANK.next : RANK.later;
    return [{ block: entryRow(style.column, entry), entries: 1, rank, side: 'more' }];
  });
}

export function makeSection(style: SectionStyle, day: Day): Section {
  const most = mostLines(style.area.sheet);
  const whole = [...day.allDay, ...day.timed.filter(fillsDay)].slice(0, most);
  const timed = day.timed.filter((entry) => !fillsDay(entry)).slice(0, most);
  const chips = chipColumn(style);
  const chipPieces = chipLines(chips, whole).map(
    ({ block, entries }, index): Piece => ({
      block: moved(block, chips.x),
      entries: entries.length,
      rank: index === 0 ? RANK.chips : RANK.laterChips,
      side: 'more',
    }),
  );
  const pieces = [...chipPieces, ...rowPieces(style, timed)];
  const unseen = countOf(day) - whole.length - timed.length;
  const headRoom = style.gutter - px(style.area.sheet, 1);
  return {
    day,
    head: headOf(style.area, day, style.look, headRoom),
    pieces,
    unseen,
    fitted: fitPieces(pieces, { earlier: 0, more: unseen }, style.rule),
  };
}

/** The section with at least one piece less, or a lower one. */
export function shorten(section: Section, style: SectionStyle): Section {
  const height = section.fitted.height - 1;
  return {
    ...section,
    fitted: fitPieces(section.pieces, { earlier: 0, more: section.unseen }, { ...style.rule, height }),
  };
}

export function countOf(day: Day): number {
  return day.allDay.length + day.timed.length;
}

/** The first section has neither hairline nor room above. */
export function sectionHeight(
  { head, fitted }: Section,
  { pad, drop }: SectionStyle,
  first: boolean,
): number {
  return Math.max(head.height, fitted.height + drop) + (first ? pad : 2 * pad);
}

function contentOf(section: Section, style: SectionStyle): Block {
  const { sheet, ground, width, timeWidth } = style.column;
  const x = timeWidth === 0 ? 0 : rowTextX(sheet, timeWidth);
  const line = { sheet, ground, width: width - x, scale: style.look.scale, lines: 1 };
  const { more, pieces } = section.fitted;
  const nothing = textBlock(sheet, sheet.words.plain.nothingPlanned, {
    style: textStyle(sheet, 2.3 * Math.min(1, style.look.scale), 400),
    color: ground.faint,
    width: line.width,
  });
  return stack(
    [
      ...pieces.map(({ block }) => block),
      ...(more > 0 ? [moved(quietLine(line, sheet.words.more(more)), x)] : []),
      ...(countOf(section.day) === 0 ? [moved(nothing, x)] : []),
    ],
    style.rule.gap,
  );
}

/** The section under its hairline, in a height that is at least its own. */
export function placeSection(section: Section, style: SectionStyle, height: number, first: boolean): Block {
  const { area, gutter, pad, drop } = style;
  const line = rectBlock(area.width, px(area.sheet, 0.14), area.ground.line);
  const content = contentOf(section, style);
  const top = first ? 0 : pad;
  return {
    height,
    place: (x, y) => [
      ...(first ? [] : line.place(x, y)),
      ...section.head.place(x, y + top),
      ...content.place(x + gutter, y + top + drop),
    ],
  };
}
