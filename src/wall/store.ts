/** The snapshot as the loop sees it: read once, written when it is told to. */
import { join } from 'node:path';
import type { Config } from '../config/schema.ts';
import { checkFeedResult } from '../daemon/feed-result-schema.ts';
import {
  fingerprintOf,
  readSnapshot,
  type Snapshot,
  type SnapshotKey,
  writeSnapshot,
} from '../daemon/snapshot.ts';
import type { FeedState } from '../daemon/state.ts';
import type { Log } from '../log.ts';
import { describeError } from '../model/errors.ts';
import type { Instant } from '../model/time.ts';
import { sourceOf } from './job.ts';

export interface Store {
  read(): Snapshot;
  /** False when it could not be written, which is said once. */
  write(feeds: readonly FeedState[], now: Instant): boolean;
}

export function createStore(config: Config, log: Log): Store {
  const path = join(config.state.folder, 'snapshot.json');
  const keys: readonly SnapshotKey[] = config.calendars.map((calendar) => ({
    id: calendar.id,
    fingerprint: fingerprintOf(sourceOf(calendar, config)),
  }));
  let complained = false;
  return {
    read: () => {
      const snapshot = readSnapshot(path, keys, checkFeedResult);
      if (snapshot.problem !== null) log('warning', snapshot.problem);
      return snapshot;
    },
    write: (feeds, now) => {
      try {
        writeSnapshot(path, feeds, keys, now);
        complained = false;
        return true;
      } catch (error) {
        if (!complained) log('warning', `The agenda cannot be stored: ${describeError(error)}`);
        complained = true;
        return false;
      }
    },
  };
}
