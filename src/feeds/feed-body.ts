/**
 * One body on its way: hashed as it comes, and handed to the calendar reader. The hash is known at
 * the end only. So a small body that may well be the stored one waits in memory until then, and if it
 * is, the reader is not even loaded; a larger one goes through the reader's cheap scan meanwhile, and
 * only the expensive end of the reading is saved.
 */
import { type BodyHash, createBodyHash } from './body-hash.ts';
import type { CalendarReader, OpenReader } from './calendar-reader.ts';
import type { ByteSink } from './feed-kind.ts';

/** Most calendars are smaller; two of these at a time do not matter. */
const MAX_WAITING = 512 * 1024;

/** How much of the beginning is kept to say what came when it is no calendar. */
const HEAD_SIZE = 2048;

export interface FeedBody extends ByteSink {
  digest(): string;
  /** The reader, with everything pushed into it. Call at most once, after the last push. */
  reader(): Promise<CalendarReader>;
  /** The first bytes. */
  head(): Uint8Array;
  /** Bytes so far. */
  size(): number;
}

/** `mayBeKnown`: there is a stored body to compare with. */
export function createFeedBody(openReader: OpenReader, mayBeKnown: boolean): FeedBody {
  const hash: BodyHash = createBodyHash();
  let waiting: Uint8Array[] = [];
  let reader: CalendarReader | null = null;
  let head: Uint8Array = new Uint8Array(0);
  let size = 0;

  async function flush(): Promise<CalendarReader> {
    const open = reader ?? (await openReader());
    reader = open;
    for (const chunk of waiting) open.push(chunk);
    waiting = [];
    return open;
  }

  function push(chunk: Uint8Array): Promise<void> | undefined {
    hash.push(chunk);
    if (size < HEAD_SIZE) head = Buffer.concat([head, chunk.subarray(0, HEAD_SIZE - size)]);
    size += chunk.length;
    if (reader !== null) {
      reader.push(chunk);
      return undefined;
    }
    waiting.push(Buffer.from(chunk));
    return mayBeKnown && size <= MAX_WAITING ? undefined : flush().then(() => undefined);
  }

  return { push, digest: () => hash.digest(), reader: flush, head: () => head, size: () => size };
}
