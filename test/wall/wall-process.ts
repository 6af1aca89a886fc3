// The built program as a process: started, asked over HTTP, sent signals, looked at from outside.
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ask } from '../health/client.ts';
import {
  createFakeFramebuffer,
  describeFramebuffer,
  type FakeFramebuffer,
} from '../outputs/framebuffer/fake-framebuffer.ts';

export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Longest wait for anything in these tests; a machine that is busy with other things is slow. */
const PATIENCE = 60_000;

export interface Feed {
  readonly name: string;
  /** Line of the table, such as `url = "..."`. */
  readonly source: string;
}

/** A place of its own for one wall: configuration, state, framebuffer. */
export interface Rig {
  readonly folder: string;
  readonly config: string;
  readonly state: string;
  readonly snapshot: string;
  readonly framebuffer: FakeFramebuffer;
  /** Writes the configuration; `more` comes in front, where keys without a table belong. */
  configure(feeds: readonly Feed[], more?: RigOptions): void;
}

export interface RigOptions {
  readonly refresh?: string;
  readonly top?: string;
  readonly output?: string;
  readonly state?: string;
}

export const SIZE = { width: 480, height: 320 };

export async function createRig(context: TestContext, size = SIZE): Promise<Rig> {
  const attributes = describeFramebuffer(size.width, size.height, 32);
  const framebuffer = createFakeFramebuffer(context, attributes, size.width * size.height * 4);
  const { folder } = framebuffer;
  const config = join(folder, 'daywall.toml');
  const state = join(folder, 'state');
  const port = await freePort();
  return {
    folder,
    config,
    state,
    snapshot: join(state, 'snapshot.json'),
    framebuffer,
    configure(feeds, more = {}) {
      const { device, sysfs } = framebuffer.options;
      const output = `[output]\nkind = "framebuffer"\n[output.framebuffer]\ndevice = "${device}"\nsysfs = "${sysfs}"\n`;
      const text = [
        more.top ?? 'zone = "UTC"\nlocale = "en-GB"\n',
        ...feeds.map(({ name, source }) => `[[calendars]]\nname = "${name}"\n${source}\n`),
        `[refresh]\nretries = 0\n${more.refresh ?? ''}\n`,
        more.output ?? output,
        `[health]\nport = ${port}\n`,
        `[state]\nfolder = "${more.state ?? state}"\n`,
      ];
      writeFileSync(config, text.join('\n'));
    },
  };
}

/** A port nobody has; somebody may take it before it is used, then the wall takes one of the next. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** `/health`, as far as these tests look at it. */
export interface Health {
  readonly status: 'ok' | 'degraded' | 'critical';
  readonly reasons: readonly string[];
  readonly display: {
    readonly output: string;
    readonly waiting: string | null;
    readonly last_verified: string | null;
    readonly width: number;
    readonly height: number;
    readonly frames: number;
    readonly damaged_rows: number;
  };
  readonly calendars: readonly {
    readonly name: string;
    readonly freshness: string;
    readonly age_s: number | null;
    readonly failure: { readonly reason: string; readonly detail: string } | null;
    readonly occurrences: number;
    readonly warnings: number;
    readonly cut: number;
  }[];
  readonly refresh: { readonly running: boolean; readonly last_start: string | null };
  readonly config_problem: { file: string; line: number | null; key: string | null; message: string } | null;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Wall {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** All that was logged so far. */
  stderr(): string;
  port(): Promise<number>;
  get(path: string): Promise<{ status: number; text: string }>;
  health(): Promise<Health>;
  /** Resolves with the health that `holds` accepts; fails with the last one seen. */
  until(what: string, holds: (health: Health) => boolean): Promise<Health>;
  /** Nobody reads what it logs from now on. */
  closeLog(): void;
  /** SIGTERM; resolves when it is gone. */
  stop(): Promise<Exit>;
  /** Processes of the wall besides itself, wherever they hang now. */
  others(): readonly number[];
}

/** The environment of a user who has nothing: nothing of this machine gets in. */
export function bareEnvironment(folder: string): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: folder, TZ: 'UTC', LANG: 'en_GB.UTF-8' };
}

interface Begin {
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts `daywall run` in a process group of its own, of which nothing outlives the test. */
export function startWall(context: TestContext, rig: Rig, { args, environment }: Begin = {}): Wall {
  const child = spawn(process.execPath, [CLI, 'run', ...(args ?? ['--config', rig.config])], {
    cwd: rig.folder,
    env: { ...bareEnvironment(rig.folder), ...environment },
    detached: true,
  });
  const exited = exitOf(child);
  const stderr = textOf(child);
  const pid = child.pid ?? assert.fail('The wall could not be started.');
  context.after(async () => {
    killGroup(pid);
    await exited;
  });

  const port = async (): Promise<number> => {
    const found = await eventually(
      'the health server is announced',
      () => /health at http:\/\/127\.0\.0\.1:(\d+)\//.exec(stderr()),
      stderr,
    );
    return Number(found[1]);
  };
  const get = async (path: string) => {
    const { status, body } = await ask(await port(), path);
    return { status, text: body.toString() };
  };
  const health = async (): Promise<Health> => JSON.parse((await get('/health')).text);

  return {
    pid,
    exited,
    stderr,
    port,
    get,
    health,
    async until(what, holds) {
      let last: Health | null = null;
      return await eventually(
        what,
        async () => {
          last = await health();
          return holds(last) ? last : null;
        },
        () => `${JSON.stringify(last)}\n${stderr()}`,
      );
    },
    closeLog() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
    others: () => groupOf(pid).filter((one) => one !== pid),
  };
}

function exitOf(child: ChildProcessWithoutNullStreams): Promise<Exit> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
}

function textOf(child: ChildProcessWithoutNullStreams): () => string {
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk));
  return () => text;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Living processes of a process group (proc_pid_stat(5)), without those that only wait to be reaped. */
export function groupOf(group: number): readonly number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    const [state, , processGroup] = statOf(pid);
    return processGroup === String(group) && state !== 'Z' && state !== 'X';
  });
}

/** User time of a process in hundredths of a second; 0 when it is gone. */
export function processorTime(pid: number): number {
  return Number(statOf(pid)[11] ?? 0);
}

function statOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return []; // ended meanwhile
  }
}

/** Asks until the answer is neither null nor false; fails after a long time, with what `describe` says. */
export async function eventually<T>(
  what: string,
  look: () => T | null | false | Promise<T | null | false>,
  describe: () => string = () => '',
  patience = PATIENCE,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    assert.ok(Date.now() < end, `${what}: did not happen within ${patience / 1000} s. ${describe()}`);
    await sleep(50);
  }
}

export interface Ran extends Exit {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the program to its end. */
export async function runCommand(
  folder: string,
  args: readonly string[],
  input: string | null = null,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: folder,
    env: { ...bareEnvironment(folder), ...environment },
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const closed = new Promise<Exit>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  const exit = await closed;
  return { ...exit, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

export function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'daywall-test-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
