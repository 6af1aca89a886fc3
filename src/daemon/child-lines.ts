/** Cuts what the child writes into lines, each within a limit, without ever holding more than one. */

const NEWLINE = 0x0a;

export interface LineSplitter {
  /** Gives the lines that `chunk` completes to `onLine`; false: a line is longer than the limit. */
  push(chunk: Buffer): boolean;
}

/** `limit`: bytes of a line. `onLine` gets it without its end; after it returns false, nothing more comes. */
export function createLineSplitter(limit: number, onLine: (line: string) => boolean): LineSplitter {
  let parts: Buffer[] = [];
  let size = 0;
  let ended = false;

  function take(piece: Buffer): string {
    const line = parts.length === 0 ? piece.toString() : Buffer.concat([...parts, piece]).toString();
    parts = [];
    size = 0;
    return line;
  }

  function push(chunk: Buffer): boolean {
    let start = 0;
    while (!ended) {
      const end = chunk.indexOf(NEWLINE, start);
      const piece = chunk.subarray(start, end === -1 ? chunk.length : end);
      if (size + piece.length > limit) return false;
      if (end === -1) {
        if (piece.length > 0) parts.push(piece);
        size += piece.length;
        return true;
      }
      ended = !onLine(take(piece));
      start = end + 1;
    }
    return true;
  }

  return { push };
}
