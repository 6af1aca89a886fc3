import type { Limits } from './limits.ts';
import type { Budget } from './recurrence.ts';

/**
 * The steps of a feed, dealt out to its rules: a rule that uses up its share cannot keep the others
 * from theirs, and all together end in bounded time. Steps, not seconds: the same feed gives the same
 * result on any machine.
 */
export class StepBudget {
  readonly #limits: Limits;
  #left: number;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#left = limits.steps;
  }

  /** Runs `use` with the steps for one rule; returns whether they sufficed. */
  spend(use: (budget: Budget) => void): boolean {
    const steps = Math.max(this.#limits.stepsAtLeast, Math.min(this.#limits.stepsPerRule, this.#left));
    const budget = { steps };
    use(budget);
    this.#left = Math.max(0, this.#left - (steps - budget.steps));
    return budget.steps > 0;
  }
}
