/**
 * `kind = "auto"`: the framebuffer as soon as it can be drawn on, a PNG file until then, so that the same
 * configuration shows something on a wall and on a desk.
 */
import type { Output, OutputState } from '../model/frame.ts';

type Ready = Extract<OutputState, { kind: 'ready' }>;

/** Looks at `preferred` before each frame and takes `stand-in` while that one is waiting. */
export function createAutoOutput(preferred: Output, standIn: Output): Output {
  let current = standIn;

  /** Takes an output that is ready; what it last showed is of no use after another one was drawn on. */
  const take = (output: Output, state: Ready): Ready => {
    const changed = current !== output;
    current = output;
    return changed ? { ...state, blank: true } : state;
  };

  return {
    get name() {
      return current.name;
    },
    async prepare() {
      const state = await preferred.prepare();
      if (state.kind === 'ready') return take(preferred, state);
      const other = await standIn.prepare();
      if (other.kind === 'waiting') return { ...other, reason: `${state.reason} ${other.reason}` };
      return { ...take(standIn, other), note: `Drawing to ${standIn.name} instead: ${state.reason}` };
    },
    write: (block) => current.write(block),
    finish: () => current.finish(),
    async close() {
      await preferred.close();
      await standIn.close();
    },
  };
}
