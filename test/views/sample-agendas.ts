/** Agendas to draw: typical weeks and hard cases, made by the real agenda code. */
import { type CalendarInput, makeAgenda } from '../../src/agenda/agenda.ts';
import type { Agenda, ConfigProblem } from '../../src/model/agenda.ts';
import type { FeedFailure } from '../../src/model/feed-result.ts';
import type { Occurrence } from '../../src/model/occurrence.ts';
import { MINUTE, type Moment } from '../../src/model/time.ts';

/** `2026-11-23 09:30` read as the wall clock of a zone without offset. */
export function moment(text: string): Moment {
  const local = `${text.replace(' ', 'T')}:00`;
  return { instant: Date.parse(`${local}Z`), local };
}

const facts = {
  recurrenceId: null,
  location: '',
  busy: 'busy',
  participation: null,
  private: false,
} as const;

/** `when`: `2026-11-23` (all-day), `2026-11-23/2026-11-26` (end exclusive), `2026-11-23 09:30/10:30`. */
export function occurrence(when: string, title: string, more: Partial<Occurrence> = {}): Occurrence {
  const [from = '', to = ''] = when.split('/');
  const uid = `${when} ${title}`;
  if (!from.includes(' ')) {
    const next = new Date(Date.parse(`${from}T00:00:00Z`) + 1440 * MINUTE).toISOString().slice(0, 10);
    return {
      ...facts,
      ...more,
      uid,
      title,
      allDay: true,
      start: from,
      end: to === '' ? next : to,
    } as Occurrence;
  }
  const end = to.includes(' ') ? to : `${from.slice(0, 10)} ${to}`;
  return {
    ...facts,
    ...more,
    uid,
    title,
    allDay: false,
    start: moment(from),
    end: moment(end),
  } as Occurrence;
}

export interface CalendarSetting {
  readonly lastSuccess?: Moment | null;
  readonly failure?: FeedFailure;
  readonly show?: 'details' | 'busy';
}

export function calendar(
  id: string,
  name: string,
  color: string,
  occurrences: readonly Occurrence[],
  setting: CalendarSetting = {},
): CalendarInput {
  return {
    calendar: { id, name, color },
    content: {
      occurrences,
      warnings: [],
      warningCount: 0,
      cutCount: 0,
      horizon: { from: 0, to: Number.MAX_SAFE_INTEGER },
      zone: 'UTC',
    },
    lastSuccess: setting.lastSuccess === undefined ? moment('2026-11-23 10:38') : setting.lastSuccess,
    failure: setting.failure === undefined ? null : { reason: setting.failure, detail: 'As the test says.' },
    warningCount: 0,
    declined: 'strike',
    free: 'show',
    show: setting.show ?? 'details',
  };
}

export interface AgendaSetting {
  readonly now?: string;
  readonly days?: number;
  readonly clock?: 'trusted' | 'untrusted';
  readonly configProblem?: ConfigProblem;
}

export function agendaOf(calendars: readonly CalendarInput[], setting: AgendaSetting = {}): Agenda {
  return makeAgenda({
    calendars,
    now: moment(setting.now ?? '2026-11-23 10:42'),
    days: setting.days ?? 7,
    staleAfterMinutes: 60,
    clock: setting.clock ?? 'trusted',
    configProblem: setting.configProblem ?? null,
  });
}

const FAMILY = ['family', 'Family', '#e9853b'] as const;
const WORK = ['work', 'Work', '#2a9d8f'] as const;
const HOLIDAYS = ['holidays', 'Holidays', '#8a63c9'] as const;

const busyFamily = [
  occurrence('2026-11-23 07:45/08:10', 'Take Mia to school'),
  occurrence('2026-11-23 17:30/18:30', 'Football training', { location: 'Sports ground West' }),
  occurrence('2026-11-24', 'Granny’s birthday 🎂'),
  occurrence('2026-11-24 16:00/17:00', 'Piano lesson', { location: 'Music school, room 12' }),
  occurrence('2026-11-26 18:30/21:00', 'Dinner with the Kowalskis', { busy: 'tentative' }),
  occurrence('2026-11-28/2026-12-01', 'Weekend in the Harz'),
  occurrence('2026-11-28 09:12/12:47', 'Train to Wernigerode', { location: 'Platform 7' }),
  occurrence('2026-11-29 10:00/13:00', 'Hike up the Brocken'),
];

const busyWork = [
  occurrence('2026-11-23 09:00/09:15', 'Stand-up'),
  occurrence('2026-11-23 10:00/11:00', 'Design review', { location: 'Room Aalto' }),
  occurrence('2026-11-23 11:00/11:45', 'Call with the printers', { location: 'Phone' }),
  occurrence('2026-11-23 14:00/15:30', 'Quarterly planning', { location: 'Room Eames' }),
  occurrence('2026-11-24 09:00/09:15', 'Stand-up'),
  occurrence('2026-11-24 13:00/14:00', 'Interview: Frontend engineer', { location: 'Room Aalto' }),
  occurrence('2026-11-25 09:00/09:15', 'Stand-up'),
  occurrence('2026-11-25 10:30/12:00', 'Workshop: onboarding', { location: 'Upstairs' }),
  occurrence('2026-11-25 15:00/15:30', 'One to one with Jonas', { participation: 'declined' }),
  occurrence('2026-11-26 09:00/09:15', 'Stand-up'),
  occurrence('2026-11-27 09:00/09:15', 'Stand-up'),
  occurrence('2026-11-27 16:00/17:00', 'Demo and cake', { location: 'Kitchen' }),
];

