/**
 * The environment variables of calendarBot, for those who come from there. They count only when
 * there is no config file. As there, a value that makes no sense is warned about and ignored; only
 * a wrong address stops the program, because without it there is nothing to show.
 */
import { type Building, buildConfig, type Surroundings } from './build.ts';
import { formatPath, type KeyPath } from './names.ts';
import { ConfigError, type LocatedProblem } from './problem.ts';
import type { Finding } from './read-options.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What messages call the place these settings come from. */
const PLACE = 'environment';
const ADDRESS = 'CALENDARBOT_ICS_URL';
/** Size of calendarBot's display, where only one side is given. */
const WIDTH = '480';
const HEIGHT = '800';

/** The key that variables stand for, and their names: the first one that is set counts. */
const VARIABLES: readonly (readonly [KeyPath, ...string[]])[] = [
  [['calendars', 0, 'url'], ADDRESS],
  [['zone'], 'CALENDARBOT_DEFAULT_TIMEZONE'],
  [['refresh', 'interval'], 'CALENDARBOT_REFRESH_INTERVAL', 'CALENDARBOT_REFRESH_INTERVAL_SECONDS'],
  [['health', 'host'], 'CALENDARBOT_WEB_HOST', 'CALENDARBOT_SERVER_BIND'],
  [['health', 'port'], 'CALENDARBOT_WEB_PORT', 'CALENDARBOT_SERVER_PORT'],
  [['output', 'framebuffer', 'rotation'], 'CALENDARBOT_DISPLAY_ROTATION'],
];

interface Setting {
  readonly variable: string;
  readonly path: KeyPath;
  readonly value: string | number;
}

/** Lines `KEY=VALUE` of a `.env` file; `#` begins a comment line, quotes around a value are taken off. */
export function parseDotEnv(text: string): Environment {
  const pairs = text.split(/\r?\n/).flatMap((line): readonly (readonly [string, string])[] => {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line);
    if (match === null) return [];
    const [, key = '', value = ''] = match;
    return [[key, /^(["'])(.*)\1$/.exec(value)?.[2] ?? value]];
  });
  return Object.fromEntries(pairs);
}

/**
 * The config that the variables describe, with those that were ignored as warnings; null when none
 * of them is set.
 * @throws {ConfigError} when the address is wrong; it names the variable, never its value.
 */
export function configFromEnvironment(
  env: Environment,
  surroundings: Surroundings,
): Extract<Building, { ok: true }> | null {
  let settings = readSettings(env);
  if (settings.length === 0) return null;
  const ignored: string[] = [];
  for (;;) {
    const building = buildConfig(toRaw(settings), surroundings);
    if (building.ok) return { ...building, warnings: [...ignored, ...building.warnings] };
    const wrong = settings.filter(({ path }) => building.findings.some((finding) => concerns(finding, path)));
    const address = wrong.find(({ variable }) => variable === ADDRESS);
    if (address !== undefined || wrong.length === 0) throw new ConfigError(toProblem(building.findings));
    for (const { variable, path } of wrong) {
      const message = building.findings.find((finding) => concerns(finding, path))?.message ?? '';
      ignored.push(`${variable} is ignored. ${message}`);
    }
    settings = settings.filter((setting) => !wrong.includes(setting));
  }
}

function readSettings(env: Environment): readonly Setting[] {
  const settings = VARIABLES.flatMap(([path, ...variables]): readonly Setting[] => {
    const variable = variables.find((name) => (env[name] ?? '') !== '');
    const text = variable === undefined ? undefined : env[variable];
    if (variable === undefined || text === undefined) return [];
    return [{ variable, path, value: /^\d{1,9}$/.test(text) ? Number(text) : text }];
  });
  const { CALENDARBOT_DISPLAY_WIDTH: width, CALENDARBOT_DISPLAY_HEIGHT: height } = env;
  if (!width && !height) return settings;
  const variable = width ? 'CALENDARBOT_DISPLAY_WIDTH' : 'CALENDARBOT_DISPLAY_HEIGHT';
  const value = `${width || WIDTH}x${height || HEIGHT}`;
  return [...settings, { variable, path: ['output', 'png', 'size'], value }];
}

/** Tables and lists as a file would give them. */
function toRaw(settings: readonly Setting[]): unknown {
  const raw: Record<string, unknown> = {};
  for (const { path, value } of settings) {
    if (path[0] === 'calendars') {
      raw.calendars = [{ name: 'Calendar', url: value }];
      continue;
    }
    let table = raw;
    for (const key of path.slice(0, -1)) {
      table[key] ??= {};
      table = table[key] as Record<string, unknown>;
    }
    table[path.at(-1) ?? ''] = value;
  }
  return raw;
}

function concerns(finding: Finding, path: KeyPath): boolean {
  return formatPath(finding.path) === formatPath(path);
}

function toProblem(findings: readonly Finding[]): LocatedProblem {
  const message = findings[0]?.message ?? '';
  return { file: PLACE, line: null, column: null, key: ADDRESS, message, excerpt: null };
}
