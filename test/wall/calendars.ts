// Calendars around the time of the test.
const DAY = 86_400_000;

const stamp = (instant: number): string => new Date(instant).toISOString().replaceAll(/[-:]|\.\d+/g, '');
const dayStamp = (instant: number): string => stamp(instant).slice(0, 8);

export interface Event {
  readonly uid: string;
  readonly lines: readonly string[];
}

export function calendarOf(events: readonly Event[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    ...events.flatMap(({ uid, lines }) => ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

/** All day today and tomorrow, and at fixed hours of the coming days: nothing runs, so that only the clock moves. */
export function plainCalendar(title: string, now = Date.now()): string {
  const today = Math.floor(now / DAY) * DAY;
  const meetings = [1, 2, 3, 4].map((days) => ({
    uid: `meeting-${days}@${title}`,
    lines: [
      `DTSTART:${stamp(today + days * DAY + 9 * 3_600_000)}`,
      `DTEND:${stamp(today + days * DAY + 10 * 3_600_000)}`,
      `SUMMARY:${title} ${days}`,
    ],
  }));
  const whole = {
    uid: `days@${title}`,
    lines: [
      `DTSTART;VALUE=DATE:${dayStamp(today)}`,
      `DTEND;VALUE=DATE:${dayStamp(today + 2 * DAY)}`,
      `SUMMARY:${title} days`,
    ],
  };
  return calendarOf([whole, ...meetings]);
}

/** Number of occurrences of `plainCalendar`. */
export const PLAIN_COUNT = 5;
