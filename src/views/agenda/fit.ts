/** Which of many pieces fit into a height, and how many entries the others hold. */
import type { Block } from '../parts/block.ts';

export interface Piece {
  readonly block: Block;
  /** Entries it shows. */
  readonly entries: number;
  /** Lower is taken first. */
  readonly rank: number;
  /** Under which mark it is counted when it is not taken; of the earlier ones the last are taken first. */
  readonly side: 'earlier' | 'more';
}

/** Entries that are only counted, under each mark. */
export interface Counts {
  readonly earlier: number;
  readonly more: number;
}

export interface Fitted extends Counts {
  readonly pieces: readonly Piece[];
  /** Of the pieces, their gaps and the marks. */
  readonly height: number;
}

/** A finished part of the picture, and how well it could be shown. */
export interface Shown extends Block {
  /** Entries still to come that are only counted. */
  readonly hidden: number;
  /** How well it reads, 1 being the usual. */
  readonly comfort: number;
}

export interface FitRule {
  readonly height: number;
  readonly gap: number;
  /** Height of a line that says how many are not shown. */
  readonly mark: number;
}

/** In the order in which they are taken. */
function byRank(pieces: readonly Piece[]): readonly Piece[] {
  const place = new Map(pieces.map((piece, index) => [piece, piece.side === 'earlier' ? -index : index]));
  return [...pieces].sort((a, b) => a.rank - b.rank || (place.get(a) ?? 0) - (place.get(b) ?? 0));
}

/** What is shown when `taken` are taken. */
function describe(all: readonly Piece[], taken: ReadonlySet<Piece>, unseen: Counts, rule: FitRule): Fitted {
  const pieces = all.filter((piece) => taken.has(piece));
  const left = (side: Piece['side']) =>
    all.reduce((sum, piece) => sum + (piece.side === side && !taken.has(piece) ? piece.entries : 0), 0);
  const earlier = left('earlier') + unseen.earlier;
  const later = left('more') + unseen.more;
  const marks = (earlier > 0 ? 1 : 0) + (later > 0 ? 1 : 0);
  const content = pieces.reduce((sum, { block }) => sum + block.height, 0) + marks * rule.mark;
  return {
    pieces,
    earlier,
    more: later,
    height: content + Math.max(0, pieces.length + marks - 1) * rule.gap,
  };
}

/**
 * All pieces if they fit; otherwise, rank by rank, as many as do beside the marks. Nothing is skipped
 * for the sake of something less important. `unseen` are entries beyond those looked at.
 */
export function fitPieces(all: readonly Piece[], unseen: Counts, rule: FitRule): Fitted {
  const whole = describe(all, new Set(all), unseen, rule);
  if (whole.height <= rule.height) return whole;
  let taken: ReadonlySet<Piece> = new Set();
  for (const piece of byRank(all)) {
    const tried = new Set([...taken, piece]);
    if (describe(all, tried, unseen, rule).height > rule.height) break;
    taken = tried;
  }
  return describe(all, taken, unseen, rule);
}

/** Computed when first asked for, once. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
