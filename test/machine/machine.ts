// What the steps share: the disk, the board that is on, and what the wall on it says of itself.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Health } from '../wall/wall-process.ts';
import { type Board, type BootOptions, boot } from './board.ts';
import type { Disk } from './disk.ts';
import type { Expected } from './glass.ts';
import { RESULTS } from './places.ts';

export interface Machine {
  readonly disk: Disk;
  /** The fresh agenda of a minute. */
  readonly agenda: Expected;
  /** The board that is on. Throws when none is. */
  board(): Board;
  switchOn(options: Omit<BootOptions, 'disk'>): Promise<Board>;
  /** Ends the system in order. */
  shutDown(): Promise<void>;
  /** Keeps the journal of the wall for a person, then pulls the plug. */
  close(): Promise<void>;
}

/** A line for the report. */
export type Say = (line: string) => void;

export interface Step {
  readonly name: string;
  readonly run: (machine: Machine, say: Say) => Promise<void>;
}

export function createMachine(disk: Disk, agenda: Expected): Machine {
  let current: Board | null = null;
  const board = (): Board => {
    if (current === null) throw new Error('The machine is off.');
    return current;
  };
  return {
    disk,
    agenda,
    board,
    async switchOn(options) {
      current = await boot({ ...options, disk });
      return current;
    },
    async shutDown() {
      await board().shutDown();
      current = null;
    },
    async close() {
      if (current === null) return;
      try {
        const journal = await current.shell('journalctl --no-pager -o short-monotonic', 60_000);
        writeFileSync(join(RESULTS, 'journal.log'), journal);
      } finally {
        await current.kill();
        current = null;
      }
    },
  };
}

/** One property of the service, as `systemctl show` has it. */
export async function propertyOf({ shell }: Board, name: string, unit = 'daywall'): Promise<string> {
  return await shell(`systemctl show ${unit} -p ${name} --value`);
}

/** `/health`, asked inside the machine: it answers without a network too. */
export async function healthOf({ shell }: Board): Promise<Health> {
  const answer = await shell(
    `(exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && cat <&3)`,
  );
  return JSON.parse(answer.slice(answer.indexOf('{')));
}

/** Asks until it holds; fails with the sentence `what`. */
export async function until(what: string, holds: () => Promise<boolean>, patience = 600_000): Promise<void> {
  const end = performance.now() + patience;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${what}: not within ${patience / 1000} s.`);
    await sleep(1000);
  }
}
