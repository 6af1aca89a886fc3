/** All-day entries as chips, several on a line. */
import type { Entry } from '../../model/agenda.ts';
import { mix } from '../../scene/color.ts';
import type { Color, Item } from '../../scene/scene.ts';
import { wrapText } from '../../scene/text-fit.ts';
import { leastLineHeight } from '../../scene/text-line.ts';
import { px, type Sheet, textStyle } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import { type Block, overlay, rectBlock, stack, textBlock, widthOf } from './block.ts';
import { barBlock, colorsOf } from './calendar-mark.ts';
import { countdownOf, remarksOf, titleOf } from './entry-words.ts';
import { lineOf } from './line.ts';

export interface ChipColumn {
  readonly sheet: Sheet;
  readonly ground: Ground;
  readonly width: number;
  readonly scale: number;
  /** Most lines of a title; only one too long for a line takes more. */
  readonly lines: number;
}

export interface ChipLine {
  readonly block: Block;
  readonly entries: readonly Entry[];
}

const TEXT = 2.6;
const REMARK = 2.2;
/** Above and below its text. */
const PAD_Y = 0.45;
/** Share of the calendar's colour in a chip. */
const TINT = 0.16;

interface Chip {
  readonly block: Block;
  readonly width: number;
  readonly entry: Entry;
}

/** Square corners where an entry comes from the day before or goes on to the next one. */
function chipGround(width: number, height: number, color: Color, radius: number, entry: Entry): Block {
  const { day, days } = entry.time;
  return {
    height,
    place: (x, y) => {
      const edge = (at: number): Item => ({
        kind: 'rect',
        x: at,
        y,
        width: radius,
        height,
        color,
        radius: 0,
      });
      return [
        ...rectBlock(width, height, color, radius).place(x, y),
        ...(day > 1 ? [edge(x)] : []),
        ...(day < days ? [edge(x + width - radius)] : []),
      ];
    },
  };
}

function chipOf(column: ChipColumn, entry: Entry): Chip {
  const { sheet, ground, scale } = column;
  const over = entry.phase === 'past' || entry.declined;
  const colors = colorsOf(sheet, entry, ground.paper);
  const fill = entry.tentative ? ground.paper : mix(ground.paper, colors[0] ?? ground.line, TINT);
  const titleStyle = textStyle(sheet, TEXT * scale, 500);
  const remarkStyle = textStyle(sheet, REMARK * scale, 400);
  const barWidth = px(sheet, 0.6);
  const pad = px(sheet, 1.3);
  const textX = barWidth + px(sheet, 1.2);
  const room = column.width - textX - pad;
  const remark = [countdownOf(entry, sheet), ...remarksOf(entry, sheet)]
    .filter((text) => text !== '')
    .join(' · ');
  const remarkWidth = widthOf(sheet, remark, remarkStyle);
  const gap = remark === '' ? 0 : px(sheet, 1);
  // A title shorter than a third of the line is of less use than the remark that crowds it.
  const remarkFits = remarkWidth + gap <= (room * 2) / 3;
  const titleRoom = remarkFits ? room - remarkWidth - gap : room;
  const title = wrapText(titleOf(entry, sheet), titleStyle, titleRoom, column.lines, sheet.measure);
  const titleWidth = Math.max(...title.map((line) => widthOf(sheet, line, titleStyle)));
  const lastWidth = widthOf(sheet, title.at(-1) ?? '', titleStyle);
  const color = over ? ground.faint : ground.ink;
  const lines = title.map((line, index) => [
    { text: line, style: titleStyle, color, x: 0, width: titleWidth, struck: entry.declined },
    {
      text: remarkFits && index === title.length - 1 ? remark : '',
      style: remarkStyle,
      color: entry.minutesLeft !== null ? ground.accent : ground.quiet,
      x: lastWidth + gap,
      width: remarkWidth,
    },
  ]);
  const text = stack(lines.map((parts) => lineOf(sheet, parts)));
  const height = text.height + 2 * px(sheet, PAD_Y);
  const width = textX + Math.max(titleWidth, lastWidth + (remarkFits ? gap + remarkWidth : 0)) + pad;
  const shape = chipGround(width, height, fill, px(sheet, 0.8), entry);
  const block = overlay([
    { block: shape, x: 0 },
    { block: barBlock(colors, barWidth, height, entry.tentative ? ground.paper : null), x: 0 },
    { block: text, x: textX, y: px(sheet, PAD_Y) },
  ]);
  return { block, width, entry };
}

/** Height that a line of chips has at least, without looking at their texts. */
export function leastChipHeight(sheet: Sheet, scale: number): number {
  return leastLineHeight(textStyle(sheet, TEXT * scale, 500).size) + 2 * px(sheet, PAD_Y);
}

/** Lines of chips, filled in order. */
export function chipLines(column: ChipColumn, entries: readonly Entry[]): ChipLine[] {
  const gap = px(column.sheet, 1);
  const lines: Chip[][] = [];
  let used = 0;
  for (const chip of entries.map((entry) => chipOf(column, entry))) {
    const line = lines.at(-1);
    if (line !== undefined && used + gap + chip.width <= column.width) {
      line.push(chip);
      used += gap + chip.width;
    } else {
      lines.push([chip]);
      used = chip.width;
    }
  }
  return lines.map((chips) => {
    let x = 0;
    const parts = chips.map(({ block, width }) => {
      const part = { block, x };
      x += width + gap;
      return part;
    });
    return { block: overlay(parts), entries: chips.map(({ entry }) => entry) };
  });
}

/** A quiet line of text, such as `+3 more`. */
export function quietLine(column: ChipColumn, text: string): Block {
  const { sheet, ground, width, scale } = column;
  return textBlock(sheet, text, { style: textStyle(sheet, REMARK * scale, 500), color: ground.quiet, width });
}
