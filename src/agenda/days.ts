import type { AllDayTime, Day, Entry, TimedTime } from '../model/agenda.ts';
import { dateOf, daysBetween, type LocalDate, type Moment } from '../model/time.ts';
import type { Merged } from './merge.ts';
import { compareAllDay, compareTimed, isTimed, type MergedTimed } from './order.ts';
import { findOverlapping } from './overlap.ts';
import { countdownOf, findNextStart } from './phase.ts';

/** Puts each occurrence on every one of the dates it touches, in order. */
export function makeDays(
  merged: readonly Merged[],
  dates: readonly LocalDate[],
  now: Moment,
): readonly Day[] {
  const clock = { ...now, today: dateOf(now.local) };
  const nextStart = findNextStart(merged, now.instant);
  const timed = merged.filter(isTimed).sort(compareTimed);
  const allDay = merged.filter((one) => !isTimed(one)).sort(compareAllDay);
  return dates.map((date) => {
    const here = timed.filter((one) => touches(one, date));
    const overlapping = findOverlapping(here);
    const makeEntry = (one: Merged): Entry => ({
      key: `${date} ${one.calendars[0]?.id ?? ''} ${one.identity}`,
      title: one.title,
      location: one.location,
      busyOnly: one.busyOnly,
      calendars: one.calendars,
      time: timeOn(one, date),
      ...countdownOf(one, date, clock, nextStart),
      tentative: one.tentative,
      declined: one.declined,
      overlapping: isTimed(one) && overlapping.has(one),
    });
    const entries = distinct([...allDay.filter((one) => touches(one, date)), ...here].map(makeEntry));
    return {
      date,
      allDay: entries.filter((entry) => entry.time.kind === 'all-day'),
      timed: entries.filter((entry) => entry.time.kind === 'timed'),
    };
  });
}

function touches(one: Merged, date: LocalDate): boolean {
  return one.first <= date && date <= one.last;
}

function timeOn(one: Merged, date: LocalDate): AllDayTime | TimedTime {
  const day = daysBetween(one.first, date) + 1;
  const days = daysBetween(one.first, one.last) + 1;
  return isTimed(one) ? timedOn(one, date, day, days) : { kind: 'all-day', day, days };
}

function timedOn(
  { occurrence, first, last }: MergedTimed,
  date: LocalDate,
  day: number,
  days: number,
): TimedTime {
  const { start, end } = occurrence;
  return { kind: 'timed', start, end, startsHere: date === first, endsHere: date === last, day, days };
}

/** A feed may use one identity twice; keys of a day differ all the same. */
function distinct(entries: readonly Entry[]): readonly Entry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const count = (seen.get(entry.key) ?? 0) + 1;
    seen.set(entry.key, count);
    return count === 1 ? entry : { ...entry, key: `${entry.key} (${count})` };
  });
}
