/**
 * Finds the components of a feed while its bytes arrive (RFC 5545 section 3.4 and 3.6) and gathers,
 * for one event or time zone at a time, the lines that matter.
 *
 * Broken nesting is mended as far as its meaning is plain: a component that never ends is ended by
 * the next one of its level, by the end of its calendar or by the end of the feed.
 */

import type { Limits } from './limits.ts';
import { LineReader, type LineSink } from './lines.ts';
import { PackedComponent, unfold } from './packed-component.ts';
import { type EventProperty, equalsName, eventProperty, isName, LOWER, nameEnd } from './property-names.ts';
import type { Warnings } from './warnings.ts';

/** What is done with the components. The packed component is valid only during the call. */
export interface ComponentSink {
  beginCalendar(): void;
  /** X-WR-TIMEZONE of the calendar. */
  calendarZone(name: string): void;
  event(component: PackedComponent): void;
  timezone(component: PackedComponent): void;
  /** A component that is no event and no time zone, such as a VTODO: it is passed over. */
  passedOver?(name: string, line: number): void;
}

/** Components that stand directly in a calendar: one of them ends any other that was left open. */
const TOP_LEVEL = new Set(['VEVENT', 'VTIMEZONE', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VAVAILABILITY']);

/** Deeper nesting than any component has; what is deeper is passed over. */
const MAX_DEPTH = 32;
/** Longest name of a component that is told apart from others, and longest zone name. */
const MAX_NAME = 64;
const MAX_TEXT = 255;

const BEGIN = new TextEncoder().encode('begin:');
const END = new TextEncoder().encode('end:');
const EVENT = new TextEncoder().encode('vevent');
const CALENDAR_ZONE = new TextEncoder().encode('x-wr-timezone');
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

type Gathering = 'nothing' | 'event' | 'timezone';

export class Scanner {
  /** A VCALENDAR was begun. */
  isCalendar = false;
  /** VEVENTs, whether they matter or not. */
  eventCount = 0;
  readonly #sink: ComponentSink;
  readonly #warnings: Warnings;
  readonly #limits: Limits;
  readonly #lines: LineReader;
  readonly #component = new PackedComponent();
  /** Names of the open components, outermost first. */
  readonly #open: string[] = [];
  #tooDeep = 0;
  #gathering: Gathering = 'nothing';
  /** Depth at which the lines of the gathered component stand. */
  #gatheringDepth = 0;
  /** Property of the line that was wanted last, where its name tells it at once. */
  #known: EventProperty | null = null;
  readonly #attendees: boolean;

  /** `attendees`: whether ATTENDEEs matter. */
  constructor(sink: ComponentSink, attendees: boolean, warnings: Warnings, limits: Limits) {
    this.#sink = sink;
    this.#attendees = attendees;
    this.#warnings = warnings;
    this.#limits = limits;
    const lineSink: LineSink = {
      wants: (bytes, start, end) => this.#wants(bytes, start, end),
      line: (bytes, start, end, folded, number) => this.#line(bytes, start, end, folded, number),
      overlong: (number) =>
        warnings.cut(`line ${number}`, number, `A line is longer than ${limits.line} bytes and left out.`),
    };
    this.#lines = new LineReader(lineSink, limits.line);
  }

  push(chunk: Uint8Array): void {
    this.#lines.push(chunk);
  }

  finish(): void {
    this.#lines.finish();
    if (this.#open.length > 0) {
      this.#warnings.add(0, `The feed ends inside ${this.#open.join(' > ')}; it may have been cut off.`);
    }
    this.#closeTo(0);
  }

  /** Lines whose name is not known yet (a fold inside it) are wanted, to be looked at when whole. */
  #wants(bytes: Uint8Array, start: number, end: number): boolean {
    this.#known = null;
    const first = (bytes[start] as number) | LOWER;
    if (first === BEGIN[0] || first === END[0] || bytes[start] === BYTE_ORDER_MARK[0]) return true;
    if (this.#gathering === 'nothing') return this.#open.length === 1 || end - start < BEGIN.length;
    if (this.#gathering === 'timezone') return true;
    if (this.#open.length !== this.#gatheringDepth) return false;
    const until = nameEnd(bytes, start, end);
    if (until < 0) return true;
    this.#known = eventProperty(bytes, start, until);
    if (this.#known !== null) return this.#known !== 'ATTENDEE' || this.#attendees;
    return !isName(bytes, start, until);
  }

  #line(bytes: Uint8Array, start: number, end: number, folded: boolean, number: number): void {
    if (this.#known !== null) {
      this.#add(this.#known, bytes, start, end, number);
    } else if (folded) {
      const unfolded = new Uint8Array(end - start);
      this.#whole(unfolded, 0, unfold(bytes, start, end, unfolded, 0), number);
    } else {
      this.#whole(bytes, start, end, number);
    }
  }

  /** A line without folds. */
  #whole(bytes: Uint8Array, from: number, end: number, number: number): void {
    const start = BYTE_ORDER_MARK.every((byte, index) => bytes[from + index] === byte) ? from + 3 : from;
    if (end - start >= BEGIN.length && equalsName(bytes, start, BEGIN)) {
      this.#begin(componentName(bytes, start + BEGIN.length, end), number);
    } else if (end - start >= END.length && equalsName(bytes, start, END)) {
      this.#end(componentName(bytes, start + END.length, end), number);
    } else {
      this.#property(bytes, start, end, number);
    }
  }

  #property(bytes: Uint8Array, start: number, end: number, number: number): void {
    const until = nameEnd(bytes, start, end);
    if (until < 0 || !isName(bytes, start, until)) {
      if (this.#open.length > 0)
        this.#warnings.add(number, 'A line cannot be read: it has no NAME and colon.');
      return;
    }
    if (this.#gathering === 'timezone') this.#add('', bytes, start, end, number);
    if (this.#open.length === 1 && isCalendarZone(bytes, start, until)) {
      this.#sink.calendarZone(readText(bytes, until + 1, end));
    }
    if (this.#gathering !== 'event' || this.#open.length !== this.#gatheringDepth) return;
    const name = eventProperty(bytes, start, until);
    if (name !== null && (name !== 'ATTENDEE' || this.#attendees)) this.#add(name, bytes, start, end, number);
  }

  #add(
    name: Parameters<PackedComponent['add']>[0],
    bytes: Uint8Array,
    start: number,
    end: number,
    line: number,
  ): void {
    // Thousands of attendees must not push out the times that come after them.
    const share = name === 'ATTENDEE' ? this.#limits.component / 2 : this.#limits.component;
    if (this.#component.length + (end - start) > share) {
      this.#warnings.cut(
        `component ${this.#component.line}`,
        line,
        `The component holds more than ${this.#limits.component} bytes; the rest of it is left out.`,
      );
      return;
    }
    this.#component.add(name, bytes, start, end, line);
  }

  #begin(name: string, number: number): void {
    if (name === 'VCALENDAR') {
      this.#closeTo(0);
      this.isCalendar = true;
      this.#open.push(name);
      this.#sink.beginCalendar();
      return;
    }
    if (TOP_LEVEL.has(name)) this.#closeOpenTopLevel(name, number);
    if (this.#open.length >= MAX_DEPTH) {
      this.#tooDeep += 1;
      return;
    }
    this.#open.push(name);
    if (name === 'VEVENT' || name === 'VTIMEZONE') this.#gather(name, number);
    else if (TOP_LEVEL.has(name)) this.#sink.passedOver?.(name, number);
    else if (this.#gathering === 'timezone') this.#addText(`BEGIN:${name}`, number);
  }

  #gather(name: 'VEVENT' | 'VTIMEZONE', number: number): void {
    this.#gathering = name === 'VEVENT' ? 'event' : 'timezone';
    this.#gatheringDepth = this.#open.length;
    this.#component.reset(number);
    if (name === 'VEVENT') this.eventCount += 1;
  }

  /** A line of structure inside a VTIMEZONE. */
  #addText(text: string, number: number): void {
    const bytes = new TextEncoder().encode(text);
    this.#add('', bytes, 0, bytes.length, number);
  }

  #closeOpenTopLevel(name: string, number: number): void {
    const outer = this.#open[0] === 'VCALENDAR' ? 1 : 0;
    if (this.#open.length > outer) {
      this.#warnings.add(number, `${this.#open.at(-1)} is not ended before BEGIN:${name}; it is ended here.`);
    }
    this.#closeTo(outer);
  }

  #end(name: string, number: number): void {
    if (this.#tooDeep > 0 && name !== 'VCALENDAR' && !TOP_LEVEL.has(name)) {
      this.#tooDeep -= 1;
      return;
    }
    const depth = this.#open.lastIndexOf(name);
    if (depth < 0) {
      this.#warnings.add(number, `END:${name} has no BEGIN; the line is skipped.`);
      return;
    }
    if (depth < this.#open.length - 1) {
      this.#warnings.add(number, `${this.#open.at(-1)} is not ended before END:${name}; it is ended here.`);
    }
    this.#closeTo(depth);
    if (this.#gathering === 'timezone') this.#addText(`END:${name}`, number);
  }

  /** Closes the open components down to `depth` of them. */
  #closeTo(depth: number): void {
    if (depth < MAX_DEPTH) this.#tooDeep = 0;
    if (this.#gathering !== 'nothing' && depth < this.#gatheringDepth) {
      const gathered = this.#gathering;
      this.#gathering = 'nothing';
      if (gathered === 'event') this.#sink.event(this.#component);
      else this.#sink.timezone(this.#component);
    }
    this.#open.length = depth;
  }
}

/** In upper case, without the spaces around it. Nearly all are VEVENT, for which no text is made. */
function componentName(bytes: Uint8Array, start: number, end: number): string {
  if (end - start === EVENT.length && equalsName(bytes, start, EVENT)) return 'VEVENT';
  return readText(bytes, start, Math.min(end, start + MAX_NAME)).toUpperCase();
}

function isCalendarZone(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === CALENDAR_ZONE.length && equalsName(bytes, start, CALENDAR_ZONE);
}

/** ASCII, without the spaces around it. */
function readText(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, Math.min(end, start + MAX_TEXT))).trim();
}
