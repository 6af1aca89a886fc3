/**
 * Starts the refresh as weak as it can be: it may read its own code and the calendar files of its job,
 * and nothing else; no writing, no programs, no native code; last in line for the processor, first in
 * line when memory runs out; without the environment of the wall.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { realpathSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Log } from '../log.ts';
import { describeError } from '../model/errors.ts';
import type { ChildJob, FeedJob } from '../model/refresh-job.ts';

/** Ten steps nicer than the wall (setpriority(2)). */
const NICENESS = 10;

/** Of 1000 (proc_pid_oom_score_adj(5)): the kernel takes the child before anything else of ours. */
const OOM_SCORE_ADJ = 800;

/** What of the environment the child gets: where certificates are, where libraries are. */
const PASSED_ON = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'LD_LIBRARY_PATH'];

export interface LaunchOptions {
  /** The built refresh, a file among its chunks. */
  readonly script: URL | string;
  /** Megabytes of JavaScript heap. */
  readonly heapLimitMb: number;
  readonly log: Log;
}

/** Permission flags of this version of Node: stable since 22.13 and 23.5; since 25 the network is a right too. */
function permissionFlags(): string[] {
  const known = process.allowedNodeEnvironmentFlags;
  const flags = [known.has('--permission') ? '--permission' : '--experimental-permission'];
  return known.has('--allow-net') ? [...flags, '--allow-net'] : flags;
}

/** The calendar files of a job. One with an asterisk is left out: the flag would take it for a pattern. */
function filesOf(feeds: readonly FeedJob[]): string[] {
  const paths = feeds.flatMap(({ source }) => {
    if (source.kind !== 'file') return [];
    return [resolve(source.path.startsWith('file:') ? fileURLToPath(source.path) : source.path)];
  });
  return paths.filter((path) => !path.includes('*'));
}

function commandLine(feeds: readonly FeedJob[], options: LaunchOptions): string[] {
  const script = realpathSync(options.script instanceof URL ? fileURLToPath(options.script) : options.script);
  const code = dirname(script);
  // package.json says that the code is made of modules.
  const wanted = [code, join(dirname(code), 'package.json'), ...filesOf(feeds)];
  // Each once and in order: Node 20 aborts on a path that it was given before.
  const readable = [...new Set(wanted)].sort();
  return [
    ...permissionFlags(),
    ...readable.map((path) => `--allow-fs-read=${path}`),
    `--max-old-space-size=${options.heapLimitMb}`,
    '--no-warnings',
    // Not as the main program: that is taken for CommonJS by Node before 20.19 when it may not read
    // the whole folder that package.json lies in.
    `--import=${pathToFileURL(script)}`,
    '--eval=0',
  ];
}

function environment(): Record<string, string> {
  const kept: Record<string, string> = { TZ: 'UTC' };
  for (const name of PASSED_ON) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

function weaken(pid: number, log: Log): void {
  const steps: readonly (() => void)[] = [
    () => setPriority(pid, NICENESS),
    () => writeFileSync(`/proc/${pid}/oom_score_adj`, String(OOM_SCORE_ADJ)),
  ];
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      log('debug', `The refresh keeps the standing of the wall: ${describeError(error)}`);
    }
  }
}

/**
 * Starts a child on `job`. Throws when the script is not there; otherwise a failure to start comes as
 * the 'error' event of the child.
 */
export function launchChild(job: ChildJob, options: LaunchOptions): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, commandLine(job.feeds, options), {
    cwd: '/',
    env: environment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) weaken(child.pid, options.log);
  child.stdin.on('error', (error) => {
    // A child that dies before it has read its job: how it ended tells more than this.
    options.log('debug', `The refresh did not take its job: ${describeError(error)}`);
  });
  child.stdin.end(JSON.stringify(job));
  return child;
}
