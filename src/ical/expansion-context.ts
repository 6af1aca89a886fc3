import type { Range } from '../model/time.ts';
import type { DateText } from './date-text.ts';
import type { Limits } from './limits.ts';
import type { OccurrenceList } from './occurrence-list.ts';
import type { StepBudget } from './step-budget.ts';
import type { Warnings } from './warnings.ts';

/** What all series of a feed share. */
export interface ExpansionContext {
  readonly range: Range;
  readonly limits: Limits;
  readonly warnings: Warnings;
  readonly budget: StepBudget;
  readonly text: DateText;
  readonly list: OccurrenceList;
}
