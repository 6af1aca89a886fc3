/** The days after today, each with its number, as roomy as they all fit. */
import type { Day, Entry } from '../../model/agenda.ts';
import type { Item } from '../../scene/scene.ts';
import { closeExtentOf } from '../../scene/text-line.ts';
import { type Block, rectBlock, stack, textBlock, widthOf } from '../parts/block.ts';
import { chipLines, quietLine } from '../parts/chip.ts';
import {
  entryRow,
  type RowColumn,
  type RowLook,
  rowBarX,
  rowText,
  rowTimeStyle,
} from '../parts/entry-row.ts';
import { fillsDay } from '../parts/entry-words.ts';
import { px, type Sheet, textStyle } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import { dropOne, type FitRule, type Fitted, fitPieces, type Piece } from './fit.ts';
import { MAX_ENTRIES } from './today.ts';

export interface DaysArea {
  readonly sheet: Sheet;
  readonly ground: Ground;
  readonly width: number;
  readonly height: number;
  readonly tomorrow: string;
}

/** From generous to lean; the first in which everything fits is taken. */
const LOOKS: readonly RowLook[] = [
  { scale: 1.18, titleLines: 2, details: 'below' },
  { scale: 1, titleLines: 2, details: 'below' },
  { scale: 1, titleLines: 2, details: 'beside' },
  { scale: 1, titleLines: 1, details: 'beside' },
  { scale: 0.9, titleLines: 1, details: 'beside' },
  { scale: 0.8, titleLines: 1, details: 'none' },
];

/** A column at least this many units wide shows ends beside starts. */
const RANGE_FROM = 62;
/** Lines of a day that are kept before days at the end are given up. */
const KEPT_LINES = 3;

const RANK = { later: 4, laterChips: 3, chips: 2, next: 0 } as const;

interface Section {
  readonly day: Day;
  readonly head: Block;
  readonly fitted: Fitted;
}

interface Layout {
  readonly area: DaysArea;
  readonly look: RowLook;
  readonly gutter: number;
  readonly rule: FitRule;
  /** Above a day's first line, under its hairline; the same below its last. */
  readonly pad: number;
}

function headOf(area: DaysArea, day: Day, look: RowLook, gutter: number): Block {
  const { sheet, ground } = area;
  const number = sheet.dates.dayOfMonth(day.date);
  const scale = Math.min(1, look.scale);
  const width = gutter - px(sheet, 1.5);
  const tomorrow = day.date === area.tomorrow;
  const weekday = textBlock(sheet, sheet.dates.weekday(day.date, 'short'), {
    style: textStyle(sheet, 2.2 * scale, tomorrow ? 600 : 500),
    color: ground.quiet,
    width,
  });
  const big = textBlock(sheet, number, {
    style: textStyle(sheet, 4.6 * scale, 600),
    color: ground.ink,
    width,
    extent: closeExtentOf(number),
  });
  return stack([big, weekday], px(sheet, 0.7));
}

function gutterOf(area: DaysArea, days: readonly Day[]): number {
  const { sheet } = area;
  const widths = days.map(({ date }) =>
    Math.max(
      widthOf(sheet, sheet.dates.weekday(date, 'short'), textStyle(sheet, 2.2, 600)),
      widthOf(sheet, sheet.dates.dayOfMonth(date), textStyle(sheet, 4.6, 600)),
    ),
  );
  return Math.min(Math.floor(area.width / 3), Math.max(0, ...widths) + px(sheet, 3));
}

function columnOf(area: DaysArea, days: readonly Day[], look: RowLook, gutter: number): RowColumn {
  const { sheet, ground } = area;
  const range = area.width >= px(sheet, RANGE_FROM);
  const style = rowTimeStyle(sheet, look);
  const widths = days.flatMap(({ timed }) =>
    timed.slice(0, MAX_ENTRIES).map((entry) => widthOf(sheet, rowText(entry, sheet, range), style)),
  );
  return { sheet, ground, width: area.width - gutter, timeWidth: Math.max(0, ...widths), range, look };
}

function piecesOf(column: RowColumn, day: Day): { pieces: Piece[]; uncounted: number } {
  const whole = [...day.allDay, ...day.timed.filter(fillsDay)];
  const timed = day.timed.filter((entry) => !fillsDay(entry));
  const barX = rowBarX(column.sheet, column.timeWidth);
  const chipColumn = {
    sheet: column.sheet,
    ground: column.ground,
    width: column.width - barX,
    scale: column.look.scale,
  };
  const chips = chipLines(chipColumn, whole.slice(0, MAX_ENTRIES)).map(
    ({ block, entries }, index): Piece => ({
      block: { height: block.height, place: (x, y) => block.place(x + barX, y) },
      entries: entries.length,
      rank: index === 0 ? RANK.chips : RANK.laterChips,
      side: 'more',
    }),
  );
  const bounded = timed.slice(0, MAX_ENTRIES);
  const rows = bounded.flatMap((entry: Entry): Piece[] =>
    entry.time.kind === 'timed'
      ? [
          {
            block: entryRow(column, entry, entry.time),
            entries: 1,
            rank: entry.next ? RANK.next : RANK.later,
            side: 'more',
          },
        ]
      : [],
  );
  const uncounted =
    day.allDay.length + day.timed.length - bounded.length - Math.min(whole.length, MAX_ENTRIES);
  return { pieces: [...chips, ...rows], uncounted };
}

