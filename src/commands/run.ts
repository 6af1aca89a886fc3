/** `daywall run`: the wall itself. */
import { ConfigError } from '../config/problem.ts';
import { createLog, type Log } from '../log.ts';
import { runWall } from '../wall.ts';
import type { RunCommand } from './command.ts';
import { configured } from './configured.ts';
import { withoutConfig } from './without-config.ts';

/** A stop that takes longer than this ends the process all the same. */
const STOP_WITHIN = 900;

/** Aborted by the first SIGTERM or SIGINT, at whatever moment it comes. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(0), STOP_WITHIN).unref();
      controller.abort();
    });
  }
  return controller.signal;
}

export const run: RunCommand = async (given) => {
  const stop = stopSignal();
  const environment = process.env;
  const log: Log = createLog(
    given.values.verbose === true ? 'debug' : 'info',
    environment.JOURNAL_STREAM === undefined,
  );
  const announce = (url: string): void =>
    log('info', `The picture is at ${url}/screen.png, health at ${url}/health.`);
  try {
    const { config, suggestedFile, warnings } = configured(given);
    for (const warning of warnings) log('warning', warning);
    await runWall({
      config,
      configFile: suggestedFile,
      configProblem: null,
      environment,
      log,
      announce,
      stop,
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // A wall that says what is wrong with its configuration beats a service that failed.
    for (const problem of error.problems) log('error', problem.message);
    const config = withoutConfig(environment);
    const { problem } = error;
    await runWall({
      config,
      configFile: problem.file,
      configProblem: problem,
      environment,
      log,
      announce,
      stop,
    });
  }
  return 0;
};
