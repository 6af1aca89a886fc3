import type { MergedTimed } from './order.ts';

/**
 * Those that run at the same time as another one. Declined ones and ones without length are in
 * nobody's way. `ordered` is sorted by start.
 */
export function findOverlapping(ordered: readonly MergedTimed[]): ReadonlySet<MergedTimed> {
  const overlapping = new Set<MergedTimed>();
  /** Of those that began before: the one that ends last. */
  let longest: MergedTimed | null = null;
  for (const one of ordered) {
    const { start, end } = one.occurrence;
    if (one.declined || start.instant === end.instant) continue;
    if (longest && start.instant < longest.occurrence.end.instant) overlapping.add(longest).add(one);
    if (!longest || end.instant > longest.occurrence.end.instant) longest = one;
  }
  return overlapping;
}