function layOut(
  area: DaysArea,
  days: readonly Day[],
  look: RowLook,
): { layout: Layout; column: RowColumn; sections: Section[] } {
  const { sheet } = area;
  const gutter = gutterOf(area, days);
  const column = columnOf(area, days, look, gutter);
  const gap = px(sheet, 0.75 * look.scale);
  const mark = quietLine({ ...column, scale: look.scale }, sheet.words.more(9)).height;
  const rule: FitRule = { height: Number.MAX_SAFE_INTEGER, gap, mark };
  const layout: Layout = { area, look, gutter, rule, pad: px(sheet, 1.5 * look.scale) };
  const sections = days.map((day): Section => {
    const { pieces, uncounted } = piecesOf(column, day);
    return { day, head: headOf(area, day, look, gutter), fitted: fitPieces(pieces, uncounted, rule) };
  });
  return { layout, column, sections };
}

function sectionHeight({ head, fitted }: Section, { pad }: Layout): number {
  return Math.max(head.height, fitted.height) + 2 * pad;
}

function total(sections: readonly Section[], layout: Layout): number {
  return sections.reduce((sum, section) => sum + sectionHeight(section, layout), 0);
}

/** Takes lines from the highest day until all days fit. */
function squeeze(sections: readonly Section[], layout: Layout, height: number): Section[] {
  const squeezed = [...sections];
  while (total(squeezed, layout) > height) {
    const highest = squeezed.reduce<number>((best, section, index) => {
      const worth = section.fitted.pieces.length > 0 ? section.fitted.height : -1;
      const bestOne = squeezed[best];
      const bestWorth =
        bestOne !== undefined && bestOne.fitted.pieces.length > 0 ? bestOne.fitted.height : -1;
      return worth >= bestWorth ? index : best;
    }, 0);
    const section = squeezed[highest];
    if (section === undefined || section.fitted.pieces.length === 0) break;
    squeezed[highest] = { ...section, fitted: dropOne(section.fitted, layout.rule) };
  }
  return squeezed;
}

function leastHeight(section: Section, layout: Layout): number {
  const lines = section.fitted.pieces.slice(0, KEPT_LINES);
  const least = lines.reduce((sum, { block }) => sum + block.height + layout.rule.gap, 0);
  const more = section.fitted.pieces.length > KEPT_LINES ? layout.rule.mark : 0;
  return Math.max(section.head.height, Math.min(section.fitted.height, least + more)) + 2 * layout.pad;
}

function countOf(section: Section): number {
  return section.day.allDay.length + section.day.timed.length;
}

/** As many days from the first on as have room for a few lines each. */
function daysThatFit(sections: readonly Section[], layout: Layout, height: number): number {
  let used = 0;
  let count = 0;
  for (const section of sections) {
    const tail = count < sections.length - 1 ? layout.rule.mark + layout.pad : 0;
    used += leastHeight(section, layout);
    if (used + tail > height) break;
    count++;
  }
  return count;
}

function placeSection(section: Section, layout: Layout, height: number): Block {
  const { area, gutter, pad, rule, look } = layout;
  const { sheet, ground } = area;
  const more = section.fitted.more;
  const width = area.width - gutter;
  const content = stack(
    [
      ...section.fitted.pieces.map(({ block }) => block),
      more > 0 ? quietLine({ sheet, ground, width, scale: look.scale }, sheet.words.more(more)) : stack([]),
      countOf(section) === 0
        ? textBlock(sheet, sheet.words.plain.nothingPlanned, {
            style: textStyle(sheet, 2.4 * look.scale, 400),
            color: ground.faint,
            width,
          })
        : stack([]),
    ],
    rule.gap,
  );
  const line = rectBlock(area.width, px(sheet, 0.14), ground.line);
  return {
    height,
    place: (x, y): readonly Item[] => [
      ...line.place(x, y),
      ...section.head.place(x, y + pad),
      ...content.place(x + gutter, y + pad),
    ],
  };
}

/** Heights raised to one level as far as there is room: short days become equally high. */
function levelHeights(heights: readonly number[], height: number): readonly number[] {
  const sorted = [...heights].sort((a, b) => a - b);
  let level = 0;
  let spent = heights.reduce((sum, one) => sum + one, 0);
  for (const [index, one] of sorted.entries()) {
    const next = sorted[index + 1] ?? Number.MAX_SAFE_INTEGER;
    const room = Math.floor((height - spent) / (index + 1));
    level = one + Math.max(0, Math.min(room, next - one));
    spent += (level - one) * (index + 1);
    if (level < next) break;
  }
  return heights.map((one) => Math.max(one, level));
}

/** The days below each other in the height of the area. */
export function comingDays(area: DaysArea, days: readonly Day[]): Block {
  if (days.length === 0) return stack([]);
  let chosen = layOut(area, days, LOOKS[0] as RowLook);
  for (const look of LOOKS.slice(1)) {
    if (total(chosen.sections, chosen.layout) <= area.height) break;
    chosen = layOut(area, days, look);
  }
  const { layout, sections } = chosen;
  const count =
    total(sections, layout) <= area.height ? sections.length : daysThatFit(sections, layout, area.height);
  const left = sections.slice(count).reduce((sum, section) => sum + countOf(section), 0);
  const last = sections.at(-1)?.day.date ?? area.tomorrow;
  const tail =
    left > 0
      ? quietLine(
          { ...area, scale: layout.look.scale },
          area.sheet.words.moreUntil(left, area.sheet.dates.weekday(last, 'long')),
        )
      : stack([]);
  const height = area.height - tail.height - (left > 0 ? layout.pad : 0);
  const squeezed = squeeze(sections.slice(0, count), layout, height);
  const heights = levelHeights(
    squeezed.map((section) => sectionHeight(section, layout)),
    height,
  );
  return stack([
    ...squeezed.map((section, index) => placeSection(section, layout, heights[index] ?? 0)),
    tail,
  ]);
}
