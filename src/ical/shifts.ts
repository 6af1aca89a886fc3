/**
 * RECURRENCE-ID;RANGE=THISANDFUTURE (RFC 5545 section 3.2.13): the override also moves the later
 * members by the same difference on the clock, and gives them its length and texts.
 */

import { DAY, type Instant } from '../model/time.ts';
import type { EventComponent } from './event.ts';
import { dayNamed } from './exclusions.ts';
import type { Member } from './members.ts';
import type { WallTime } from './rule.ts';
import { instantOf, midnightOf } from './value.ts';
import { toInstant, toWall, type Zone } from './zone.ts';

export interface Shift {
  readonly override: EventComponent;
  /** From this member on: its place on the clock of the series, and as an instant. */
  readonly wall: WallTime;
  readonly instant: Instant;
}

/** Where something is: a day, or a time in a zone. */
export interface Place {
  readonly date: boolean;
  readonly wall: WallTime;
  readonly instant: Instant;
  readonly zone: Zone;
}

/** The shifts of a series, in the order of the members from which on they hold. */
export function createShifts(series: EventComponent, overrides: Iterable<EventComponent>): Shift[] {
  const shifts: Shift[] = [];
  for (const override of overrides) {
    const id = override.recurrenceId;
    if (id === null || !override.thisAndFuture) continue;
    const { zone, date } = series.start;
    const wall = date || id.date ? dayNamed(id, zone) : toWall(zone, instantOf(id));
    shifts.push({ override, wall, instant: toInstant(zone, wall) });
  }
  return shifts.sort((a, b) => a.instant - b.instant);
}

/** The shift that holds for a member; null when there is none. */
export function shiftAt(shifts: readonly Shift[], member: Member): Shift | null {
  return shifts.findLast(({ instant }) => instant <= member.instant) ?? null;
}

/** How far, in milliseconds and either way, any of them moves a member; days more for safety. */
export function widest(shifts: readonly Shift[]): number {
  return shifts.reduce(
    (most, { override, wall }) => Math.max(most, Math.abs(override.start.wall - wall) + 3 * DAY),
    0,
  );
}

export function moveMember(shift: Shift, series: EventComponent, member: Member): Place {
  const { start } = shift.override;
  if (start.date) {
    const wall = midnightOf(member.wall) + start.wall - midnightOf(shift.wall);
    return { ...start, wall, instant: toInstant(start.zone, wall) };
  }
  const zone = series.start.date ? start.zone : series.start.zone;
  const wall = member.wall + toWall(zone, instantOf(start)) - shift.wall;
  return { date: false, zone, wall, instant: toInstant(zone, wall) };
}
