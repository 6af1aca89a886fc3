/**
 * Eight colours that go together, in the order in which calendars without a colour take them:
 * neighbours differ in hue and in lightness, so that they stay apart for colour-blind eyes too.
 * Views darken or lighten them as far as the theme's contrast floor asks.
 */
export const PALETTE = {
  teal: '#2a9d8f',
  orange: '#e9853b',
  blue: '#4a78d0',
  rose: '#d8577f',
  violet: '#8a63c9',
  gold: '#d9a521',
  green: '#6a994e',
  slate: '#64788c',
} as const;

export type PaletteName = keyof typeof PALETTE;

export const PALETTE_NAMES = Object.keys(PALETTE) as readonly PaletteName[];

/** A palette name, `#rgb` or `#rrggbb`. */
export function isColor(text: string): boolean {
  return Object.hasOwn(PALETTE, text) || /^#(?:[\da-f]{3}){1,2}$/i.test(text);
}

/** `#rrggbb` in lower case of what `isColor` accepts. */
export function toColor(text: string): string {
  const named = Object.entries(PALETTE).find(([name]) => name === text)?.[1];
  if (named !== undefined) return named;
  const digits = text.slice(1).toLowerCase();
  return `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`;
}

/** For each calendar its colour; those without one take the palette's unused colours in order. */
export function assignColors(colors: readonly (string | null)[]): readonly string[] {
  const chosen = new Set(colors.filter((color) => color !== null));
  const free = Object.values(PALETTE).filter((color) => !chosen.has(color));
  const pool = free.length > 0 ? free : Object.values(PALETTE);
  let next = 0;
  return colors.map((color) => color ?? pool[next++ % pool.length] ?? PALETTE.teal);
}
