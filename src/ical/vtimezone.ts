/** A zone as a feed describes it: VTIMEZONE (RFC 5545 section 3.6.5). */
import { DAY, HOUR, type Instant, MINUTE, type Range, SECOND } from '../model/time.ts';
import { type ContentLine, parseContentLine } from './content-line.ts';
import { type Budget, recur } from './recurrence.ts';
import { parseRule, type RecurrenceRule, type Until, type WallTime } from './rule.ts';
import { parseDateValue } from './value.ts';
import { UTC, type Zone } from './zone.ts';

/** STANDARD or DAYLIGHT: from each onset on, the offset is `to`. */
interface Observance {
  start: WallTime | null;
  from: number | null;
  to: number | null;
  readonly rules: RecurrenceRule[];
  readonly dates: WallTime[];
}

interface Transition {
  readonly at: Instant;
  readonly offset: number;
}

/** Yearly changes since 1601 are 850 onsets; a description with more than this is no time zone. */
const MAX_ONSETS = 10_000;

/** Outlook's zones begin in 1601; no series that is still shown does. */
const NEAR = 30 * 366 * DAY;
/** Within this time a yearly rule has an onset, be it on 29 February. */
const ONE_AT_LEAST = 9 * 366 * DAY;

/**
 * Reads the unfolded lines of a VTIMEZONE, BEGIN and END of its parts among them.
 *
 * Onsets are known up to the end of `range`; later instants keep the last offset. Those long before
 * the range are computed when they are asked for. `budget` bounds the work for all zones of a feed.
 * Returns null when it has no part with a start and both offsets.
 */
export function readVtimezone(text: string, name: string, range: Range, budget: Budget): Zone | null {
  const observances = readObservances(text);
  const [first] = [...observances].sort((a, b) => onset(a, a.start ?? 0) - onset(b, b.start ?? 0));
  if (first === undefined) return null;
  const before = first.from ?? 0;
  const near = range.from - NEAR;
  const recent = transitionsOf(observances, near - ONE_AT_LEAST, range.to, budget);
  let all: Transition[] | null = null;
  const transitionsFor = (instant: Instant): Transition[] => {
    if (instant >= near) return recent;
    all ??= transitionsOf(observances, Number.NEGATIVE_INFINITY, range.to, budget);
    return all;
  };
  return {
    name,
    offsetAt: (instant) => transitionBefore(transitionsFor(instant), instant)?.offset ?? before,
  };
}

function transitionsOf(
  observances: readonly Observance[],
  from: Instant,
  horizon: Instant,
  budget: Budget,
): Transition[] {
  return observances
    .flatMap((observance) => onsetsOf(observance, from, horizon, budget))
    .sort((a, b) => a.at - b.at);
}

/** The last transition at or before an instant. */
function transitionBefore(transitions: readonly Transition[], instant: Instant): Transition | undefined {
  let low = 0;
  let high = transitions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((transitions[middle]?.at ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return transitions[low - 1];
}

function readObservances(text: string): Observance[] {
  const all: Observance[] = [];
  let open: Observance | null = null;
  for (const raw of text.split('\n')) {
    const line = parseContentLine(raw);
    if (line === null) continue;
    if (line.name === 'BEGIN') {
      open = { start: null, from: null, to: null, rules: [], dates: [] };
      all.push(open);
    } else if (line.name === 'END') {
      open = null;
    } else if (open !== null) {
      readLine(open, line);
    }
  }
  return all.filter(({ start, from, to }) => start !== null && from !== null && to !== null);
}

function readLine(observance: Observance, line: ContentLine): void {
  if (line.name === 'DTSTART') observance.start = parseDateValue(line.value, null, UTC)?.wall ?? null;
  else if (line.name === 'TZOFFSETFROM') observance.from = parseOffset(line.value);
  else if (line.name === 'TZOFFSETTO') observance.to = parseOffset(line.value);
  else if (line.name === 'RRULE') readRule(observance, line.value);
  else if (line.name === 'RDATE') observance.dates.push(...readDates(line.value));
}

/** A rule that cannot be read leaves the observance with its start alone. */
function readRule(observance: Observance, text: string): void {
  try {
    observance.rules.push(parseRule(text));
  } catch {
    return;
  }
}

function readDates(text: string): WallTime[] {
  return text.split(',').flatMap((item) => parseDateValue(item.split('/')[0] ?? '', null, UTC)?.wall ?? []);
}

/** `+0100`, `-033000`; in milliseconds. */
function parseOffset(text: string): number | null {
  const match = /^([+-])?(\d{1,2}):?(\d\d):?(\d\d)?$/.exec(text.trim());
  if (match === null) return null;
  const size = Number(match[2]) * HOUR + Number(match[3]) * MINUTE + Number(match[4] ?? 0) * SECOND;
  if (size >= DAY) return null;
  return match[1] === '-' ? -size : size;
}

function onset(observance: Observance, wall: WallTime): Instant {
  return wall - (observance.from ?? 0);
}

/** All onsets from `earliest` to `horizon`, and some before. */
function onsetsOf(observance: Observance, earliest: Instant, horizon: Instant, budget: Budget): Transition[] {
  const start = observance.start ?? 0;
  const walls = new Set([start, ...observance.dates]);
  for (const rule of observance.rules) {
    const from = isEndlessYearly(rule) ? Math.max(start, earliest) : start;
    for (const wall of recur(rule, start, { dateOnly: false, from, budget })) {
      const instant = onset(observance, wall);
      if (instant > horizon || isPast(rule.until, wall, instant) || walls.size >= MAX_ONSETS) break;
      walls.add(wall);
    }
  }
  return [...walls].map((wall) => ({ at: onset(observance, wall), offset: observance.to ?? 0 }));
}

/** Only of such a rule is it known that an onset lies shortly before any instant. */
function isEndlessYearly({ frequency, interval, count, until }: RecurrenceRule): boolean {
  return frequency === 'YEARLY' && interval === 1 && count === null && until === null;
}

function isPast(until: Until | null, wall: WallTime, instant: Instant): boolean {
  if (until === null) return false;
  if (until.kind === 'utc') return instant > until.instant;
  return until.kind === 'local' ? wall > until.wall : wall >= until.date + DAY;
}
