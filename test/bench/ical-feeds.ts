/**
 * Feeds for `npm run bench -- ical`, the same bytes on every run: a fixed seed, no clock. Every time is
 * written with a TZID and its VTIMEZONE, so that programs that know no zone names are not misled.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What every contender expands: the two weeks that a wall shows. */
export const BENCH_RANGE = {
  /** Midnight in the zone. */
  from: Date.UTC(2026, 5, 7, 22),
  to: Date.UTC(2026, 5, 21, 22),
  zone: 'Europe/Berlin',
} as const;

export const FEEDS = ['S', 'M', 'L', 'old', 'vtz', 'never', 'always', 'empty'] as const;
export type FeedName = (typeof FEEDS)[number];

export const FEED_DESCRIPTIONS: Readonly<Record<FeedName, string>> = {
  S: '200 events, 20 of them recurring',
  M: '5,000 events, 200 of them recurring',
  L: '50,000 events, 2,000 of them recurring, descriptions and attendees',
  old: '100 endless hourly, daily, weekly, monthly and yearly rules since 1970 to 2005',
  vtz: '1,000 calendars in one file as Outlook writes them, Windows zone names, a VTIMEZONE each',
  never: '200 rules that never match',
  always: '20 rules that match each second, minute or fifth minute since 1970',
  empty: 'a calendar without events',
};

/** Mulberry32: small, fast, and the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Dice {
  readonly #random: () => number;
  constructor(seed: number) {
    this.#random = createRandom(seed);
  }
  /** From `from` to `to`, both included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.#random() * (to - from + 1));
  }
  chance(share: number): boolean {
    return this.#random() < share;
  }
  one<T>(values: readonly T[]): T {
    return values[this.integer(0, values.length - 1)] as T;
  }
}

/** The first day of the range on the wall clock, as if it were UTC. */
const FIRST_DAY = Date.UTC(2026, 5, 8);
const DAY = 86_400_000;
const HOUR = 3_600_000;
const WORDS =
  'review budget garden school team planning release dentist football music release invoice kitchen report travel visit training café Übergabe réunion weekly open notes bring please agenda minutes follow room call'.split(
    ' ',
  );
const PEOPLE = ['Ada Berg', 'Bo Ek', 'Cleo Díaz', 'Dan Fox', 'Eva Grün', 'Finn Hall', 'Gia Ito', 'Hal Jung'];

/** Two zones with the rules that hold today, written as most programs do. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  'Europe/Berlin': observances('+0100', '+0200', '10', '-1SU', '030000', '3', '-1SU', '020000'),
  'America/New_York': observances('-0500', '-0400', '11', '1SU', '020000', '3', '2SU', '020000'),
};
const WINDOWS_ZONES: readonly (readonly [string, readonly string[]])[] = [
  ['W. Europe Standard Time', observances('+0100', '+0200', '10', '-1SU', '030000', '3', '-1SU', '020000')],
  ['Eastern Standard Time', observances('-0500', '-0400', '11', '1SU', '020000', '3', '2SU', '020000')],
  ['GMT Standard Time', observances('+0000', '+0100', '10', '-1SU', '020000', '3', '-1SU', '010000')],
  ['Pacific Standard Time', observances('-0800', '-0700', '11', '1SU', '020000', '3', '2SU', '020000')],
];

function observances(
  ...[winter, summer, winterMonth, winterDay, winterTime, summerMonth, summerDay, summerTime]: string[]
): string[] {
  const one = (kind: string, from: string, to: string, month: string, day: string, time: string) => [
    `BEGIN:${kind}`,
    `DTSTART:16010101T${time}`,
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    `RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=${day};BYMONTH=${month}`,
    `END:${kind}`,
  ];
  return [
    ...one(
      'STANDARD',
      summer as string,
      winter as string,
      winterMonth as string,
      winterDay as string,
      winterTime as string,
    ),
    ...one(
      'DAYLIGHT',
      winter as string,
      summer as string,
      summerMonth as string,
      summerDay as string,
      summerTime as string,
    ),
  ];
}

function timezoneLines(tzid: string, lines: readonly string[]): string[] {
  return ['BEGIN:VTIMEZONE', `TZID:${tzid}`, ...lines, 'END:VTIMEZONE'];
}

/** YYYYMMDDTHHMMSS of a wall clock reading. */
function stamp(wall: number): string {
  return new Date(wall).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}

