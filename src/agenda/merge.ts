/**
 * The same event in several calendars becomes one, with all their colours (R36).
 *
 * Same means: the same time to the second and the same title, in different calendars. The identity
 * (UID and RECURRENCE-ID) need not be equal, because an invitation that was copied or typed in
 * twice has several; but then the places must not contradict each other. What has no title is the
 * same only with the same identity. Two equal-looking events of one calendar are two events: there
 * are never fewer in the result than in the calendar that holds the most.
 */
import type { CalendarLabel } from '../model/agenda.ts';
import type { Occurrence } from '../model/occurrence.ts';
import type { LocalDate, Moment } from '../model/time.ts';
import type { Shown } from './filter.ts';
import type { Span } from './span.ts';
import { compareText, plainText } from './text.ts';

/** An occurrence with all the calendars that hold it. */
export interface Merged extends Span {
  readonly occurrence: Occurrence;
  /** Of the copy in the first calendar. */
  readonly identity: string;
  readonly title: string;
  readonly location: string;
  readonly busyOnly: boolean;
  /** Of those who take part; of all when everyone declined. In the order of the config. */
  readonly calendars: readonly CalendarLabel[];
  readonly declined: boolean;
  readonly tentative: boolean;
  readonly free: boolean;
}

/**
 * Equal-looking events of different identity at one time, beyond which they are not paired any more
 * but all shown: pairing costs the square of it, and no household has so many.
 */
const MAX_PAIRED = 100;

/** Merges what is the same; nothing is lost and the order of the feeds' components does not matter. */
export function mergeSame(shown: readonly Shown[]): readonly Merged[] {
  const groups = new Map<string, Shown[]>();
  for (const one of shown) {
    const key = lookOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group) => splitGroup(group).map(joinCopies));
}

/** What two calendars must agree on. */
function lookOf(one: Shown): string {
  const time = `${timeText(one.occurrence.start)} ${timeText(one.occurrence.end)}`;
  return one.title === '' ? `${time} ${one.busyOnly} ${one.identity}` : `${time} =${plainText(one.title)}`;
}

function timeText(time: LocalDate | Moment): string {
  return typeof time === 'string' ? time : String(time.instant);
}

/** Splits equal-looking ones into events, each with at most one copy per calendar. */
function splitGroup(group: readonly Shown[]): readonly (readonly Shown[])[] {
  if (group.length === 1) return [group];
  const sets = groupByIdentity(group);
  if (sets.length > MAX_PAIRED) return sets;
  const events: Shown[][] = [];
  for (const set of sets) {
    const same = events.find((event) => canJoin(event, set));
    if (same) same.push(...set);
    else events.push([...set]);
  }
  return events;
}

/** One copy per identity and calendar, in an order that does not depend on the feed's. */
function groupByIdentity(group: readonly Shown[]): readonly (readonly Shown[])[] {
  const sets = new Map<string, Shown[]>();
  for (const one of [...group].sort(compareCopies)) {
    const set = sets.get(one.identity);
    if (!set) sets.set(one.identity, [one]);
    else if (set.at(-1)?.rank !== one.rank) set.push(one);
  }
  return [...sets.values()];
}

function compareCopies(a: Shown, b: Shown): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  const look = compareText(a.location, b.location) || compareText(a.title, b.title);
  return look || compareText(a.identity, b.identity);
}

function canJoin(event: readonly Shown[], set: readonly Shown[]): boolean {
  if (set[0]?.title === '') return false;
  return event.every((one) => set.every((other) => one.rank !== other.rank && placesAgree(one, other)));
}

function placesAgree(a: Shown, b: Shown): boolean {
  return a.location === '' || b.location === '' || plainText(a.location) === plainText(b.location);
}

/** An event is off, open or free only when it is so for everyone who takes part. */
function joinCopies(copies: readonly Shown[]): Merged {
  const going = copies.filter((one) => !one.declined);
  const counted = (going.length > 0 ? going : [...copies]).sort((a, b) => a.rank - b.rank);
  const [first] = counted;
  if (!first) throw new Error('There is no event without a copy.');
  return {
    first: first.first,
    last: first.last,
    occurrence: first.occurrence,
    identity: first.identity,
    title: first.title,
    location: first.location || (counted.find((one) => one.location !== '')?.location ?? ''),
    busyOnly: first.busyOnly,
    calendars: counted.map((one) => one.calendar),
    declined: going.length === 0,
    tentative: counted.every((one) => one.tentative),
    free: counted.every((one) => one.free),
  };
}
