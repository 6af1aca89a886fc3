/** What V8 is told about memory, for a process that lives for months and works for milliseconds. */
import { setFlagsFromString } from 'node:v8';

/**
 * The young generation stays at its first size (1 MB). V8 otherwise lets it grow to 32 MB under the
 * garbage of a few laid out pictures, and never gives that back (`npm run bench -- memory`: -22 MB).
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
