import type { FeedWarning } from '../model/feed-result.ts';

/** Warnings that are kept; the others are only counted. */
const MAX_KEPT = 20;
const MAX_LENGTH = 200;
/** Keys that are remembered; a feed with more zones or long lines than that means harm. */
const MAX_SAID = 1000;

/** Collects what was skipped, guessed or cut. */
export interface Warnings {
  /** `line` is 1-based; 0 concerns the feed as a whole. `text` is one sentence. */
  add(line: number, text: string): void;
  /** Like `add`, but a second time with the same key is not counted. */
  addOnce(key: string, line: number, text: string): void;
  /** A limit cut `count` (1) components, rules or occurrences; told once for each key. */
  cut(key: string, line: number, text: string, count?: number): void;
  result(): { warnings: FeedWarning[]; warningCount: number; cutCount: number };
}

/** `told` gets each warning when it is told, also those that are not kept. */
export function createWarnings(
  told: ((line: number, text: string, cut: boolean) => void) | null = null,
): Warnings {
  const kept: FeedWarning[] = [];
  const said = new Set<string>();
  let warningCount = 0;
  let cutCount = 0;

  function add(line: number, text: string, cut = false): void {
    warningCount += 1;
    told?.(line, text, cut);
    if (kept.length < MAX_KEPT) kept.push({ line, text: shorten(text, MAX_LENGTH) });
  }
  function addOnce(key: string, line: number, text: string, cut = false): void {
    if (said.has(key)) return;
    if (said.size < MAX_SAID) said.add(key);
    add(line, text, cut);
  }
  return {
    add: (line, text) => add(line, text),
    addOnce: (key, line, text) => addOnce(key, line, text),
    cut(key, line, text, count = 1) {
      cutCount += count;
      addOnce(key, line, text, true);
    },
    result: () => ({ warnings: kept.sort((a, b) => a.line - b.line), warningCount, cutCount }),
  };
}

/** At most `length` characters, never half of a surrogate pair; the cut is marked with an ellipsis. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = isHighSurrogate(text.charCodeAt(length - 2)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
