/** Garbage collection on request. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * A function that collects what became garbage. The buffers of the canvas are freed by finalizers,
 * which need a turn of the event loop before and after.
 */
export function createCollector(): () => Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return async () => {
    await turn();
    collect();
    await turn();
  };
}
