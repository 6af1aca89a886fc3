/** What every contender of `npm run bench -- ical` does at its end: one line about what it found and used. */
import { readFileSync } from 'node:fs';

/** `feed.ics from to zone`, instants in milliseconds. */
export interface Contest {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly zone: string;
}

export interface ContestResult {
  readonly occurrences: number;
  /** Milliseconds of processor time, of all threads. */
  readonly user: number;
  readonly system: number;
  /** Kilobytes. */
  readonly peak: number;
  /** How often a limit cut something off. */
  readonly cuts?: number;
}

export function readContest(): Contest {
  const [path = '', from, to, zone = 'UTC'] = process.argv.slice(2);
  return { path, from: Number(from), to: Number(to), zone };
}

/**
 * Most memory that was ever resident. Not `resourceUsage().maxRSS`: that begins with the size of the
 * process that started this one.
 */
function peakMemory(): number {
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(match?.[1]);
}

export function writeResult(occurrences: number, cuts = 0): void {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const result: ContestResult = {
    occurrences,
    user: userCPUTime / 1000,
    system: systemCPUTime / 1000,
    peak: peakMemory(),
    cuts,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** Whether what lasts from `start` to `end` touches the range; without length when it starts in it. */
export function touches({ from, to }: Contest, start: number, end: number): boolean {
  return start < to && (end > from || (end === start && start >= from));
}
