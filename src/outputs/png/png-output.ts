/** A PNG file as an output: replaced as a whole with each frame, for machines without a framebuffer. */
import type { FrameReport, Output } from '../../model/frame.ts';
import { checkFolder, describeFileError, identifyFile, removeOldDrafts } from './draft.ts';
import type { PngOptions } from './options.ts';
import { type Sheet, startSheet } from './sheet.ts';

/**
 * The file at `options.path`. Each frame needs the whole picture, in full-width strips from top to bottom
 * (`write` throws a RangeError otherwise); a frame without any block leaves the file as it is. The file is
 * not synced to the disk: it is made anew with the next frame anyway.
 */
export function createPngOutput({ path, size }: PngOptions): Output {
  let sheet: Sheet | null = null;
  let failure: string | null = null;
  /** Identity of the file that was published last. */
  let published: string | null = null;
  let tidied = false;
  let closed = false;

  const drop = async (): Promise<void> => {
    const dropped = sheet;
    sheet = null;
    await dropped?.discard();
  };

  const fail = async (error: unknown): Promise<void> => {
    failure = describeFileError(path, error);
    await drop();
  };

  const start = async (): Promise<Sheet> => {
    if (!tidied) await removeOldDrafts(path);
    tidied = true;
    const started = await startSheet(path, size.width, size.height);
    if (closed) await started.discard();
    sheet = started;
    return started;
  };

  const publish = async (full: Sheet): Promise<FrameReport> => {
    const { bytes, verified } = await full.publish();
    sheet = null;
    published = await identifyFile(path);
    return { verified, bytesWritten: bytes, damagedRows: 0 };
  };

  /** Nothing was drawn: is the last picture still there? */
  const inspect = async (): Promise<FrameReport> => {
    const intact = published !== null && (await identifyFile(path)) === published;
    return { verified: intact, bytesWritten: 0, damagedRows: intact ? 0 : size.height };
  };

  return {
    name: 'png',

    async prepare() {
      await drop();
      const reason = failure;
      failure = null;
      if (reason !== null) return { kind: 'waiting', reason };
      try {
        await checkFolder(path);
        return { kind: 'ready', ...size, blank: true };
      } catch (error) {
        return { kind: 'waiting', reason: describeFileError(path, error) };
      }
    },

    async write(block) {
      if (failure !== null) return;
      try {
        await (sheet ?? (await start())).add(block);
      } catch (error) {
        if (error instanceof RangeError) throw error;
        await fail(error);
      }
    },

    async finish() {
      const lost = { verified: false, bytesWritten: 0, damagedRows: 0 };
      if (failure !== null) return lost;
      try {
        if (sheet === null) return await inspect();
        if (sheet.isFull()) return await publish(sheet);
      } catch (error) {
        await fail(error);
      }
      await drop();
      return lost;
    },

    async close() {
      closed = true;
      await drop();
    },
  };
}
