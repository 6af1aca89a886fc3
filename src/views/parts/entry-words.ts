/** What is written about an entry. */
import type { Entry, TimedTime } from '../../model/agenda.ts';
import type { ClockText } from '../dates.ts';
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

const NOTHING: ClockText = { time: '', period: '' };

/** Start and end, each as it concerns this day; the end is empty for an entry without length. */
export function timesOf(time: TimedTime, sheet: Sheet): readonly [ClockText, ClockText] {
  const beyond: ClockText = { time: arrow(sheet), period: '' };
  const start = time.startsHere ? sheet.dates.clock(time.start.local) : beyond;
  if (time.start.instant === time.end.instant) return [start, NOTHING];
  return [start, time.endsHere ? sheet.dates.clock(time.end.local) : beyond];
}

function joined({ time, period }: ClockText): string {
  return period === '' ? time : `${time} ${period}`;
}

/** When it begins, as it concerns this day. */
export function startOf(time: TimedTime, sheet: Sheet): string {
  return joined(timesOf(time, sheet)[0]);
}

/** `09:30 – 10:30`, `9:30 – 10:30 AM`, `22:00 →`. */
export function rangeOf(time: TimedTime, sheet: Sheet): string {
  const [start, end] = timesOf(time, sheet);
  if (end.time === '') return joined(start);
  if (!time.startsHere || !time.endsHere) return `${joined(start)} ${joined(end)}`;
  return `${start.period === end.period ? start.time : joined(start)} – ${joined(end)}`;
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
