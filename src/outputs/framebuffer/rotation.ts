/**
 * Rotation: degrees by which the picture is turned clockwise on the panel, so that it is upright for a
 * person in front of a panel that hangs turned by as much anticlockwise. The panel is what the
 * framebuffer addresses: its first row is the first in memory.
 *
 * With 90, the top edge of the picture lies along the right edge of the panel, its left edge along the
 * top; with 270, the top edge lies along the left edge, the left edge along the bottom.
 */
import type { Rect } from '../../model/frame.ts';

export type Rotation = 0 | 90 | 180 | 270;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Size of the upright picture that fills the panel, and the other way round. */
export function turnSize({ width, height }: Size, rotation: Rotation): Size {
  return rotation === 90 || rotation === 270 ? { width: height, height: width } : { width, height };
}

/** Where a rectangle of the upright picture lies on the panel. */
export function turnRect(rect: Rect, rotation: Rotation, panel: Size): Rect {
  const { x, y, width, height } = rect;
  if (rotation === 0) return { x, y, width, height };
  if (rotation === 180) return { x: panel.width - x - width, y: panel.height - y - height, width, height };
  return rotation === 90
    ? { x: panel.width - y - height, y: x, width: height, height: width }
    : { x: y, y: panel.height - x - width, width: height, height: width };
}

/** How to walk through the pixels of a block in the order of the panel: indices, not bytes. */
export interface Walk {
  /** Pixel at the top left of the turned block. */
  readonly origin: number;
  /** To the next pixel to the right on the panel. */
  readonly stepX: number;
  /** To the pixel below on the panel. */
  readonly stepY: number;
}

/** `size` is the block's in the upright picture. */
export function walkThrough({ width, height }: Size, rotation: Rotation): Walk {
  if (rotation === 0) return { origin: 0, stepX: 1, stepY: width };
  if (rotation === 90) return { origin: (height - 1) * width, stepX: -width, stepY: 1 };
  if (rotation === 180) return { origin: width * height - 1, stepX: -1, stepY: -width };
  return { origin: width - 1, stepX: width, stepY: -1 };
}