/** RFC 5545 section 3.1: lines of at most 75 bytes. */
function fold(line: string): string {
  const bytes = Buffer.from(line);
  if (bytes.length <= 75) return `${line}\r\n`;
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (Buffer.byteLength(part + character) > 75) {
      parts.push(part);
      part = ' ';
    }
    part += character;
  }
  return `${[...parts, part].join('\r\n')}\r\n`;
}

function sentence(dice: Dice, words: number): string {
  return Array.from({ length: words }, () => dice.one(WORDS)).join(' ');
}

interface EventOptions {
  readonly uid: string;
  readonly wall: number;
  readonly tzid: string;
  readonly extra?: readonly string[];
  readonly allDay?: boolean;
  readonly rich: boolean;
}

function eventLines(
  dice: Dice,
  { uid, wall, tzid, extra = [], allDay = false, rich }: EventOptions,
): string[] {
  const length = dice.one([0.5, 1, 1, 1.5, 2]) * HOUR;
  const dates = allDay
    ? [
        `DTSTART;VALUE=DATE:${stamp(wall).slice(0, 8)}`,
        `DTEND;VALUE=DATE:${stamp(wall + dice.integer(1, 3) * DAY).slice(0, 8)}`,
      ]
    : [`DTSTART;TZID=${tzid}:${stamp(wall)}`, `DTEND;TZID=${tzid}:${stamp(wall + length)}`];
  const lines = [
    'BEGIN:VEVENT',
    ...dates,
    'DTSTAMP:20260601T080000Z',
    `UID:${uid}`,
    `CREATED:${stamp(Math.min(wall, FIRST_DAY) - 9 * DAY)}Z`,
    `LAST-MODIFIED:${stamp(Math.min(wall, FIRST_DAY) - 5 * DAY)}Z`,
    `SEQUENCE:0`,
    `SUMMARY:${sentence(dice, dice.integer(2, 5))}`,
    'STATUS:CONFIRMED',
    `TRANSP:${dice.chance(0.1) ? 'TRANSPARENT' : 'OPAQUE'}`,
    ...extra,
  ];
  if (dice.chance(0.6)) lines.push(`LOCATION:${sentence(dice, 2)}\\, ${dice.integer(1, 40)}`);
  if (rich) lines.push(...richLines(dice));
  lines.push('END:VEVENT');
  return lines;
}

function richLines(dice: Dice): string[] {
  const lines = [`DESCRIPTION:${sentence(dice, dice.integer(4, 14))}\\n\\n${sentence(dice, 6)}`];
  const count = dice.integer(0, 4);
  for (let index = 0; index < count; index += 1) {
    const name = dice.one(PEOPLE);
    const answer = dice.one(['ACCEPTED', 'DECLINED', 'NEEDS-ACTION']);
    const mail = `${name.toLowerCase().replaceAll(/[^a-z]/g, '.')}@example.com`;
    if (index === 0) lines.push(`ORGANIZER;CN=${name}:mailto:${mail}`);
    lines.push(
      `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${answer};CN=${name};X-NUM-GUESTS=0:mailto:${mail}`,
    );
  }
  if (dice.chance(0.3)) {
    lines.push('BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:Reminder', 'TRIGGER:-PT15M', 'END:VALARM');
  }
  return lines;
}

