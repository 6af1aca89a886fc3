/** Today's entries, as generously set as their number allows. */
import type { Day, Entry } from '../../model/agenda.ts';
import type { Instant } from '../../model/time.ts';
import { type Block, stack, textBlock } from '../parts/block.ts';
import { type ChipColumn, chipLines, quietLine } from '../parts/chip.ts';
import { type CardColumn, type CardLook, entryCard, timeWidthOf } from '../parts/entry-card.ts';
import { fillsDay } from '../parts/entry-words.ts';
import { px, type Sheet, textStyle } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import { type FitRule, type Fitted, fitPieces, type Piece } from './fit.ts';
import type { AgendaOptions } from './options.ts';

export interface TodayArea {
  readonly sheet: Sheet;
  readonly ground: Ground;
  readonly now: Instant;
  readonly width: number;
  readonly height: number;
  /** How far cards may reach beyond the column on each side. */
  readonly bleed: number;
  readonly options: AgendaOptions;
}

/** From generous to lean; the first in which everything fits is taken. */
const LOOKS: readonly CardLook[] = [
  { scale: 1.2, titleLines: 2, details: true },
  { scale: 1, titleLines: 2, details: true },
  { scale: 1, titleLines: 1, details: true },
  { scale: 0.88, titleLines: 1, details: true },
  { scale: 0.88, titleLines: 1, details: false },
];

/** Entries of one day that are looked at; the rest is counted. More fit on no picture. */
export const MAX_ENTRIES = 60;

/** What is given up first, to what stays to the end. */
const RANK = { past: 6, laterChips: 5, later: 4, chips: 3, next: 1, running: 0 } as const;

function rankOf(entry: Entry): number {
  if (entry.minutesLeft !== null) return RANK.running;
  if (entry.next) return RANK.next;
  return entry.phase === 'past' ? RANK.past : RANK.later;
}

/** The entries that matter most, in their order. */
function boundedTimed(entries: readonly Entry[]): readonly Entry[] {
  if (entries.length <= MAX_ENTRIES) return entries;
  const kept = new Set([...entries].sort((a, b) => rankOf(a) - rankOf(b)).slice(0, MAX_ENTRIES));
  return entries.filter((entry) => kept.has(entry));
}

function piecesOf(
  area: TodayArea,
  whole: readonly Entry[],
  timed: readonly Entry[],
  look: CardLook,
): Piece[] {
  const { sheet, ground, width } = area;
  const chips: ChipColumn = { sheet, ground, width, scale: look.scale };
  const column: CardColumn = { ...area, timeWidth: timeWidthOf(sheet, timed, look), look };
  const chipPieces = chipLines(chips, whole).map(({ block, entries }, index): Piece => {
    const running = entries.some((entry) => entry.minutesLeft !== null);
    const rank = running ? RANK.running : index === 0 ? RANK.chips : RANK.laterChips;
    return { block, entries: entries.length, rank, side: 'more' };
  });
  const cards = timed.map((entry): Piece => {
    const block = entry.time.kind === 'timed' ? entryCard(column, entry, entry.time) : stack([]);
    const rank = rankOf(entry);
    return { block, entries: 1, rank, side: rank === RANK.past ? 'earlier' : 'more' };
  });
  return [...chipPieces, ...cards];
}

interface Choice {
  readonly fitted: Fitted;
  readonly rule: FitRule;
  readonly look: CardLook;
}

function choose(area: TodayArea, day: Day): Choice {
  const timedOnes = [...day.timed].filter((entry) => !fillsDay(entry));
  const visible =
    area.options.past === 'hide' ? timedOnes.filter((entry) => entry.phase !== 'past') : timedOnes;
  const timed = boundedTimed(visible);
  const wholeOnes = [...day.allDay, ...day.timed.filter(fillsDay)];
  const whole = wholeOnes.slice(0, MAX_ENTRIES);
  const uncounted = visible.length - timed.length + wholeOnes.length - whole.length;
  const tried = LOOKS.map((look) => (): Choice => {
    const gap = px(area.sheet, 1.7 * look.scale);
    const mark = quietLine({ ...area, scale: look.scale }, area.sheet.words.more(9)).height;
    const rule: FitRule = { height: area.height, gap, mark };
    return { fitted: fitPieces(piecesOf(area, whole, timed, look), uncounted, rule), rule, look };
  });
  let choice: Choice | null = null;
  for (const attempt of tried) {
    choice = attempt();
    if (choice.fitted.earlier === 0 && choice.fitted.more === 0) break;
  }
  if (choice === null) throw new Error('No look of an entry was tried.');
  return choice;
}

/** Nothing at all, or nothing that is still to come. */
function emptyText(area: TodayArea, day: Day): string {
  const { plain } = area.sheet.words;
  if (day.timed.length + day.allDay.length === 0) return plain.nothingPlanned;
  const open = day.timed.some((entry) => entry.phase !== 'past');
  return !open && day.timed.length > 0 ? plain.nothingMoreToday : '';
}

export function todayBlock(area: TodayArea, day: Day): Block {
  const { sheet, ground } = area;
  const empty = textBlock(sheet, emptyText(area, day), {
    style: textStyle(sheet, 3.2, 500),
    color: ground.quiet,
    width: area.width,
    lines: 2,
  });
  const reserved = empty.height > 0 ? empty.height + px(sheet, 2) : 0;
  const { fitted, rule, look } = choose({ ...area, height: Math.max(0, area.height - reserved) }, day);
  const line = { ...area, scale: look.scale };
  return stack(
    [
      fitted.earlier > 0 ? quietLine(line, sheet.words.earlier(fitted.earlier)) : stack([]),
      ...fitted.pieces.map(({ block }) => block),
      fitted.more > 0 ? quietLine(line, sheet.words.more(fitted.more)) : stack([]),
      empty,
    ],
    rule.gap,
  );
}
