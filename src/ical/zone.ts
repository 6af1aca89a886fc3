/**
 * Time zones as a function from instants to offsets, and the way back from the wall clock.
 *
 * luxon knows the offsets of an instant; its own reading of local times is not used, because it
 * takes the offset of the current season for an ambiguous one.
 */
import { IANAZone } from 'luxon';
import { DAY, type Instant, type LocalDateTime, MINUTE } from '../model/time.ts';
import type { WallTime } from './rule.ts';

export interface Zone {
  readonly name: string;
  /** Milliseconds to add to an instant to get the wall clock. */
  offsetAt(instant: Instant): number;
}

export const UTC: Zone = { name: 'UTC', offsetAt: () => 0 };

export function createFixedZone(name: string, offset: number): Zone {
  return { name, offsetAt: () => offset };
}

/**
 * Names of three letters in the IANA database. ICU knows more of them (AST, BST, IST, PST) and gives
 * them meanings that are not what feeds mean.
 */
const SHORT_NAMES = /^(?:CET|EET|EST|GMT|HST|MET|MST|PRC|ROC|ROK|UCT|UTC|WET)$/i;
const LONG_NAME = /^[A-Za-z][A-Za-z0-9_+-]+(?:\/[A-Za-z0-9_+-]+)*$/;

/** The IANA zone of that name, in any letter case, aliases too; null when there is none. */
export function createIanaZone(name: string): Zone | null {
  if (name.length <= 3 ? !SHORT_NAMES.test(name) : !LONG_NAME.test(name)) return null;
  const zone = IANAZone.create(name);
  if (!zone.isValid) return null;
  return { name, offsetAt: rememberOffsets((instant) => Math.round(zone.offset(instant) * MINUTE)) };
}

/**
 * Asking for an offset costs microseconds, so the ones at the borders of days are remembered. A day
 * that begins and ends with the same offset has it throughout; in another one each instant is asked.
 */
function rememberOffsets(ask: (instant: Instant) => number): (instant: Instant) => number {
  const borders = new Map<number, number>();
  const atBorder = (day: number): number => {
    const known = borders.get(day);
    if (known !== undefined) return known;
    if (borders.size >= MAX_BORDERS) borders.clear();
    const offset = ask(day * DAY);
    borders.set(day, offset);
    return offset;
  };
  return (instant) => {
    const day = Math.floor(instant / DAY);
    const offset = atBorder(day);
    return offset === atBorder(day + 1) ? offset : ask(instant);
  };
}

/** Ten years of days; an agenda needs some weeks. */
const MAX_BORDERS = 4000;

export function toWall(zone: Zone, instant: Instant): WallTime {
  return instant + zone.offsetAt(instant);
}

/**
 * The instant of a wall clock reading as RFC 5545 section 3.3.5 has it: of one that occurs twice
 * the first, of one that is skipped the reading with the offset before the gap.
 */
export function toInstant(zone: Zone, wall: WallTime): Instant {
  // One day to either side lies beyond any change that can touch this reading.
  const before = zone.offsetAt(wall - DAY);
  const after = zone.offsetAt(wall + DAY);
  const first = wall - before;
  if (before === after && zone.offsetAt(first) === before) return first;
  const candidates = [first, wall - after].filter((instant) => instant + zone.offsetAt(instant) === wall);
  return candidates.length === 0 ? first : Math.min(...candidates);
}

/** A wall clock reading in words: `YYYY-MM-DDTHH:MM:SS`. */
export function formatWall(wall: WallTime): LocalDateTime {
  return new Date(wall).toISOString().slice(0, 19);
}
