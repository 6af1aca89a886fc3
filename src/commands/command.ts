/** What a command of the program is. */
import type { ParseArgsConfig } from 'node:util';

export type Options = NonNullable<ParseArgsConfig['options']>;

/** Values as node:util parseArgs gives them. */
export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

/** Resolves to the exit code. A UserError is shown as its message alone. */
export type RunCommand = (given: Arguments) => Promise<number>;

export interface Command {
  readonly summary: string;
  /** Behind `daywall NAME`. */
  readonly usage: string;
  readonly options: Options;
  /** One line for each option, as `--help` shows it. */
  readonly optionHelp: readonly (readonly [string, string])[];
  readonly positionals: boolean;
  /** Loads what the command needs, and nothing else. */
  readonly load: () => Promise<RunCommand>;
}

/** The text of an option that may be given once; null when it is not. */
export function textOf(given: Arguments, name: string): string | null {
  const value = given.values[name];
  return typeof value === 'string' ? value : null;
}

/** The texts of an option that may be repeated. */
export function textsOf(given: Arguments, name: string): readonly string[] {
  const value = given.values[name];
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}
