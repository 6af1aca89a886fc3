/** The loop: one event at a time through the reducer, its effects performed, one timer set. */
import type { Clock } from './clock.ts';
import { nextWake } from './schedule.ts';
import type { Effect, Event, State } from './state.ts';
import { update } from './update.ts';

export interface LoopParts {
  readonly clock: Pick<Clock, 'tick' | 'after'>;
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
  let disarm = (): void => undefined;
  let closed = false;
  const queue: Event[] = [];
  let draining = false;

  function arm(): void {
    disarm();
    if (closed) return;
    const { clock } = parts;
    disarm = clock.after(nextWake(state, clock.tick()), () => dispatch({ type: 'woke', tick: clock.tick() }));
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
      disarm();
    },
  };
}
