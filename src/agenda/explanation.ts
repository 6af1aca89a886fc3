/** What the agenda itself does with occurrences: hides, empties and merges them, and why. */
import type { Explanation, Verdict } from '../model/feed-result.ts';
import type { Occurrence } from '../model/occurrence.ts';
import { dateOf, type LocalDate, timeOf } from '../model/time.ts';
import { shownOccurrences, unwantedReason } from './filter.ts';
import type { CalendarInput } from './input.ts';
import { mergeSame } from './merge.ts';

/** An explanation with the id of the calendar it is about; its line is not known here. */
export interface AgendaExplanation extends Omit<Explanation, 'line'> {
  readonly calendar: string;
}

interface Found {
  readonly calendar: string;
  readonly verdict: Verdict;
  readonly text: string;
  readonly occurrence: Occurrence;
}

/** One for each event and reason, of the occurrences on the dates `from` to `to`, both included. */
export function explainAgenda(
  calendars: readonly CalendarInput[],
  from: LocalDate,
  to: LocalDate,
): readonly AgendaExplanation[] {
  const found = [...calendars.flatMap(unwanted), ...shownDifferently(calendars, from, to)];
  const groups = new Map<string, Found[]>();
  for (const one of found) {
    const key = [one.calendar, one.occurrence.uid, one.text].join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].flatMap((group) => summarize(group) ?? []);
}

function unwanted(input: CalendarInput): Found[] {
  const busyOnly = input.show === 'busy';
  return (input.content?.occurrences ?? []).flatMap((occurrence) => {
    const reason = unwantedReason(occurrence, input);
    if (reason === null) return [];
    const why = reason === 'declined' ? 'you declined it' : 'it takes no time (free)';
    const setting = busyOnly ? 'show = "busy"' : `${reason} = "hide"`;
    const text = `is hidden on the wall, because ${why} and its calendar has ${setting}`;
    return [{ calendar: input.calendar.id, verdict: 'hidden' as const, text, occurrence }];
  });
}

function shownDifferently(calendars: readonly CalendarInput[], from: LocalDate, to: LocalDate): Found[] {
  return mergeSame(shownOccurrences(calendars, from, to)).flatMap((merged) => {
    const [first, ...others] = merged.calendars;
    if (first === undefined) return [];
    const { occurrence } = merged;
    const found: Found[] = [];
    if (merged.busyOnly) {
      const text = 'is shown without title and place, because its calendar has show = "busy"';
      found.push({ calendar: first.id, verdict: 'shown', text, occurrence });
    }
    if (others.length > 0) {
      const names = others.map(({ name }) => name).join(', ');
      const text = `is merged with the same event in ${names}: one entry with the colours of all`;
      found.push({ calendar: first.id, verdict: 'merged', text, occurrence });
    }
    return found;
  });
}

function summarize(group: readonly Found[]): AgendaExplanation | null {
  const [first] = group;
  if (first === undefined) return null;
  const { calendar, verdict, text, occurrence } = first;
  const count = group.length === 1 ? '' : `${group.length} occurrences, the first `;
  const { uid, title } = occurrence;
  return { calendar, uid, title, verdict, text: `${text} (${count}on ${startOf(occurrence)}).` };
}

function startOf({ start }: Occurrence): string {
  return typeof start === 'string' ? start : `${dateOf(start.local)} ${timeOf(start.local)}`;
}
