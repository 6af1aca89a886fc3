/**
 * The last known contents on disk, so that the agenda is on the wall seconds after power, without
 * a network. Written as a whole to a file of its own, then renamed over the old one: at any moment
 * there is a complete snapshot.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { describeError } from '../model/errors.ts';
import type { FeedResult } from '../model/feed-result.ts';
import type { Instant } from '../model/time.ts';
import type { FeedState, StoredFeed } from './state.ts';

/** Raised when the form of the file changes; another version is not read. */
const VERSION = 1;

/** A larger file is no snapshot of ours. */
const MAX_SIZE = 64 * 1024 * 1024;

/** A calendar whose snapshot is looked for: what it was read from must be the same. */
export interface SnapshotKey {
  readonly id: string;
  /** Fingerprint of the feed's source and of what shapes its content. */
  readonly fingerprint: string;
}

export interface Snapshot {
  /** Contents of the calendars that are still configured as they were. */
  readonly feeds: readonly StoredFeed[];
  /** When it was written; 0 when there is none. A right clock is never earlier. */
  readonly savedAt: Instant;
  /** Why there is none although a file is there; null when all is well. */
  readonly problem: string | null;
}

interface StoredEntry {
  readonly fingerprint: string;
  readonly result: FeedResult;
}

/** A short digest that tells two sources apart and gives nothing of them away. */
export function fingerprintOf(source: unknown): string {
  return createHash('sha256').update(JSON.stringify(source)).digest('hex').slice(0, 32);
}

/** Checks one line of the child or one entry of the file; throws with a sentence. */
export type CheckResult = (value: unknown) => FeedResult;

function readEntries(path: string): { savedAt: Instant; entries: readonly unknown[] } {
  const stat = statSync(path);
  // Reading a pipe could wait for ever.
  if (!stat.isFile()) throw new Error('it is not a file');
  if (stat.size > MAX_SIZE) throw new Error('it is larger than a snapshot can be');
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof value !== 'object' || value === null) throw new Error('it holds no snapshot');
  const { version, savedAt, feeds } = value as Record<string, unknown>;
  if (version !== VERSION) throw new Error(`it is of version ${String(version)}, not ${VERSION}`);
  if (typeof savedAt !== 'number' || !Number.isFinite(savedAt)) throw new Error('its time is missing');
  if (!Array.isArray(feeds)) throw new Error('its list of feeds is missing');
  return { savedAt, entries: feeds };
}

function toStored(entry: unknown, keys: readonly SnapshotKey[], check: CheckResult): StoredFeed | null {
  const { fingerprint, result } = entry as StoredEntry;
  const known = check(result);
  if (known.kind !== 'fetched') return null;
  if (!keys.some((key) => key.id === known.feed && key.fingerprint === fingerprint)) return null;
  return { id: known.feed, content: known.content, validators: known.validators, lastSuccess: known.at };
}

/** Reads the snapshot. Never throws: a missing file is empty, a broken one is empty with a reason. */
export function readSnapshot(path: string, keys: readonly SnapshotKey[], check: CheckResult): Snapshot {
  try {
    const { savedAt, entries } = readEntries(path);
    const feeds = entries.map((entry) => toStored(entry, keys, check)).filter((feed) => feed !== null);
    return { feeds, savedAt, problem: null };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { feeds: [], savedAt: 0, problem: null };
    const problem = `The stored agenda ${path} cannot be used and will be replaced: ${describeError(error)}`;
    return { feeds: [], savedAt: 0, problem };
  }
}

function writeWhole(path: string, parts: Iterable<string>): void {
  const file = openSync(path, 'w', 0o600);
  try {
    // Unlike writeSync it goes on after a write that took only a part, as on a disk that is nearly full.
    for (const part of parts) writeFileSync(file, part);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** One feed after the other, so that the whole text never stands in memory. */
function* serialize(
  feeds: readonly FeedState[],
  keys: readonly SnapshotKey[],
  now: Instant,
): Generator<string> {
  yield `{"version":${VERSION},"savedAt":${now},"feeds":[`;
  let separator = '';
  for (const { id, content, validators, lastSuccess } of feeds) {
    const key = keys.find((candidate) => candidate.id === id);
    if (content === null || lastSuccess === null || key === undefined) continue;
    const none = { etag: null, lastModified: null, hash: null };
    const result: FeedResult = {
      kind: 'fetched',
      feed: id,
      at: lastSuccess,
      validators: validators ?? none,
      content,
    };
    const entry: StoredEntry = { fingerprint: key.fingerprint, result };
    yield `${separator}\n${JSON.stringify(entry)}`;
    separator = ',';
  }
  yield '\n]}\n';
}

/** Replaces the snapshot. Throws what the file system throws; the old one is then still whole. */
export function writeSnapshot(
  path: string,
  feeds: readonly FeedState[],
  keys: readonly SnapshotKey[],
  now: Instant,
): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o750 });
  const temporary = `${path}.new`;
  try {
    writeWhole(temporary, serialize(feeds, keys, now));
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
