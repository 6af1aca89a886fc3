/**
 * What has to be drawn again when one scene follows another.
 *
 * A pixel is made by the items that cover it, in their order. Items that both scenes have in the same
 * relative order are left alone; every other item of either scene makes its ink bounds dirty. Outside
 * of those bounds both scenes have the same items in the same order, so the pixels are the same.
 */
import type { Rect } from '../model/frame.ts';
import { areaOf, intersect, unite } from './geometry.ts';
import { inkBounds } from './ink.ts';
import type { Item, Scene } from './scene.ts';

/** More rectangles than this are merged: each costs a read-back and a write of its own. */
export const MAX_DIRTY = 16;

/** Two rectangles become one when that adds at most this part to what they cover. */
const MERGE_WASTE = 0.15;

/**
 * Disjoint rectangles within the picture, at most `MAX_DIRTY`, that cover all pixels in which the two
 * scenes may differ; empty when they are equal, the whole picture when there is no scene before or
 * its size, background or language is another.
 */
export function difference(before: Scene | null, after: Scene): readonly Rect[] {
  const picture = { x: 0, y: 0, width: after.width, height: after.height };
  if (before === null || !sameGround(before, after)) return [picture];
  let dirty: readonly Rect[] = [];
  for (const rect of changedBounds(before, after)) {
    const visible = intersect(rect, picture);
    if (visible !== null) dirty = addDirty(dirty, visible);
  }
  return dirty;
}

function sameGround(a: Scene, b: Scene): boolean {
  return (
    a.width === b.width && a.height === b.height && a.background === b.background && a.language === b.language
  );
}

/** The bounds of the items that are not part of a common subsequence of both scenes. */
function changedBounds(before: Scene, after: Scene): Rect[] {
  const [left, right] = withoutCommonEnds(before.items, after.items);
  const text = (item: Item): string => JSON.stringify(item);
  const kept = commonSubsequence(left.map(text), right.map(text));
  const keptLeft = new Set(kept.map(([index]) => index));
  const keptRight = new Set(kept.map(([, index]) => index));
  return [
    ...left.filter((_, index) => !keptLeft.has(index)),
    ...right.filter((_, index) => !keptRight.has(index)),
  ].map(inkBounds);
}

/** What is left of both without the items that both begin and end with: mostly the very same objects. */
function withoutCommonEnds(a: readonly Item[], b: readonly Item[]): [readonly Item[], readonly Item[]] {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && isEqual(a[start], b[start])) start++;
  let end = 0;
  while (end < most - start && isEqual(a.at(-1 - end), b.at(-1 - end))) end++;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

function isEqual(a: Item | undefined, b: Item | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Pairs of indexes of equal elements, increasing on both sides. Equal elements are paired in their
 * order of appearance, then the longest increasing run of pairs is kept: with few moved elements that
 * is nearly always the longest common subsequence, in O(n log n).
 */
function commonSubsequence(left: readonly string[], right: readonly string[]): [number, number][] {
  const places = new Map<string, number[]>();
  for (const [index, value] of left.entries()) {
    const known = places.get(value);
    if (known === undefined) places.set(value, [index]);
    else known.push(index);
  }
  const taken = new Map<string, number>();
  const pairs: [number, number][] = [];
  for (const [index, value] of right.entries()) {
    const nth = taken.get(value) ?? 0;
    const place = places.get(value)?.[nth];
    if (place === undefined) continue;
    taken.set(value, nth + 1);
    pairs.push([place, index]);
  }
  return longestIncreasing(pairs);
}

interface Chain {
  readonly pair: [number, number];
  readonly previous: Chain | null;
}

/** The longest subsequence of the pairs whose first numbers increase (patience sorting). */
function longestIncreasing(pairs: readonly [number, number][]): [number, number][] {
  const ends: Chain[] = [];
  for (const pair of pairs) {
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.pair[0] ?? 0) < pair[0]) low = middle + 1;
      else high = middle;
    }
    ends[low] = { pair, previous: ends[low - 1] ?? null };
  }
  const chain: [number, number][] = [];
  for (let link = ends.at(-1) ?? null; link !== null; link = link.previous) chain.push(link.pair);
  return chain;
}

/** Adds a rectangle to disjoint ones, so that they stay disjoint and few. */
function addDirty(dirty: readonly Rect[], rect: Rect): readonly Rect[] {
  const partner = dirty.find((other) => worthMerging(other, rect));
  if (partner !== undefined) {
    return addDirty(
      dirty.filter((other) => other !== partner),
      unite(partner, rect),
    );
  }
  if (dirty.length < MAX_DIRTY) return [...dirty, rect];
  const [nearest, ...others] = [...dirty].sort((a, b) => wasteOf(a, rect) - wasteOf(b, rect));
  return nearest === undefined ? [rect] : addDirty(others, unite(nearest, rect));
}

function worthMerging(a: Rect, b: Rect): boolean {
  if (intersect(a, b) !== null) return true;
  return wasteOf(a, b) <= MERGE_WASTE * (areaOf(a) + areaOf(b));
}

/** Pixels that the union of the two covers and neither of them does; for disjoint ones. */
function wasteOf(a: Rect, b: Rect): number {
  return areaOf(unite(a, b)) - areaOf(a) - areaOf(b);
}
