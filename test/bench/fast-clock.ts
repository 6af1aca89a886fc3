/**
 * A clock that does not wait: what is asked for in a minute comes at once, and the minute has passed.
 * The wall lives through days of it; only what really takes time (drawing, other processes) does.
 */
import { type Clock, createClock } from '../../src/daemon/clock.ts';
import type { Instant } from '../../src/model/time.ts';

/**
 * `isBusy`: while true, time stands still; asked at each turn of the event loop. `passed` is told how
 * much time has passed, each time some has.
 */
export function createFastClock(
  zone: string,
  start: Instant,
  isBusy: () => boolean,
  passed: (elapsed: number) => void,
): Clock {
  const { moment } = createClock(zone);
  let elapsed = 0;
  return {
    tick: () => ({ instant: start + elapsed, monotonic: elapsed }),
    moment,
    isTrusted: () => true,
    watchTrust: () => () => undefined,
    after(milliseconds, callback) {
      const due = elapsed + Math.ceil(milliseconds);
      let stopped = false;
      const turn = (): void => {
        if (stopped) return;
        if (isBusy()) {
          setImmediate(turn);
          return;
        }
        elapsed = due;
        passed(elapsed);
        callback();
      };
      setImmediate(turn);
      return () => {
        stopped = true;
      };
    },
  };
}
