/**
 * What a TZID means. The order: an IANA name; the feed's own VTIMEZONE; a global id that ends in an
 * IANA name; a Windows name; an Outlook display name; a plain offset. What nothing knows is read in
 * the calendar's X-WR-TIMEZONE or else in the display zone, and told: never silently as UTC.
 *
 * IANA comes before the VTIMEZONE, as with Google, Apple and most servers (RFC 7809 lets a client
 * use its own data): the zones in feeds are often cut short, old or wrong. A difference is told.
 */
import { DAY, HOUR, type Instant, MINUTE, type Range } from '../model/time.ts';
import { unescapeText } from './content-line.ts';
import { OUTLOOK_NAMES } from './outlook-names.ts';
import { readVtimezone } from './vtimezone.ts';
import type { Warnings } from './warnings.ts';
import { WINDOWS_ZONES } from './windows-zones.ts';
import { createFixedZone, createIanaZone, type Zone } from './zone.ts';

/** What one VCALENDAR says about zones. */
export interface CalendarZones {
  /** Unfolded lines of its VTIMEZONEs by TZID (see `zoneKey`); of two the first. */
  readonly definitions: Map<string, string>;
  /** X-WR-TIMEZONE; null when it has none. */
  defaultZone: string | null;
  /** What was already found out. */
  readonly found: Map<string, Zone>;
  /** Those of `found` that nothing knows. */
  readonly guessed: Set<string>;
}

export function createCalendarZones(): CalendarZones {
  return { definitions: new Map(), defaultZone: null, found: new Map(), guessed: new Set() };
}

/**
 * A TZID for comparison. Exchange escapes the commas in the property, which is TEXT, but of course
 * not in the parameter; programs differ in case and quotes.
 */
export function zoneKey(tzid: string): string {
  return unescapeText(tzid).replaceAll('"', '').trim().toLowerCase();
}

/** Onsets of a VTIMEZONE are computed this far beyond the range. */
const BEYOND = 2 * 366 * DAY;

/** For the onsets of all VTIMEZONEs; one that Outlook writes takes a hundred. */
const STEPS = 500_000;
const TOO_MUCH = 'The time zones of the feed take too long to compute; some offsets may be wrong.';

export class ZoneNames {
  readonly display: Zone;
  readonly #range: Range;
  readonly #onsets: Range;
  readonly #budget = { steps: STEPS };
  readonly #warnings: Warnings;
  readonly #iana = new Map<string, Zone | null>();
  /** By the text of the VTIMEZONE: many calendars in one feed repeat the same one. */
  readonly #described = new Map<string, Zone | null>();
  readonly #compared = new Set<string>();
  #cities: ReadonlyMap<string, string> | null = null;

  /** @throws Error when `display` is no IANA zone. */
  constructor(display: string, range: Range, warnings: Warnings) {
    this.#range = range;
    this.#onsets = { from: range.from, to: range.to + BEYOND };
    this.#warnings = warnings;
    const zone = this.#byIana(display);
    if (zone === null) throw new Error(`"${display}" is no time zone of the IANA database.`);
    this.display = zone;
  }

  /** The zone a TZID means in that calendar; `line` is where it stands. */
  resolve(tzid: string, calendar: CalendarZones, line: number): Zone {
    const key = zoneKey(tzid);
    const known = calendar.found.get(key);
    if (known !== undefined) return known;
    const zone = this.#find(key, calendar, line) ?? this.#guess(key, calendar, line);
    calendar.found.set(key, zone);
    return zone;
  }

