/** A timed entry of a coming day on one line: range, title, place. */
import type { Entry } from '../../model/agenda.ts';
import type { TextStyle } from '../../scene/scene.ts';
import { ellipsize, wrapText } from '../../scene/text-fit.ts';
import { leastLineHeight } from '../../scene/text-line.ts';
import { px, type Sheet, textStyle } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import { type Block, overlay, stack, widthOf } from './block.ts';
import { barBlock, colorsOf } from './calendar-mark.ts';
import { type DetailStyles, detailGap, detailParts, hasDetails } from './entry-details.ts';
import { countdownOf, rangeOf, startOf, titleOf } from './entry-words.ts';
import { type LinePart, lineOf } from './line.ts';

export interface RowLook {
  readonly scale: number;
  readonly titleLines: number;
  /** Where remarks and place go. */
  readonly details: 'below' | 'beside' | 'none';
}

export interface RowColumn {
  readonly sheet: Sheet;
  readonly ground: Ground;
  readonly width: number;
  /** Width of the column of times. */
  readonly timeWidth: number;
  /** Start and end, or only the start. */
  readonly range: boolean;
  readonly look: RowLook;
}

const TITLE = 2.8;
const DETAIL = 2.3;

export function rowText(entry: Entry, sheet: Sheet, range: boolean): string {
  if (entry.time.kind === 'all-day') return '';
  return range ? rangeOf(entry.time, sheet) : startOf(entry.time, sheet);
}

export function rowTimeStyle(sheet: Sheet, look: RowLook): TextStyle {
  return textStyle(sheet, DETAIL * 1.06 * look.scale, 450);
}

/** Where titles begin, from the left edge of the column. */
export function rowTextX(sheet: Sheet, timeWidth: number): number {
  return timeWidth + px(sheet, 1.4) + px(sheet, 0.6) + px(sheet, 1.4);
}

export function rowBarX(sheet: Sheet, timeWidth: number): number {
  return timeWidth + px(sheet, 1.4);
}

/** Title, with what follows it on the same line or below. A countdown is always shown. */
function linesOf(column: RowColumn, entry: Entry, textX: number): LinePart[][] {
  const { sheet, ground, look } = column;
  const titleStyle = textStyle(sheet, TITLE * look.scale, 500);
  const styles: DetailStyles = {
    detail: textStyle(sheet, DETAIL * look.scale, 400),
    strong: textStyle(sheet, DETAIL * look.scale, 600),
  };
  const width = column.width - textX;
  const color = entry.phase === 'past' || entry.declined ? ground.faint : ground.ink;
  const title = wrapText(titleOf(entry, sheet), titleStyle, width, look.titleLines, sheet.measure);
  const lines = title.map((text): LinePart[] => [
    { text, style: titleStyle, color, x: textX, width, struck: entry.declined },
  ]);
  const used = widthOf(sheet, title.at(-1) ?? '', titleStyle) + detailGap(sheet);
  const countdownWidth = widthOf(sheet, countdownOf(entry, sheet), styles.strong);
  const below = look.details === 'below' || used + countdownWidth > width;
  const slot = below ? { x: textX, width } : { x: textX + used, width: width - used };
  const details = look.details !== 'none' && (look.details === 'below' || !below);
  const parts = detailParts(column, entry, styles, slot, details);
  if (parts.length === 0) return lines;
  return below ? [...lines, parts] : [...lines.slice(0, -1), [...(lines.at(-1) ?? []), ...parts]];
}

/** Height that a row has at least, without measuring its texts. `width`: of the title, at least. */
export function leastRowHeight(sheet: Sheet, entry: Entry, look: RowLook, width: number): number {
  const title = leastLineHeight(textStyle(sheet, TITLE * look.scale, 500).size);
  const detail = textStyle(sheet, DETAIL * look.scale, 400);
  const below = look.details === 'below' && hasDetails(entry, sheet, detail, width);
  return title + (below ? leastLineHeight(detail.size) : 0);
}

export function entryRow(column: RowColumn, entry: Entry): Block {
  const { sheet, ground } = column;
  const over = entry.phase === 'past' || entry.declined;
  const lines = linesOf(column, entry, rowTextX(sheet, column.timeWidth));
  const timeStyle = rowTimeStyle(sheet, column.look);
  lines[0]?.unshift({
    text: ellipsize(rowText(entry, sheet, column.range), timeStyle, column.timeWidth, sheet.measure),
    style: timeStyle,
    color: over ? ground.faint : ground.quiet,
    x: 0,
    width: column.timeWidth,
    align: 'right',
  });
  const text = stack(lines.map((parts) => lineOf(sheet, parts)));
  const inset = Math.round(text.height * 0.08);
  const bar = barBlock(
    colorsOf(sheet, entry, ground.paper),
    px(sheet, 0.6),
    text.height - 2 * inset,
    entry.tentative ? ground.paper : null,
  );
  return overlay([
    { block: bar, x: rowBarX(sheet, column.timeWidth), y: inset },
    { block: text, x: 0 },
  ]);
}
