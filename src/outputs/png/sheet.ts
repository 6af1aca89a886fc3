/** One picture on its way to its file: encoded strip by strip into a draft, then put in place. */
import type { PixelBlock } from '../../model/frame.ts';
import { isAsWritten, startDraft } from './draft.ts';
import { createPngEncoder, createPngHeader, PNG_END } from './png-encoder.ts';

export interface Sheet {
  /** Takes the next full-width strip; throws a RangeError for any other, or the system's error. */
  add(block: PixelBlock): Promise<void>;
  /** Whether every row is there. */
  isFull(): boolean;
  /** Puts the full picture in place and reads its ends back. Throws the system's error. */
  publish(): Promise<{ readonly bytes: number; readonly verified: boolean }>;
  /** Leaves nothing behind; never throws. */
  discard(): Promise<void>;
}

/** Starts a picture of that size in pixels for the file at `path`. Throws the system's error. */
export async function startSheet(path: string, width: number, height: number): Promise<Sheet> {
  const draft = await startDraft(path);
  const encoder = createPngEncoder(width, height);
  let rows = 0;
  return {
    async add(block) {
      await draft.append(await encoder.add(block));
      rows += block.height;
    },
    isFull: () => rows === height,
    async publish() {
      await draft.append(await encoder.end());
      await draft.publish();
      const bytes = draft.size;
      return { bytes, verified: await isAsWritten(path, bytes, createPngHeader(width, height), PNG_END) };
    },
    async discard() {
      encoder.abort();
      await draft.discard();
    },
  };
}
