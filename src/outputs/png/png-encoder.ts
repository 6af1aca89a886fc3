/**
 * PNG from strips of pixels, in bounded memory: 8-bit RGB, not interlaced.
 *
 * Source: PNG specification, third edition (W3C 2025): signature and chunks in section 5, IHDR in 11.2.2,
 * filters in section 9. Rows equal to the one above are filtered with Up, which leaves zeros only, all
 * others with None: on flat pictures with text that is smaller than any filter for photographs, and
 * costs one comparison a row.
 */
import { finished } from 'node:stream/promises';
import { crc32, createDeflate, type Deflate } from 'node:zlib';
import type { PixelBlock } from '../../model/frame.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const FILTER_NONE = 0;
const FILTER_UP = 2;

/** Filtered bytes given to zlib at a time. */
const CHUNK_SIZE = 262_144;

/** A third of the time of zlib's default level 6, for files a third larger: it runs on each tick. */
const COMPRESSION_LEVEL = 3;

function createChunk(type: 'IHDR' | 'IDAT' | 'IEND', data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(data.length + 12);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, data.length + 8)), data.length + 8);
  return chunk;
}

/** Signature and header chunk: the first 33 bytes of the file. */
export function createPngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB, deflate, the standard filters, not interlaced
  return Buffer.concat([SIGNATURE, createChunk('IHDR', header)]);
}

/** The last chunk of every PNG. */
export const PNG_END: Buffer = createChunk('IEND', new Uint8Array(0));

export interface PngEncoder {
  /** Takes the next strip and gives the part of the file that is finished. */
  add(block: PixelBlock): Promise<readonly Buffer[]>;
  /** Gives the rest of the file. Throws a RangeError when rows are missing. */
  end(): Promise<readonly Buffer[]>;
  /** Releases zlib's memory; needed only when the picture is given up. */
  abort(): void;
}

/** Writes RGBA rows as filtered RGB rows into one reused buffer. */
function createFilter(width: number) {
  const rowBytes = 1 + width * 3;
  const rowsAtOnce = Math.max(1, Math.floor(CHUNK_SIZE / rowBytes));
  const filtered = Buffer.alloc(rowBytes * rowsAtOnce);
  const previous = Buffer.alloc(width * 3);

  const filterRow = (data: PixelBlock['data'], start: number, row: Buffer): void => {
    let from = start;
    for (let at = 1; at < rowBytes; at += 3) {
      row[at] = data[from] as number;
      row[at + 1] = data[from + 1] as number;
      row[at + 2] = data[from + 2] as number;
      from += 4;
    }
    const same = previous.compare(row, 1) === 0;
    row.copy(previous, 0, 1);
    row[0] = same ? FILTER_UP : FILTER_NONE;
    if (same) row.fill(0, 1);
  };

  return {
    rowsAtOnce,
    /** The result is overwritten by the next call. */
    filterRows(data: PixelBlock['data'], from: number, count: number): Buffer {
      for (let index = 0; index < count; index += 1) {
        const row = filtered.subarray(index * rowBytes, (index + 1) * rowBytes);
        filterRow(data, (from + index) * width * 4, row);
      }
      return filtered.subarray(0, count * rowBytes);
    },
  };
}

function compress(deflate: Deflate, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    deflate.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

function checkStrip(block: PixelBlock, width: number, height: number, row: number): void {
  const fits = block.x === 0 && block.width === width && block.y === row && row + block.height <= height;
  if (fits && block.data.byteLength === width * block.height * 4) return;
  throw new RangeError(
    `A PNG of ${width}x${height} needs full-width strips from top to bottom: row ${row} is next, not ${block.width}x${block.height} at ${block.x},${block.y}.`,
  );
}

/**
 * Encodes a picture of that size, in pixels, pushed strip by strip. `add` throws a RangeError for a strip
 * that is not the next one.
 */
export function createPngEncoder(width: number, height: number): PngEncoder {
  const { rowsAtOnce, filterRows } = createFilter(width);
  const deflate = createDeflate({ level: COMPRESSION_LEVEL });
  let pieces: Buffer[] = [createPngHeader(width, height)];
  let failure: Error | null = null;
  let row = 0;
  deflate.on('data', (bytes: Buffer) => pieces.push(createChunk('IDAT', bytes)));
  deflate.on('error', (error) => {
    failure = error;
  });
  const take = (): readonly Buffer[] => {
    if (failure !== null) throw failure;
    const taken = pieces;
    pieces = [];
    return taken;
  };

  return {
    async add(block) {
      checkStrip(block, width, height, row);
      for (let from = 0; from < block.height; from += rowsAtOnce) {
        const count = Math.min(rowsAtOnce, block.height - from);
        await compress(deflate, filterRows(block.data, from, count));
      }
      row += block.height;
      return take();
    },

    async end() {
      if (row < height) throw new RangeError(`The PNG is not complete: ${row} of ${height} rows.`);
      deflate.end();
      await finished(deflate);
      return [...take(), PNG_END];
    },

    abort() {
      deflate.destroy();
    },
  };
}

/**
 * The bytes of a PNG from full-width RGBA strips in order from top to bottom, piece by piece: no more than
 * one strip is held. Throws a RangeError when strips are missing or out of order.
 */
export async function* encodePng(
  width: number,
  height: number,
  strips: Iterable<PixelBlock> | AsyncIterable<PixelBlock>,
): AsyncGenerator<Buffer, void, undefined> {
  const encoder = createPngEncoder(width, height);
  try {
    for await (const strip of strips) yield* await encoder.add(strip);
    yield* await encoder.end();
  } finally {
    encoder.abort();
  }
}
