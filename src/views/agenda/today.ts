/** Today's entries, as generously set as their number allows. */
import type { Day, Entry } from '../../model/agenda.ts';
import type { Instant } from '../../model/time.ts';
import { type Block, stack, textBlock } from '../parts/block.ts';
import { type ChipColumn, chipLines, leastChipHeight, quietLine } from '../parts/chip.ts';
import {
  type CardColumn,
  type CardLook,
  entryCard,
  leastCardHeight,
  timeColumnOf,
} from '../parts/entry-card.ts';
import { fillsDay } from '../parts/entry-words.ts';
import { px, type Sheet, textStyle } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import { type Counts, type Fitted, fitPieces, lazily, type Piece, type Shown } from './fit.ts';
import type { AgendaOptions } from './options.ts';

export interface TodayArea {
  readonly sheet: Sheet;
  readonly ground: Ground;
  readonly now: Instant;
  readonly width: number;
  /** How far cards may reach beyond the column on each side. */
  readonly bleed: number;
  readonly options: AgendaOptions;
}

/** `Nothing planned`, in units: size and distance. */
const EMPTY_TEXT = 3.2;
const ALONE_TEXT = 4;
const EMPTY_GAP = 3.4;

interface TodayLook extends CardLook {
  /** Only taken when what is over has room too. */
  readonly keepsPast: boolean;
  /** How well it reads, 1 being the usual. */
  readonly comfort: number;
}

/** From generous to lean; the first in which everything fits is taken. */
export const TODAY_LOOKS: readonly TodayLook[] = [
  { scale: 1.3, titleLines: 4, details: 'all', keepsPast: true, comfort: 1.15 },
  { scale: 1.15, titleLines: 3, details: 'all', keepsPast: true, comfort: 1.1 },
  { scale: 1, titleLines: 2, details: 'all', keepsPast: true, comfort: 1 },
  { scale: 1, titleLines: 1, details: 'all', keepsPast: false, comfort: 0.95 },
  { scale: 1, titleLines: 1, details: 'current', keepsPast: false, comfort: 0.9 },
  { scale: 0.88, titleLines: 1, details: 'current', keepsPast: false, comfort: 0.8 },
  { scale: 0.88, titleLines: 1, details: 'none', keepsPast: false, comfort: 0.7 },
];

/** Between two entries, in units. */
const PIECE_GAP = 1.7;
/** Lower than a line of the leanest look, in units: no more entries are looked at than that allows. */
const LEAST_LINE = 3.4;

/** What is shown first, to what is given up first. */
const RANK = {
  running: 0,
  next: 1,
  chips: 2,
  alsoRunning: 3,
  alsoNext: 4,
  later: 5,
  laterChips: 6,
  past: 7,
} as const;

function rankOf(entry: Entry): number {
  if (entry.minutesLeft !== null) return RANK.alsoRunning;
  if (entry.next) return RANK.alsoNext;
  return entry.phase === 'past' ? RANK.past : RANK.later;
}

/** Something that runs and something that is next come before all else, however much runs. */
function preferFirst(pieces: readonly Piece[], from: number, to: number): Piece[] {
  const first = pieces.findIndex(({ rank }) => rank === from);
  return pieces.map((piece, index) => (index === first ? { ...piece, rank: to } : piece));
}

function isPast(entry: Entry): boolean {
  return entry.phase === 'past';
}

/** The entries that matter most, in their order. */
function boundedTimed(entries: readonly Entry[], most: number): readonly Entry[] {
  if (entries.length <= most) return entries;
  const kept = new Set([...entries].sort((a, b) => rankOf(a) - rankOf(b)).slice(0, most));
  return entries.filter((entry) => kept.has(entry));
}

function piecesOf(
  area: TodayArea,
  whole: readonly Entry[],
  timed: readonly Entry[],
  look: TodayLook,
): Piece[] {
  const { sheet, ground, width } = area;
  const name = TODAY_LOOKS.indexOf(look);
  const chips: ChipColumn = { sheet, ground, width, scale: look.scale, lines: Math.min(2, look.titleLines) };
  const times = sheet.keep(`times ${name}`, [sheet, timed.map(({ time }) => time)], () =>
    timeColumnOf(sheet, timed, look),
  );
  const cardOf = (entry: Entry): Block => {
    const { time } = entry;
    // Only what runs looks at the clock.
    const column: CardColumn = { ...area, now: entry.minutesLeft === null ? 0 : area.now, times, look };
    return sheet.keep(`card ${name} ${entry.key}`, [column, entry], () =>
      time.kind === 'timed' ? entryCard(column, entry, time) : stack([]),
    );
  };
  const lines = sheet.keep(`chips ${name}`, [chips, whole], () => chipLines(chips, whole));
  const chipPieces = lines.map(({ block, entries }, index): Piece => {
    const running = entries.some((entry) => entry.minutesLeft !== null);
    const rank = running ? RANK.alsoRunning : index === 0 ? RANK.chips : RANK.laterChips;
    return { block, entries: entries.length, rank, side: 'more' };
  });
  const cards = timed.map((entry): Piece => {
    const rank = rankOf(entry);
    return { block: cardOf(entry), entries: 1, rank, side: rank === RANK.past ? 'earlier' : 'more' };
  });
  const pieces = preferFirst([...chipPieces, ...cards], RANK.alsoRunning, RANK.running);
  return preferFirst(pieces, RANK.alsoNext, RANK.next);
}

