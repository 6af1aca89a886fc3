/** The lines of an event, and times, as explanations quote them. */
import { type ContentLine, parseContentLine, unescapeText } from './content-line.ts';
import type { DateText } from './date-text.ts';
import type { WallTime } from './rule.ts';
import { shorten } from './warnings.ts';
import { type CalendarZones, zoneKey } from './zone-names.ts';

/** What is explained of a kept event. */
export interface ExplainedEvent {
  readonly order: number;
  /** Line of its BEGIN. */
  readonly line: number;
  /** Its lines that matter, separated by LF, and the number of each in the feed. */
  readonly text: string;
  readonly numbers: readonly number[];
  readonly uid: string;
  readonly sequence: number;
  readonly zones: CalendarZones;
}

export interface QuotedLine extends ContentLine {
  readonly raw: string;
  readonly number: number;
}

const MAX_QUOTE = 90;

export function linesOf(
  { text, numbers }: Pick<ExplainedEvent, 'text' | 'numbers'>,
  name: string,
): QuotedLine[] {
  return text.split('\n').flatMap((raw, index) => {
    // Looked at first, because an event may have thousands of other lines.
    if (raw.slice(0, name.length).toUpperCase() !== name) return [];
    const line = parseContentLine(raw);
    return line?.name === name ? [{ ...line, raw, number: numbers[index] ?? 0 }] : [];
  });
}

/** `RRULE:FREQ=DAILY (line 12)` */
export function quote({ raw, number }: QuotedLine): string {
  return `${shorten(raw.replaceAll(/\p{Cc}+/gu, ' ').trim(), MAX_QUOTE)} (line ${number})`;
}

/** Value of a TEXT property, without what would break the line it is printed in. */
export function textOf(event: Pick<ExplainedEvent, 'text' | 'numbers'>, name: string): string {
  const value = linesOf(event, name)[0]?.value ?? '';
  return unescapeText(value)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** `2026-06-11 10:00`, or `2026-06-11` for a date. */
export function formatTime(wall: WallTime, date: boolean, text: DateText): string {
  return date ? text.date(wall) : text.dateTime(wall).slice(0, 16).replace('T', ' ');
}

/** What its times are read in, where that is not what the feed says. */
export function zoneClause(event: ExplainedEvent): string {
  const tzid = linesOf(event, 'DTSTART')[0]?.parameters.get('TZID');
  const zone = tzid === undefined ? undefined : event.zones.found.get(zoneKey(tzid));
  if (tzid === undefined || zone === undefined) return '';
  const name = shorten(tzid, MAX_QUOTE);
  if (event.zones.guessed.has(zoneKey(tzid)))
    return `; nothing knows its time zone "${name}", read as ${zone.name}`;
  return zone.name.toLowerCase() === zoneKey(tzid) ? '' : `; its time zone "${name}" is read as ${zone.name}`;
}
