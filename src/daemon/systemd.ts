/**
 * What is said to systemd (sd_notify(3)): READY, WATCHDOG, STATUS, STOPPING. Silent without it.
 *
 * The native package `sd-notify` is used where it could be built; else the program
 * `systemd-notify`, which costs a process for each word but needs nothing compiled.
 */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Log } from '../log.ts';
import { describeError } from '../model/errors.ts';

export interface Notifier {
  ready(): void;
  watchdog(): void;
  /** One sentence for `systemctl status`. Said only when it differs from the last one. */
  status(sentence: string): void;
  stopping(): void;
}

interface NativeNotify {
  ready(): void;
  watchdog(): void;
  stopping(): void;
  sendStatus(text: string): void;
}

/** Longest status sentence, in characters. */
const MAX_STATUS = 200;

const SILENT: Notifier = {
  ready: () => undefined,
  watchdog: () => undefined,
  status: () => undefined,
  stopping: () => undefined,
};

function loadNative(): NativeNotify | null {
  try {
    return createRequire(import.meta.url)('sd-notify') as NativeNotify;
  } catch {
    return null; // not built on this machine: the program serves
  }
}

function sayBy(run: (...args: string[]) => void): Omit<Notifier, 'status'> & { status(text: string): void } {
  return {
    ready: () => run('--ready'),
    watchdog: () => run('WATCHDOG=1'),
    status: (text) => run(`--status=${text}`),
    stopping: () => run('STOPPING=1'),
  };
}

function viaProgram(log: Log): Notifier {
  let complained = false;
  return sayBy((...args) => {
    execFile('systemd-notify', [`--pid=${process.pid}`, ...args], { timeout: 5000 }, (error) => {
      if (error === null || complained) return;
      complained = true;
      log('warning', `systemd could not be told how daywall is: ${describeError(error)}`);
    });
  });
}

function viaNative(native: NativeNotify): Notifier {
  return {
    ready: () => native.ready(),
    watchdog: () => native.watchdog(),
    status: (text) => native.sendStatus(text),
    stopping: () => native.stopping(),
  };
}

/** `environment`: the process's own; NOTIFY_SOCKET decides whether anybody listens. */
export function createNotifier(environment: NodeJS.ProcessEnv, log: Log): Notifier {
  if (environment.NOTIFY_SOCKET === undefined) return SILENT;
  const native = loadNative();
  const notifier = native === null ? viaProgram(log) : viaNative(native);
  let last = '';
  return {
    ...notifier,
    status: (sentence) => {
      const text = sentence.replaceAll(/\s+/g, ' ').slice(0, MAX_STATUS);
      if (text !== last) notifier.status(text);
      last = text;
    },
  };
}

/** Milliseconds within which the watchdog must be fed; null without one (WATCHDOG_USEC, microseconds). */
export function watchdogTimeout(environment: NodeJS.ProcessEnv): number | null {
  const microseconds = Number(environment.WATCHDOG_USEC);
  return Number.isFinite(microseconds) && microseconds > 0 ? microseconds / 1000 : null;
}
