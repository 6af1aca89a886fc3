/**
 * The bytes of a feed, cut into unfolded content lines (RFC 5545 section 3.1) as they arrive.
 *
 * A line ends with CR LF, LF or CR. Blank lines are passed over as if they were not there, so that
 * a feed whose line ends were doubled on the way (CR CR LF) still unfolds. Bytes are not decoded
 * here, because a fold may lie inside a character.
 */

/** What is done with lines. `bytes` is valid only during the call. */
export interface LineSink {
  /**
   * Whether the line that begins at `start` matters; `end` is the end of its first physical line
   * (or of as much of it as is there). A line that does not matter is not kept.
   */
  wants(bytes: Uint8Array, start: number, end: number): boolean;
  /** A line that matters: from `start` to `end`, folds still inside when `folded`. */
  line(bytes: Uint8Array, start: number, end: number, folded: boolean, number: number): void;
  /** A line that matters was longer than the limit and is left out. */
  overlong(number: number): void;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

/** Bytes taken from a chunk at a time: the buffer stays small whatever the chunk. */
const SLICE = 64 * 1024;

export class LineReader {
  readonly #sink: LineSink;
  readonly #maxLine: number;
  #bytes = new Uint8Array(2 * SLICE);
  /** Bytes in use. */
  #fill = 0;
  /** Where the search for a line end goes on. */
  #position = 0;
  /** Where the physical line began. */
  #physical = 0;
  #number = 1;
  /** The content line that is being gathered; not `wanted`: none, or one that does not matter. */
  #wanted = false;
  #folded = false;
  #start = 0;
  #end = 0;
  #startNumber = 0;
  /** The physical line is too long to be held: the rest of it is passed over. */
  #tooLong = false;
  #afterCr = false;

  /** `maxLine`: bytes of the longest line that is kept, folds included. */
  constructor(sink: LineSink, maxLine: number) {
    this.#sink = sink;
    this.#maxLine = maxLine;
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += SLICE) {
      this.#append(chunk.subarray(at, at + SLICE));
      this.#scan();
      this.#giveUpLongLine();
    }
  }

  finish(): void {
    if (this.#fill > this.#physical || this.#tooLong) this.#endPhysical(this.#fill);
    this.#flush();
  }

  #append(slice: Uint8Array): void {
    if (this.#fill + slice.length > this.#bytes.length) this.#compact();
    if (this.#fill + slice.length > this.#bytes.length) {
      const larger = new Uint8Array(2 * (this.#fill + slice.length));
      larger.set(this.#bytes.subarray(0, this.#fill));
      this.#bytes = larger;
    }
    this.#bytes.set(slice, this.#fill);
    this.#fill += slice.length;
  }

  /** Moves what is still needed to the front. */
  #compact(): void {
    const keep = this.#wanted ? this.#start : this.#physical;
    this.#bytes.copyWithin(0, keep, this.#fill);
    this.#fill -= keep;
    this.#position -= keep;
    this.#physical -= keep;
    this.#start -= keep;
    this.#end -= keep;
  }

  #scan(): void {
    const bytes = this.#bytes;
    const fill = this.#fill;
    let at = this.#position;
    while (at < fill) {
      const byte = bytes[at] as number;
      if (byte > CR || (byte !== LF && byte !== CR)) {
        at += 1;
        continue;
      }
      // The LF of a CR LF ends no line of its own.
      if (byte === CR || !this.#afterCr || at > this.#physical) this.#endPhysical(at);
      this.#afterCr = byte === CR;
      at += 1;
      this.#physical = at;
    }
    this.#position = fill;
  }

  /** The physical line ends before `end`; all of it is in the buffer unless it was too long. */
  #endPhysical(end: number): void {
    if (this.#tooLong) {
      this.#tooLong = false;
    } else if (end > this.#physical) {
      if (!this.#isContinuation()) this.#begin(end);
      else if (this.#wanted) this.#continue(end);
    }
    this.#number += 1;
  }

  #isContinuation(): boolean {
    const first = this.#bytes[this.#physical];
    return first === SPACE || first === TAB;
  }

  #begin(end: number): void {
    this.#flush();
    // Of what is too long it sees as much in any case, so that it judges alike however the bytes come.
    const seen = Math.min(end, this.#physical + this.#maxLine);
    this.#wanted = this.#sink.wants(this.#bytes, this.#physical, seen);
    this.#folded = false;
    this.#start = this.#physical;
    this.#end = end;
    this.#startNumber = this.#number;
    if (this.#wanted && end - this.#start > this.#maxLine) this.#drop();
  }

  #continue(end: number): void {
    this.#folded = true;
    this.#end = end;
    if (end - this.#start > this.#maxLine) this.#drop();
  }

  #flush(): void {
    if (!this.#wanted) return;
    this.#wanted = false;
    this.#sink.line(this.#bytes, this.#start, this.#end, this.#folded, this.#startNumber);
  }

  #drop(): void {
    this.#wanted = false;
    this.#sink.overlong(this.#startNumber);
  }

  /** Stops holding a physical line that has outgrown the limit. */
  #giveUpLongLine(): void {
    if (!this.#tooLong && this.#fill - this.#physical > this.#maxLine) {
      if (!this.#isContinuation()) this.#begin(this.#fill);
      if (this.#wanted) this.#drop();
      this.#tooLong = true;
    }
    if (!this.#tooLong) return;
    this.#afterCr = false;
    this.#fill = this.#physical;
    this.#position = this.#physical;
  }
}
