/**
 * Scene to pixels.
 *
 * Everything is drawn on one strip canvas as wide as the picture, always with the same rows of the
 * picture on it (the first strip shows rows 0 to 31, the next 32 to 63 ...). So a pixel does not
 * depend on which area was asked for: same strip, same coordinates, same rounding in the library,
 * whether the whole picture is painted or the minutes of a clock.
 */
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import type { PixelBlock, Rect } from '../model/frame.ts';
import { intersect } from '../scene/geometry.ts';
import { inkBounds } from '../scene/ink.ts';
import type { Item, MeasureText, RectItem, Scene } from '../scene/scene.ts';
import { type CanvasModule, loadCanvas } from './canvas.ts';
import { createCollector } from './collector.ts';
import { registerFonts } from './fonts.ts';
import { createTypesetter, type Typesetter } from './text.ts';

/** Rows of the strip canvas: at 3840 pixels a strip and the copy read from it stay under 1 MB. */
export const STRIP_ROWS = 32;

export interface Raster {
  readonly measure: MeasureText;
  /** The pixels of `area`, which lies within the picture. An area within one strip costs one copy. */
  paint(scene: Scene, area: Rect): PixelBlock;
  /** The pixels of `area` from top to bottom, a block for each strip it touches; nothing is kept. */
  paintStrips(scene: Scene, area: Rect): Generator<PixelBlock>;
  /**
   * Gives back the memory of the blocks painted so far; to be called once per frame. The library's
   * pixel copies lie outside of V8's heap, which therefore sees no reason to collect them.
   */
  release(): Promise<void>;
  /** Debian packages with fonts that a text so far would have needed and that are not installed. */
  missingPackages(): readonly string[];
}

/**
 * `fontsFolder` holds daywall's own font files. Throws a UserError when one cannot be read.
 * `language` (BCP 47) is the one texts are measured for; give it the language of the scenes.
 */
export async function createRaster(fontsFolder: string, language = 'en'): Promise<Raster> {
  const canvas = loadCanvas();
  const fonts = registerFonts(canvas, fontsFolder);
  const typesetter = createTypesetter(canvas, fonts, language);
  const paintStrip = createStrip(canvas, typesetter);
  const collect = createCollector();
  function* paintStrips(scene: Scene, area: Rect): Generator<PixelBlock> {
    const bottom = area.y + area.height;
    for (let y = area.y; y < bottom; ) {
      const end = Math.min(bottom, y - (y % STRIP_ROWS) + STRIP_ROWS);
      yield paintStrip(scene, { ...area, y, height: end - y });
      y = end;
    }
  }
  return {
    measure: typesetter.measure,
    paint: (scene, area) => joinBlocks(area, paintStrips(scene, area)),
    paintStrips,
    release: collect,
    missingPackages: fonts.missingPackages,
  };
}

/** One block of all the rows; the only block itself when there is but one. */
function joinBlocks(area: Rect, blocks: Iterable<PixelBlock>): PixelBlock {
  const [first, ...rest] = blocks;
  if (first !== undefined && rest.length === 0) return first;
  const data = new Uint8ClampedArray(area.width * area.height * 4);
  let at = 0;
  for (const block of first === undefined ? [] : [first, ...rest]) {
    data.set(block.data, at);
    at += block.data.length;
  }
  return { ...area, data };
}

/** Paints areas that lie within one strip; the canvas is made anew when the width changes. */
function createStrip(module: CanvasModule, typesetter: Typesetter) {
  let canvas: Canvas | null = null;
  return (scene: Scene, area: Rect): PixelBlock => {
    if (canvas === null || canvas.width !== scene.width) {
      canvas = module.createCanvas(scene.width, STRIP_ROWS);
    }
    const context = canvas.getContext('2d');
    const top = area.y - (area.y % STRIP_ROWS);
    context.save();
    context.translate(0, -top);
    context.fillStyle = scene.background;
    context.fillRect(0, top, scene.width, STRIP_ROWS);
    for (const item of scene.items) paintItem(context, typesetter, item, scene.language, area);
    context.restore();
    const { data } = context.getImageData(area.x, area.y - top, area.width, area.height);
    return { ...area, data };
  };
}

/** Nothing gets out of the item's ink bounds, not even the soft edge of a rounded corner. */
function paintItem(
  context: SKRSContext2D,
  typesetter: Typesetter,
  item: Item,
  language: string,
  area: Rect,
): void {
  const { x, y, width, height } = inkBounds(item);
  if (intersect({ x, y, width, height }, area) === null) return;
  context.fillStyle = item.color;
  if (item.kind === 'rect' && item.radius === 0) {
    context.fillRect(x, y, width, height);
    return;
  }
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  if (item.kind === 'text') typesetter.draw(context, item, language);
  else fillRounded(context, item);
  context.restore();
}

function fillRounded(context: SKRSContext2D, { x, y, width, height, radius }: RectItem): void {
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fill();
}
