import type { Hash } from './hash.ts';

/** A version of an event: of two with the same UID the higher one counts (RFC 5545 section 3.8.7.4). */
export interface Version {
  readonly sequence: number;
  readonly order: number;
}

/** Whether `a` replaces `b`: by SEQUENCE, then by standing later in the feed. */
export function replaces(a: Version, b: Version): boolean {
  return a.sequence !== b.sequence ? a.sequence > b.sequence : a.order > b.order;
}

/** Numbers a row: both halves of the hash, SEQUENCE, order + 1 (0: the row is free). */
const ROW = 4;
const FIRST_ROWS = 1024;

/**
 * UID hash and best version of the events that lie outside the range: sixteen bytes each, in a hash
 * table with open addressing, because a feed may have hundreds of thousands of them.
 */
export class RejectedEvents {
  readonly #limit: number;
  #rows = FIRST_ROWS;
  #table = new Int32Array(FIRST_ROWS * ROW);
  #count = 0;

  /** `limit`: UIDs that are remembered; further ones are not. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  add(hash: Hash, sequence: number, order: number): void {
    if (this.#count * 2 >= this.#rows) this.#grow();
    const at = this.#find(hash);
    if (this.#table[at + 3] === 0) {
      if (this.#count >= this.#limit) return;
      this.#count += 1;
    } else if (!replaces({ sequence, order }, this.#versionAt(at))) {
      return;
    }
    this.#table[at] = hash.high;
    this.#table[at + 1] = hash.low;
    this.#table[at + 2] = sequence;
    this.#table[at + 3] = order + 1;
  }

  /** The best version outside the range with that UID; null when there is none. */
  get(hash: Hash): Version | null {
    const at = this.#find(hash);
    return this.#table[at + 3] === 0 ? null : this.#versionAt(at);
  }

  #versionAt(at: number): Version {
    return { sequence: this.#table[at + 2] as number, order: (this.#table[at + 3] as number) - 1 };
  }

  /** Where the row of the hash is, or the free one where it would be. */
  #find({ high, low }: Hash): number {
    let row = (low >>> 0) % this.#rows;
    for (;;) {
      const at = row * ROW;
      if (this.#table[at + 3] === 0 || (this.#table[at] === high && this.#table[at + 1] === low)) return at;
      row = row + 1 === this.#rows ? 0 : row + 1;
    }
  }

  #grow(): void {
    const old = this.#table;
    this.#rows *= 2;
    this.#table = new Int32Array(this.#rows * ROW);
    for (let at = 0; at < old.length; at += ROW) {
      if (old[at + 3] === 0) continue;
      const row = old.subarray(at, at + ROW);
      this.#table.set(row, this.#find({ high: row[0] as number, low: row[1] as number }));
    }
  }
}
