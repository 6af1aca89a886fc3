/** "Did you mean ...?" */

/** Words longer than this are not compared: nobody mistypes them, and the cost is quadratic. */
const MAX_LENGTH = 64;

/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours
 * that turn `a` into `b`.
 */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? Infinity;
}

/** Spelling differences that are never the point: case, and how words are joined. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/** The allowed word that was most likely meant, or the one whose last part (after `/`) was; null when none is near. */
export function nearest(word: string, allowed: readonly string[]): string | null {
  if (word.length > MAX_LENGTH) return null;
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const candidate of allowed) {
    const last = candidate.slice(candidate.lastIndexOf('/') + 1);
    for (const name of last === candidate ? [candidate] : [candidate, last]) {
      if (Math.abs(name.length - word.length) > limit + 2) continue;
      const distance = editDistance(plain(word), plain(name));
      if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
    }
  }
  return best;
}

/** ` Did you mean NAME?`, or nothing. */
export function suggestion(word: string, allowed: readonly string[], quote = ''): string {
  const meant = nearest(word, allowed);
  return meant === null ? '' : ` Did you mean ${quote}${meant}${quote}?`;
}
