/**
 * Time zones as a function from instants to offsets, and the way back from the wall clock.
 *
 * luxon knows the offsets of an instant; its own reading of local times is not used, because it
 * takes the offset of the current season for an ambiguous one.
 */
import { IANAZone } from 'luxon';
import { DAY, type Instant, MINUTE, SECOND } from '../model/time.ts';
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

/** The grain in which offsets are remembered: no zone changes its offset twice in three weeks. */
const GRAIN = 21 * DAY;
/** Sixty years of grains; an agenda needs some dozens. */
const MAX_GRAINS = 1000;

/** A stretch of time that begins with offset `before`; from `change` on it has `after`. */
interface Stretch {
  readonly before: number;
  readonly change: Instant;
  readonly after: number;
}

/** Asking for an offset costs microseconds, so answers are remembered. */
function rememberOffsets(ask: (instant: Instant) => number): (instant: Instant) => number {
  const stretches = new Map<number, Stretch>();
  return (instant) => {
    const index = Math.floor(instant / GRAIN);
    let stretch = stretches.get(index);
    if (stretch === undefined) {
      if (stretches.size >= MAX_GRAINS) stretches.clear();
      const before = stretches.get(index - 1)?.after ?? ask(index * GRAIN);
      const after = stretches.get(index + 1)?.before ?? ask((index + 1) * GRAIN);
      stretch = { before, change: findChange(index * GRAIN, before, after, ask), after };
      stretches.set(index, stretch);
    }
    return instant < stretch.change ? stretch.before : stretch.after;
  };
}

function findChange(
  start: Instant,
  before: number,
  after: number,
  ask: (instant: Instant) => number,
): Instant {
  let low = start;
  let high = start + GRAIN;
  if (before === after) return high;
  while (high - low > SECOND) {
    const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND;
    if (ask(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

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
