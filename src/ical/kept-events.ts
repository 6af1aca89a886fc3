/**
 * The events of a feed that may touch the range, kept as text until the whole feed is there: an
 * override or a time zone may come after what needs it.
 *
 * Most events of a big feed are plain ones of other years. They are told by the digits of their
 * DTSTART and DTEND alone; whatever is not plain is kept. Of what is rejected, UID and SEQUENCE are
 * remembered, since it may replace an event with the same UID that was kept.
 */
import { DAY, type Range } from '../model/time.ts';
import { parseContentLine, unescapeText } from './content-line.ts';
import { createTextReader } from './encoding.ts';
import { type Hash, hashBytes, hashText } from './hash.ts';
import type { Limits } from './limits.ts';
import type { PackedComponent } from './packed-component.ts';
import type { EventProperty } from './property-names.ts';
import { daysInMonth } from './recurrence/gregorian.ts';
import { RejectedEvents } from './rejected-events.ts';
import { shorten, type Warnings } from './warnings.ts';
import type { CalendarZones } from './zone-names.ts';

export interface KeptEvent {
  /** Position among all events of the feed: the later of two replaces the earlier. */
  readonly order: number;
  /** Line of its BEGIN. */
  readonly line: number;
  /** Its lines that matter, unfolded, separated by LF. */
  readonly text: string;
  /** Number in the feed of each of these lines. */
  readonly numbers: readonly number[];
  readonly zones: CalendarZones;
  readonly uid: string;
  /** Of the bytes of its UID; null when it has none. */
  readonly uidHash: Hash | null;
  readonly sequence: number;
}

/** Told of each event that is not kept; the component is valid only during the call. */
export type OnLeftOut = (component: PackedComponent, reason: 'outside' | 'too-many') => void;

/** Offsets and the lengths of days differ by less than this. */
const MARGIN = 3 * DAY;

/** Bytes one kept event costs beside its text. */
const OVERHEAD = 400;

/** Properties that let an event be elsewhere than its DTSTART and DTEND say. */
const NOT_PLAIN: readonly EventProperty[] = ['RRULE', 'RDATE', 'RECURRENCE-ID', 'DURATION'];

export class KeptEvents {
  /** By UID. */
  readonly groups = new Map<string, KeptEvent[]>();
  readonly rejected: RejectedEvents;
  readonly #limits: Limits;
  readonly #warnings: Warnings;
  readonly #onLeftOut: OnLeftOut | null;
  readonly #text = createTextReader();
  /** First and last date, as the number YYYYMMDD, that is surely near the range. */
  readonly #first: number;
  readonly #last: number;
  /** How often a made-up UID was given. */
  readonly #madeUp = new Map<string, number>();
  #order = 0;
  #size = 0;

  constructor(range: Range, limits: Limits, warnings: Warnings, onLeftOut: OnLeftOut | null = null) {
    this.#limits = limits;
    this.#warnings = warnings;
    this.#onLeftOut = onLeftOut;
    this.rejected = new RejectedEvents(limits.remembered);
    this.#first = dateNumber(range.from - MARGIN);
    this.#last = dateNumber(range.to + MARGIN);
  }

  add(component: PackedComponent, zones: CalendarZones): void {
    const order = this.#order++;
    if (this.#isElsewhere(component)) {
      const hash = uidHashOf(component);
      if (hash !== null) this.rejected.add(hash, sequenceOf(component), order);
      this.#onLeftOut?.(component, 'outside');
      return;
    }
    if (this.#size > this.#limits.kept) {
      this.#warnings.cut('kept', component.line, TOO_MANY);
      this.#onLeftOut?.(component, 'too-many');
      return;
    }
    this.#keep(component, zones, order);
  }

