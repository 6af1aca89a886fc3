/**
 * What one picture leaves for the next: most of it is the same a minute later.
 *
 * Whoever draws again and again keeps a memo and hands it in; the pictures are the same without.
 */

export interface Memo {
  /**
   * What `make` made for equal inputs under this name, in this picture or the one before. It may depend on
   * nothing but the inputs: plain data, compared by value, and functions, compared by identity.
   */
  keep<T>(name: string, inputs: readonly unknown[], make: () => T): T;
  /** Begins a picture. What the last one did not ask for is forgotten: a memo holds one picture's parts. */
  turn(): void;
}

interface Kept {
  readonly inputs: readonly unknown[];
  readonly value: unknown;
}

/** Equal as plain data. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && areSame(a, b);
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  let count = 0;
  for (const name in left) {
    if (!isSame(left[name], right[name])) return false;
    count++;
  }
  for (const _ in right) count--;
  return count === 0;
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => isSame(value, b[index]));
}

export function createMemo(): Memo {
  let before = new Map<string, Kept>();
  let now = new Map<string, Kept>();
  return {
    keep<T>(name: string, inputs: readonly unknown[], make: () => T): T {
      const known = now.get(name) ?? before.get(name);
      const kept = known !== undefined && areSame(known.inputs, inputs) ? known : { inputs, value: make() };
      now.set(name, kept);
      return kept.value as T;
    },
    turn() {
      before = now;
      now = new Map();
    },
  };
}
