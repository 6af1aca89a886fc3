/** node-ical as a contender: parse the file, ask each event for its instances in the range. */
import { readFileSync } from 'node:fs';
import ical from 'node-ical';
import { readContest, touches, writeResult } from './ical-contest.ts';

const contest = readContest();
const from = new Date(contest.from);
const to = new Date(contest.to - 1);
let occurrences = 0;
// Of several calendars in one text it would keep the last.
for (const text of readFileSync(contest.path, 'utf8').split(/(?=^BEGIN:VCALENDAR)/m)) {
  for (const event of Object.values(ical.sync.parseICS(text))) {
    if (event?.type !== 'VEVENT') continue;
    for (const { start, end } of ical.expandRecurringEvent(event, { from, to, expandOngoing: true })) {
      if (touches(contest, start.getTime(), end.getTime())) occurrences += 1;
    }
  }
}
writeResult(occurrences);
