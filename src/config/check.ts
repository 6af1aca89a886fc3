/** The answer of `daywall check`: what was read and what it says, or everything that is wrong. */
import type { Calendar } from './calendar.ts';
import { type LoadedConfig, type LoadRequest, loadConfig } from './load.ts';
import { ConfigError, type LocatedProblem } from './problem.ts';

export interface CheckReport {
  /** Lines for a terminal, without addresses, passwords and tokens. */
  readonly text: string;
  /** 0: the configuration can be used. 1: it cannot, or there is none. */
  readonly exitCode: 0 | 1;
}

/** Loads the configuration as the wall would, and says what came of it. */
export function checkConfig(request: LoadRequest): CheckReport {
  try {
    const loaded = loadConfig(request);
    if (loaded.file === null && loaded.origin === 'none') return { text: nothingFound(loaded), exitCode: 1 };
    return { text: describeConfig(loaded), exitCode: 0 };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { text: describeProblems(error.problems), exitCode: 1 };
  }
}

function nothingFound({ watched, suggestedFile }: LoadedConfig): string {
  const places = watched.map((path) => `  ${path}\n`).join('');
  return `There is no configuration. These files were looked for, in this order:\n${places}Write ${suggestedFile} to begin; daywall.toml in the assets of daywall is a commented example.\n`;
}

function describeConfig({ config, file, warnings }: LoadedConfig): string {
  const { calendars, zone, locale, refresh, output, health, state } = config;
  const rows: readonly (readonly [string, string])[] = [
    ['read from', file ?? 'the environment variables of calendarBot'],
    ['zone', zone],
    ['locale', locale],
    ['refresh', `every ${refresh.interval / 1000} s`],
    ['output', output.kind],
    ['health', health.enabled ? `http://${health.host}:${health.port}/health` : 'off'],
    ['state', state.folder],
  ];
  const warned = calendars.length === 0 ? [...warnings, 'It has no calendars: add [[calendars]].'] : warnings;
  return [
    ...rows.map(([name, value]) => `${name.padEnd(10)} ${value}`),
    '',
    ...calendars.map(describeCalendar),
    ...warned.map((warning) => `warning: ${warning}`),
    'The configuration can be used.',
    '',
  ].join('\n');
}

function describeCalendar({ name, id, color, source }: Calendar): string {
  if (source.kind === 'file') return `calendar   ${name} (${id}, ${color}): the file ${source.path}`;
  const scheme = new URL(source.url).protocol.slice(0, -1);
  const [method] = source.authorization?.split(' ') ?? [];
  const headers = Object.keys(source.headers);
  const details = [
    scheme,
    ...(method === undefined ? [] : [method === 'Basic' ? 'with a password' : 'with a token']),
    ...(headers.length === 0 ? [] : [`with the headers ${headers.join(', ')}`]),
  ];
  return `calendar   ${name} (${id}, ${color}): ${details.join(', ')}`;
}

function describeProblems(problems: readonly LocatedProblem[]): string {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return `${problems[0]?.file ?? ''}: ${count}\n${problems.map(describeProblem).join('')}`;
}

function describeProblem({ line, key, message, excerpt, column }: LocatedProblem): string {
  const place = [line === null ? [] : [`line ${line}`], key === null ? [] : [key]].flat().join(', ');
  const head = place === '' ? `\n${message}\n` : `\n${place}\n  ${message}\n`;
  if (line === null || excerpt === null) return head;
  const number = String(line);
  const gap = ' '.repeat(number.length);
  // A tab stays a tab, so that the caret stands right below.
  const indent = column === null ? '' : excerpt.slice(0, column - 1).replaceAll(/[^\t]/g, ' ');
  const caret = column === null || column > excerpt.length + 1 ? '' : `${indent}^`;
  return `${head}  ${number} | ${excerpt}\n  ${gap} | ${caret}\n`;
}
