/** Palettes: every colour of a picture has a name by its use. */
import type { Color } from '../scene/scene.ts';

/** Colours that belong to one ground. */
export interface Ground {
  readonly paper: Color;
  /** Titles, clock: the strongest. */
  readonly ink: Color;
  /** Times, places: second reading. */
  readonly quiet: Color;
  /** What is over, and labels: third reading, still legible. */
  readonly faint: Color;
  /** Hairlines and tracks. */
  readonly line: Color;
  /** A card laid on the paper. */
  readonly card: Color;
  /** The one accent: what is now and next. */
  readonly accent: Color;
  /** Something is not as it should be. */
  readonly warning: Color;
}

export interface Palette {
  /** The page: coming days, footer, notices. */
  readonly page: Ground;
  /** The panel: clock, date, today. */
  readonly panel: Ground;
}

export const THEMES = ['light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

/** Contrast floors against the ground (WCAG 2.2, 1.4.11 and 1.4.3). */
export const MARK_CONTRAST = 3;
export const TEXT_CONTRAST = 4.5;

/** Warm paper and blue-black ink. */
const LIGHT: Palette = {
  page: {
    paper: '#fbf8f2',
    ink: '#1f2430',
    quiet: '#5d5a56',
    faint: '#8c867b',
    line: '#e6dfd2',
    card: '#f3ede1',
    accent: '#b8432a',
    warning: '#8f5a00',
  },
  panel: {
    paper: '#f1eadd',
    ink: '#1f2430',
    quiet: '#5a564f',
    faint: '#857e71',
    line: '#ddd3c1',
    card: '#fffdf9',
    accent: '#b33f26',
    warning: '#855300',
  },
};

/** Night: deep blue-black with warm white. */
const DARK: Palette = {
  page: {
    paper: '#0e1420',
    ink: '#f3efe7',
    quiet: '#a9b0bf',
    faint: '#727b8f',
    line: '#232c3d',
    card: '#192233',
    accent: '#ffb070',
    warning: '#f2cf6b',
  },
  panel: {
    paper: '#151d2c',
    ink: '#f7f3eb',
    quiet: '#b0b7c6',
    faint: '#79829a',
    line: '#2b3549',
    card: '#222d42',
    accent: '#ffb070',
    warning: '#f2cf6b',
  },
};

export const PALETTES: Readonly<Record<Theme, Palette>> = { light: LIGHT, dark: DARK };
