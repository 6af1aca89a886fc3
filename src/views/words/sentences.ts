/** What a language has to provide. `{…}` marks what is filled in. */
import type { FeedFailure } from '../../model/feed-result.ts';

/** By plural category of the language (CLDR); `other` stands in for those not given. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

export interface Sentences {
  readonly untitled: string;
  /** Title of an entry of which only the time is shown. */
  readonly busy: string;
  readonly tentative: string;
  readonly declined: string;
  readonly nothingPlanned: string;
  readonly nothingMoreToday: string;
  /** `{day}`, `{days}` */
  readonly dayOf: string;
  /** `{n}` entries that are not drawn; short. */
  readonly more: PluralForms;
  /** `{n}` entries of earlier today that are not drawn. */
  readonly earlier: PluralForms;
  /** `{n}` entries on the days that are not drawn, `{day}` the last of them. */
  readonly moreUntil: PluralForms;
  /** `{n}` calendars that are not named at the foot. */
  readonly moreCalendars: PluralForms;
  /** `{duration}` until a running entry ends. */
  readonly left: string;
  /** `{duration}` until an entry begins. */
  readonly in: string;
  readonly startsNow: string;
  /** `{n}`; as short as is usual. */
  readonly minutes: string;
  readonly hours: string;
  readonly days: PluralForms;
  /** Between hours and minutes. */
  readonly durationSpace: string;
  /** `{duration}` since a calendar was read. */
  readonly age: string;
  readonly neverRead: string;
  readonly clockUntrusted: string;
  readonly failures: Readonly<Record<FeedFailure, string>>;
  readonly config: {
    /** Heading over a problem. */
    readonly problem: string;
    /** `{line}` */
    readonly line: string;
    readonly mend: string;
  };
  readonly notices: {
    readonly firstRun: string;
    readonly firstRunText: string;
    readonly thenCheck: string;
    readonly waiting: string;
    readonly waitingText: string;
    readonly clock: string;
    readonly clockText: string;
  };
}
