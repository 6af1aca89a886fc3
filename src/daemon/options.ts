/** `[state]`: what outlives a restart. */
import * as v from 'valibot';

/** Longest path Linux takes (PATH_MAX). */
const MAX_PATH = 4096;
const MESSAGE = 'must be the path of a folder';

export const stateOptions = v.strictObject({
  folder: v.optional(
    v.pipe(
      v.string(MESSAGE),
      v.minLength(1, MESSAGE),
      v.maxLength(MAX_PATH, MESSAGE),
      v.description('Where the last agenda is kept. Unset: the state folder of the service, or of the user.'),
    ),
  ),
});
