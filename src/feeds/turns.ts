/**
 * Lets a few feeds at a time be at work, in the order they asked. One that has kept its turn for
 * longer than `patience` keeps working, but no longer keeps others waiting: servers that hang must
 * not starve the feeds behind them.
 */
export interface Turns {
  /** Resolves, when it is one's turn, with the function that gives it back (harmless when repeated). */
  take(signal: AbortSignal): Promise<() => void>;
}

/** `limit`: at a time, at least 1. `patience`: milliseconds. */
export function createTurns(limit: number, patience: number): Turns {
  const waiting: (() => void)[] = [];
  let free = Math.max(1, limit);

  function begin(): () => void {
    let done = false;
    const giveBack = () => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      free++;
      waiting.shift()?.();
    };
    free--;
    const timer = setTimeout(giveBack, patience);
    return giveBack;
  }

  async function take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (free > 0) return begin();
    return new Promise((resolve, reject) => {
      const stop = () => {
        waiting.splice(waiting.indexOf(proceed), 1);
        reject(signal.reason);
      };
      const proceed = () => {
        signal.removeEventListener('abort', stop);
        resolve(begin());
      };
      waiting.push(proceed);
      signal.addEventListener('abort', stop, { once: true });
    });
  }

  return { take };
}
