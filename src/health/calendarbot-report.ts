/**
 * The body of `GET /api/health`: keys, rule and status code of calendarBot's server, whose watchdogs
 * and container checks read it. PURE. What was a page's heartbeat there is a verified frame here.
 */
import type { HealthFacts } from './facts.ts';
import type { Report } from './report.ts';
import { isoTime, secondsSince, withoutAddresses } from './text.ts';

/** Seconds after the last success from which on calendarBot says `degraded`. */
const DEGRADED_AFTER = 900;
/** Seconds after its last beat from which on calendarBot calls a background task stale. */
const TASK_STALE_AFTER = 600;

/** 200 only when `ok`; 503 when never refreshed or the last success is older than 900 s. */
export function makeCalendarbotReport(facts: HealthFacts): Report {
  const age = secondsSince(facts.refresh.lastSuccess, facts.now);
  const status = age === null || age > DEGRADED_AFTER ? 'degraded' : 'ok';
  const events = facts.calendars.reduce((sum, calendar) => sum + calendar.occurrenceCount, 0);
  const body = {
    status,
    server_time_iso: isoTime(facts.now),
    server_status: { uptime_s: Math.floor(facts.uptimeSeconds), pid: facts.pid },
    data_status: {
      event_count: events,
      last_refresh_success_age_s: age,
      initial_refresh_complete: age !== null,
      event_window_initialized: events > 0,
    },
    background_tasks: [refresherTask(facts)],
    display_probe: displayProbe(facts),
    system_diagnostics: {
      platform: facts.platform,
      python_version: facts.runtime,
      event_loop_running: true,
    },
  };
  return { code: status === 'ok' ? 200 : 503, body };
}

function refresherTask({ refresh, now }: HealthFacts): object {
  const beat = Math.max(refresh.lastStart ?? -Infinity, refresh.lastSuccess ?? -Infinity);
  const age = secondsSince(beat === -Infinity ? null : beat, now);
  const alive = age !== null && age < TASK_STALE_AFTER ? 'running' : 'stale';
  return {
    name: 'refresher_task',
    status: age === null ? 'unknown' : alive,
    last_heartbeat_age_s: age,
  };
}

function displayProbe({ display }: HealthFacts): object {
  const { waiting, lastVerified } = display;
  return {
    last_render_probe_iso: isoTime(lastVerified),
    last_probe_ok: waiting !== null ? false : lastVerified === null ? null : true,
    last_probe_notes:
      waiting !== null
        ? withoutAddresses(waiting)
        : lastVerified === null
          ? null
          : `${display.output} verified`,
  };
}
