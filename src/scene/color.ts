/** Colours as `#rrggbb`: mixing, and contrast as WCAG 2.2 defines it (relative luminance). */
import type { Color } from './scene.ts';

type Channels = readonly [number, number, number];

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

/** Red, green and blue, 0 to 255. @throws {Error} when it is not `#rrggbb`. */
function channelsOf(color: Color): Channels {
  const match = HEX.exec(color);
  if (match === null) throw new Error(`Not a colour of the form #rrggbb: ${color}`);
  const [, red = '', green = '', blue = ''] = match;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

function toColor(channels: Channels): Color {
  return `#${channels.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance, 0 (black) to 1 (white); WCAG 2.2. */
export function luminanceOf(color: Color): number {
  const [red, green, blue] = channelsOf(color);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio, 1 to 21; WCAG 2.2. */
export function contrastOf(a: Color, b: Color): number {
  const [dark = 0, light = 0] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour `share` (0 to 1) of the way from `from` to `to`. */
export function mix(from: Color, to: Color, share: number): Color {
  const a = channelsOf(from);
  const b = channelsOf(to);
  const at = (index: 0 | 1 | 2) => a[index] + (b[index] - a[index]) * share;
  return toColor([at(0), at(1), at(2)]);
}

/** Steps from the colour to black or white that are tried. */
const CONTRAST_STEPS = 20;

/**
 * `color`, moved towards black or white (whichever is farther from the background) just as far as
 * the contrast with `background` needs to reach `floor`; black or white where that is out of reach.
 */
export function keepContrast(color: Color, background: Color, floor: number): Color {
  const goal = contrastOf('#000000', background) > contrastOf('#ffffff', background) ? '#000000' : '#ffffff';
  for (let step = 0; step < CONTRAST_STEPS; step++) {
    const tried = mix(color, goal, step / CONTRAST_STEPS);
    if (contrastOf(tried, background) >= floor) return tried;
  }
  return goal;
}
