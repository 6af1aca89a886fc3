/** One VEVENT, read: what it says about its times, and what is shown of it. */
import { DAY } from '../model/time.ts';
import { type ContentLine, parseContentLine, splitAtLastColon, unescapeText } from './content-line.ts';
import { type Extent, endOf, extentBetween, extentOfDuration } from './extent.ts';
import { type FactLines, type Facts, readFacts } from './facts.ts';
import type { KeptEvent } from './kept-events.ts';
import type { Limits } from './limits.ts';
import { parseRule, type RecurrenceRule } from './rule.ts';
import { type DateValue, dateValue, instantOf, midnightOf, parseDateValue, parseDuration } from './value.ts';
import type { Warnings } from './warnings.ts';
import { toWall } from './zone.ts';
import type { ZoneNames } from './zone-names.ts';

/** An RDATE; `extent` is its own when it is a PERIOD. */
export interface ExtraDate {
  readonly start: DateValue;
  readonly extent: Extent | null;
}

export interface EventComponent {
  readonly order: number;
  readonly line: number;
  readonly uid: string;
  readonly sequence: number;
  readonly start: DateValue;
  readonly extent: Extent;
  readonly rules: readonly RecurrenceRule[];
  readonly exceptionRules: readonly RecurrenceRule[];
  readonly extraDates: readonly ExtraDate[];
  readonly exceptionDates: readonly DateValue[];
  /** null: the component that describes the series. */
  readonly recurrenceId: DateValue | null;
  /** RECURRENCE-ID;RANGE=THISANDFUTURE: holds for the later members too. */
  readonly thisAndFuture: boolean;
  /** STATUS:CANCELLED or X-OUTLOOK-DELETED. */
  readonly cancelled: boolean;
  readonly facts: Facts;
}

/** What reading an event needs to know. */
export interface EventContext {
  readonly zoneNames: ZoneNames;
  readonly warnings: Warnings;
  readonly ownAddresses: ReadonlySet<string>;
  readonly limits: Limits;
}

interface NumberedLine extends ContentLine {
  readonly number: number;
  readonly raw: string;
}

/** Reads a kept event; null, with a warning, when it has no start that can be read. */
export function readEvent(kept: KeptEvent, context: EventContext): EventComponent | null {
  const reader = new EventReader(kept, context);
  return reader.read();
}

class EventReader {
  readonly #kept: KeptEvent;
  readonly #context: EventContext;
  readonly #lines: readonly NumberedLine[];

  constructor(kept: KeptEvent, context: EventContext) {
    this.#kept = kept;
    this.#context = context;
    this.#lines = kept.text
      .split('\n')
      .flatMap((raw, index) => this.#parse(raw, kept.numbers[index] ?? kept.line));
  }

  read(): EventComponent | null {
    const recurrenceId = this.#dates('RECURRENCE-ID')[0] ?? null;
    const start = this.#start(recurrenceId);
    if (start === null) return null;
    const event = {
      order: this.#kept.order,
      line: this.#kept.line,
      uid: this.#kept.uid,
      sequence: this.#kept.sequence,
      start,
      extent: this.#extent(start),
      rules: this.#rules('RRULE'),
      exceptionRules: this.#rules('EXRULE'),
      extraDates: this.#extraDates(),
      exceptionDates: this.#dates('EXDATE'),
      recurrenceId,
      thisAndFuture: this.#find('RECURRENCE-ID')?.parameters.get('RANGE')?.toUpperCase() === 'THISANDFUTURE',
      cancelled: this.#text('STATUS') === 'CANCELLED' || this.#text('X-OUTLOOK-DELETED') === 'TRUE',
      facts: readFacts(this.#factLines(), this.#context),
    };
    return this.#text('X-MICROSOFT-CDO-ALLDAYEVENT') === 'TRUE' ? this.#asAllDay(event) : event;
  }

  #parse(raw: string, number: number): NumberedLine[] {
    if (raw === '') return [];
    const line = parseContentLine(raw);
    if (line !== null) {
      return [{ name: line.name, parameters: line.parameters, value: line.value, number, raw }];
    }
    this.#context.warnings.add(number, 'A line cannot be read: it has no colon before its value.');
    return [];
  }

  /** Properties that may stand once: of two, the first counts. */
  #find(name: string): NumberedLine | undefined {
    return this.#lines.find((line) => line.name === name);
  }

