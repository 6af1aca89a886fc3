/** A file in the making: written beside its final place and renamed over it, so that readers see whole files only. */
import { constants } from 'node:fs';
import { access, type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describeError } from '../../model/errors.ts';

export interface Draft {
  /** Bytes so far. */
  readonly size: number;
  append(pieces: readonly Buffer[]): Promise<void>;
  /** Puts the file in its place. Throws the system's error. */
  publish(): Promise<void>;
  /** Leaves nothing behind; never throws. */
  discard(): Promise<void>;
}

/** One name per file and process: two walls may draw to the same file, and then the last one shows. */
const draftPath = (path: string, process: number): string =>
  join(dirname(path), `.${basename(path)}.${process}.draft`);

/** Removes what processes that were killed have left of the file at `path`. Never throws. */
export async function removeOldDrafts(path: string): Promise<void> {
  const name = /^(.*)\.(\d{1,10})\.draft$/;
  for (const found of await readdir(dirname(path)).catch(() => [])) {
    const [, of, writer] = name.exec(found) ?? [];
    if (of !== `.${basename(path)}` || isRunning(Number(writer))) continue;
    await rm(join(dirname(path), found), { force: true }).catch(() => undefined);
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // Another user's process may not be asked, but is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Starts a draft of the file at `path`. Throws the system's error. */
export async function startDraft(path: string): Promise<Draft> {
  const temporary = draftPath(path, process.pid);
  await rm(temporary, { force: true });
  // wx: never follow a link that someone put there in a folder open to all.
  const file: FileHandle = await open(temporary, 'wx', 0o644);
  let size = 0;
  return {
    get size() {
      return size;
    },
    async append(pieces) {
      for (const piece of pieces) {
        await file.writeFile(piece);
        size += piece.length;
      }
    },
    async publish() {
      await file.close();
      await rename(temporary, path);
    },
    async discard() {
      // Closing may report what writing already did; the descriptor is released all the same.
      await file.close().catch(() => undefined);
      await rm(temporary, { force: true }).catch(() => undefined);
    },
  };
}

/** Throws the system's error when no file can be made beside `path`. */
export async function checkFolder(path: string): Promise<void> {
  await access(dirname(path), constants.W_OK | constants.X_OK);
}

/** Identity of the file at `path`, another one once it was replaced or changed; null when there is none. */
export async function identifyFile(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  return found === null ? null : `${found.dev}:${found.ino}:${found.size}:${found.mtimeMs}`;
}

/** Whether the file at `path` has that many bytes, of which the first and last are these. */
export async function isAsWritten(path: string, size: number, head: Buffer, tail: Buffer): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const length = head.length + tail.length;
    const seen = Buffer.alloc(length);
    await file.read(seen, 0, head.length, 0);
    await file.read(seen, head.length, tail.length, size - tail.length);
    return (await file.stat()).size === size && seen.equals(Buffer.concat([head, tail], length));
  } finally {
    await file.close();
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist; create it',
  ENOTDIR: 'its folder is a file',
  EACCES: 'daywall may not write to its folder',
  EPERM: 'it belongs to another user; remove it, or name another file (path under [output.png])',
  EROFS: 'its folder can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file is larger than the process is allowed to write',
  EISDIR: 'a folder of that name is in its place',
};

/** A sentence about an error with the file at `path`. */
export function describeFileError(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const remedy = REMEDIES[code];
  return remedy === undefined
    ? `Cannot write the picture ${path}: ${describeError(error)}.`
    : `Cannot write the picture ${path}: ${remedy} (${code}).`;
}
