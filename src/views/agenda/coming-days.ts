/** The days after today below each other, as roomy as they all fit. */
import type { Day } from '../../model/agenda.ts';
import { type Block, stack } from '../parts/block.ts';
import { quietLine } from '../parts/chip.ts';
import type { RowLook } from '../parts/entry-row.ts';
import {
  countOf,
  type DaysArea,
  makeSection,
  placeSection,
  type Section,
  type SectionStyle,
  sectionHeight,
  sectionStyle,
  shorten,
} from './day-section.ts';
import { lazily, type Shown } from './fit.ts';

interface DaysLook extends RowLook {
  /** Empty days take a place. */
  readonly emptyDays: boolean;
  /** How well it reads, 1 being the usual. */
  readonly comfort: number;
}

/** From generous to lean; the first in which everything fits is taken. */
const LOOKS: readonly DaysLook[] = [
  { scale: 1.2, titleLines: 3, details: 'below', emptyDays: true, comfort: 1.1 },
  { scale: 1.1, titleLines: 2, details: 'below', emptyDays: true, comfort: 1.05 },
  { scale: 1, titleLines: 2, details: 'beside', emptyDays: true, comfort: 1 },
  { scale: 1, titleLines: 1, details: 'beside', emptyDays: true, comfort: 0.97 },
  { scale: 0.9, titleLines: 1, details: 'beside', emptyDays: true, comfort: 0.9 },
  { scale: 0.9, titleLines: 1, details: 'beside', emptyDays: false, comfort: 0.88 },
  { scale: 0.82, titleLines: 1, details: 'none', emptyDays: false, comfort: 0.8 },
];

/** Lines of a day that are kept before days at the end are given up. */
const KEPT_LINES = 3;

interface Layout {
  readonly style: SectionStyle;
  readonly sections: readonly Section[];
  readonly comfort: number;
}

function layOut(area: DaysArea, days: readonly Day[], look: DaysLook): Layout {
  const style = sectionStyle(area, days, look);
  return { style, sections: days.map((day) => makeSection(style, day)), comfort: look.comfort };
}

function total(sections: readonly Section[], style: SectionStyle): number {
  return sections.reduce((sum, section, index) => sum + sectionHeight(section, style, index === 0), 0);
}

/** The first look in which all fits, otherwise the leanest. */
function choose(layouts: readonly (() => Layout)[], height: number): Layout | null {
  let layout: Layout | null = null;
  for (const make of layouts) {
    layout = make();
    if (total(layout.sections, layout.style) <= height) break;
  }
  return layout;
}

/** Takes lines from the highest day, the last of equals, until all days fit. */
function squeeze(sections: readonly Section[], style: SectionStyle, height: number): readonly Section[] {
  const squeezed = [...sections];
  while (total(squeezed, style) > height) {
    const worths = squeezed.map(({ fitted }) => (fitted.pieces.length > 0 ? fitted.height : 0));
    const most = Math.max(...worths);
    if (most === 0) break;
    const index = worths.lastIndexOf(most);
    const section = squeezed[index];
    if (section !== undefined) squeezed[index] = shorten(section, style);
  }
  return squeezed;
}

/** Height of a section cut to a few lines. */
function leastHeight(section: Section, style: SectionStyle, first: boolean): number {
  const { pieces, height } = section.fitted;
  const { gap, mark } = style.rule;
  const lines = pieces.slice(0, KEPT_LINES).reduce((sum, { block }) => sum + block.height + gap, 0);
  const least = pieces.length > KEPT_LINES ? lines + mark : height;
  const cut: Section = { ...section, fitted: { ...section.fitted, height: Math.min(height, least) } };
  return sectionHeight(cut, style, first);
}

/** As many days from the first on as have room for a few lines each. */
function daysThatFit({ sections, style }: Layout, height: number): number {
  if (total(sections, style) <= height) return sections.length;
  let used = 0;
  let count = 0;
  for (const section of sections) {
    const tail = count < sections.length - 1 ? style.rule.mark + style.pad : 0;
    used += leastHeight(section, style, count === 0);
    if (used + tail > height) break;
    count++;
  }
  return count;
}

/** Heights raised to one level as far as there is room: short days become equally high. */
export function levelHeights(heights: readonly number[], height: number): readonly number[] {
  const sorted = [...heights].sort((a, b) => a - b);
  let spare = height - heights.reduce((sum, one) => sum + one, 0);
  let level = sorted[0] ?? 0;
  for (const index of sorted.keys()) {
    const next = sorted[index + 1] ?? Number.MAX_SAFE_INTEGER;
    const raise = Math.max(0, Math.min(Math.floor(spare / (index + 1)), next - level));
    level += raise;
    spare -= raise * (index + 1);
    if (level < next) break;
  }
  return heights.map((one) => Math.max(one, level));
}

/** The last line, for days that have no room: how many entries they hold. */
function tailOf(area: DaysArea, { style, sections }: Layout, shown: number): Block {
  const left = sections.slice(shown).reduce((sum, { day }) => sum + countOf(day), 0);
  const last = sections.at(-1);
  if (left === 0 || last === undefined) return stack([]);
  const { words, dates } = area.sheet;
  const until =
    sections.length > 7 ? dates.dayAndMonth(last.day.date, 'long') : dates.weekday(last.day.date, 'long');
  return quietLine({ ...area, scale: style.look.scale, lines: 1 }, words.moreUntil(left, until));
}

/** The days in a height; text is set once for all heights that are tried. */
export function prepareDays(area: DaysArea, days: readonly Day[]): (height: number) => Shown {
  const filled = days.filter((day) => countOf(day) > 0);
  const layouts = LOOKS.map((look) => lazily(() => layOut(area, look.emptyDays ? days : filled, look)));
  return (height) => {
    const layout = choose(layouts, height);
    if (layout === null) return { ...stack([]), hidden: 0, comfort: 1 };
    const { style, sections } = layout;
    const count = daysThatFit(layout, height);
    const tail = tailOf(area, layout, count);
    const room = height - (tail.height > 0 ? tail.height + style.pad : 0);
    const squeezed = squeeze(sections.slice(0, count), style, room);
    const natural = squeezed.map((section, index) => sectionHeight(section, style, index === 0));
    const heights = levelHeights(natural, room);
    const blocks = squeezed.map((section, index) =>
      placeSection(section, style, heights[index] ?? 0, index === 0),
    );
    const hidden =
      squeezed.reduce((sum, { fitted }) => sum + fitted.more, 0) +
      sections.slice(count).reduce((sum, { day }) => sum + countOf(day), 0);
    return { ...stack([...blocks, tail]), hidden, comfort: layout.comfort };
  };
}
