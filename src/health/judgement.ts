import type { CalendarFacts, HealthFacts } from './facts.ts';
import { isoTime, withoutAddresses } from './text.ts';

/** `critical`: nobody can rely on the picture. `degraded`: it is there, but something is not right. */
type HealthStatus = 'ok' | 'degraded' | 'critical';

export interface Judgement {
  readonly status: HealthStatus;
  /** Sentences a person can act on; empty when all is well. */
  readonly reasons: readonly string[];
}

/** Seconds without a verified frame after which the picture counts as stale (R71: three heartbeats). */
const FRAME_STALE_AFTER = 90;

export function judge(facts: HealthFacts): Judgement {
  const display = displayReasons(facts);
  const reasons = [...display, ...otherReasons(facts)].map(withoutAddresses);
  if (framelessSeconds(facts) > FRAME_STALE_AFTER) return { status: 'critical', reasons };
  return { status: reasons.length > 0 ? 'degraded' : 'ok', reasons };
}

/** Before the first frame the time counts from the start. */
function framelessSeconds({ display, uptimeSeconds }: HealthFacts): number {
  return display.verifiedAgeSeconds ?? uptimeSeconds;
}

function displayReasons(facts: HealthFacts): readonly string[] {
  const { display } = facts;
  const seconds = Math.floor(framelessSeconds(facts));
  const reasons: string[] = [];
  if (display.waiting !== null)
    reasons.push(`The ${display.output} cannot take a picture: ${display.waiting}`);
  if (display.verifiedAgeSeconds === null) {
    reasons.push(`No picture was shown yet, ${seconds} s after the start.`);
  } else if (seconds > FRAME_STALE_AFTER) {
    reasons.push(`No frame was verified for ${seconds} s.`);
  }
  return reasons;
}

function otherReasons(facts: HealthFacts): readonly string[] {
  const { calendars, clock, configProblem, refresh } = facts;
  const reasons: string[] = [];
  if (configProblem !== null) {
    const { file, line, message } = configProblem;
    reasons.push(`The configuration ${file}${line === null ? '' : `, line ${line},`} is wrong: ${message}`);
  }
  if (clock === 'untrusted') reasons.push('The clock is not known to be right: no time server answered yet.');
  if (calendars.length === 0) reasons.push('No calendar is configured.');
  else if (refresh.lastSuccess === null) reasons.push('No feed was ever read.');
  return [...reasons, ...calendars.flatMap(calendarReasons)];
}

function calendarReasons(facts: CalendarFacts): readonly string[] {
  const name = `Calendar "${facts.calendar.name}"`;
  const since = isoTime(facts.lastSuccess);
  if (facts.failure !== null) {
    const age = since === null ? 'never succeeded' : `last succeeded at ${since}`;
    return [`${name} is failing (${facts.failure.reason}, ${age}): ${facts.failure.detail}`];
  }
  if (facts.freshness === 'never') return [`${name} was not read yet.`];
  if (facts.freshness === 'stale') return [`${name} is stale: it last succeeded at ${since}.`];
  return [];
}