const holidays = [occurrence('2026-11-29', 'First Sunday of Advent')];

const long =
  'Extraordinary general assembly of the allotment garden association “Morgentau” including the election of a new board and the discussion of the water bill';

const many = Array.from({ length: 40 }, (_, index) =>
  occurrence(
    `2026-11-23 ${String(6 + Math.floor(index / 3)).padStart(2, '0')}:${String((index % 3) * 20).padStart(2, '0')}/${String(7 + Math.floor(index / 3)).padStart(2, '0')}:30`,
    `Appointment number ${index + 1}`,
  ),
);

/** A full week of three calendars, as seen at some minute of its Monday. */
export function busyWeek(now: string): Agenda {
  const calendars = [
    calendar(...FAMILY, busyFamily),
    calendar(...WORK, busyWork),
    calendar(...HOLIDAYS, holidays),
  ];
  return agendaOf(calendars, { now });
}

export const SAMPLES: Readonly<Record<string, Agenda>> = {
  busy: busyWeek('2026-11-23 10:42'),
  empty: agendaOf([calendar(...FAMILY, []), calendar(...WORK, [])]),
  'one-all-day': agendaOf([calendar(...FAMILY, [occurrence('2026-11-23', 'Bank holiday')])]),
  long: agendaOf([
    calendar(...FAMILY, [
      occurrence('2026-11-23', long),
      occurrence('2026-11-23 10:00/12:00', long, {
        location: 'Clubhouse behind the third gate on the left, Kleingartenweg 112',
      }),
      occurrence('2026-11-23 13:00/14:00', long, { location: 'Clubhouse behind the third gate' }),
      occurrence('2026-11-24 13:00/14:00', long, { location: 'Clubhouse behind the third gate' }),
      occurrence(
        '2026-11-26 13:00/14:00',
        'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
      ),
    ]),
  ]),
  'all-days': agendaOf([
    calendar(...FAMILY, [
      ...[
        'School holidays',
        'Bins: paper',
        'Bins: glass',
        'Tom on call',
        'Anna in Lisbon',
        'House guests',
        'Diwali',
        'Sale ends',
      ].map((title) => occurrence('2026-11-22/2026-11-27', title)),
    ]),
    calendar(...WORK, [occurrence('2026-11-23/2026-11-28', 'Conference'), ...busyWork]),
    calendar(...HOLIDAYS, [occurrence('2026-11-24', 'A holiday')]),
  ]),
  stale: agendaOf(
    [
      calendar(...FAMILY, busyFamily, { lastSuccess: moment('2026-11-23 07:15'), failure: 'connection' }),
      calendar(...WORK, busyWork),
      calendar(...HOLIDAYS, [], { lastSuccess: null, failure: 'authentication' }),
    ],
    {
      configProblem: {
        file: '/etc/daywall/daywall.toml',
        line: 12,
        key: 'display.theme',
        message: '"drak" is not known; allowed are "light" and "dark".',
      },
    },
  ),
  overlapping: agendaOf([
    calendar(...FAMILY, [
      occurrence('2026-11-23 10:30/11:30', 'Dentist with Mia', { location: 'Dr. Sommer' }),
      ...busyFamily,
    ]),
    calendar(...WORK, [occurrence('2026-11-23 10:15/10:50', 'Call from Lisbon'), ...busyWork]),
  ]),
  evening: agendaOf([calendar(...FAMILY, busyFamily), calendar(...WORK, busyWork)], {
    now: '2026-11-23 21:07',
  }),
  flood: agendaOf([calendar(...FAMILY, many), calendar(...WORK, [...busyWork, ...busyFamily])], { days: 14 }),
  scripts: agendaOf([
    calendar(...FAMILY, [
      occurrence('2026-11-23 10:00/11:30', 'اجتماع العائلة', { location: 'بيت الجدة' }),
      occurrence('2026-11-23 12:00/13:00', 'פגישה עם דנה', { location: 'תל אביב' }),
      occurrence('2026-11-23 13:00/14:00', '会議：来年の計画について', { location: '東京' }),
      occurrence('2026-11-23 14:00/15:00', 'Pizza 🍕 mit Familie 👨‍👩‍👧‍👦 🇩🇪'),
      occurrence('2026-11-24 14:00/15:00', 'समीक्षा बैठक'),
      occurrence('2026-11-25 14:00/15:00', 'ประชุมทีมการตลาด'),
      occurrence('2026-11-25', '国民の祝日'),
    ]),
  ]),
};
