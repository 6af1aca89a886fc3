import type { FeedFailure } from './feed-result.ts';
import type { LocalDate, Moment } from './time.ts';

/** A calendar as a person named it in the config. */
export interface CalendarLabel {
  readonly id: string;
  readonly name: string;
  /** `#rrggbb` as configured; views keep its contrast above a floor. */
  readonly color: string;
}

export interface AllDayTime {
  readonly kind: 'all-day';
  /** Which day of a several days' entry this is, counted from 1; both 1 for a single day. */
  readonly day: number;
  readonly days: number;
}

export interface TimedTime {
  readonly kind: 'timed';
  readonly start: Moment;
  readonly end: Moment;
  /** false: it began on an earlier day. */
  readonly startsHere: boolean;
  /** false: it goes on into a later day. */
  readonly endsHere: boolean;
  readonly day: number;
  readonly days: number;
}

/** One occurrence on one day. An occurrence of several days gives an entry on each of them. */
export interface Entry {
  /** Stable across refreshes: identity of the occurrence and the day. */
  readonly key: string;
  /** Empty when the feed gives none or `busyOnly`: the view writes the word for it. */
  readonly title: string;
  readonly location: string;
  /** The calendar shows no details, only that the time is taken: title and location are empty. */
  readonly busyOnly: boolean;
  /** All calendars that hold it; the first one gives the main colour. At least one. */
  readonly calendars: readonly CalendarLabel[];
  readonly time: AllDayTime | TimedTime;
  readonly phase: 'past' | 'running' | 'upcoming';
  /** Minutes until it ends, rounded up, while a timed one runs; null otherwise. */
  readonly minutesLeft: number | null;
  /** It is the next one to begin (several may begin together). */
  readonly next: boolean;
  /** Minutes until it begins, rounded up, when `next`; null otherwise. */
  readonly minutesUntil: number | null;
  readonly tentative: boolean;
  readonly declined: boolean;
  /** Another timed entry of the same day runs at the same time. */
  readonly overlapping: boolean;
}

export interface Day {
  readonly date: LocalDate;
  readonly allDay: readonly Entry[];
  /** By start, then end, then title. */
  readonly timed: readonly Entry[];
}

/** How a calendar's feed is doing. */
export interface CalendarStatus {
  readonly calendar: CalendarLabel;
  /** `never`: nothing was ever read. `stale`: the last success is too old. */
  readonly freshness: 'fresh' | 'stale' | 'never';
  /** When the feed last answered well; null when never. */
  readonly lastSuccess: Moment | null;
  /** Minutes since then; null when never. */
  readonly ageMinutes: number | null;
  /** The last try failed. */
  readonly failure: { readonly reason: FeedFailure; readonly detail: string } | null;
  /** Components skipped, zones unknown, occurrences cut. */
  readonly warningCount: number;
}

/** What is wrong with the configuration file. */
export interface ConfigProblem {
  readonly file: string;
  /** 1-based; null when it concerns the whole file. */
  readonly line: number | null;
  /** Dotted path such as `calendars[1].url`; null when it is no key's fault. */
  readonly key: string | null;
  /** What was found, what is allowed and what to do. */
  readonly message: string;
}

export interface AgendaStatus {
  readonly calendars: readonly CalendarStatus[];
  /** `untrusted`: the clock is not known to be right (no NTP yet and behind the snapshot). */
  readonly clock: 'trusted' | 'untrusted';
  /** The file was changed into something wrong; the last good one is in force. */
  readonly configProblem: ConfigProblem | null;
}

/** What is shown: plain, ordered, nothing left to compute about time. */
export interface Agenda {
  readonly now: Moment;
  readonly today: LocalDate;
  /** Consecutive days from today on. */
  readonly days: readonly Day[];
  readonly status: AgendaStatus;
}

/** A picture that stands in for the agenda. */
export type Notice =
  | { readonly kind: 'first-run'; readonly configFile: string }
  | { readonly kind: 'no-data-yet'; readonly status: AgendaStatus }
  | { readonly kind: 'config-error'; readonly problem: ConfigProblem }
  | { readonly kind: 'clock-untrusted'; readonly now: Moment };
