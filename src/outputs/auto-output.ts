/**
 * `kind = "auto"`: the framebuffer as soon as it can be drawn on, a PNG file until then, so that the same
 * configuration shows something on a wall and on a desk.
 */
import type { Output, OutputState } from '../model/frame.ts';

/** Looks at `preferred` before each frame and takes `stand-in` while that one is waiting. */
export function createAutoOutput(preferred: Output, standIn: Output): Output {
  let current = standIn;

  const useStandIn = async (reason: string): Promise<OutputState> => {
    current = standIn;
    const state = await standIn.prepare();
    return state.kind === 'ready'
      ? { ...state, note: `Drawing to ${standIn.name} instead: ${reason}` }
      : state;
  };

  return {
    get name() {
      return current.name;
    },
    async prepare() {
      const state = await preferred.prepare();
      if (state.kind === 'waiting') return useStandIn(state.reason);
      const changed = current !== preferred;
      current = preferred;
      return { ...state, blank: state.blank || changed };
    },
    write: (block) => current.write(block),
    finish: () => current.finish(),
    async close() {
      await preferred.close();
      await standIn.close();
    },
  };
}
