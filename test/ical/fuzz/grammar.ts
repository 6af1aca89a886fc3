/** Calendars made from the grammar of RFC 5545, with values at and beyond its edges. */
import type { Dice } from './dice.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const FREQUENCIES = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'];

export const TZIDS = [
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'W. Europe Standard Time',
  'Customized Time Zone',
  'Home',
  '/vendor.example/20050809_1/Europe/Dublin',
  '"(UTC+01:00) Amsterdam, Berlin"',
  '(UTC+01:00) Amsterdam\\, Berlin',
  'UTC+25',
  'GMT-0330',
  'Etc/GMT+5',
  'constructor',
  '__proto__',
  '',
  ' ',
  'Europe/Berlin/Europe/Berlin',
];

/** Texts that have hurt some program. */
export const TEXTS = [
  '',
  'Plain',
  'Grüße aus Zürich \u{1f600}\u{1f468}‍\u{1f469}‍\u{1f467}',
  '\\,\\;\\n\\N\\\\\\',
  'שלום \u202e\u202d مرحبا',
  'a\u0000b\u0007\u001b[31m',
  '\ud83d',
  'e\u0301'.repeat(50),
  'x'.repeat(300),
  'BEGIN:VEVENT',
  'END:VCALENDAR',
  'Following: a meeting',
  '"quoted":;,=^n^^^\'',
  '  spaces  ',
];

export function dateText(dice: Dice): string {
  const year = dice.once(8) ? dice.pick([0, 1, 99, 1582, 1601, 1900, 1969, 1970, 2038, 2100, 9999]) : 2026;
  const month = dice.once(20) ? dice.pick([0, 13, 99]) : year === 2026 ? dice.int(4, 8) : dice.int(1, 12);
  const day = dice.once(10) ? dice.pick([0, 29, 30, 31, 32]) : dice.int(1, 28);
  return `${String(year).padStart(4, '0')}${two(month)}${two(day)}`;
}

