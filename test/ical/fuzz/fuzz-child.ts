/**
 * Runs cases until it is done or killed: `fuzz-child.ts FIRST-SEED CASES SECONDS`. Writes lines of
 * JSON: where it is every few cases, so that one that never returns is nearly known, and what it finds.
 */
import { writeSync } from 'node:fs';
import { createCase } from './cases.ts';
import { checkCase } from './check.ts';

const [first = 0, cases = 0, seconds = 0] = process.argv.slice(2).map(Number);

const write = (line: object): void => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};

/** Slower ones are reported: CPU milliseconds. */
const SLOW = 2000;
/** How often the parent hears that all is well. */
const STRIDE = 25;

const began = Date.now();
let seed = first;
let occurrences = 0;
let bytes = 0;
for (; seed < first + cases && (seconds === 0 || Date.now() - began < seconds * 1000); seed += 1) {
  if (seed % STRIDE === 0) write({ seed });
  const before = process.cpuUsage();
  try {
    const fuzzed = createCase(seed);
    bytes += fuzzed.bytes.length;
    occurrences += checkCase(fuzzed).occurrences.length;
  } catch (error) {
    write({ failed: seed, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1000;
  if (cpu > SLOW) write({ slow: seed, cpu });
}
write({ done: seed - first, occurrences, bytes, rss: process.resourceUsage().maxRSS * 1024 });
