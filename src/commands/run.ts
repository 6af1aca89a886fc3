/** `daywall run`: the wall itself. */
import { defaultConfig, type LoadedConfig } from '../config/load.ts';
import { ConfigError, formatProblem, type LocatedProblem } from '../config/problem.ts';
import type { Config } from '../config/schema.ts';
import { createClock } from '../daemon/clock.ts';
import { createLog, isJournal, type Log } from '../log.ts';
import { startWall } from '../wall.ts';
import type { Arguments, RunCommand } from './command.ts';
import { configured, requestOf } from './configured.ts';

/** A stop that takes longer than this ends the process all the same. */
const STOP_WITHIN = 900;

/**
 * Aborted by the first SIGTERM or SIGINT, at whatever moment it comes. Any further one is expected and
 * ignored: a Ctrl-C under npm comes twice, from the terminal and from npm.
 */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) return;
    setTimeout(() => process.exit(0), STOP_WITHIN).unref();
    controller.abort();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  return controller.signal;
}

interface Chosen {
  readonly config: Config;
  readonly configFile: string;
  readonly configProblem: LocatedProblem | null;
}

/** A wall that says what is wrong with its configuration beats a service that failed. */
function choose(given: Arguments, log: Log): Chosen {
  try {
    const { config, suggestedFile, warnings }: LoadedConfig = configured(given);
    for (const warning of warnings) log('warning', warning);
    return { config, configFile: suggestedFile, configProblem: null };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) log('error', formatProblem(problem));
    const config = error.usable ?? defaultConfig(requestOf(given));
    return { config, configFile: error.problem.file, configProblem: error.problem };
  }
}

export const run: RunCommand = async (given) => {
  const stop = stopSignal();
  // The picture is there for those in front of it, even when nobody reads the log any more.
  process.stderr.on('error', () => undefined);
  const environment = process.env;
  const log = createLog(
    given.values.verbose === true ? 'debug' : 'info',
    !isJournal(environment.JOURNAL_STREAM),
  );
  const announce = (url: string): void =>
    log('info', `The picture is at ${url}/screen.png, health at ${url}/health.`);
  const chosen = choose(given, log);
  const clock = createClock(chosen.config.zone);
  const wall = await startWall({ ...chosen, clock, environment, log, announce, stop });
  await wall.closed;
  return 0;
};
