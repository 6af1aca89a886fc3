// Where the machine test reads and writes.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PRODUCT = fileURLToPath(new URL('../..', import.meta.url));
export const SAMPLES = join(PRODUCT, 'assets/samples');

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'daywall/machine');

/** What is slow to make and the same for every run. */
export const BASES = join(cache, 'bases');

/** The disk of the run. */
export const WORK = join(cache, 'work');

/** Screendumps, serial log and journal of the last run, for a person. */
export const RESULTS = join(cache, 'results');
