import type { CalendarLabel, CalendarStatus, ConfigProblem } from '../model/agenda.ts';
import type { FeedFailure } from '../model/feed-result.ts';
import type { Instant } from '../model/time.ts';

/** How one calendar's feed is doing. */
export interface CalendarFacts {
  readonly calendar: CalendarLabel;
  readonly freshness: CalendarStatus['freshness'];
  /** When the feed last answered well; null: never. */
  readonly lastSuccess: Instant | null;
  /** The last try failed; null when it went well or there was none. */
  readonly failure: {
    readonly reason: FeedFailure;
    readonly detail: string;
    readonly at: Instant;
  } | null;
  /** Failed tries in a row. */
  readonly consecutiveFailures: number;
  /** Occurrences that are stored, up to the horizon. */
  readonly occurrenceCount: number;
  /** Components skipped or read with a guess. */
  readonly warningCount: number;
  /** Occurrences or rules cut by a limit. */
  readonly cutCount: number;
}

/** The refreshes of this process. */
interface RefreshFacts {
  readonly running: boolean;
  readonly lastStart: Instant | null;
  /** When a feed last answered well, before this start too. */
  readonly lastSuccess: Instant | null;
  /** null: nothing is due, as when there are no calendars. */
  readonly nextDue: Instant | null;
}

/** The picture on the device. Counts are since the start. */
interface DisplayFacts {
  /** Name of the output, such as `framebuffer`. */
  readonly output: string;
  /** Why the output cannot take a picture now, as a sentence; null when it can. */
  readonly waiting: string | null;
  /** When a frame was last read back and found right; null: never. */
  readonly lastVerified: Instant | null;
  /** Seconds since then by a clock that never jumps; null: never. */
  readonly verifiedAgeSeconds: number | null;
  /** Pixels of the upright picture; 0 before the first. */
  readonly width: number;
  readonly height: number;
  /** Frames shown. */
  readonly frames: number;
  /** Frames of them that were drawn whole, not only where something changed. */
  readonly redraws: number;
  readonly bytesWritten: number;
  /** Rows that something else had drawn over. */
  readonly damagedRows: number;
}

/** Everything the health answers are made of: one look at the wall at one moment. */
export interface HealthFacts {
  readonly version: string;
  readonly pid: number;
  /** Such as `linux`. */
  readonly platform: string;
  /** Such as `Node.js 20.20.2`. */
  readonly runtime: string;
  readonly uptimeSeconds: number;
  readonly now: Instant;
  readonly clock: 'trusted' | 'untrusted';
  readonly configProblem: ConfigProblem | null;
  /** Resident set size of this process. */
  readonly residentBytes: number;
  readonly calendars: readonly CalendarFacts[];
  readonly refresh: RefreshFacts;
  readonly display: DisplayFacts;
}