  #keep(component: PackedComponent, zones: CalendarZones, order: number): void {
    const { text, guessed } = this.#text.decode(component.bytes.subarray(0, component.length));
    if (guessed) this.#warnings.addOnce('encoding', component.line, NOT_UTF8);
    const uidHash = uidHashOf(component);
    const uid = uidHash === null ? this.#madeUpUid(text) : this.#uid(component, text);
    const kept = {
      order,
      line: component.line,
      text,
      numbers: [...component.numbers],
      zones,
      uid,
      uidHash,
      sequence: sequenceOf(component),
    };
    this.#size += component.length + OVERHEAD;
    const group = this.groups.get(uid);
    if (group === undefined) this.groups.set(uid, [kept]);
    else group.push(kept);
  }

  #uid(component: PackedComponent, text: string): string {
    const line = parseContentLine(text.split('\n')[component.names.indexOf('UID')] ?? '');
    const uid = unescapeText(line?.value ?? '').trim();
    if (uid.length <= this.#limits.uid) return uid;
    return shorten(uid, this.#limits.uid - HASH_LENGTH) + hashText(uid);
  }

  /** An event without UID gets one of its own, made of its content so that it stays the same. */
  #madeUpUid(text: string): string {
    const uid = `no-uid-${hashText(text)}`;
    const copies = (this.#madeUp.get(uid) ?? 0) + 1;
    this.#madeUp.set(uid, copies);
    return copies === 1 ? uid : `${uid}-${copies}`;
  }

  /** Whether it surely does not touch the range; in doubt it may. */
  #isElsewhere(component: PackedComponent): boolean {
    if (NOT_PLAIN.some((name) => component.names.includes(name))) return false;
    const start = plainDate(component, 'DTSTART');
    if (start === null) return false;
    if (start > this.#last) return true;
    if (start >= this.#first) return false;
    if (!component.names.includes('DTEND')) return true;
    const end = plainDate(component, 'DTEND');
    return end !== null && end < this.#first;
  }
}

const TOO_MANY = 'The feed holds more events near the range than are kept; later ones are left out.';
const NOT_UTF8 = 'The feed is not UTF-8 here; it is read as Windows-1252.';

/** Characters of `hashText`. */
const HASH_LENGTH = 16;

const COLON = 0x3a;
const ZERO = 0x30;
const SPACE = 32;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

/** YYYYMMDD as a number. */
function dateNumber(instant: number): number {
  return Number(new Date(instant).toISOString().slice(0, 10).replaceAll('-', ''));
}

/**
 * The date of a line whose value is surely a date or a date with time; null for any other. A value that
 * cannot be read must not pass: its event would be taken for one that replaces another.
 */
function plainDate(component: PackedComponent, name: EventProperty): number | null {
  const index = component.names.indexOf(name);
  if (index < 0) return null;
  const { bytes } = component;
  const end = component.end(index);
  const length = DATE_LENGTHS.find((count) => bytes[end - count - 1] === COLON);
  if (length === undefined || end - length <= component.start(index)) return null;
  let date = 0;
  for (let at = end - length; at < end - length + 8; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return null;
    date = date * 10 + digit;
  }
  const month = Math.floor(date / 100) % 100;
  const day = date % 100;
  if (date < FIRST_DATE || month < 1 || month > 12 || day < 1) return null;
  if (day > SHORTEST_MONTH && day > daysInMonth(Math.floor(date / 10_000), month)) return null;
  return length === DATE_LENGTH || isPlainTime(bytes, end - length + DATE_LENGTH, end) ? date : null;
}

/** `T100000` or `T100000Z`, by its bytes. */
function isPlainTime(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== LETTER_T || (end - start > TIME_LENGTH && bytes[end - 1] !== LETTER_Z)) return false;
  return (
    isBelow(bytes, start + 1, HOUR_LIMIT) &&
    isBelow(bytes, start + 3, MINUTE_LIMIT) &&
    isBelow(bytes, start + 5, MINUTE_LIMIT)
  );
}

/** Two digits that make a number below `limit`. */
function isBelow(bytes: Uint8Array, at: number, limit: number): boolean {
  const tens = (bytes[at] as number) - ZERO;
  const ones = (bytes[at + 1] as number) - ZERO;
  return tens >= 0 && ones >= 0 && ones <= 9 && tens * 10 + ones < limit;
}

/** 20260611T100000Z, 20260611T100000, 20260611 */
const DATE_LENGTHS = [16, 15, 8] as const;
const DATE_LENGTH = 8;
const TIME_LENGTH = 7;
/** 1 January of the year 1. */
const FIRST_DATE = 10_101;
const SHORTEST_MONTH = 28;
const HOUR_LIMIT = 24;
const MINUTE_LIMIT = 60;

/** Where a value lies, without the spaces around it. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** null when there is no such line or it has no value. */
function findValue(component: PackedComponent, name: EventProperty): Span | null {
  const index = component.names.indexOf(name);
  if (index < 0) return null;
  const { bytes } = component;
  let end = component.end(index);
  let start = component.start(index);
  while (start < end && bytes[start] !== COLON) start += 1;
  start += 1;
  while (start < end && (bytes[start] as number) <= SPACE) start += 1;
  while (end > start && (bytes[end - 1] as number) <= SPACE) end -= 1;
  return start < end ? { start, end } : null;
}

/** SEQUENCE, 0 when there is none that can be read. */
function sequenceOf(component: PackedComponent): number {
  const span = findValue(component, 'SEQUENCE');
  if (span === null) return 0;
  let sequence = 0;
  for (let at = span.start; at < span.end; at += 1) {
    const digit = (component.bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return 0;
    sequence = Math.min(sequence * 10 + digit, MAX_SEQUENCE);
  }
  return sequence;
}

function uidHashOf(component: PackedComponent): Hash | null {
  const span = findValue(component, 'UID');
  return span === null ? null : hashBytes(component.bytes, span.start, span.end);
}

/** What fits the table of rejected events. */
const MAX_SEQUENCE = 2 ** 31 - 1;
