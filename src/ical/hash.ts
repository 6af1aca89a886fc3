/** A 64-bit hash of short bytes (FNV-1a and a second, independent stream): not for secrets. */
export interface Hash {
  readonly high: number;
  readonly low: number;
}

/** Of the bytes from `start` to `end`. */
export function hashBytes(bytes: Uint8Array, start = 0, end = bytes.length): Hash {
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    high = Math.imul(high ^ byte, 0x01000193);
    low = Math.imul(low ^ byte, 0x85ebca6b);
    low ^= low >>> 13;
  }
  return { high: mix(high), low: mix(low ^ (end - start)) };
}

/** Sixteen hexadecimal digits. */
export function hashText(text: string): string {
  const { high, low } = hashBytes(new TextEncoder().encode(text));
  return [high, low].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The finish of MurmurHash3: every bit of the input reaches every bit of the result. */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}
