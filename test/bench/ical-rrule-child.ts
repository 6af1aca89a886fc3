/** ical.js to parse and rrule to expand as a contender: what most programs in Node do. */
import ICAL from 'ical.js';
import rrule from 'rrule';
import { type Contest, readContest, touches, writeResult } from './ical-contest.ts';
import { instant as instantIn, readCalendars } from './ical-js-calendars.ts';

const DAY = 86_400_000;
/** Otherwise each event looks through the whole calendar for its overrides. */
const ALONE = { exceptions: [] };
const contest: Contest = readContest();
let occurrences = 0;

const instant = (time: ICAL.Time): number => instantIn(time, contest.zone);

/** rrule's dates: the wall clock, as if it were UTC. */
const wall = (time: ICAL.Time): Date =>
  new Date(Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second));

function count(event: ICAL.Event): void {
  if (touches(contest, instant(event.startDate), instant(event.endDate))) occurrences += 1;
}

readCalendars(contest.path, ({ main, overrides }) => {
  const moved = overrides.map((component) => new ICAL.Event(component, ALONE));
  for (const override of moved) count(override);
  if (main === null) return;
  const event = new ICAL.Event(main, ALONE);
  const { startDate } = event;
  const length = instant(event.endDate) - instant(startDate);
  const rule = main.getFirstPropertyValue('rrule');
  if (rule === null) {
    count(event);
    return;
  }
  const left = new Set([
    ...moved.map(({ recurrenceId }) => wall(recurrenceId).getTime()),
    ...main.getAllProperties('exdate').map((line) => wall(line.getFirstValue() as ICAL.Time).getTime()),
  ]);
  const expanded = new rrule.RRule({ ...rrule.RRule.parseString(rule.toString()), dtstart: wall(startDate) });
  const from = new Date(contest.from - length - DAY);
  for (const date of expanded.between(from, new Date(contest.to + DAY), true)) {
    if (left.has(date.getTime())) continue;
    const time = ICAL.Time.fromDateTimeString(date.toISOString().slice(0, 19));
    time.zone = startDate.zone;
    const start = instant(time);
    if (touches(contest, start, start + length)) occurrences += 1;
  }
});
writeResult(occurrences);
