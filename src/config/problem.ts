import type { ConfigProblem } from '../model/agenda.ts';
import { UserError } from '../model/errors.ts';
import type { Config } from './schema.ts';

/** A problem with what `daywall check` shows beside it. Secrets in the excerpt are masked. */
export interface LocatedProblem extends ConfigProblem {
  /** 1-based; null when the line is not known. */
  readonly column: number | null;
  /** The line of the file, masked and cut; null when there is none to show. */
  readonly excerpt: string | null;
}

/** `FILE, line N, key: message`. */
export function formatProblem(problem: ConfigProblem): string {
  const line = problem.line === null ? '' : `, line ${problem.line}`;
  const key = problem.key === null ? '' : `, ${problem.key}`;
  return `${problem.file}${line}${key}: ${problem.message}`;
}

/** The configuration cannot be used; holds everything that is wrong with it, the first one first. */
export class ConfigError extends UserError {
  readonly problem: LocatedProblem;
  readonly problems: readonly LocatedProblem[];
  /**
   * What is right of it, without calendars and with defaults for what is wrong: enough to show the
   * problem on the configured output, the right way up. null when nothing could be read.
   */
  readonly usable: Config | null;

  constructor(problem: LocatedProblem, others: readonly LocatedProblem[] = [], usable: Config | null = null) {
    const more = others.length === 0 ? '' : ` (and ${others.length} more: run "daywall check")`;
    super(`${formatProblem(problem)}${more}`);
    this.problem = problem;
    this.problems = [problem, ...others];
    this.usable = usable;
  }
}
