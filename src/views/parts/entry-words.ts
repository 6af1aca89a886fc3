/** What is written about an entry. */
import type { Entry, TimedTime } from '../../model/agenda.ts';
import type { Sheet } from '../sheet.ts';

export const SEPARATOR = ' · ';

export function titleOf(entry: Entry, sheet: Sheet): string {
  if (entry.title !== '') return entry.title;
  return entry.busyOnly ? sheet.words.plain.busy : sheet.words.plain.untitled;
}

/** Goes on beyond the day, in reading direction. */
function arrow(sheet: Sheet): string {
  return sheet.direction === 'rtl' ? '←' : '→';
}

/** Start and end, each as it concerns this day; the end is empty for an entry without length. */
export function timesOf(time: TimedTime, sheet: Sheet): readonly [string, string] {
  const start = time.startsHere ? sheet.dates.time(time.start.local) : arrow(sheet);
  if (time.start.instant === time.end.instant) return [start, ''];
  return [start, time.endsHere ? sheet.dates.time(time.end.local) : arrow(sheet)];
}

/** `09:30 – 10:30`, `9:30 – 10:30 AM`, `22:00 →`. */
export function rangeOf(time: TimedTime, sheet: Sheet): string {
  const [start, end] = timesOf(time, sheet);
  if (end === '') return start;
  if (!time.startsHere || !time.endsHere) return `${start} ${end}`;
  const from = sheet.dates.clock(time.start.local);
  const to = sheet.dates.clock(time.end.local);
  return `${from.period === to.period ? from.time : start} – ${end}`;
}

/** An entry of several days takes the whole of a day between its first and last. */
export function fillsDay(entry: Entry): boolean {
  return entry.time.kind === 'all-day' || (!entry.time.startsHere && !entry.time.endsHere);
}

/** `20 min left`, `in 25 min` or nothing. */
export function countdownOf(entry: Entry, sheet: Sheet): string {
  if (entry.minutesLeft !== null) return sheet.words.left(entry.minutesLeft);
  if (entry.next && entry.minutesUntil !== null) return sheet.words.until(entry.minutesUntil);
  return '';
}

/** `day 2 of 5 · tentative`, without the place. */
export function remarksOf(entry: Entry, sheet: Sheet): readonly string[] {
  const { words } = sheet;
  return [
    entry.time.days > 1 ? words.dayOf(entry.time.day, entry.time.days) : '',
    entry.tentative ? words.plain.tentative : '',
    entry.declined ? words.plain.declined : '',
  ].filter((remark) => remark !== '');
}

/** Everything of second reading: remarks and place. */
export function detailsOf(entry: Entry, sheet: Sheet): string {
  return [...remarksOf(entry, sheet), entry.location].filter((text) => text !== '').join(SEPARATOR);
}