/** Nothing at all, or nothing that is still to come. */
function emptyText(area: TodayArea, day: Day): string {
  const { plain } = area.sheet.words;
  if (day.timed.length + day.allDay.length === 0) return plain.nothingPlanned;
  const open = day.timed.some((entry) => entry.phase !== 'past');
  return !open && day.timed.length > 0 ? plain.nothingMoreToday : '';
}

/** All that could be shown of the day, in one look. */
interface Setting {
  readonly look: TodayLook;
  readonly pieces: readonly Piece[];
  readonly unseen: Counts;
  readonly gap: number;
  readonly mark: number;
}

interface LazySetting {
  /** Needs at least this height; known before any text is measured. */
  readonly least: number;
  readonly make: () => Setting;
}

/** Height that these entries need at least in a look, before any text is measured. */
function leastHeightOf(
  sheet: Sheet,
  whole: readonly Entry[],
  timed: readonly Entry[],
  look: TodayLook,
): number {
  const cards = timed.map((entry) => leastCardHeight(sheet, entry, look));
  const pieces = whole.length > 0 ? [leastChipHeight(sheet, look.scale), ...cards] : cards;
  const gaps = Math.max(0, pieces.length - 1) * px(sheet, PIECE_GAP * look.scale);
  return pieces.reduce((sum, height) => sum + height, gaps);
}

function settingsOf(area: TodayArea, day: Day): readonly LazySetting[] {
  const timed = day.timed.filter((entry) => !fillsDay(entry));
  const visible = area.options.past === 'hide' ? timed.filter((entry) => !isPast(entry)) : timed;
  const most = Math.ceil(area.sheet.height / px(area.sheet, LEAST_LINE));
  const bounded = boundedTimed(visible, most);
  const whole = [...day.allDay, ...day.timed.filter(fillsDay)];
  const boundedWhole = whole.slice(0, most);
  const coming = bounded.filter((entry) => !isPast(entry));
  const earlier = visible.filter(isPast).length - (bounded.length - coming.length);
  return TODAY_LOOKS.map((look) => ({
    least: leastHeightOf(area.sheet, boundedWhole, look.keepsPast ? bounded : coming, look),
    make: lazily(() => ({
      look,
      pieces: piecesOf(area, boundedWhole, bounded, look),
      unseen: {
        earlier,
        more: visible.length - bounded.length - earlier + whole.length - boundedWhole.length,
      },
      gap: px(area.sheet, PIECE_GAP * look.scale),
      mark: quietLine({ ...area, scale: look.scale, lines: 1 }, area.sheet.words.more(9)).height,
    })),
  }));
}

interface Choice {
  readonly fitted: Fitted;
  readonly setting: Setting;
}

/** The first look in which all fits, otherwise the leanest. */
function choose(settings: readonly LazySetting[], height: number): Choice | null {
  let choice: Choice | null = null;
  for (const [index, { least, make }] of settings.entries()) {
    if (least > height && index < settings.length - 1) continue;
    const setting = make();
    choice = { setting, fitted: fitPieces(setting.pieces, setting.unseen, { ...setting, height }) };
    if (choice.fitted.more === 0 && (choice.fitted.earlier === 0 || !setting.look.keepsPast)) break;
  }
  return choice;
}

export interface TodayShown extends Shown {
  /** Lines of entries that run or are next and are only counted. */
  readonly missing: number;
}

function isCurrent({ rank }: Piece): boolean {
  return rank <= RANK.alsoNext && rank !== RANK.chips;
}

/** Today's entries in a height; text is set once for all heights that are tried. */
export function prepareToday(area: TodayArea, day: Day): (height: number) => TodayShown {
  const { sheet, ground, width } = area;
  const settings = settingsOf(area, day);
  const alone = day.timed.length + day.allDay.length === 0;
  const style = textStyle(sheet, alone ? ALONE_TEXT : EMPTY_TEXT, 500);
  const empty = textBlock(sheet, emptyText(area, day), { style, color: ground.quiet, width, lines: 2 });
  const emptyGap = px(sheet, EMPTY_GAP);
  return (height) => {
    const reserved = empty.height > 0 ? empty.height + emptyGap : 0;
    const choice = choose(settings, Math.max(0, height - reserved));
    if (choice === null) return { ...empty, hidden: 0, missing: 0, comfort: 1 };
    const { fitted, setting } = choice;
    const shown = new Set(fitted.pieces);
    const missing = setting.pieces.filter((piece) => isCurrent(piece) && !shown.has(piece)).length;
    const line = { ...area, scale: setting.look.scale, lines: 1 };
    const list = stack(
      [
        ...(fitted.earlier > 0 ? [quietLine(line, sheet.words.earlier(fitted.earlier))] : []),
        ...fitted.pieces.map(({ block }) => block),
        ...(fitted.more > 0 ? [quietLine(line, sheet.words.more(fitted.more))] : []),
      ],
      setting.gap,
    );
    return { ...stack([list, empty], emptyGap), hidden: fitted.more, missing, comfort: setting.look.comfort };
  };
}
