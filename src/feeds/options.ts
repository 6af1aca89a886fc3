/**
 * `[refresh]`: when feeds are asked, and how patiently. Durations are whole seconds in the file and
 * milliseconds in the program.
 */
import * as v from 'valibot';
import { SECOND } from '../model/time.ts';

/** Bytes in the megabyte of `body_size`. */
const MEGABYTE = 1_000_000;

function wholeNumber(least: number, most: number, unit: string) {
  const message = `must be a whole number of ${unit} from ${least} to ${most}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
}

function seconds(least: number, most: number) {
  return v.pipe(
    wholeNumber(least, most, 'seconds'),
    v.transform((value) => value * SECOND),
  );
}

function megabytes(least: number, most: number) {
  return v.pipe(
    wholeNumber(least, most, 'megabytes'),
    v.transform((value) => value * MEGABYTE),
  );
}

const refreshEntries = v.strictObject({
  interval: v.optional(v.pipe(seconds(30, 86_400), v.description('Seconds between two refreshes.')), 300),
  jitter: v.optional(
    v.pipe(
      seconds(0, 3600),
      v.description(
        'Each refresh comes up to this many seconds earlier or later, so that walls do not ask in step.',
      ),
    ),
    30,
  ),
  deadline: v.optional(
    v.pipe(seconds(5, 600), v.description('Seconds a whole refresh may take; then it is ended.')),
    60,
  ),
  retries: v.optional(
    v.pipe(
      wholeNumber(0, 10, 'tries'),
      v.description('More tries within a refresh after a network error, a timeout, 429 or a server error.'),
    ),
    3,
  ),
  connectTimeout: v.optional(
    v.pipe(seconds(1, 120), v.description('Seconds until a server must have accepted the connection.')),
    10,
  ),
  readTimeout: v.optional(
    v.pipe(seconds(1, 300), v.description('Seconds a connected server may be silent.')),
    30,
  ),
  redirects: v.optional(
    v.pipe(wholeNumber(0, 20, 'redirects'), v.description('Redirects that are followed.')),
    5,
  ),
  bodySize: v.optional(
    v.pipe(megabytes(1, 500), v.description('Megabytes a feed may have, after decompression.')),
    50,
  ),
  concurrency: v.optional(
    v.pipe(wholeNumber(1, 5, 'feeds'), v.description('Feeds that are asked at the same time.')),
    2,
  ),
  staleAfter: v.optional(
    v.pipe(seconds(60, 604_800), v.description('Seconds after its last success a calendar counts as stale.')),
    3600,
  ),
});

/** The jitter never exceeds half the interval, so that a short interval needs no other change. */
export const refreshOptions = v.pipe(
  refreshEntries,
  v.transform((options) => ({ ...options, jitter: Math.min(options.jitter, options.interval / 2) })),
);

export type RefreshOptions = v.InferOutput<typeof refreshOptions>;
