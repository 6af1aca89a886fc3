/** The date: the weekday in ink, day and month beside or below it, quiet. */
import type { LocalDate } from '../../model/time.ts';
import { ellipsize } from '../../scene/text-fit.ts';
import { extentOf } from '../../scene/text-line.ts';
import { px, type Sheet, textStyle } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import { type Block, stack, textBlock, widthOf } from './block.ts';
import { lineOf } from './line.ts';

const WEEKDAY_WEIGHT = 600;
const DATE_WEIGHT = 400;

/** On one line, in the longest form that fits. */
export function dateLine(sheet: Sheet, ground: Ground, date: LocalDate, width: number, units: number): Block {
  const weekdayStyle = textStyle(sheet, units, WEEKDAY_WEIGHT);
  const dateStyle = textStyle(sheet, units, DATE_WEIGHT);
  const gap = px(sheet, units * 0.3);
  const { weekday, dayAndMonth } = sheet.dates;
  const forms = [
    [weekday(date, 'long'), dayAndMonth(date, 'long')],
    [weekday(date, 'long'), dayAndMonth(date, 'short')],
    [weekday(date, 'short'), dayAndMonth(date, 'short')],
  ] as const;
  const widths = forms.map(
    ([day, rest]) => widthOf(sheet, day, weekdayStyle) + gap + widthOf(sheet, rest, dateStyle),
  );
  const fitting = widths.findIndex((one) => one <= width);
  const [day, rest] = forms[fitting === -1 ? forms.length - 1 : fitting] ?? forms[2];
  const x = widthOf(sheet, day, weekdayStyle) + gap;
  return lineOf(sheet, [
    {
      text: ellipsize(day, weekdayStyle, width, sheet.measure),
      style: weekdayStyle,
      color: ground.ink,
      x: 0,
      width,
    },
    {
      text: ellipsize(rest, dateStyle, width - x, sheet.measure),
      style: dateStyle,
      color: ground.quiet,
      x,
      width: width - x,
    },
  ]);
}

export interface Corner extends Block {
  /** From the top down to the baseline of its last line. */
  readonly baseline: number;
}

/** On two lines, set against the right edge; null when that is too narrow for the long form. */
export function dateCorner(
  sheet: Sheet,
  ground: Ground,
  date: LocalDate,
  width: number,
  units: number,
): Corner | null {
  const { weekday, dayAndMonth } = sheet.dates;
  const lines = [
    { text: weekday(date, 'long'), style: textStyle(sheet, units, WEEKDAY_WEIGHT), color: ground.ink },
    { text: dayAndMonth(date, 'long'), style: textStyle(sheet, units, DATE_WEIGHT), color: ground.quiet },
  ];
  if (lines.some(({ text, style }) => widthOf(sheet, text, style) > width)) return null;
  const blocks = lines.map(({ text, ...setting }) =>
    textBlock(sheet, text, { ...setting, width, align: 'right' }),
  );
  const block = stack(blocks);
  const last = lines[1]?.style.size ?? 0;
  return { ...block, baseline: block.height - Math.ceil(extentOf(lines[1]?.text ?? '').descent * last) };
}
