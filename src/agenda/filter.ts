import type { CalendarLabel } from '../model/agenda.ts';
import type { Occurrence } from '../model/occurrence.ts';
import type { LocalDate } from '../model/time.ts';
import type { CalendarInput } from './input.ts';
import { type Span, spanOf } from './span.ts';

/** An occurrence as one calendar wants it shown. */
export interface Shown extends Span {
  readonly occurrence: Occurrence;
  /** recurrenceId and uid as one text. */
  readonly identity: string;
  readonly calendar: CalendarLabel;
  /** Place of the calendar in the config, from 0. */
  readonly rank: number;
  /** Empty when `busyOnly`. */
  readonly title: string;
  readonly location: string;
  readonly busyOnly: boolean;
  readonly declined: boolean;
  /** Not settled: the event itself, or the owner's answer to it. */
  readonly tentative: boolean;
  readonly free: boolean;
}

/** The occurrences of all calendars that touch the dates `from` to `to` (both included) and are wanted. */
export function shownOccurrences(
  calendars: readonly CalendarInput[],
  from: LocalDate,
  to: LocalDate,
): readonly Shown[] {
  return calendars.flatMap((input, rank) =>
    (input.content?.occurrences ?? []).flatMap((occurrence) => {
      if (unwantedReason(occurrence, input) !== null) return [];
      const span = spanOf(occurrence);
      return span.first <= to && span.last >= from ? [present(occurrence, input, rank, span)] : [];
    }),
  );
}

/**
 * Why a calendar does not want an occurrence shown; null when it does. What only says "busy" must not
 * say it of time the owner does not spend.
 */
export function unwantedReason(occurrence: Occurrence, input: CalendarInput): 'declined' | 'free' | null {
  const declinedAway = input.declined === 'hide' || input.show === 'busy';
  if (declinedAway && occurrence.participation === 'declined') return 'declined';
  const freeAway = input.free === 'hide' || input.show === 'busy';
  return freeAway && occurrence.busy === 'free' ? 'free' : null;
}

function present(occurrence: Occurrence, input: CalendarInput, rank: number, span: Span): Shown {
  const busyOnly = input.show === 'busy';
  return {
    first: span.first,
    last: span.last,
    occurrence,
    identity: `${occurrence.recurrenceId ?? '-'} ${occurrence.uid}`,
    calendar: input.calendar,
    rank,
    title: busyOnly ? '' : occurrence.title.trim(),
    location: busyOnly ? '' : occurrence.location.trim(),
    busyOnly,
    declined: occurrence.participation === 'declined',
    tentative: isTentative(occurrence),
    free: occurrence.busy === 'free',
  };
}

/** An invitation that was not answered yet is as open as one answered with "perhaps". */
function isTentative(occurrence: Occurrence): boolean {
  const { busy, participation } = occurrence;
  return busy === 'tentative' || participation === 'tentative' || participation === 'needs-action';
}