function timeText(dice: Dice): string {
  if (dice.once(15)) return dice.pick(['240000', '000060', '235960', '250000', '1000', '', '99']);
  return `${two(dice.int(0, 23))}${two(dice.pick([0, 15, 30, 59]))}${two(dice.pick([0, 0, 0, 59]))}`;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** What follows the name of a property whose value is a date or a time. */
export function dateProperty(dice: Dice): string {
  switch (dice.int(0, 9)) {
    case 0:
    case 1:
      return `;VALUE=DATE:${dateText(dice)}`;
    case 2:
    case 3:
      return `:${dateText(dice)}T${timeText(dice)}Z`;
    case 4:
      return `:${dateText(dice)}T${timeText(dice)}`;
    case 5:
      return `:${dateText(dice)}`;
    case 6:
      return dice.pick([
        ':',
        ';VALUE=DATE:',
        ':soon',
        ';TZID=:x',
        ':,',
        ';TZID="Europe/Berlin:20260611T100000',
      ]);
    default:
      return `;TZID=${dice.pick(TZIDS)}:${dateText(dice)}T${timeText(dice)}`;
  }
}

export function durationText(dice: Dice): string {
  const odd = [
    'P',
    'PT',
    '-PT1H',
    'P0D',
    'PT0S',
    'P1W2D',
    'P999999999999999999999D',
    'PT1.5H',
    '+P1D',
    'P1Y',
    'PT36H',
  ];
  if (dice.once(3)) return dice.pick(odd);
  return dice.pick(['PT', 'P']) === 'P' ? `P${dice.few(400)}D` : `PT${dice.few(50)}H${dice.few(90)}M`;
}

function numbers(dice: Dice, min: number, max: number): string {
  const count = dice.once(30) ? 500 : 1 + dice.few(12);
  const number = (): number => (dice.once(12) ? dice.pick([min, max, 0, max + 1, -1]) : dice.int(min, max));
  return Array.from({ length: count }, number).join(',');
}

function weekdays(dice: Dice): string {
  return Array.from({ length: 1 + dice.few(7) }, () => {
    const ordinal = dice.once(3) ? String(dice.int(-6, 6)) : dice.once(20) ? '53' : '';
    return `${ordinal}${dice.pick(WEEKDAYS)}`;
  }).join(',');
}

/** A recurrence rule: any part with any other, also those that never match or match each second. */
export function ruleText(dice: Dice): string {
  const parts = [`FREQ=${dice.once(25) ? dice.pick(['', 'FORTNIGHTLY', 'daily']) : dice.pick(FREQUENCIES)}`];
  const add = (times: number, part: () => string): void => {
    if (dice.once(times)) parts.push(part());
  };
  add(3, () => `INTERVAL=${dice.pick([0, 1, 2, 3, 7, 24, 60, 99, 1440, 86_400, 999_999_999])}`);
  add(4, () => `COUNT=${dice.pick([0, 1, 2, 5, 100, 100_000, 999_999_999_999])}`);
  add(5, () => `UNTIL=${dateText(dice)}${dice.pick(['', `T${timeText(dice)}`, `T${timeText(dice)}Z`])}`);
  add(4, () => `BYMONTH=${numbers(dice, 1, 12)}`);
  add(4, () => `BYMONTHDAY=${numbers(dice, -31, 31)}`);
  add(6, () => `BYYEARDAY=${numbers(dice, -366, 366)}`);
  add(6, () => `BYWEEKNO=${numbers(dice, -53, 53)}`);
  add(3, () => `BYDAY=${weekdays(dice)}`);
  add(5, () => `BYHOUR=${numbers(dice, 0, 23)}`);
  add(5, () => `BYMINUTE=${numbers(dice, 0, 59)}`);
  add(6, () => `BYSECOND=${numbers(dice, 0, 60)}`);
  add(4, () => `BYSETPOS=${numbers(dice, -20, 20)}`);
  add(5, () => `WKST=${dice.pick(WEEKDAYS)}`);
  add(30, () => dice.pick(['RSCALE=CHINESE', 'SKIP=FORWARD', 'X-FOO=1', '=', 'BYEASTER=0', ';;']));
  return parts.join(';');
}

function list(dice: Dice, item: () => string): string {
  return Array.from({ length: 1 + dice.few(dice.once(20) ? 1000 : 6) }, item).join(',');
}

function dateList(dice: Dice): string {
  const tzid = dice.once(2) ? `;TZID=${dice.pick(TZIDS)}` : '';
  const end = dice.once(2) ? 'Z' : '';
  if (dice.once(5)) return `;VALUE=DATE:${list(dice, () => dateText(dice))}`;
  return `${tzid}:${list(dice, () => `${dateText(dice)}T${timeText(dice)}${end}`)}`;
}

function periods(dice: Dice): string {
  const time = (): string => `${dateText(dice)}T${timeText(dice)}Z`;
  const end = (): string => (dice.once(2) ? durationText(dice) : time());
  return `;VALUE=PERIOD:${list(dice, () => `${time()}/${end()}`)}`;
}

const uids = ['a@test', 'b@test', 'c@test', '', 'constructor', '__proto__', 'Z'.repeat(600)];

/** One line of an event. */
export function eventLine(dice: Dice): string {
  switch (dice.int(0, 19)) {
    case 0:
      return `RRULE:${ruleText(dice)}`;
    case 1:
      return `EXRULE:${ruleText(dice)}`;
    case 2:
      return `RDATE${dice.once(2) ? periods(dice) : dateList(dice)}`;
    case 3:
      return `EXDATE${dateList(dice)}`;
    case 4:
      return `RECURRENCE-ID${dice.once(4) ? ';RANGE=THISANDFUTURE' : ''}${dateProperty(dice)}`;
    case 5:
      return `DTSTART${dateProperty(dice)}`;
    case 6:
      return `DTEND${dateProperty(dice)}`;
    case 7:
      return `DURATION:${durationText(dice)}`;
    case 8:
      return `SEQUENCE:${dice.pick(['0', '1', '2', '-1', '99999999999999', 'x', ''])}`;
    case 9:
      return `STATUS:${dice.pick(['CANCELLED', 'confirmed', 'TENTATIVE', '', 'x'])}`;
    case 10:
      return `UID:${dice.pick(uids)}`;
    case 11:
      return `TRANSP:${dice.pick(['OPAQUE', 'TRANSPARENT', ''])}`;
    case 12:
      return `ATTENDEE;PARTSTAT=${dice.pick(['DECLINED', 'accepted', ''])};CN="${dice.pick(TEXTS)}":mailto:me@example.org`;
    case 13:
      return dice.pick([
        'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
        'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
        'X-OUTLOOK-DELETED:TRUE',
      ]);
    case 14:
      return `LOCATION:${dice.pick(TEXTS)}`;
    case 15:
      return dice.pick([
        'BEGIN:VALARM',
        'END:VALARM',
        'BEGIN:VEVENT',
        'END:VEVENT',
        'BEGIN:',
        'END:',
        ':',
        ';',
        '=',
        '"',
      ]);
    case 16:
      return `CLASS:${dice.pick(['PRIVATE', 'PUBLIC', ''])}`;
    default:
      return `SUMMARY${dice.once(5) ? ';LANGUAGE=de;ALTREP="a:b;c"' : ''}:${dice.pick(TEXTS)}`;
  }
}

export function eventText(dice: Dice): string[] {
  const recurring = dice.once(2) ? [`RRULE:${ruleText(dice)}`] : [];
  const end = dice.once(2)
    ? [`DURATION:${durationText(dice)}`]
    : dice.once(2)
      ? [`DTEND${dateProperty(dice)}`]
      : [];
  const more = Array.from({ length: dice.few(8) }, () => eventLine(dice));
  const start = `DTSTART${dateProperty(dice)}`;
  return ['BEGIN:VEVENT', `UID:${dice.pick(uids)}`, start, ...end, ...recurring, ...more, 'END:VEVENT'];
}

function offset(dice: Dice): string {
  return dice.once(8)
    ? dice.pick(['', '+9999', '-2400', '+000001', 'Z', '1'])
    : dice.pick(['+0100', '+0200', '-0330', '+1400']);
}

export function zoneText(dice: Dice): string[] {
  const parts = Array.from({ length: dice.few(4) }, () => {
    const kind = dice.pick(['STANDARD', 'DAYLIGHT']);
    const rule = dice.once(2)
      ? [`RRULE:${dice.once(3) ? ruleText(dice) : 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'}`]
      : [];
    const dates = dice.once(6) ? [`RDATE${dateList(dice)}`] : [];
    const start = `DTSTART:${dice.pick(['16010101T000000', '19700329T020000', `${dateText(dice)}T020000`])}`;
    return [
      `BEGIN:${kind}`,
      start,
      `TZOFFSETFROM:${offset(dice)}`,
      `TZOFFSETTO:${offset(dice)}`,
      ...rule,
      ...dates,
      `END:${kind}`,
    ];
  }).flat();
  return ['BEGIN:VTIMEZONE', `TZID:${dice.pick(TZIDS)}`, ...parts, 'END:VTIMEZONE'];
}

/** The lines of a feed. */
export function feedLines(dice: Dice): string[] {
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0'];
  if (dice.once(5)) head.push(`X-WR-TIMEZONE:${dice.pick(TZIDS)}`);
  const count = dice.once(40) ? dice.int(200, 1500) : 1 + dice.few(20);
  const body = Array.from({ length: count }, () => {
    if (dice.once(8)) return zoneText(dice);
    if (dice.once(30)) return [`BEGIN:${dice.pick(['VTODO', 'VJOURNAL', 'X-THING', 'VCALENDAR'])}`];
    return eventText(dice);
  });
  return [...head, ...body.flat(), 'END:VCALENDAR'];
}
