/** The days after today below each other, as roomy as they all fit. */
import type { Day } from '../../model/agenda.ts';
import { type Block, keepItems, stack } from '../parts/block.ts';
import { quietLine } from '../parts/chip.ts';
import type { RowLook } from '../parts/entry-row.ts';
import {
  countOf,
  type DaysArea,
  leastSectionHeight,
  levelsOf,
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
  /** How well it reads, 1 being the usual. */
  readonly comfort: number;
}

/** From generous to lean; the first in which everything fits is taken. */
export const DAYS_LOOKS: readonly DaysLook[] = [
  { scale: 1.2, titleLines: 3, details: 'below', comfort: 1.1 },
  { scale: 1.1, titleLines: 2, details: 'below', comfort: 1.05 },
  { scale: 1, titleLines: 2, details: 'beside', comfort: 1 },
  { scale: 1, titleLines: 1, details: 'beside', comfort: 0.97 },
  { scale: 0.9, titleLines: 1, details: 'beside', comfort: 0.9 },
  { scale: 0.82, titleLines: 1, details: 'none', comfort: 0.8 },
];
/** From this look on, in this order, days on which nothing is planned are left out before others are cut. */
const SPARING_FROM = 4;

/** Lines of a day that are kept before days at the end are given up. */
const KEPT_LINES = 3;

interface Layout {
  readonly style: SectionStyle;
  readonly sections: readonly Section[];
  readonly comfort: number;
}

function layOut(area: DaysArea, days: readonly Day[], look: DaysLook): Layout {
  const { keep } = area.sheet;
  const name = DAYS_LOOKS.indexOf(look);
  const times = days.map(({ date, timed }) => ({ date, timed: timed.map(({ time }) => time) }));
  const style = keep(`style ${name} ${days[0]?.date}`, [area, times], () => sectionStyle(area, days, look));
  const sections = days.map((day) =>
    keep(`section ${name} ${day.date}`, [style, day], () => makeSection(style, day)),
  );
  return { style, sections, comfort: look.comfort };
}

function total(sections: readonly Section[], style: SectionStyle): number {
  return sections.reduce((sum, section, index) => sum + sectionHeight(section, style, index === 0), 0);
}

interface LazyLayout {
  /** Needs at least this height; known before any text is measured. */
  readonly least: number;
  readonly make: () => Layout;
}

/** Height that these days need at least in a look, before any text is measured. */
function leastHeightOf(area: DaysArea, days: readonly Day[], look: DaysLook): number {
  const kept = DAYS_LOOKS.indexOf(look) < SPARING_FROM ? days : days.filter((day) => countOf(day) > 0);
  const heights = kept.map((day) => leastSectionHeight(area, day, look));
  return heights.reduce((sum, height) => sum + height, 0) - levelsOf(area.sheet, look).pad;
}

/** Leaves out days on which nothing is planned, from the last on, until the others fit. */
function spare(layout: Layout, height: number): Layout {
  const sections = [...layout.sections];
  for (let index = sections.length - 1; index >= 0; index--) {
    if (total(sections, layout.style) <= height) break;
    const day = sections[index]?.day;
    if (day !== undefined && countOf(day) === 0) sections.splice(index, 1);
  }
  return { ...layout, sections };
}

/** The first look in which all fits, otherwise the leanest. */
function choose(layouts: readonly LazyLayout[], height: number): Layout | null {
  let chosen: Layout | null = null;
  for (const [index, { least, make }] of layouts.entries()) {
    if (least > height && index < layouts.length - 1) continue;
    const layout = make();
    chosen = index < SPARING_FROM ? layout : spare(layout, height);
    if (total(chosen.sections, chosen.style) <= height) break;
  }
  return chosen;
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
    const shorter = section === undefined ? undefined : shorten(section, style);
    // In a picture of a few rows nothing gets shorter any more.
    if (shorter === undefined || shorter.fitted.height >= most) break;
    squeezed[index] = shorter;
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

function holdsNext({ day }: Section): boolean {
  return day.timed.some((entry) => entry.next);
}

/** Days from the first on that have room for a few lines each, in `height`. */
function leadingDays(sections: readonly Section[], style: SectionStyle, height: number): readonly Section[] {
  let used = 0;
  const end = sections.findIndex((section, index) => {
    used += leastHeight(section, style, index === 0);
    return used > height;
  });
  return end === -1 ? sections : sections.slice(0, end);
}

/** All days, or the leading ones; the day of the next entry is always among them. */
function daysThatFit({ sections, style }: Layout, height: number): readonly Section[] {
  if (total(sections, style) <= height) return sections;
  const room = height - style.rule.mark - style.pad;
  const leading = leadingDays(sections, style, height);
  if (leading.length === sections.length) return leading;
  const shown = leadingDays(sections, style, room);
  const next = sections.find(holdsNext);
  if (next === undefined || shown.includes(next)) return shown;
  return [...leadingDays(sections, style, room - leastHeight(next, style, false)), next];
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
function tailOf(area: DaysArea, { style, sections }: Layout, hidden: number): Block {
  const last = sections.at(-1);
  if (hidden === 0 || last === undefined) return stack([]);
  const { words, dates } = area.sheet;
  const until =
    sections.length > 7 ? dates.dayAndMonth(last.day.date, 'long') : dates.weekday(last.day.date, 'long');
  return quietLine({ ...area, scale: style.look.scale, lines: 1 }, words.moreUntil(hidden, until));
}

interface Settled {
  readonly sections: readonly Section[];
  /** Entries on the days that are left out. */
  readonly left: number;
  readonly tail: Block;
  /** Height of the sections together. */
  readonly room: number;
}

/** Cuts days, and if need be their number, until all is within the height. */
function settle(area: DaysArea, layout: Layout, height: number): Settled {
  const { style } = layout;
  for (let kept = daysThatFit(layout, height); ; kept = kept.slice(0, -1)) {
    const gone = layout.sections.filter((section) => !kept.includes(section));
    const left = gone.reduce((sum, { day }) => sum + countOf(day), 0);
    const tail = tailOf(area, layout, left);
    const room = height - (tail.height > 0 ? tail.height + style.pad : 0);
    const sections = squeeze(kept, style, room);
    if (kept.length === 0 || total(sections, style) <= room) return { sections, left, tail, room };
  }
}

function place(area: DaysArea, layout: Layout, height: number): Shown {
  const { style, comfort } = layout;
  const { sections, left, tail, room } = settle(area, layout, height);
  const natural = sections.map((section, index) => sectionHeight(section, style, index === 0));
  const heights = levelHeights(natural, room);
  const blocks = sections.map((section, index) => {
    const name = `placed ${section.day.date}`;
    const inputs = [section, style, heights[index] ?? 0, index === 0] as const;
    return keepItems(
      area.sheet,
      `${name} items`,
      area.sheet.keep(name, inputs, () => placeSection(...inputs)),
    );
  });
  const hidden = sections.reduce((sum, { fitted }) => sum + fitted.more, left);
  return { ...stack([...blocks, tail]), hidden, comfort };
}

/** The days in a height; text is set once for all heights that are tried. */
export function prepareDays(area: DaysArea, days: readonly Day[]): (height: number) => Shown {
  const layouts = DAYS_LOOKS.map((look) => ({
    least: leastHeightOf(area, days, look),
    make: lazily(() => layOut(area, days, look)),
  }));
  return (height) => {
    const layout = choose(layouts, height);
    return layout === null ? { ...stack([]), hidden: 0, comfort: 1 } : place(area, layout, height);
  };
}
