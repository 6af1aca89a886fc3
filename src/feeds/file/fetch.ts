/** A calendar in a file of this machine. */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FeedSource } from '../../model/refresh-job.ts';
import { SECOND } from '../../model/time.ts';
import { FeedError } from '../feed-error.ts';
import type { Fetch, FetchContext, FetchOutcome } from '../feed-kind.ts';

type FileSource = Extract<FeedSource, { kind: 'file' }>;

const CHUNK = 64 * 1024;

/** A file written to this recently may be written to again within the same time stamp. */
const SETTLED = 2 * SECOND;

const OPENING: Readonly<Record<string, readonly ['not-found' | 'unreadable', string]>> = {
  ENOENT: ['not-found', 'The calendar file is not there.'],
  ENOTDIR: ['not-found', 'The calendar file is not there: part of its path is no folder.'],
  EACCES: ['unreadable', 'The calendar file may not be read by the user that daywall runs as.'],
  EPERM: ['unreadable', 'The calendar file may not be read by the user that daywall runs as.'],
  ERR_ACCESS_DENIED: [
    'unreadable',
    'The refresh is not allowed to read the calendar file; is there a * in its path?',
  ],
  ELOOP: ['unreadable', 'The calendar file is a link that leads in a circle.'],
  ENXIO: ['unreadable', 'What lies at the path of the calendar is no ordinary file.'],
};

function toFeedError(error: unknown): FeedError {
  if (error instanceof FeedError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  const known = OPENING[code];
  if (known !== undefined) return new FeedError(known[0], known[1]);
  return new FeedError('unreadable', `The calendar file cannot be read (${code}).`);
}

async function readAll(file: FileHandle, context: FetchContext): Promise<void> {
  const { bodySize } = context.limits;
  const body = context.openBody();
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let size = 0; ; ) {
    context.signal.throwIfAborted();
    const { bytesRead } = await file.read(buffer, 0, CHUNK, null);
    size += bytesRead;
    if (size > bodySize) {
      const detail = `The calendar file is larger than the limit of ${Math.round(bodySize / 1e6)} MB.`;
      throw new FeedError('too-large', detail);
    }
    if (bytesRead === 0) return;
    await body.push(buffer.subarray(0, bytesRead));
  }
}

async function readFile(file: FileHandle, context: FetchContext): Promise<FetchOutcome> {
  const stat = await file.stat();
  if (!stat.isFile()) {
    const what = stat.isDirectory() ? 'a folder' : 'no ordinary file';
    throw new FeedError('unreadable', `What lies at the path of the calendar is ${what}.`);
  }
  const settled = Math.abs(Date.now() - stat.mtimeMs) > SETTLED;
  const etag = settled ? `${stat.ino}-${stat.size}-${stat.mtimeMs}` : null;
  const outcome = { etag, lastModified: null, mediaType: null };
  if (etag !== null && etag === context.validators?.etag) return { kind: 'unchanged', ...outcome };
  await readAll(file, context);
  return { kind: 'body', ...outcome };
}

/** `path` may also be a `file:` URL. A file with the size and times of the last success is not read. */
export const fetchFile: Fetch<FileSource> = async ({ path }, context) => {
  let file: FileHandle | null = null;
  try {
    // Without waiting: opening a pipe would otherwise hang until somebody writes to it.
    const name = path.startsWith('file:') ? fileURLToPath(path) : path;
    file = await open(name, constants.O_RDONLY | constants.O_NONBLOCK);
    return await readFile(file, context);
  } catch (error) {
    throw toFeedError(error);
  } finally {
    await file?.close();
  }
};
