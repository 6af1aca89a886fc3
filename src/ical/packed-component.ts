import type { EventProperty } from './property-names.ts';

/** Name of a line that is no event property: lines of a VTIMEZONE. */
export type LineName = EventProperty | '';

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

/**
 * The lines of one component that matter, unfolded and packed into one buffer, each followed by LF.
 * One object serves for all components, one after the other: most events of a big feed lie outside
 * the range and are forgotten as bytes.
 */
export class PackedComponent {
  /** Line of its BEGIN in the feed. */
  line = 0;
  #bytes = new Uint8Array(4096);
  #length = 0;
  /** Per line: where it begins, what it is, and its number in the feed. */
  readonly #starts: number[] = [];
  readonly #names: LineName[] = [];
  readonly #numbers: number[] = [];

  reset(line: number): void {
    this.line = line;
    this.#length = 0;
    this.#starts.length = 0;
    this.#names.length = 0;
    this.#numbers.length = 0;
  }

  get length(): number {
    return this.#length;
  }

  /** The first `length` bytes are the lines; what follows is left from others. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get names(): readonly LineName[] {
    return this.#names;
  }

  get numbers(): readonly number[] {
    return this.#numbers;
  }

  start(index: number): number {
    return this.#starts[index] ?? this.#length;
  }

  /** Where the line ends, its LF not counted. */
  end(index: number): number {
    return this.start(index + 1) - 1;
  }

  /** Adds the line from `start` to `end` of `source`; its folds are taken out. */
  add(name: LineName, source: Uint8Array, start: number, end: number, number: number): void {
    this.#starts.push(this.#length);
    this.#names.push(name);
    this.#numbers.push(number);
    this.#reserve(end - start + 1);
    this.#length = unfold(source, start, end, this.#bytes, this.#length);
    this.#bytes[this.#length] = LF;
    this.#length += 1;
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * needed);
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/**
 * Copies a content line without its folds: line ends, blank lines and the one space or tab that
 * follows (RFC 5545 section 3.1). Returns where the copy ends.
 */
export function unfold(
  source: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  offset: number,
): number {
  let to = offset;
  for (let at = start; at < end; at += 1) {
    const byte = source[at] as number;
    if (byte === LF || byte === CR) continue;
    const previous = at > start ? source[at - 1] : 0;
    if ((previous === LF || previous === CR) && (byte === SPACE || byte === TAB)) continue;
    target[to] = byte;
    to += 1;
  }
  return to;
}
