/** Turns what the feeds gave into what is shown: ordered days, nothing left to compute about time. */
import type { Agenda } from '../model/agenda.ts';
import { addDays, dateOf } from '../model/time.ts';
import { makeDays } from './days.ts';
import { shownOccurrences } from './filter.ts';
import type { AgendaInput } from './input.ts';
import { mergeSame } from './merge.ts';
import { calendarStatus } from './status.ts';

export type { AgendaInput, CalendarInput } from './input.ts';

/**
 * The agenda of consecutive days from the local date of `now` on. Occurrences carry their wall clock
 * times in the display zone, so no zone is needed here.
 */
export function makeAgenda(input: AgendaInput): Agenda {
  const { now } = input;
  const today = dateOf(now.local);
  const dates = Array.from({ length: Math.max(1, input.days) }, (_, index) => addDays(today, index));
  const merged = mergeSame(shownOccurrences(input.calendars, today, dates.at(-1) ?? today));
  return {
    now,
    today,
    days: makeDays(merged, dates, now),
    status: {
      calendars: input.calendars.map((one) => calendarStatus(one, now, input.staleAfterMinutes)),
      clock: input.clock,
      configProblem: input.configProblem,
    },
  };
}
