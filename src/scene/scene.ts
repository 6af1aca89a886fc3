/**
 * A picture as plain data: what a view makes, what is compared, what the raster paints.
 * All geometry is in whole pixels of the upright picture; items are painted in order.
 */
import type { Rect } from '../model/frame.ts';

/** `#rrggbb`; scenes hold no transparency. */
export type Color = string;

export interface TextStyle {
  /** Pixels. */
  readonly size: number;
  /** 100 to 900. */
  readonly weight: number;
}

export interface RectItem extends Rect {
  readonly kind: 'rect';
  readonly color: Color;
  /** Corner radius in pixels; 0 for square corners. */
  readonly radius: number;
}

/** One line of text that was already fitted: it lies within its rectangle. */
export interface TextItem extends Rect {
  readonly kind: 'text';
  readonly text: string;
  readonly style: TextStyle;
  readonly color: Color;
  /** Edge of the rectangle the line is set against. */
  readonly align: 'left' | 'center' | 'right';
  /** Base direction of the line. */
  readonly direction: 'ltr' | 'rtl';
  /** Pixels from the top of the rectangle down to the baseline. */
  readonly baseline: number;
  /** A line through the middle of the text (declined). */
  readonly struck: boolean;
}

export type Item = RectItem | TextItem;

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly background: Color;
  /** BCP 47; some scripts are drawn differently by language. */
  readonly language: string;
  readonly items: readonly Item[];
}

/** Advance width in pixels of a line of text, not rounded. The raster provides it. */
export type MeasureText = (text: string, style: TextStyle) => number;
