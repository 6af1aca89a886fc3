/**
 * Lines on stderr in the form journald reads: `<priority>text` (sd-daemon(3)).
 * A terminal gets them without the prefix.
 */
import { fstatSync } from 'node:fs';

const PRIORITIES = { error: 3, warning: 4, notice: 5, info: 6, debug: 7 } as const;

export type Priority = keyof typeof PRIORITIES;
export type Log = (priority: Priority, text: string) => void;

const STDERR = 2;

/** Longest line; anything longer is cut with a mark. */
const MAX_LENGTH = 1000;

/** `verbosity`: the least urgent priority that is still written. */
export function createLog(verbosity: Priority, terminal: boolean): Log {
  return (priority, text) => {
    if (PRIORITIES[priority] > PRIORITIES[verbosity]) return;
    const line = text.replaceAll(/\s*\n\s*/g, ' | ');
    const cut = line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)} [cut]` : line;
    process.stderr.write(terminal ? `${cut}\n` : `<${PRIORITIES[priority]}>${cut}\n`);
  };
}

/**
 * Whether stderr is the journal's. `journalStream`: what JOURNAL_STREAM says of it, device and inode
 * (systemd.exec(5)); programs inherit that also where their output goes elsewhere, as in a terminal.
 */
export function isJournal(journalStream: string | undefined): boolean {
  if (journalStream === undefined) return false;
  try {
    const { dev, ino } = fstatSync(STDERR);
    return journalStream === `${dev}:${ino}`;
  } catch {
    return false; // it is closed: nobody reads it, in whatever form
  }
}
