/** The refresh as the loop sees it: started with requests, heard through events. */
import type { Config } from '../config/schema.ts';
import type { Clock } from '../daemon/clock.ts';
import type { Dispatch } from '../daemon/run.ts';
import type { FeedRequest } from '../daemon/state.ts';
import type { Log } from '../log.ts';
import { describeError } from '../model/errors.ts';
import { REFRESH_SCRIPT } from '../paths.ts';
import { makeJob } from './job.ts';

/** JavaScript heap of the child, in megabytes; a result is at most 4 MB of JSON. */
export const REFRESH_HEAP_MB = 96;

export interface Refresher {
  /** Ends with a `refresh-ended` event, whatever happens. */
  start(requests: readonly FeedRequest[], dispatch: Dispatch): void;
  stop(): void;
}

export function createRefresher(config: Config, clock: Clock, log: Log): Refresher {
  let stopRun = (): void => undefined;
  let stopped = false;

  async function run(requests: readonly FeedRequest[], dispatch: Dispatch): Promise<void> {
    // Loaded when first needed: the first picture does not wait for it.
    const { runRefresh } = await import('../daemon/child.ts');
    if (stopped) return;
    const refresh = runRefresh(makeJob(config, requests, clock.tick().instant), {
      script: REFRESH_SCRIPT,
      deadline: config.refresh.deadline,
      heapLimitMb: REFRESH_HEAP_MB,
      log,
      onResult: (result) => dispatch({ type: 'refresh-result', tick: clock.tick(), result }),
    });
    stopRun = refresh.stop;
    await refresh.done;
  }

  return {
    start: (requests, dispatch) => {
      run(requests, dispatch)
        .catch((error: unknown) => log('error', `The refresh could not be started: ${describeError(error)}`))
        .finally(() => dispatch({ type: 'refresh-ended', tick: clock.tick() }));
    },
    stop: () => {
      stopped = true;
      stopRun();
    },
  };
}
