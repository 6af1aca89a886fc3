/** Which of many pieces fit into a height, and how many entries the others hold. */
import type { Block } from '../parts/block.ts';

export interface Piece {
  readonly block: Block;
  /** Entries it shows. */
  readonly entries: number;
  /** Lower stays longer. */
  readonly rank: number;
  /** Under which mark it is counted once it does not fit. */
  readonly side: 'earlier' | 'more';
}

export interface Fitted {
  readonly pieces: readonly Piece[];
  readonly earlier: number;
  readonly more: number;
  /** Of the pieces, their gaps and the marks. */
  readonly height: number;
}

export interface FitRule {
  readonly height: number;
  readonly gap: number;
  /** Height of a line that says how many are not shown. */
  readonly mark: number;
}

/** Height of pieces in a column, with a mark above when `earlier` and one below when `more` are left out. */
export function heightOf(pieces: readonly Piece[], earlier: number, more: number, rule: FitRule): number {
  const marks = (earlier > 0 ? 1 : 0) + (more > 0 ? 1 : 0);
  const lines = pieces.length + marks;
  const content = pieces.reduce((sum, { block }) => sum + block.height, 0) + marks * rule.mark;
  return content + Math.max(0, lines - 1) * rule.gap;
}

/** The piece to give up next: of the highest rank; the first of the earlier ones, the last of the others. */
function nextToDrop(pieces: readonly Piece[]): number {
  const rank = Math.max(...pieces.map((piece) => piece.rank));
  const first = pieces.findIndex((piece) => piece.rank === rank);
  return pieces[first]?.side === 'earlier' ? first : pieces.findLastIndex((piece) => piece.rank === rank);
}

/** Drops pieces until the rest fits. `more` are entries that are left out from the start. */
export function fitPieces(all: readonly Piece[], more: number, rule: FitRule): Fitted {
  let fitted: Fitted = { pieces: all, earlier: 0, more, height: heightOf(all, 0, more, rule) };
  while (fitted.height > rule.height && fitted.pieces.length > 0) fitted = dropOne(fitted, rule);
  return fitted;
}

/** Without the piece that can best be spared. */
export function dropOne(fitted: Fitted, rule: FitRule): Fitted {
  const index = nextToDrop(fitted.pieces);
  const dropped = fitted.pieces[index];
  const pieces = fitted.pieces.filter((_, at) => at !== index);
  const count = dropped?.entries ?? 0;
  const earlier = fitted.earlier + (dropped?.side === 'earlier' ? count : 0);
  const more = fitted.more + (dropped?.side === 'more' ? count : 0);
  return { pieces, earlier, more, height: heightOf(pieces, earlier, more, rule) };
}
