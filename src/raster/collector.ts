/** Garbage collection on request. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * A function that collects what became garbage. A process started with `--expose-gc` saves the context
 * that is made here to get at the collector. The buffers of the canvas are freed by finalizers,
 * which need a turn of the event loop before and after.
 */
export function createCollector(): () => Promise<void> {
  const collect = globalThis.gc ?? exposeCollector();
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return async () => {
    await turn();
    collect();
    await turn();
  };
}

function exposeCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
