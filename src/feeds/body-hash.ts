/**
 * A digest of a calendar's body that does not change when only DTSTAMP lines do: Google and others
 * stamp every answer anew (RFC 5545 3.8.7.2).
 *
 * Works on the stream: a line is recognised across the borders of chunks, and the folded rest of a
 * DTSTAMP line (3.1: a line that begins with a space or a tab) is left out with it. In doubt, as with
 * a lower-case or folded name, a line counts: then the body is parsed once more than needed.
 */
import { createHash } from 'node:crypto';

const NEWLINE = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;

/** Line break, name, and the colon or semicolon after it. */
const MARK = Buffer.from('\nDTSTAMP');
const MARK_LENGTH = MARK.length + 1;

function endsName(byte: number | undefined): boolean {
  return byte === 0x3a || byte === 0x3b;
}

/** How many bytes at the end of `data` could be the beginning of a DTSTAMP line. */
function pendingTail(data: Buffer, from: number): number {
  const newline = data.lastIndexOf(NEWLINE);
  if (newline < from || data.length - newline >= MARK_LENGTH) return 0;
  const tail = data.subarray(newline);
  return tail.equals(MARK.subarray(0, tail.length)) ? tail.length : 0;
}

export interface BodyHash {
  push(chunk: Uint8Array): void;
  /** SHA-256 of everything pushed, without DTSTAMP lines; hexadecimal. Call once, at the end. */
  digest(): string;
}

export function createBodyHash(): BodyHash {
  const hash = createHash('sha256');
  // The first line is taken as preceded by a break, so that it is recognised like the others.
  let carry: Buffer = Buffer.from('\n');
  let skipping = false;

  /** Where the DTSTAMP line that `position` lies in ends; -1 when more bytes are needed. */
  function endOfSkip(data: Buffer, position: number): number {
    let newline = data.indexOf(NEWLINE, position);
    while (newline !== -1 && newline + 1 < data.length) {
      const next = data[newline + 1];
      if (next !== SPACE && next !== TAB) return newline;
      newline = data.indexOf(NEWLINE, newline + 1);
    }
    return -1;
  }

  /** Hashes from `position` to the next DTSTAMP line; returns where that begins, -1 when there is none. */
  function takeUntilMark(data: Buffer, position: number): number {
    let mark = data.indexOf(MARK, position);
    while (mark !== -1 && mark + MARK_LENGTH <= data.length) {
      if (endsName(data[mark + MARK.length])) {
        hash.update(data.subarray(position, mark));
        return mark + 1;
      }
      mark = data.indexOf(MARK, mark + 1);
    }
    const tail = pendingTail(data, position);
    hash.update(data.subarray(position, data.length - tail));
    carry = data.subarray(data.length - tail);
    return -1;
  }

  function push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const data = carry.length === 0 ? bytes : Buffer.concat([carry, bytes]);
    carry = Buffer.alloc(0);
    let position = 0;
    while (position !== -1) {
      if (skipping) {
        const end = endOfSkip(data, position);
        if (end === -1) {
          if (data.at(-1) === NEWLINE) carry = Buffer.from('\n');
          return;
        }
        skipping = false;
        position = end;
      }
      position = takeUntilMark(data, position);
      skipping = position !== -1;
    }
    // A carry that is a view would keep its whole chunk alive.
    carry = Buffer.from(carry);
  }

  return {
    push,
    digest: () => hash.update(carry).digest('hex'),
  };
}