  #all(name: string): NumberedLine[] {
    return this.#lines.filter((line) => line.name === name);
  }

  /** Value of an enumerated property, in upper case. */
  #text(name: string): string {
    return this.#find(name)?.value.trim().toUpperCase() ?? '';
  }

  #factLines(): FactLines {
    const text = (name: string): string => unescapeText(this.#find(name)?.value ?? '');
    return {
      summary: text('SUMMARY'),
      location: text('LOCATION'),
      status: this.#text('STATUS'),
      transparency: this.#text('TRANSP'),
      busyStatus: this.#text('X-MICROSOFT-CDO-BUSYSTATUS'),
      classification: this.#text('CLASS'),
      attendees: this.#all('ATTENDEE'),
    };
  }

  /** An override without DTSTART stands where its RECURRENCE-ID does. */
  #start(recurrenceId: DateValue | null): DateValue | null {
    const line = this.#find('DTSTART');
    if (line === undefined) {
      if (recurrenceId === null)
        this.#context.warnings.add(this.#kept.line, 'An event without DTSTART is skipped.');
      return recurrenceId;
    }
    const [start] = this.#readDates(line);
    if (start !== undefined) return start;
    this.#context.warnings.add(line.number, 'An event is skipped: its DTSTART cannot be read.');
    return null;
  }

  #dates(name: string): DateValue[] {
    return this.#all(name).flatMap((line) => {
      const values = this.#readDates(line);
      if (values.length === 0)
        this.#context.warnings.add(line.number, `${name} cannot be read; the line is skipped.`);
      return values;
    });
  }

  /** The values of a line that can be read. */
  #readDates(line: NumberedLine): DateValue[] {
    const dated = this.#dated(line);
    return dated.value.split(',').flatMap((item) => this.#date(item, dated) ?? []);
  }

  #dated(line: NumberedLine): NumberedLine {
    if (!line.value.includes(':')) return line;
    const again = splitAtLastColon(line.raw);
    return again === null ? line : { ...again, number: line.number, raw: line.raw };
  }

  #date(text: string, line: NumberedLine): DateValue | null {
    const { zoneNames } = this.#context;
    const tzid = line.parameters.get('TZID');
    const isUtc = /z\s*$/i.test(text);
    const zone =
      tzid === undefined || tzid === '' || isUtc
        ? null
        : zoneNames.resolve(tzid, this.#kept.zones, line.number);
    const dateOnly = line.parameters.get('VALUE')?.toUpperCase() === 'DATE';
    return parseDateValue(text, zone, zoneNames.display, dateOnly);
  }

  #rules(name: 'RRULE' | 'EXRULE'): RecurrenceRule[] {
    return this.#all(name).flatMap((line) => {
      try {
        return [parseRule(line.value)];
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.#context.warnings.add(line.number, `${name} is ignored. ${reason}`);
        return [];
      }
    });
  }

  #extraDates(): ExtraDate[] {
    return this.#all('RDATE').flatMap((raw) => {
      const line = this.#dated(raw);
      const dates = line.value.split(',').flatMap((item) => this.#extraDate(item, line) ?? []);
      if (dates.length === 0)
        this.#context.warnings.add(line.number, 'RDATE cannot be read; the line is skipped.');
      return dates;
    });
  }

  #extraDate(text: string, line: NumberedLine): ExtraDate | null {
    const [first = '', second] = text.split('/');
    const start = this.#date(first, line);
    if (start === null) return null;
    if (second === undefined) return { start, extent: null };
    const duration = parseDuration(second);
    if (duration !== null) return { start, extent: { kind: 'nominal', duration } };
    const end = this.#date(second, line);
    return { start, extent: end === null ? null : extentBetween(start, end) };
  }

  #extent(start: DateValue): Extent {
    const endLine = this.#find('DTEND');
    if (endLine !== undefined) {
      const [end] = this.#readDates(endLine);
      if (end !== undefined) return extentBetween(start, end);
      this.#context.warnings.add(endLine.number, 'DTEND cannot be read; the line is skipped.');
    }
    const durationLine = this.#find('DURATION');
    const duration = durationLine === undefined ? null : parseDuration(durationLine.value);
    if (durationLine !== undefined && duration === null) {
      this.#context.warnings.add(durationLine.number, 'DURATION cannot be read; the line is skipped.');
    }
    return extentOfDuration(start, duration);
  }

  /** Exchange sends days as midnights with this mark; anything else with it stays as it is. */
  #asAllDay(event: EventComponent): EventComponent {
    const { start, extent } = event;
    if (start.date || midnightOf(start.wall) !== start.wall) return event;
    const end = endOf(start.wall, instantOf(start), start.zone, extent);
    const endWall = toWall(start.zone, end);
    if (midnightOf(endWall) !== endWall) return event;
    return {
      ...event,
      start: dateValue(start.wall, this.#context.zoneNames.display),
      extent: { kind: 'days', days: Math.max(1, (endWall - start.wall) / DAY) },
    };
  }
}
