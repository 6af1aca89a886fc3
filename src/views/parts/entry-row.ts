/** A timed entry of a coming day on one line: range, title, place. */
import type { Entry } from '../../model/agenda.ts';
import type { TextStyle } from '../../scene/scene.ts';
import { ellipsize, wrapText } from '../../scene/text-fit.ts';
import { px, type Sheet, textStyle } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import { type Block, overlay, stack, widthOf } from './block.ts';
import { barBlock, colorsOf } from './calendar-mark.ts';
import { LEAST_DETAIL } from './entry-card.ts';
import { countdownOf, detailsOf, rangeOf, startOf, titleOf } from './entry-words.ts';
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

interface Texts {
  readonly lines: LinePart[][];
}

function textsOf(column: RowColumn, entry: Entry, textX: number): Texts {
  const { sheet, ground, look } = column;
  const over = entry.phase === 'past' || entry.declined;
  const titleStyle = textStyle(sheet, TITLE * look.scale, 500);
  const detailStyle = textStyle(sheet, DETAIL * look.scale, 400);
  const strongStyle = textStyle(sheet, DETAIL * look.scale, 600);
  const countdown = countdownOf(entry, sheet);
  const countdownWidth = widthOf(sheet, countdown, strongStyle);
  const gap = px(sheet, 1.6);
  const full = column.width - textX;
  const room = full - (countdown === '' ? 0 : countdownWidth + gap);
  const title = wrapText(titleOf(entry, sheet), titleStyle, room, look.titleLines, sheet.measure);
  const lines: LinePart[][] = title.map((text) => [
    {
      text,
      style: titleStyle,
      color: over ? ground.faint : ground.ink,
      x: textX,
      width: room,
      struck: entry.declined,
    },
  ]);
  const last = lines.at(-1);
  const lastWidth = widthOf(sheet, title.at(-1) ?? '', titleStyle) + gap;
  last?.push({
    text: countdown,
    style: strongStyle,
    color: ground.accent,
    x: textX + lastWidth,
    width: countdownWidth,
  });
  const details = detailsOf(entry, sheet);
  const detail = (x: number, width: number): LinePart => ({
    text:
      width < LEAST_DETAIL * detailStyle.size ? '' : ellipsize(details, detailStyle, width, sheet.measure),
    style: detailStyle,
    color: over ? ground.faint : ground.quiet,
    x: textX + x,
    width,
  });
  if (look.details === 'below' && details !== '') lines.push([detail(0, full)]);
  if (look.details === 'beside' && title.length === 1) {
    const used = lastWidth + (countdown === '' ? 0 : countdownWidth + gap);
    last?.push(detail(used, full - used));
  }
  return { lines };
}

export function entryRow(column: RowColumn, entry: Entry): Block {
  const { sheet, ground } = column;
  const over = entry.phase === 'past' || entry.declined;
  const { lines } = textsOf(column, entry, rowTextX(sheet, column.timeWidth));
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
    colorsOf(entry, ground.paper),
    px(sheet, 0.6),
    text.height - 2 * inset,
    entry.tentative ? ground.paper : null,
  );
  return overlay([
    { block: bar, x: rowBarX(sheet, column.timeWidth), y: inset },
    { block: text, x: 0 },
  ]);
}
