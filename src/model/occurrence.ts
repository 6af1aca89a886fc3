import type { LocalDate, Moment } from './time.ts';

/** How the time counts against the person's day (STATUS, TRANSP, X-MICROSOFT-CDO-BUSYSTATUS). */
export type Busy = 'busy' | 'tentative' | 'free' | 'out-of-office';

/** The calendar owner's own answer (PARTSTAT of one of the addresses given in the config). */
export type Participation = 'accepted' | 'declined' | 'tentative' | 'needs-action';

/** What an occurrence is, whatever its kind of time. Texts are plain, trimmed and bounded. */
interface OccurrenceFacts {
  /** UID of the component; a made-up, stable one where the feed gives none. */
  readonly uid: string;
  /**
   * Which member of the recurrence set this is: the instant (`YYYY-MM-DDTHH:MM:SSZ`) or date
   * (`YYYY-MM-DD`) at which the rule put it, whatever an override made of it. null: not recurring.
   * uid and recurrenceId together stay the same across parses.
   */
  readonly recurrenceId: string | null;
  /** SUMMARY, at most 200 characters; empty when the feed gives none. */
  readonly title: string;
  /** LOCATION, at most 100 characters. */
  readonly location: string;
  readonly busy: Busy;
  /** null when none of the own addresses is an attendee. */
  readonly participation: Participation | null;
  /** CLASS is PRIVATE or CONFIDENTIAL. */
  readonly private: boolean;
}

/** An occurrence between two instants; `end` is exclusive and never before `start`. */
export interface TimedOccurrence extends OccurrenceFacts {
  readonly allDay: false;
  readonly start: Moment;
  readonly end: Moment;
}

/** An occurrence of whole calendar days; `end` is exclusive and later than `start`. */
export interface AllDayOccurrence extends OccurrenceFacts {
  readonly allDay: true;
  readonly start: LocalDate;
  readonly end: LocalDate;
}

/** One dated happening in a range (RFC 5545: a member of a recurrence set, or a single event). */
export type Occurrence = TimedOccurrence | AllDayOccurrence;
