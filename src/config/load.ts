/** Finds and reads the configuration: the only place in this folder that touches the machine. */
import { existsSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { SecretText, Surroundings } from './build.ts';
import { buildConfig } from './build.ts';
import { configFromEnvironment, type Environment, parseDotEnv } from './environment.ts';
import { parseConfig } from './parse.ts';
import { ConfigError } from './problem.ts';
import { localeFromPosix, systemZone } from './region.ts';
import type { Config } from './schema.ts';

/** A config of 50 calendars with long addresses and every comment of the example is far below. */
const MAX_FILE = 256 * 1024;
const MAX_SECRET_FILE = 64 * 1024;
/** Where nothing says what language is spoken: 24 hours, weeks from Monday. */
const FALLBACK_LOCALE = 'en-GB';
const BOOT_FOLDER = '/boot/firmware';
const SYSTEM_FOLDER = '/etc/daywall';
const FILE_NAME = 'daywall.toml';

export interface LoadRequest {
  /** What `--config` names; null when it is not given. */
  readonly flag: string | null;
  readonly env: Environment;
  /** Working directory, absolute. */
  readonly cwd: string;
  /** Before the paths of the system, for tests; '' otherwise. */
  readonly root?: string;
}

export interface LoadedConfig {
  readonly config: Config;
  /** What was read; null when there is no file. */
  readonly file: string | null;
  /** `none`: first run, the config is all defaults and has no calendars. */
  readonly origin: 'file' | 'environment' | 'none';
  /** The file that was read or, without one, the one a person should write. */
  readonly suggestedFile: string;
  /** Files whose change asks for a new load; the first one to come into being counts too. */
  readonly watched: readonly string[];
  /** Sentences about what works but should be different. */
  readonly warnings: readonly string[];
}

/**
 * Reads the first config file there is (see `configFiles`); without one the environment variables
 * of calendarBot and a `.env` file in the working directory; without those all defaults.
 * @throws {ConfigError} with every problem found.
 */
export function loadConfig(request: LoadRequest): LoadedConfig {
  const candidates = configFiles(request);
  const file = isNamed(request) ? candidates[0] : candidates.find((path) => existsSync(path));
  if (file !== undefined) return loadFile(file, candidates, request);
  const surroundings = surroundingsOf(request, request.cwd, []);
  const found = configFromEnvironment({ ...readDotEnv(request.cwd), ...request.env }, surroundings);
  const config = found?.config ?? defaultConfig(request);
  return {
    config,
    file: null,
    origin: config.calendars.length === 0 ? 'none' : 'environment',
    suggestedFile: fileToWrite(candidates),
    watched: candidates,
    warnings: found?.warnings ?? [],
  };
}

/** All defaults, no calendars. */
export function defaultConfig(request: LoadRequest): Config {
  const building = buildConfig({}, surroundingsOf(request, request.cwd, []));
  if (!building.ok) throw new Error('The defaults of the configuration are not valid.');
  return building.config;
}

/**
 * Where a config file may lie, the first one that exists counts: only what `--config` or
 * DAYWALL_CONFIG names; else the boot partition (it can be edited on another computer), the
 * system's folder, the user's.
 */
export function configFiles({ flag, env, cwd, root = '' }: LoadRequest): readonly string[] {
  const named = flag ?? (env.DAYWALL_CONFIG || null);
  if (named !== null) return [resolve(cwd, expandHome(named, env))];
  const user = env.XDG_CONFIG_HOME || join(homeOf(env), '.config');
  return [
    join(root, BOOT_FOLDER, FILE_NAME),
    join(root, SYSTEM_FOLDER, FILE_NAME),
    join(user, 'daywall', FILE_NAME),
  ];
}

function isNamed({ flag, env }: LoadRequest): boolean {
  return flag !== null || Boolean(env.DAYWALL_CONFIG);
}

function fileToWrite(candidates: readonly string[]): string {
  const ready = candidates.find((path) => existsSync(dirname(path)));
  return ready ?? candidates.at(-1) ?? FILE_NAME;
}

function loadFile(file: string, candidates: readonly string[], request: LoadRequest): LoadedConfig {
  const secretFiles: string[] = [];
  const surroundings = surroundingsOf(request, dirname(file), secretFiles);
  const { config, warnings, holdsPassword } = parseConfig(readText(file), file, surroundings);
  const exposed = [...(holdsPassword ? [file] : []), ...secretFiles].filter((path) =>
    isExposed(path, request),
  );
  const hidden = candidates.filter((path) => path !== file && existsSync(path));
  return {
    config,
    file,
    origin: config.calendars.length === 0 ? 'none' : 'file',
    suggestedFile: file,
    watched: [...candidates.slice(0, candidates.indexOf(file) + 1), ...secretFiles],
    warnings: [
      ...warnings,
      ...exposed.map(
        (path) => `Every user of this machine can read the secrets in ${path}: run "chmod o-r ${path}".`,
      ),
      ...hidden.map((path) => `${path} is not read, because ${file} comes first.`),
    ],
  };
}

function surroundingsOf(request: LoadRequest, folder: string, secretFiles: string[]): Surroundings {
  const { env } = request;
  const state = env.STATE_DIRECTORY?.split(':')[0];
  const userState = join(env.XDG_STATE_HOME || join(homeOf(env), '.local', 'state'), 'daywall');
  return {
    // Looked up only where the file does not say.
    get zone() {
      return systemZone(process.env.TZ, localtimeTarget());
    },
    locale: localeFromPosix(env.LC_ALL || env.LC_TIME || env.LANG || '') ?? FALLBACK_LOCALE,
    stateFolder: resolve(request.cwd, state || userState),
    resolvePath: (path) => resolve(folder, expandHome(path, env)),
    readSecret: (path) => {
      secretFiles.push(path);
      return readSecret(path);
    },
  };
}

function localtimeTarget(): string | null {
  const link = attempt(() => readlinkSync('/etc/localtime'));
  return link.ok ? link.value : null;
}

function homeOf(env: Environment): string {
  return env.HOME || homedir();
}

function expandHome(path: string, env: Environment): string {
  return path === '~' || path.startsWith('~/') ? join(homeOf(env), path.slice(1)) : path;
}

function readText(file: string): string {
  const refuse = (message: string): ConfigError =>
    new ConfigError({ file, line: null, column: null, key: null, message, excerpt: null });
  const bytes = attempt(() => readBounded(file, MAX_FILE));
  if (!bytes.ok) throw refuse(`It cannot be read: ${bytes.reason}.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.value);
  } catch (error) {
    if (error instanceof TypeError) throw refuse('It is not UTF-8 text: save it as UTF-8.');
    throw error;
  }
}

function readSecret(path: string): SecretText {
  const bytes = attempt(() => readBounded(path, MAX_SECRET_FILE));
  if (!bytes.ok) return { ok: false, reason: `${path}: ${bytes.reason}` };
  const [line = ''] = bytes.value
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split('\n');
  const text = line.trim();
  return text === '' ? { ok: false, reason: `${path}: its first line is empty` } : { ok: true, text };
}

/** Only regular files: reading a pipe could wait for ever. */
function readBounded(path: string, limit: number): Buffer {
  const stat = statSync(path);
  if (!stat.isFile()) throw new Error('it is not a file');
  if (stat.size > limit) throw new Error(`it is larger than ${limit / 1024} KiB`);
  return readFileSync(path);
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
};

function attempt<T>(action: () => T): Attempt<T> {
  try {
    return { ok: true, value: action() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error ? String(error.code) : '';
    return { ok: false, reason: REASONS[code] ?? error.message };
  }
}

/** The boot partition is FAT: everyone can read it, and nothing can change that. */
function isExposed(path: string, { root = '' }: LoadRequest): boolean {
  if (path.startsWith(join(root, BOOT_FOLDER))) return false;
  return (statSync(path).mode & 0o004) !== 0;
}

function readDotEnv(cwd: string): Environment {
  const bytes = attempt(() => readBounded(join(cwd, '.env'), MAX_SECRET_FILE));
  return bytes.ok ? parseDotEnv(bytes.value.toString('utf8')) : {};
}