const DAY_CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/** A rule that DTSTART itself fulfils: otherwise programs differ on whether it counts. */
function ruleFor(dice: Dice, wall: number): string {
  const date = new Date(wall);
  const code = DAY_CODES[date.getUTCDay()];
  const others = [...new Set([code, dice.one(DAY_CODES), dice.one(DAY_CODES)])].join(',');
  const nth = Math.ceil(date.getUTCDate() / 7);
  const rule = dice.one([
    'FREQ=DAILY',
    `FREQ=DAILY;INTERVAL=${dice.integer(2, 5)}`,
    `FREQ=WEEKLY;BYDAY=${others}`,
    `FREQ=WEEKLY;BYDAY=${others}`,
    `FREQ=WEEKLY;INTERVAL=2;BYDAY=${code}`,
    `FREQ=MONTHLY;BYMONTHDAY=${date.getUTCDate()}`,
    nth <= 4 ? `FREQ=MONTHLY;BYDAY=${nth}${code}` : 'FREQ=MONTHLY',
    `FREQ=YEARLY;BYMONTH=${date.getUTCMonth() + 1};BYMONTHDAY=${date.getUTCDate()}`,
  ]);
  if (dice.chance(0.1)) return `${rule};COUNT=${dice.integer(20, 900)}`;
  if (dice.chance(0.25)) return `${rule};UNTIL=${stamp(FIRST_DAY + dice.integer(-400, 200) * DAY)}Z`;
  return rule;
}

/** A random wall clock reading on a quarter of an hour of the working day, days before the range. */
function pickWall(dice: Dice, from: number, to: number): number {
  return FIRST_DAY + dice.integer(from, to) * DAY + dice.integer(7 * 4, 20 * 4) * (HOUR / 4);
}

/** `recurring` of `count` events repeat; every tenth of these leaves a day out, every tenth moves one. */
function* mixedFeed(seed: number, count: number, recurring: number, rich: boolean): Generator<string> {
  const dice = new Dice(seed);
  const every = Math.floor(count / recurring);
  yield* ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//daywall//bench//EN', 'X-WR-TIMEZONE:Europe/Berlin'];
  for (const [tzid, lines] of Object.entries(ZONES)) yield* timezoneLines(tzid, lines);
  for (let index = 0; index < count; index += 1) {
    const uid = `${index}-${dice.integer(0, 2 ** 31).toString(36)}@bench.example`;
    const tzid = dice.chance(0.8) ? 'Europe/Berlin' : 'America/New_York';
    if (index % every === 0) {
      const wall = pickWall(dice, -2500, -30);
      const rule = ruleFor(dice, wall);
      const extra = [`RRULE:${rule}`];
      const simple = rule === 'FREQ=DAILY';
      if (simple && dice.chance(0.5)) {
        const day = FIRST_DAY + dice.integer(1, 11) * DAY + (wall % DAY);
        extra.push(`EXDATE;TZID=${tzid}:${stamp(day)}`);
      }
      yield* eventLines(dice, { uid, wall, tzid, extra, rich });
      if (simple && dice.chance(0.5)) {
        const day = FIRST_DAY + 12 * DAY + (wall % DAY);
        const moved = [`RECURRENCE-ID;TZID=${tzid}:${stamp(day)}`];
        yield* eventLines(dice, { uid, wall: day - HOUR, tzid, extra: moved, rich });
      }
    } else {
      yield* eventLines(dice, {
        uid,
        wall: pickWall(dice, -3300, 500),
        tzid,
        allDay: dice.chance(0.1),
        rich,
      });
    }
  }
  yield 'END:VCALENDAR';
}

/** Endless rules: what people entered decades ago and never ended. */
function* oldFeed(): Generator<string> {
  const dice = new Dice(1970);
  yield* ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//daywall//bench//EN'];
  for (const [tzid, lines] of Object.entries(ZONES)) yield* timezoneLines(tzid, lines);
  const rules: (readonly [number, (wall: number) => string])[] = [
    [3, () => 'FREQ=HOURLY'],
    [7, () => `FREQ=HOURLY;INTERVAL=${dice.one([2, 3, 6])}`],
    [25, () => 'FREQ=DAILY'],
    [15, () => `FREQ=DAILY;INTERVAL=${dice.integer(2, 9)}`],
    [25, (wall) => `FREQ=WEEKLY;BYDAY=${DAY_CODES[new Date(wall).getUTCDay()]}`],
    [10, () => `FREQ=WEEKLY;INTERVAL=${dice.integer(2, 4)}`],
    [10, (wall) => `FREQ=MONTHLY;BYMONTHDAY=${new Date(wall).getUTCDate()}`],
    [5, () => 'FREQ=YEARLY'],
  ];
  let index = 0;
  for (const [count, ruleOf] of rules) {
    for (let copy = 0; copy < count; copy += 1) {
      const year = dice.integer(1970, 2005);
      const wall = Date.UTC(year, dice.integer(0, 11), dice.integer(1, 28), dice.integer(6, 20));
      const tzid = dice.one(Object.keys(ZONES));
      const extra = [`RRULE:${ruleOf(wall)}`];
      yield* eventLines(dice, { uid: `old-${index++}@bench.example`, wall, tzid, extra, rich: false });
    }
  }
  yield 'END:VCALENDAR';
}

