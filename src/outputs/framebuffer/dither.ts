/**
 * Ordered dithering (Bayer 1973) from 8 bits to 5 or 6 bits a channel, as a table.
 *
 * The matrix is anchored at the panel's top left pixel, so a rectangle that is painted again matches
 * its surroundings exactly. A value that the panel can show is left alone: distances are measured
 * between the values the panel shows for a level, which is the level's bits repeated, and not between
 * ideal fractions, so an exactly representable colour never gets a texture.
 */

/** Thresholds 0 to 15: 5 bits leave steps of 8 or 9, which a matrix of 16 already resolves. */
const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5] as const;

/** The matrix repeats after this many pixels in both directions; a power of two. */
export const DITHER_SIZE = 4;

/** The 8-bit value a panel shows for a level of 5 or 6 bits. */
export function shownValue(level: number, bits: 5 | 6): number {
  return (level << (8 - bits)) | (level >> (2 * bits - 8));
}

/** Level below or at `value`, and sixteenths of the way to the next one. */
function place(value: number, bits: 5 | 6): { level: number; sixteenths: number } {
  const top = (1 << bits) - 1;
  let level = Math.min(top, value >> (8 - bits));
  if (shownValue(level, bits) > value) level -= 1;
  if (level === top) return { level, sixteenths: 0 };
  const low = shownValue(level, bits);
  return { level, sixteenths: Math.round(((value - low) * 16) / (shownValue(level + 1, bits) - low)) };
}

/**
 * Levels by position and value: `table[(((y & 3) << 2) | (x & 3)) << 8 | value]`, with x and y on the
 * panel. 4096 bytes.
 */
export function createDitherTable(bits: 5 | 6): Uint8Array {
  const table = new Uint8Array(BAYER.length << 8);
  for (let value = 0; value < 256; value += 1) {
    const { level, sixteenths } = place(value, bits);
    BAYER.forEach((threshold, position) => {
      table[(position << 8) | value] = sixteenths > threshold ? level + 1 : level;
    });
  }
  return table;
}
