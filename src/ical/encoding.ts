/**
 * Bytes of a feed, whatever they were written in, as UTF-8 bytes; and bytes as text.
 *
 * RFC 5545 section 3.1.4 wants UTF-8. UTF-16 is known by its byte order mark or by the zero byte
 * beside the first letter. Bytes that are no UTF-8 are read as Windows-1252 (a superset of Latin-1).
 */

/** Turns the chunks of a feed into UTF-8 bytes; a byte order mark may remain at the front. */
export interface Recoder {
  push(chunk: Uint8Array): Uint8Array;
  finish(): Uint8Array;
}

/** As many bytes as it takes to tell the encodings apart. */
const SIGNATURE = 2;
const NOTHING = new Uint8Array(0);

export function createRecoder(): Recoder {
  let head: Uint8Array = NOTHING;
  let utf16: InstanceType<typeof TextDecoder> | null = null;
  let known = false;
  const encoder = new TextEncoder();

  const recode = (bytes: Uint8Array, stream: boolean): Uint8Array =>
    utf16 === null ? bytes : encoder.encode(utf16.decode(bytes, { stream }));

  return {
    push(chunk) {
      if (known) return recode(chunk, true);
      head = head.length === 0 ? chunk.slice(0, SIGNATURE) : joinBytes(head, chunk);
      const bytes = head.length < chunk.length ? chunk : head;
      if (bytes.length < SIGNATURE) return NOTHING;
      const name = utf16Name(bytes);
      utf16 = name === null ? null : new TextDecoder(name);
      known = true;
      return recode(bytes, true);
    },
    finish() {
      return known ? recode(NOTHING, false) : head;
    },
  };
}

function utf16Name(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first = 0, second = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return null;
}

function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

/** Decodes lines; keeps its decoders, because making one costs more than using it. */
export interface TextReader {
  /** `guessed`: some line was no UTF-8. Lines are separated by LF and stay so. */
  decode(bytes: Uint8Array): { text: string; guessed: boolean };
}

export function createTextReader(): TextReader {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
  const western = new TextDecoder('windows-1252');

  /** A character cut off at the end of the line is dropped: that is a cut text, not another encoding. */
  const decodeLine = (bytes: Uint8Array): string => {
    const text = lenient.decode(bytes);
    const broken = text.indexOf('\ufffd');
    if (broken < 0) return text;
    return broken >= text.length - 1 ? text.slice(0, broken) : western.decode(bytes);
  };
  return {
    decode(bytes) {
      try {
        return { text: strict.decode(bytes), guessed: false };
      } catch {
        return { text: splitBytes(bytes).map(decodeLine).join('\n'), guessed: true };
      }
    },
  };
}

function splitBytes(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  lines.push(bytes.subarray(start));
  return lines;
}

const LF = 10;
