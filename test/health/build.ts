import type { CalendarFacts, HealthFacts } from '../../src/health/facts.ts';

export const NOW = Date.parse('2026-06-12T10:00:00.250Z');

export function calendarFacts(id: string, more: Partial<CalendarFacts> = {}): CalendarFacts {
  return {
    calendar: { id, name: `The ${id}`, color: '#336699' },
    freshness: 'fresh',
    lastSuccess: NOW - 120_000,
    failure: null,
    consecutiveFailures: 0,
    occurrenceCount: 40,
    warningCount: 0,
    cutCount: 0,
    ...more,
  };
}

/** A wall that is well, but for what is given. */
export function healthFacts(
  more: Partial<Omit<HealthFacts, 'display' | 'refresh'>> & {
    readonly display?: Partial<HealthFacts['display']>;
    readonly refresh?: Partial<HealthFacts['refresh']>;
  } = {},
): HealthFacts {
  return {
    version: '1.2.3',
    pid: 4711,
    platform: 'linux',
    runtime: 'Node.js 20.20.2',
    uptimeSeconds: 3600.5,
    now: NOW,
    clock: 'trusted',
    configProblem: null,
    residentBytes: 64_000_000,
    calendars: [calendarFacts('family'), calendarFacts('work')],
    ...more,
    refresh: {
      running: false,
      lastStart: NOW - 122_000,
      lastSuccess: NOW - 120_000,
      nextDue: NOW + 180_000,
      ...more.refresh,
    },
    display: {
      output: 'framebuffer',
      waiting: null,
      lastVerified: NOW - 5000,
      verifiedAgeSeconds: 5,
      width: 1920,
      height: 1080,
      frames: 60,
      redraws: 2,
      bytesWritten: 9_000_000,
      damagedRows: 0,
      ...more.display,
    },
  };
}