  #find(key: string, calendar: CalendarZones, line: number): Zone | null {
    const text = calendar.definitions.get(key);
    const iana = this.#byIana(key);
    if (iana !== null) {
      if (text !== undefined) this.#compare(key, iana, text, line);
      return iana;
    }
    const described = text === undefined ? null : this.#byDescription(key, text);
    return described ?? this.#byGlobalId(key) ?? this.#byWindowsName(key) ?? parseOffsetName(key);
  }

  #guess(key: string, calendar: CalendarZones, line: number): Zone {
    const calendarZone = calendar.defaultZone === null ? null : this.#byIana(zoneKey(calendar.defaultZone));
    const zone = bracketedOffset(key) ?? calendarZone ?? this.display;
    calendar.guessed.add(key);
    this.#warnings.addOnce(`zone ${key}`, line, `The time zone "${key}" is not known; read as ${zone.name}.`);
    return zone;
  }

  #byIana(name: string): Zone | null {
    const key = name.toLowerCase();
    const known = this.#iana.get(key);
    if (known !== undefined) return known;
    const zone = createIanaZone(name);
    this.#iana.set(key, zone);
    return zone;
  }

  #byDescription(key: string, text: string): Zone | null {
    const known = this.#described.get(text);
    if (known !== undefined) return known;
    const zone = readVtimezone(text, key, this.#onsets, this.#budget);
    if (this.#budget.steps === 0) this.#warnings.addOnce('zone steps', 0, TOO_MUCH);
    this.#described.set(text, zone);
    return zone;
  }

  /** `/vendor.example/2019_1/Europe/Berlin`: the last three, two or one parts. */
  #byGlobalId(key: string): Zone | null {
    const parts = key.split('/');
    for (const count of [3, 2, 1]) {
      if (parts.length <= count) continue;
      const zone = this.#byIana(parts.slice(-count).join('/'));
      if (zone !== null) return zone;
    }
    return null;
  }

  #byWindowsName(key: string): Zone | null {
    const plain = key.replace(BRACKET, '').replace(/ daylight time$/, ' standard time');
    const name =
      WINDOWS_ZONES.get(plain) ??
      WINDOWS_ZONES.get(`${plain} standard time`) ??
      OUTLOOK_NAMES.get(plain) ??
      (plain === key ? plain.replaceAll(' ', '_') : this.#byCity(plain));
    return name === undefined ? null : this.#byIana(name);
  }

  /** The first of a list of cities that ends the name of an IANA zone. */
  #byCity(list: string): string | undefined {
    this.#cities ??= new Map(
      Intl.supportedValuesOf('timeZone').map((name) => [
        (name.split('/').at(-1) ?? '').toLowerCase().replaceAll('_', ' '),
        name,
      ]),
    );
    for (const city of list.split(',')) {
      const name = this.#cities.get(city.trim());
      if (name !== undefined) return name;
    }
    return undefined;
  }

  /** Tells once when the feed's own description of an IANA zone says something else. */
  #compare(key: string, iana: Zone, text: string, line: number): void {
    if (this.#compared.has(text)) return;
    this.#compared.add(text);
    const described = this.#byDescription(key, text);
    if (described === null || !differ(iana, described, this.#range)) return;
    this.#warnings.addOnce(
      `differs ${key}`,
      line,
      `The feed's VTIMEZONE "${key}" has other offsets than the zone of that name; the latter is used.`,
    );
  }
}

/** Looked at within the range: this many instants at most, at least a week apart. */
const MAX_SAMPLES = 60;

function differ(a: Zone, b: Zone, { from, to }: Range): boolean {
  const step = Math.max(7 * DAY, (to - from) / MAX_SAMPLES);
  for (let instant: Instant = from; instant < to; instant += step) {
    if (a.offsetAt(instant) !== b.offsetAt(instant)) return true;
  }
  return false;
}

/** "(UTC-05:00) " before an Outlook display name. */
const BRACKET = /^\((?:utc|gmt)([^)]*)\)\s*/;
const OFFSET = /^([+-])(\d{1,2}):?(\d\d)?$/;

/** `UTC+2`, `GMT-0500`, `+05:30`, `Z`: ahead of UTC is plus, unlike in Etc/GMT+5. */
function parseOffsetName(key: string): Zone | null {
  if (key === 'z') return createFixedZone('UTC', 0);
  return readOffset(key.replace(/^(?:utc|gmt)\s*/, ''), key);
}

function bracketedOffset(key: string): Zone | null {
  const inside = BRACKET.exec(key)?.[1];
  if (inside === undefined) return null;
  return inside === '' ? createFixedZone(key, 0) : readOffset(inside, key);
}

function readOffset(text: string, name: string): Zone | null {
  const match = OFFSET.exec(text.trim());
  if (match === null) return null;
  const size = Number(match[2]) * HOUR + Number(match[3] ?? 0) * MINUTE;
  if (size > 15 * HOUR) return null;
  return createFixedZone(name, match[1] === '-' ? -size : size);
}
