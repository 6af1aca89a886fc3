import { DateTime } from 'luxon';
import { makeAgenda } from '../../src/agenda/agenda.ts';
import type { AgendaInput, CalendarInput } from '../../src/agenda/input.ts';
import type { Agenda, Entry } from '../../src/model/agenda.ts';
import type { AllDayOccurrence, Occurrence, TimedOccurrence } from '../../src/model/occurrence.ts';
import type { Moment } from '../../src/model/time.ts';

/** A moment from what the wall reads, `2026-03-29 01:30` or with an offset for the repeated hour. */
export function at(text: string, zone = 'Europe/Berlin'): Moment {
  return momentOf(DateTime.fromISO(text.replace(' ', 'T'), { zone }).toMillis(), zone);
}

export function momentOf(instant: number, zone = 'Europe/Berlin'): Moment {
  return { instant, local: DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss") };
}

const FACTS = {
  recurrenceId: null,
  location: '',
  busy: 'busy',
  participation: null,
  private: false,
} as const;

export function timed(
  title: string,
  start: Moment | string,
  end: Moment | string,
  facts: Partial<TimedOccurrence> = {},
): TimedOccurrence {
  const moment = (time: Moment | string) => (typeof time === 'string' ? at(time) : time);
  return { ...FACTS, uid: title, title, allDay: false, start: moment(start), end: moment(end), ...facts };
}

export function allDay(
  title: string,
  start: string,
  end: string,
  facts: Partial<AllDayOccurrence> = {},
): AllDayOccurrence {
  return { ...FACTS, uid: title, title, allDay: true, start, end, ...facts };
}

export function calendar(
  id: string,
  occurrences: readonly Occurrence[],
  more: Partial<CalendarInput> = {},
): CalendarInput {
  return {
    calendar: { id, name: id.toUpperCase(), color: '#336699' },
    content: {
      occurrences,
      warnings: [],
      warningCount: 0,
      cutCount: 0,
      horizon: { from: 0, to: 8.64e15 },
      zone: 'Europe/Berlin',
    },
    lastSuccess: null,
    failure: null,
    warningCount: 0,
    declined: 'hide',
    free: 'show',
    show: 'details',
    ...more,
  };
}

export function agenda(
  calendars: readonly CalendarInput[],
  now: Moment | string,
  more: Partial<AgendaInput> = {},
): Agenda {
  return makeAgenda({
    calendars,
    now: typeof now === 'string' ? at(now) : now,
    days: 7,
    staleAfterMinutes: 60,
    clock: 'trusted',
    configProblem: null,
    ...more,
  });
}

export function entriesOf(made: Agenda): readonly Entry[] {
  return made.days.flatMap((day) => [...day.allDay, ...day.timed]);
}

export function titlesOn(made: Agenda, date: string): readonly string[] {
  const day = made.days.find((one) => one.date === date);
  return day ? [...day.allDay, ...day.timed].map((entry) => entry.title) : [];
}

/** `MM-DD` of the days on which an entry of that title appears. */
export function daysOf(made: Agenda, title: string): readonly string[] {
  return made.days.flatMap((day) =>
    [...day.allDay, ...day.timed].filter((entry) => entry.title === title).map(() => day.date.slice(5)),
  );
}
