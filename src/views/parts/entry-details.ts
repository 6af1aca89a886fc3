/** What follows a title in second reading: the countdown in the accent, then remarks and place. */
import type { Entry } from '../../model/agenda.ts';
import type { TextStyle } from '../../scene/scene.ts';
import { ellipsize } from '../../scene/text-fit.ts';
import { px, type Sheet } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import { widthOf } from './block.ts';
import { countdownOf, detailsOf } from './entry-words.ts';
import type { LinePart } from './line.ts';

export interface DetailStyles {
  readonly detail: TextStyle;
  /** Of the countdown. */
  readonly strong: TextStyle;
}

/** Remarks and place in less room than this, in em, say nothing. */
const LEAST_DETAIL = 5;
const GAP = 1.6;

/** A slot of this width has surely room for something, and there is something to write. */
export function hasDetails(entry: Entry, sheet: Sheet, detail: TextStyle, width: number): boolean {
  if (width < LEAST_DETAIL * detail.size) return false;
  return countdownOf(entry, sheet) !== '' || detailsOf(entry, sheet) !== '';
}

/** Between a title and what follows it. */
export function detailGap(sheet: Sheet): number {
  return px(sheet, GAP);
}

/** Parts of a line from `x` on, `width` wide. Without `details` only the countdown. */
export function detailParts(
  { sheet, ground }: { readonly sheet: Sheet; readonly ground: Ground },
  entry: Entry,
  styles: DetailStyles,
  slot: { readonly x: number; readonly width: number },
  details: boolean,
): LinePart[] {
  const countdown = ellipsize(countdownOf(entry, sheet), styles.strong, slot.width, sheet.measure);
  const countdownWidth = widthOf(sheet, countdown, styles.strong);
  const used = countdown === '' ? 0 : countdownWidth + detailGap(sheet);
  const rest = slot.width - used;
  const worthwhile = details && rest >= LEAST_DETAIL * styles.detail.size;
  const over = entry.phase === 'past' || entry.declined;
  return [
    { text: countdown, style: styles.strong, color: ground.accent, x: slot.x, width: countdownWidth },
    {
      text: worthwhile ? ellipsize(detailsOf(entry, sheet), styles.detail, rest, sheet.measure) : '',
      style: styles.detail,
      color: over ? ground.faint : ground.quiet,
      x: slot.x + used,
      width: rest,
    },
  ].filter(({ text }) => text !== '');
}
