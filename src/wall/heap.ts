/** What V8 is told about memory, for a process that lives for months and works for milliseconds. */
import { setFlagsFromString } from 'node:v8';

/**
 * - The young generation stays at its first size (1 MB). V8 otherwise lets it grow to 32 MB under the
 *   garbage of a few laid out pictures, and never gives that back: -22 MB.
 * - No optimising compiler: its code, its data and its work for functions that run once a minute cost
 *   8 MB and more time than they save. Only a full redraw is slower, and that is rare.
 *
 * Figures: `npm run bench -- memory`, 1920x1080, with and without.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--no-opt');
}
