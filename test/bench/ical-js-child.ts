/** ical.js as a contender: its iterator, from DTSTART to the end of the range. */
import ICAL from 'ical.js';
import { readContest, touches, writeResult } from './ical-contest.ts';
import { instant, readCalendars } from './ical-js-calendars.ts';

const contest = readContest();
let occurrences = 0;

function count(start: ICAL.Time, end: ICAL.Time): void {
  if (touches(contest, instant(start, contest.zone), instant(end, contest.zone))) occurrences += 1;
}

readCalendars(contest.path, ({ main, overrides }) => {
  if (main === null) return;
  const event = new ICAL.Event(main, { exceptions: [...overrides], strictExceptions: false });
  if (!event.isRecurring()) {
    count(event.startDate, event.endDate);
    return;
  }
  const iterator = event.iterator();
  for (let next = iterator.next(); next && instant(next, contest.zone) < contest.to; next = iterator.next()) {
    const { startDate, endDate } = event.getOccurrenceDetails(next);
    count(startDate, endDate);
  }
});
writeResult(occurrences);
