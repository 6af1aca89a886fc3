/** The loop: one event at a time through the reducer, its effects performed, one timer set. */
import { nextWake } from './schedule.ts';
import type { Effect, Event, State, Tick } from './state.ts';
import { update } from './update.ts';

export interface LoopParts {
  readonly tick: () => Tick;
  /** Performs an effect; what comes of it is told through `dispatch`, now or later. Must not throw. */
  readonly perform: (effect: Effect, state: () => State, dispatch: Dispatch) => void;
}

export type Dispatch = (event: Event) => void;

export interface Loop {
  readonly dispatch: Dispatch;
  readonly state: () => State;
  /** Ends the timer; later events are ignored. */
  close(): void;
}

/** Starts with `initial`; nothing happens until the first event is dispatched. */
export function createLoop(initial: State, parts: LoopParts): Loop {
  let state = initial;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const queue: Event[] = [];
  let draining = false;

  function arm(): void {
    clearTimeout(timer);
    if (closed) return;
    const wait = nextWake(state, parts.tick());
    timer = setTimeout(() => dispatch({ type: 'woke', tick: parts.tick() }), Math.ceil(wait));
  }

  function drain(): void {
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
      const [next, effects] = update(state, event);
      state = next;
      for (const effect of effects) parts.perform(effect, () => state, dispatch);
    }
  }

  function dispatch(event: Event): void {
    if (closed) return;
    queue.push(event);
    if (draining) return;
    draining = true;
    try {
      drain();
    } finally {
      draining = false;
    }
    arm();
  }

  return {
    dispatch,
    state: () => state,
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}
