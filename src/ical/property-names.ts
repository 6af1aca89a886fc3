/**
 * The properties of an event that say when it is and what is shown of it. All others (most bytes of
 * a feed: descriptions, attachments, attendees' details) are passed over as bytes.
 */
const EVENT_PROPERTIES = [
  'UID',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'EXRULE',
  'RECURRENCE-ID',
  'SEQUENCE',
  'SUMMARY',
  'LOCATION',
  'STATUS',
  'TRANSP',
  'CLASS',
  'ATTENDEE',
  'X-MICROSOFT-CDO-BUSYSTATUS',
  'X-MICROSOFT-CDO-ALLDAYEVENT',
  'X-OUTLOOK-DELETED',
] as const;

export type EventProperty = (typeof EVENT_PROPERTIES)[number];

interface NameBytes {
  readonly name: EventProperty;
  readonly bytes: Uint8Array;
}

const LONGEST = 32;

/** By length, so that nearly every other name is told apart at its first letters. */
const BY_LENGTH: readonly (readonly NameBytes[])[] = Array.from({ length: LONGEST + 1 }, (_, length) =>
  EVENT_PROPERTIES.filter((name) => name.length === length).map((name) => ({
    name,
    bytes: new TextEncoder().encode(name.toLowerCase()),
  })),
);

const COLON = 0x3a;
const SEMICOLON = 0x3b;
/** Sets the bit that makes an ASCII letter lower case; leaves "-" and digits as they are. */
export const LOWER = 0x20;

/** Where the name ends that begins at `start`: at its colon or semicolon; -1 when there is none. */
export function nameEnd(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte === COLON || byte === SEMICOLON) return at;
  }
  return -1;
}

/** The property whose name lies at `start` to `end`, in any letter case; null for any other. */
export function eventProperty(bytes: Uint8Array, start: number, end: number): EventProperty | null {
  const candidates = BY_LENGTH[end - start];
  if (candidates === undefined) return null;
  for (const candidate of candidates) {
    if (equalsName(bytes, start, candidate.bytes)) return candidate.name;
  }
  return null;
}

/** Whether `name` (lower-case bytes) lies at `start`, in any letter case. */
export function equalsName(bytes: Uint8Array, start: number, name: Uint8Array): boolean {
  for (let at = 0; at < name.length; at += 1) {
    if (((bytes[start + at] as number) | LOWER) !== name[at]) return false;
  }
  return true;
}

/** Whether the bytes can be a property name: letters, digits and "-" (RFC 5545 section 3.1). */
export function isName(bytes: Uint8Array, start: number, end: number): boolean {
  if (end <= start) return false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    const letter = (byte | LOWER) >= 0x61 && (byte | LOWER) <= 0x7a;
    if (!letter && !(byte >= 0x30 && byte <= 0x39) && byte !== 0x2d) return false;
  }
  return true;
}