function* vtimezoneFeed(): Generator<string> {
  const dice = new Dice(1601);
  for (let index = 0; index < 1000; index += 1) {
    const [tzid, lines] = dice.one(WINDOWS_ZONES);
    const wall = pickWall(dice, -300, 100);
    yield* ['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'PRODID:Microsoft Exchange Server 2010', 'VERSION:2.0'];
    yield* timezoneLines(tzid, lines);
    const uid = `040000008200E00074C5B7101A82E008${index.toString(16).padStart(8, '0').toUpperCase()}`;
    const extra = ['X-MICROSOFT-CDO-BUSYSTATUS:BUSY', 'X-MICROSOFT-CDO-ALLDAYEVENT:FALSE'];
    if (index % 20 === 0) {
      const code = DAY_CODES[new Date(wall).getUTCDay()];
      extra.push(`RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=${code};WKST=MO`);
    }
    yield* eventLines(dice, { uid, wall, tzid, extra, rich: true });
    yield 'END:VCALENDAR';
  }
}

function* ruleFeed(count: number, rules: readonly string[]): Generator<string> {
  const dice = new Dice(count);
  yield* ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//daywall//bench//EN'];
  for (let index = 0; index < count; index += 1) {
    const extra = [`RRULE:${rules[index % rules.length]}`];
    const lines = eventLines(dice, {
      uid: `rule-${index}@bench.example`,
      wall: Date.UTC(1970, 0, 1),
      tzid: '',
      extra,
      rich: false,
    });
    yield* lines.map((line) => line.replace(/^(DT(?:START|END)).*:(.*)$/, '$1:$2Z'));
  }
  yield 'END:VCALENDAR';
}

const NEVER = [
  'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=HOURLY;INTERVAL=24;BYHOUR=5',
  'FREQ=MINUTELY;INTERVAL=60;BYMINUTE=30',
  'FREQ=SECONDLY;BYMONTH=4;BYMONTHDAY=31',
  'FREQ=SECONDLY;INTERVAL=86400;BYHOUR=5',
  'FREQ=MONTHLY;BYMONTHDAY=1;BYSETPOS=2',
  'FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1',
  'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2',
  'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6',
];
const ALWAYS = ['FREQ=SECONDLY', 'FREQ=MINUTELY', 'FREQ=MINUTELY;INTERVAL=5', 'FREQ=SECONDLY;INTERVAL=7'];

const GENERATORS: Readonly<Record<FeedName, () => Generator<string>>> = {
  S: () => mixedFeed(1, 200, 20, true),
  M: () => mixedFeed(2, 5000, 200, true),
  L: () => mixedFeed(3, 50_000, 2000, true),
  old: oldFeed,
  vtz: vtimezoneFeed,
  never: () => ruleFeed(200, NEVER),
  always: () => ruleFeed(20, ALWAYS),
  empty: function* () {
    yield* ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//daywall//bench//EN', 'END:VCALENDAR'];
  },
};

const WRITE_SIZE = 1 << 20;

/** Writes the feed unless it lies there already, under a name that changes with this file; returns its path. */
export function writeFeed(name: FeedName): string {
  const version = createHash('sha256')
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex');
  const folder = join(tmpdir(), `daywall-bench-feeds-${version.slice(0, 12)}`);
  const path = join(folder, `${name}.ics`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, 'w');
  let text = '';
  for (const line of GENERATORS[name]()) {
    text += fold(line);
    if (text.length < WRITE_SIZE) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, text);
  closeSync(file);
  renameSync(draft, path);
  return path;
}
