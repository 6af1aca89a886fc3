/** The recurrence set of a series: DTSTART, RRULE and RDATE, without EXRULE (RFC 5545 section 3.8.5). */

import { DAY, type Instant, type Range } from '../model/time.ts';
import type { EventComponent, ExtraDate } from './event.ts';
import { dayNamed } from './exclusions.ts';
import type { ExpansionContext } from './expansion-context.ts';
import { type Extent, endOf, longest } from './extent.ts';
import { type Budget, recur } from './recurrence.ts';
import type { RecurrenceRule, Until, WallTime } from './rule.ts';
import { instantOf, midnightOf } from './value.ts';
import { toInstant, toWall, UTC } from './zone.ts';

export interface Member {
  /** On the clock of the series; a midnight in a series of days. */
  readonly wall: WallTime;
  readonly instant: Instant;
  /** Its own length, when an RDATE gives it one. */
  readonly extent: Extent | null;
}

/**
 * The members that start in the range, EXDATEs still among them; each instant once. Where several name
 * the same instant, a PERIOD says how long it is, and of two PERIODs the first; whatever the range.
 */
export function membersOf(series: EventComponent, range: Range, context: ExpansionContext): Iterable<Member> {
  const members = new Map<Instant, Member>();
  const add = (member: Member): void => {
    const other = members.get(member.instant);
    if (other === undefined || (other.extent === null && member.extent !== null)) {
      members.set(member.instant, member);
    }
  };
  if (series.rules.length === 0) add(startOf(series));
  for (const rule of series.rules) {
    for (const member of ruleMembers(rule, series, range, context)) add(member);
  }
  const reach = longestOf(series.extraDates);
  for (const date of series.extraDates) {
    const member = extraMember(series, date);
    if (member.instant >= range.from - reach && member.instant < range.to) add(member);
  }
  for (const rule of series.exceptionRules) {
    for (const { instant, wall } of ruleMembers(rule, series, range, context)) {
      if (wall !== series.start.wall || namesNoDay(rule)) members.delete(instant);
    }
  }
  return members.values();
}

/** The longest of their own lengths: the same for all, so that none depends on the range alone. */
function longestOf(dates: readonly ExtraDate[]): number {
  return dates.reduce((most, { extent }) => (extent === null ? most : Math.max(most, longest(extent))), 0);
}

function startOf({ start }: EventComponent): Member {
  return { wall: start.wall, instant: instantOf(start), extent: null };
}

/** DTSTART counts as an instance of any rule, but an EXRULE that names other days does not mean it. */
function namesNoDay({ byDay, byMonth, byMonthDay, byYearDay, byWeekNo }: RecurrenceRule): boolean {
  return [byDay, byMonth, byMonthDay, byYearDay, byWeekNo].every((part) => part.length === 0);
}

/** The instances of a rule in the range; what its limits cut is told. */
function ruleMembers(
  rule: RecurrenceRule,
  series: EventComponent,
  range: Range,
  { budget, limits, warnings, range: shown }: ExpansionContext,
): Member[] {
  const most = limits.occurrencesPerRule;
  const running: Member[] = [];
  const members: Member[] = [];
  const enough = budget.spend((steps) => {
    for (const member of expandRule(rule, series, range, steps)) {
      if (member.instant < shown.from) {
        running.push(member);
      } else if (members.length < most) {
        members.push(member);
      } else {
        const text = `A rule gives more than ${most} occurrences; the later ones are left out.`;
        warnings.cut(`occurrences ${series.line}`, series.line, text);
        break;
      }
    }
  });
  const stillRunning = running.length <= most ? running : endingAfter(shown.from, running, series);
  if (stillRunning.length > most) {
    const text = `A rule gives more than ${most} occurrences that run at once; the oldest are left out.`;
    warnings.cut(`running ${series.line}`, series.line, text, stillRunning.length - most);
  }
  if (!enough) {
    const text = 'A rule takes too long to expand; its later occurrences are left out.';
    warnings.cut(`steps ${series.line}`, series.line, text);
  }
  return [...stillRunning.slice(-most), ...members];
}

/** Those that are not over yet. */
function endingAfter(
  instant: Instant,
  members: readonly Member[],
  { start, extent }: EventComponent,
): Member[] {
  return members.filter((member) => endOf(member.wall, member.instant, start.zone, extent) > instant);
}

function* expandRule(
  rule: RecurrenceRule,
  { start }: EventComponent,
  range: Range,
  budget: Budget,
): Generator<Member> {
  // A day earlier than the range, since the clock may have been set back.
  const from = range.from <= instantOf(start) ? start.wall : toWall(start.zone, range.from) - DAY;
  for (const wall of recur(rule, start.wall, { dateOnly: start.date, from, budget })) {
    const instant = toInstant(start.zone, wall);
    if (instant >= range.to || isPast(rule.until, start, wall, instant)) return;
    yield { wall, instant, extent: null };
  }
}

/**
 * UNTIL is inclusive, in whatever form it stands. A DATE on a series of times is forbidden (section
 * 3.3.10) and written all the same; libical, KCalendarCore and recurring-ical-events all take it for
 * that day's midnight, so the times of that day are past it. Only DTSTART, always the first instance
 * (3.8.5.3), may lie on that day.
 */
function isPast(
  until: Until | null,
  start: EventComponent['start'],
  wall: WallTime,
  instant: Instant,
): boolean {
  if (until === null) return false;
  if (until.kind === 'date') return wall > (wall === start.wall ? until.date + DAY - 1 : until.date);
  if (start.date) return wall > untilDay(until, start);
  return until.kind === 'utc' ? instant > until.instant : wall > until.wall;
}

function untilDay(until: Exclude<Until, { kind: 'date' }>, start: EventComponent['start']): WallTime {
  if (until.kind === 'local') return midnightOf(until.wall);
  return dayNamed({ date: false, wall: until.instant, zone: UTC, floating: false }, start.zone);
}

/** A DATE among times stands for the time of day of DTSTART; a time among days for its day. */
function extraMember({ start: first }: EventComponent, { start, extent }: ExtraDate): Member {
  if (first.date) {
    const wall = dayNamed(start, first.zone);
    return { wall, instant: toInstant(first.zone, wall), extent };
  }
  if (start.date) {
    const wall = start.wall + first.wall - midnightOf(first.wall);
    return { wall, instant: toInstant(first.zone, wall), extent };
  }
  const instant = instantOf(start);
  return { wall: toWall(first.zone, instant), instant, extent };
}
