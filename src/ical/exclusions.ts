/** Which members of a series are taken out, by EXDATE or because an override stands for them. */

import type { Instant } from '../model/time.ts';
import type { EventComponent } from './event.ts';
import type { Member } from './members.ts';
import type { WallTime } from './rule.ts';
import { type DateValue, instantOf, midnightOf } from './value.ts';
import { toWall, type Zone } from './zone.ts';

export interface Exclusions {
  readonly series: EventComponent;
  readonly instants: Set<Instant>;
  /** Midnights of days that are out as a whole. */
  readonly days: Set<WallTime>;
  /** Wall clock readings in the zone of the series. */
  readonly walls: Set<WallTime>;
}

export function createExclusions(series: EventComponent): Exclusions {
  const exclusions = {
    series,
    instants: new Set<Instant>(),
    days: new Set<WallTime>(),
    walls: new Set<WallTime>(),
  };
  for (const value of series.exceptionDates) exclude(exclusions, value);
  return exclusions;
}

/**
 * Takes out what a date names. Instants are compared, whatever zone they are written in; a DATE takes
 * out the members of that day. A floating time may also mean the clock of the series: programs forget
 * the TZID.
 */
export function exclude({ series, instants, days, walls }: Exclusions, value: DateValue): void {
  if (series.start.date) {
    days.add(dayNamed(value, series.start.zone));
  } else if (value.date) {
    days.add(value.wall);
  } else {
    instants.add(instantOf(value));
    if (value.floating) walls.add(value.wall);
  }
}

export function isExcluded({ instants, days, walls }: Exclusions, { instant, wall }: Member): boolean {
  return instants.has(instant) || walls.has(wall) || days.has(midnightOf(wall));
}

/**
 * The day that a value names in a series of days (its midnight). Exchange writes the local midnight,
 * with a TZID or as UTC: 20260603T220000Z is 4 June in Berlin.
 */
export function dayNamed(value: DateValue, display: Zone): WallTime {
  if (value.date || midnightOf(value.wall) === value.wall) return value.wall;
  const local = toWall(display, instantOf(value));
  return !value.floating && midnightOf(local) === local ? local : midnightOf(value.wall);
}
