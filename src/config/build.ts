/** From what a file (or the environment) gives to the `Config`, with everything filled in. */
import { fileSource } from '../feeds/file/options.ts';
import { feedPassword, feedToken, feedUrl, httpSource } from '../feeds/http/options.ts';
import type { FeedSource } from '../model/refresh-job.ts';
import type { Calendar, CalendarOptions } from './calendar.ts';
import { checkCalendarKeys, idOf } from './calendar-keys.ts';
import { deepFreeze } from './freeze.ts';
import type { KeyPath } from './names.ts';
import { demandOf, type Schema } from './options-schema.ts';
import { assignColors } from './palette.ts';
import { type Finding, readOptions } from './read-options.ts';
import { hourCycleOf } from './region.ts';
import { type Config, type FileOptions, fileOptions } from './schema.ts';

/** What the config takes from the machine it is read on. */
export interface Surroundings {
  readonly zone: string;
  readonly locale: string;
  /** Absolute path. */
  readonly stateFolder: string;
  /** Absolute path of what the file calls `path`. */
  readonly resolvePath: (path: string) => string;
  /** First line of a file of secrets, or why it cannot be had. */
  readonly readSecret: (path: string) => SecretText;
}

export type SecretText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

export type Building =
  | {
      readonly ok: true;
      readonly config: Config;
      readonly warnings: readonly string[];
      /** A password, token or header stands in the file itself. */
      readonly holdsPassword: boolean;
    }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** `raw`: tables and lists as a TOML parser gives them. */
export function buildConfig(raw: unknown, surroundings: Surroundings): Building {
  const reading = readOptions(fileOptions, raw);
  const calendars = typeof raw === 'object' && raw !== null && 'calendars' in raw ? raw.calendars : [];
  const findings = [...(reading.ok ? [] : reading.findings), ...checkCalendarKeys(calendars)];
  if (!reading.ok || findings.length > 0) return { ok: false, findings };
  return fillIn(reading.options, surroundings);
}

/** What is left of `raw` without its calendars and everything that was found wrong; null for nothing. */
export function salvageConfig(
  raw: unknown,
  findings: readonly Finding[],
  surroundings: Surroundings,
): Config | null {
  const rest = findings.reduce((value, { path }) => without(value, path), without(raw, ['calendars']));
  const building = buildConfig(rest, surroundings);
  return building.ok ? building.config : null;
}

/** A copy without the key at `path`. */
function without(value: unknown, [key, ...path]: KeyPath): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      if (name !== key) return [[name, member]];
      return path.length === 0 ? [] : [[name, without(member, path)]];
    }),
  );
}

function fillIn(options: FileOptions, surroundings: Surroundings): Building {
  const findings: Finding[] = [];
  const warnings: string[] = [];
  const colors = assignColors(options.calendars.map((calendar) => calendar.color ?? null));
  const calendars = options.calendars.map((calendar, index): Calendar => {
    const source = findSource(calendar, surroundings, (key, message) =>
      findings.push({ path: ['calendars', index, key], message, about: 'value' }),
    );
    if (source.kind === 'http' && source.authorization !== null && source.url.startsWith('http:')) {
      warnings.push(`Calendar "${calendar.name}" sends its password unencrypted: use an https address.`);
    }
    const { name, ownAddresses, declined, free, show } = calendar;
    const color = colors[index] ?? '';
    return { id: idOf(calendar, index), name, color, source, ownAddresses, declined, free, show };
  });
  if (findings.length > 0) return { ok: false, findings };
  const { resolvePath } = surroundings;
  const { folder } = options.state;
  const { output, refresh, health, view } = options;
  const locale = options.locale ?? surroundings.locale;
  const hourCycle = view.hourCycle === 'auto' ? hourCycleOf(locale) : view.hourCycle === 12 ? '12' : '24';
  const config: Config = {
    zone: options.zone ?? surroundings.zone,
    locale,
    calendars,
    refresh,
    view: { ...view, hourCycle },
    health,
    output: { ...output, png: { ...output.png, path: resolvePath(output.png.path) } },
    state: { folder: folder === undefined ? surroundings.stateFolder : resolvePath(folder) },
  };
  const holdsPassword = options.calendars.some(
    ({ password, token, headers }) => (password ?? token) !== undefined || Object.keys(headers).length > 0,
  );
  return { ok: true, config: deepFreeze(config), warnings, holdsPassword };
}

type Report = (key: string, message: string) => void;

function findSource(calendar: CalendarOptions, surroundings: Surroundings, report: Report): FeedSource {
  const { resolvePath, readSecret } = surroundings;
  if (calendar.file !== undefined) return fileSource(resolvePath(calendar.file));
  const secret = (key: string, path: string | undefined, schema: Schema): string | null => {
    if (path === undefined) return null;
    const content = readSecret(resolvePath(path));
    if (!content.ok) report(key, `The file it names cannot be used: ${content.reason}.`);
    else if (readOptions(schema, content.text).ok) return content.text;
    else report(key, `The first line of the file it names ${demandOf(schema)}.`);
    return null;
  };
  const url = calendar.url ?? secret('url_file', calendar.urlFile, feedUrl);
  const password = calendar.password ?? secret('password_file', calendar.passwordFile, feedPassword);
  const token = calendar.token ?? secret('token_file', calendar.tokenFile, feedToken);
  const { username = null, headers } = calendar;
  // Without an address a finding was reported, and this source is never used.
  if (url === null) return fileSource('');
  return httpSource({ url, username, password, token, headers });
}
