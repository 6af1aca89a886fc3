import type { Explanations, FeedWarning } from '../model/feed-result.ts';
import type { Occurrence } from '../model/occurrence.ts';
import type { Range } from '../model/time.ts';

/** What a calendar's bytes gave. */
interface CalendarReading {
  readonly occurrences: readonly Occurrence[];
  readonly warnings: readonly FeedWarning[];
  readonly warningCount: number;
  readonly cutCount: number;
  /** The bytes hold a VCALENDAR. */
  readonly isCalendar: boolean;
  /** How far was expanded. */
  readonly range: Range;
  /** null unless the job asked for them. */
  readonly explanations: Explanations | null;
}

/** Takes the bytes as they come and keeps what can matter; `finish` parses and expands that. */
export interface CalendarReader {
  push(chunk: Uint8Array): void;
  finish(): CalendarReading;
}

/** Loads the reader: only when a body has to be parsed, because that costs memory and time. */
export type OpenReader = () => Promise<CalendarReader>;
