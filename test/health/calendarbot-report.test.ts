import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeCalendarbotReport } from '../../src/health/calendarbot-report.ts';
import type { HealthFacts } from '../../src/health/facts.ts';
import { healthFacts, NOW } from './build.ts';

interface Body {
  readonly status: string;
  readonly data_status: Record<string, unknown>;
  readonly background_tasks: readonly Record<string, unknown>[];
  readonly display_probe: Record<string, unknown>;
}

function report(more: Parameters<typeof healthFacts>[0]): { code: number; body: Body } {
  return makeCalendarbotReport(healthFacts(more)) as unknown as { code: number; body: Body };
}

test('keys, order and values are those of calendarBot', () => {
  const { code, body } = makeCalendarbotReport(healthFacts());
  assert.equal(code, 200);
  assert.equal(
    JSON.stringify(body),
    JSON.stringify({
      status: 'ok',
      server_time_iso: '2026-06-12T10:00:00Z',
      server_status: { uptime_s: 3600, pid: 4711 },
      data_status: {
        event_count: 80,
        last_refresh_success_age_s: 120,
        initial_refresh_complete: true,
        event_window_initialized: true,
      },
      background_tasks: [{ name: 'refresher_task', status: 'running', last_heartbeat_age_s: 120 }],
      display_probe: {
        last_render_probe_iso: '2026-06-12T09:59:55Z',
        last_probe_ok: true,
        last_probe_notes: 'framebuffer verified',
      },
      system_diagnostics: { platform: 'linux', python_version: 'Node.js 20.20.2', event_loop_running: true },
    }),
  );
});

describe('degraded with 503', () => {
  const refresh = (lastSuccess: number | null): Partial<HealthFacts['refresh']> => ({ lastSuccess });

  test('when the last success is older than 900 s', () => {
    assert.equal(report({ refresh: refresh(NOW - 900_999) }).code, 200);
    const old = report({ refresh: refresh(NOW - 901_000) });
    assert.deepEqual([old.code, old.body.status], [503, 'degraded']);
  });

  test('when never refreshed', () => {
    const never = report({ calendars: [], refresh: { ...refresh(null), lastStart: null } });
    assert.deepEqual([never.code, never.body.status], [503, 'degraded']);
    assert.deepEqual(never.body.data_status, {
      event_count: 0,
      last_refresh_success_age_s: null,
      initial_refresh_complete: false,
      event_window_initialized: false,
    });
    assert.deepEqual(never.body.background_tasks, [
      { name: 'refresher_task', status: 'unknown', last_heartbeat_age_s: null },
    ]);
  });

  test('not when the picture is old: that is in the probe', () => {
    const waiting = 'There is no /dev/fb0.';
    const { code, body } = report({ display: { waiting, verifiedAgeSeconds: 500 } });
    assert.equal(code, 200);
    assert.equal(body.display_probe.last_probe_ok, false);
    assert.equal(body.display_probe.last_probe_notes, waiting);
  });
});

test('the refresher is stale 600 s after its last beat', () => {
  const beat = (age: number) =>
    report({ refresh: { lastStart: NOW - age * 1000, lastSuccess: null } }).body.background_tasks[0]?.status;
  assert.equal(beat(599), 'running');
  assert.equal(beat(600), 'stale');
});

test('before the first frame the probe knows nothing', () => {
  assert.deepEqual(report({ display: { lastVerified: null } }).body.display_probe, {
    last_render_probe_iso: null,
    last_probe_ok: null,
    last_probe_notes: null,
  });
});
