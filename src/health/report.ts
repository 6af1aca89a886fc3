/** The body of `GET /health`. PURE. */
import type { CalendarFacts, HealthFacts } from './facts.ts';
import { judge } from './judgement.ts';
import { isoTime, secondsSince, withoutAddresses } from './text.ts';

/** What an endpoint answers: plain data to be written as JSON. */
export interface Report {
  readonly code: 200 | 503;
  readonly body: object;
}

/** 200 while the picture can be relied on (`ok`, `degraded`), 503 when not (`critical`). */
export function makeReport(facts: HealthFacts): Report {
  const { status, reasons } = judge(facts);
  const body = {
    status,
    reasons,
    version: facts.version,
    pid: facts.pid,
    now: isoTime(facts.now),
    uptime_s: Math.floor(facts.uptimeSeconds),
    clock: facts.clock,
    display: describeDisplay(facts),
    calendars: facts.calendars.map((calendar) => describeCalendar(calendar, facts.now)),
    refresh: {
      running: facts.refresh.running,
      last_start: isoTime(facts.refresh.lastStart),
      last_success: isoTime(facts.refresh.lastSuccess),
      next_due: isoTime(facts.refresh.nextDue),
    },
    memory: { resident_bytes: facts.residentBytes },
    config_problem: describeConfigProblem(facts),
  };
  return { code: status === 'critical' ? 503 : 200, body };
}

function describeDisplay({ display }: HealthFacts): object {
  const { verifiedAgeSeconds, waiting } = display;
  return {
    output: display.output,
    waiting: waiting === null ? null : withoutAddresses(waiting),
    last_verified: isoTime(display.lastVerified),
    verified_age_s: verifiedAgeSeconds === null ? null : Math.floor(verifiedAgeSeconds),
    width: display.width,
    height: display.height,
    frames: display.frames,
    redraws: display.redraws,
    bytes_written: display.bytesWritten,
    damaged_rows: display.damagedRows,
  };
}

function describeCalendar(facts: CalendarFacts, now: number): object {
  const { failure } = facts;
  return {
    id: facts.calendar.id,
    name: facts.calendar.name,
    freshness: facts.freshness,
    last_success: isoTime(facts.lastSuccess),
    age_s: secondsSince(facts.lastSuccess, now),
    failing: failure !== null,
    failure:
      failure === null
        ? null
        : { reason: failure.reason, detail: withoutAddresses(failure.detail), at: isoTime(failure.at) },
    consecutive_failures: facts.consecutiveFailures,
    occurrences: facts.occurrenceCount,
    warnings: facts.warningCount,
    cut: facts.cutCount,
  };
}

function describeConfigProblem({ configProblem }: HealthFacts): object | null {
  if (configProblem === null) return null;
  const { file, line, key, message } = configProblem;
  return { file, line, key, message: withoutAddresses(message) };
}
