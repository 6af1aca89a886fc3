/** Keys of a calendar that is read from a file of this machine. */
import * as v from 'valibot';
import type { FeedSource } from '../../model/refresh-job.ts';

/** Longest path Linux takes (PATH_MAX). */
const MAX_PATH = 4096;
const MESSAGE = 'must be the path of an .ics file';

export const fileFeedOptions = {
  file: v.optional(
    v.pipe(
      v.string(MESSAGE),
      v.minLength(1, MESSAGE),
      v.maxLength(MAX_PATH, MESSAGE),
      v.description('Path of an .ics file; relative to the folder of the config file, ~ is the home folder.'),
    ),
  ),
};

/** `path` is absolute. */
export function fileSource(path: string): FeedSource {
  return { kind: 'file', path };
}
