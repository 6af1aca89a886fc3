import type { CalendarLabel, ConfigProblem } from '../model/agenda.ts';
import type { FeedContent, FeedFailure } from '../model/feed-result.ts';
import type { Moment } from '../model/time.ts';

/** A calendar with what its feed last gave and how the config wants it shown. */
export interface CalendarInput {
  readonly calendar: CalendarLabel;
  /** null: nothing was ever read. */
  readonly content: FeedContent | null;
  readonly lastSuccess: Moment | null;
  /** null: the last try went well. */
  readonly failure: { readonly reason: FeedFailure; readonly detail: string } | null;
  readonly warningCount: number;
  /** Occurrences the owner declined: leave out, or show struck through. */
  readonly declined: 'hide' | 'strike';
  /** Occurrences that take no time (transparent, free). */
  readonly free: 'show' | 'hide';
  /** `busy`: say only that the time is taken; declined and free ones then do not appear. */
  readonly show: 'details' | 'busy';
}

export interface AgendaInput {
  /** In the order of the config: the first calendar that holds an occurrence gives its main colour. */
  readonly calendars: readonly CalendarInput[];
  readonly now: Moment;
  /** How many days to show, today included; at least 1. */
  readonly days: number;
  /** A feed whose last success is older than this is stale. */
  readonly staleAfterMinutes: number;
  readonly clock: 'trusted' | 'untrusted';
  readonly configProblem: ConfigProblem | null;
}
