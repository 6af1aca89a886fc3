/** The large clock: hours, separator, minutes and period apart, so that a minute changes few pixels. */
import type { LocalDateTime } from '../../model/time.ts';
import type { Color, Item, TextStyle } from '../../scene/scene.ts';
import { closeExtentOf, extentOf } from '../../scene/text-line.ts';
import { px, type Sheet } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import { type Block, widthOf } from './block.ts';
import { lineOf } from './line.ts';

const WEIGHT = 600;
const PERIOD_WEIGHT = 500;
/** In em of the clock: room of the separator, diameter and heights of its two dots. */
const COLON_ROOM = 0.3;
const DOT = 0.13;
const DOTS_ABOVE_BASELINE = [0.11, 0.485] as const;
/** Of the clock's size. */
const PERIOD_SIZE = 0.28;

interface ClockParts {
  readonly hours: string;
  readonly separator: string;
  readonly minutes: string;
}

function partsOf(time: string): ClockParts {
  const match = /^(\D*\d+|\P{Nd}*\p{Nd}+)(\P{Nd}+)(\p{Nd}+.*)$/u.exec(time);
  if (match === null) return { hours: time, separator: '', minutes: '' };
  return { hours: match[1] ?? '', separator: (match[2] ?? '').trim(), minutes: match[3] ?? '' };
}

function dots(size: number, color: Color, room: number, baseline: number): Block {
  const diameter = Math.max(2, Math.round(DOT * size));
  return {
    height: baseline,
    place: (x, y) =>
      DOTS_ABOVE_BASELINE.map(
        (above): Item => ({
          kind: 'rect',
          x: x + Math.floor((room - diameter) / 2),
          y: y + baseline - Math.round(above * size) - Math.floor(diameter / 2),
          width: diameter,
          height: diameter,
          color,
          radius: Math.floor(diameter / 2),
        }),
      ),
  };
}

/** Width of a clock of this size, whatever the time: digits are all as wide as a zero. */
function widthAt(sheet: Sheet, parts: ClockParts, size: number, period: string): number {
  const style: TextStyle = { size, weight: WEIGHT };
  const digits = widthOf(sheet, parts.hours, style) + widthOf(sheet, parts.minutes, style);
  const periodStyle: TextStyle = { size: Math.round(size * PERIOD_SIZE), weight: PERIOD_WEIGHT };
  const periodRoom = period === '' ? 0 : size * 0.12 + widthOf(sheet, period, periodStyle);
  return digits + COLON_ROOM * size + periodRoom;
}

/** As large as `units`, or as the width allows. */
export function clockBlock(
  sheet: Sheet,
  ground: Ground,
  now: LocalDateTime,
  width: number,
  units: number,
): Block {
  const { time, period } = sheet.dates.clock(now);
  const parts = partsOf(time);
  const wanted = px(sheet, units);
  const share = Math.min(1, (width - 2) / widthAt(sheet, parts, wanted, period));
  const size = Math.max(1, Math.floor(wanted * share));
  const style: TextStyle = { size, weight: WEIGHT };
  const room = Math.round(COLON_ROOM * size);
  const hoursWidth = widthOf(sheet, parts.hours, style);
  const minutesWidth = widthOf(sheet, parts.minutes, style);
  const periodX = hoursWidth + room + minutesWidth + Math.round(size * 0.12);
  const part = (text: string, x: number, slot: number) => ({
    text,
    style,
    color: ground.ink,
    x,
    width: slot,
    extent: closeExtentOf(text),
  });
  const colon = parts.separator === ':';
  const line = lineOf(sheet, [
    part(parts.hours, 0, hoursWidth),
    ...(colon ? [] : [{ ...part(parts.separator, hoursWidth, room), align: 'center' as const }]),
    part(parts.minutes, hoursWidth + room, minutesWidth),
    {
      text: period,
      style: { size: Math.round(size * PERIOD_SIZE), weight: PERIOD_WEIGHT },
      color: ground.quiet,
      x: periodX,
      width: Math.max(0, width - periodX),
      extent: extentOf(period),
    },
  ]);
  const baseline = Math.ceil(closeExtentOf(parts.hours).ascent * size);
  const separator = dots(size, ground.ink, room, baseline);
  return {
    height: line.height,
    place: (x, y) => [...line.place(x, y), ...(colon ? separator.place(x + hoursWidth, y) : [])],
  };
}
