import type { Occurrence } from '../model/occurrence.ts';
import { DAY, type Instant, type Moment, type Range } from '../model/time.ts';
import type { DateText } from './date-text.ts';
import { type Extent, endOf } from './extent.ts';
import type { Facts } from './facts.ts';
import type { WallTime } from './rule.ts';
import { LAST_WALL } from './value.ts';
import type { Warnings } from './warnings.ts';
import { toInstant, toWall, type Zone } from './zone.ts';

/** Which one it is, and what is shown of it. */
export interface Named {
  readonly uid: string;
  readonly recurrenceId: string | null;
  readonly facts: Facts;
}

interface Entry {
  readonly start: Instant;
  readonly end: Instant;
  readonly occurrence: Occurrence;
}

/** The occurrences that touch the range, at most as many as the limit. */
export class OccurrenceList {
  readonly #range: Range;
  readonly #display: Zone;
  readonly #text: DateText;
  readonly #limit: number;
  readonly #warnings: Warnings;
  #entries: Entry[] = [];

  constructor(range: Range, display: Zone, text: DateText, limit: number, warnings: Warnings) {
    this.#range = range;
    this.#display = display;
    this.#text = text;
    this.#limit = limit;
    this.#warnings = warnings;
  }

  /** Adds a timed occurrence if it touches the range: one without length when it starts in it. */
  addTimed(wall: WallTime, instant: Instant, zone: Zone, extent: Extent, named: Named): void {
    const end = Math.max(instant, Math.min(endOf(wall, instant, zone, extent), LAST_WALL));
    if (!this.#touches(instant, end)) return;
    const { uid, recurrenceId, facts } = named;
    this.#add(instant, end, {
      uid,
      recurrenceId,
      title: facts.title,
      location: facts.location,
      busy: facts.busy,
      participation: facts.participation,
      private: facts.private,
      allDay: false,
      start: this.#moment(instant),
      end: this.#moment(end),
    });
  }

  /** Adds days, from midnight to midnight of the display zone, if they touch the range. */
  addDays(midnight: WallTime, days: number, named: Named): void {
    const endMidnight = Math.max(midnight + DAY, Math.min(midnight + days * DAY, LAST_WALL));
    const start = toInstant(this.#display, midnight);
    const end = toInstant(this.#display, endMidnight);
    if (!this.#touches(start, end)) return;
    const { uid, recurrenceId, facts } = named;
    this.#add(start, end, {
      uid,
      recurrenceId,
      ...facts,
      allDay: true,
      start: this.#text.date(midnight),
      end: this.#text.date(endMidnight),
    });
  }

  /** By start (days at midnight), then days first, then end, title and identity. */
  sorted(): Occurrence[] {
    this.#trim();
    return this.#entries.map(({ occurrence }) => occurrence);
  }

  #touches(start: Instant, end: Instant): boolean {
    const { from, to } = this.#range;
    return start < to && (end > from || (end === start && start >= from));
  }

  #add(start: Instant, end: Instant, occurrence: Occurrence): void {
    this.#entries.push({ start, end, occurrence });
    if (this.#entries.length > 2 * this.#limit) this.#trim();
  }

  #trim(): void {
    this.#entries.sort(compareEntries);
    const excess = this.#entries.length - this.#limit;
    if (excess <= 0) return;
    this.#entries.length = this.#limit;
    const text = `The feed has more than ${this.#limit} occurrences; the later ones are left out.`;
    this.#warnings.cut('occurrences', 0, text, excess);
  }

  #moment(instant: Instant): Moment {
    return { instant, local: this.#text.dateTime(toWall(this.#display, instant)) };
  }
}

function compareEntries(a: Entry, b: Entry): number {
  return (
    a.start - b.start ||
    Number(b.occurrence.allDay) - Number(a.occurrence.allDay) ||
    a.end - b.end ||
    compareTexts(a.occurrence.title, b.occurrence.title) ||
    compareTexts(a.occurrence.uid, b.occurrence.uid) ||
    compareTexts(a.occurrence.recurrenceId ?? '', b.occurrence.recurrenceId ?? '')
  );
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
