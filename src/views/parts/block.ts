/** Pieces of a picture whose height is known before their place is. */
import type { Color, Item, TextStyle } from '../../scene/scene.ts';
import { ellipsize, wrapText } from '../../scene/text-fit.ts';
import { extentOf, type LineExtent, lineHeight, setLine } from '../../scene/text-line.ts';
import type { Sheet } from '../sheet.ts';

export interface Block {
  readonly height: number;
  /** Its items when its top left corner is at (x, y). */
  readonly place: (x: number, y: number) => readonly Item[];
}

export interface TextSetting {
  readonly style: TextStyle;
  readonly color: Color;
  readonly width: number;
  /** Most lines; 1 when not given. */
  readonly lines?: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly struck?: boolean;
  readonly extent?: LineExtent;
}

/** Text fitted into a width, with an ellipsis where it goes on. Empty text takes no room. */
export function textBlock(sheet: Sheet, text: string, setting: TextSetting): Block {
  const { style, width } = setting;
  const wanted = setting.lines ?? 1;
  const lines =
    wanted > 1
      ? wrapText(text, style, width, wanted, sheet.measure)
      : [ellipsize(text, style, width, sheet.measure)];
  return stack(lines.filter((line) => line !== '').map((line) => lineBlock(sheet, line, setting)));
}

function lineBlock(sheet: Sheet, text: string, setting: TextSetting): Block {
  const extent = setting.extent ?? extentOf(text);
  return {
    height: lineHeight(extent, setting.style.size),
    place: (x, top) => [
      setLine(
        {
          text,
          style: setting.style,
          color: setting.color,
          x,
          width: setting.width,
          top,
          align: setting.align ?? 'left',
          direction: sheet.direction,
          extent,
          struck: setting.struck ?? false,
        },
        sheet.measure,
      ),
    ],
  };
}

/** One below the other, `gap` pixels apart; empty ones take no gap. */
export function stack(blocks: readonly Block[], gap = 0): Block {
  const filled = blocks.filter((block) => block.height > 0);
  const height = filled.reduce((sum, block) => sum + block.height, 0) + gap * Math.max(0, filled.length - 1);
  return {
    height,
    place: (x, y) => {
      let top = y;
      return filled.flatMap((block) => {
        const items = block.place(x, top);
        top += block.height + gap;
        return items;
      });
    },
  };
}

/** On top of each other, each moved right by its `x`; as high as the highest. */
export function overlay(
  parts: readonly { readonly block: Block; readonly x: number; readonly y?: number }[],
): Block {
  return {
    height: Math.max(0, ...parts.map(({ block, y }) => block.height + (y ?? 0))),
    place: (x, y) => parts.flatMap((part) => part.block.place(x + part.x, y + (part.y ?? 0))),
  };
}

export function rectBlock(width: number, height: number, color: Color, radius = 0): Block {
  return {
    height,
    place: (x, y) =>
      width > 0 && height > 0
        ? [
            {
              kind: 'rect',
              x,
              y,
              width,
              height,
              color,
              radius: Math.min(radius, Math.floor(Math.min(width, height) / 2)),
            },
          ]
        : [],
  };
}

/** `block` with room above and below. */
export function padded(block: Block, top: number, bottom: number): Block {
  return { height: top + block.height + bottom, place: (x, y) => block.place(x, y + top) };
}

export function widthOf(sheet: Sheet, text: string, style: TextStyle): number {
  return text === '' ? 0 : Math.ceil(sheet.measure(text, style)) + 1;
}

/** `block`, whose items the next picture has again where it shows the same block in the same place. */
export function keepItems<T extends Block>(sheet: Sheet, name: string, block: T): T {
  return { ...block, place: (x, y) => sheet.keep(name, [block, x, y], () => block.place(x, y)) };
}

/** `block` moved right. */
export function moved(block: Block, by: number): Block {
  return { height: block.height, place: (x, y) => block.place(x + by, y) };
}
