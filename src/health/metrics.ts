/**
 * The body of `GET /metrics`: Prometheus text format 0.0.4 (prometheus.io, "Exposition formats").
 * PURE. The set of metrics is closed; what is not known has no sample.
 */
import type { Instant } from '../model/time.ts';
import type { CalendarFacts, HealthFacts } from './facts.ts';
import { judge } from './judgement.ts';

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [value: number | null, labels?: Labels];

interface Metric {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly samples: (facts: HealthFacts) => readonly Sample[];
}

export function makeMetrics(facts: HealthFacts): string {
  return METRICS.map((metric) => writeMetric(metric, facts)).join('');
}

function one(
  type: Metric['type'],
  name: string,
  help: string,
  value: (facts: HealthFacts) => number | null,
): Metric {
  return { name, type, help, samples: (facts) => [[value(facts)]] };
}

function perCalendar(name: string, help: string, value: (facts: CalendarFacts) => number | null): Metric {
  const samples = (facts: HealthFacts): readonly Sample[] =>
    facts.calendars.map((calendar) => [value(calendar), { calendar: calendar.calendar.id }]);
  return { name: `calendar_${name}`, type: 'gauge', help, samples };
}

const METRICS: readonly Metric[] = [
  {
    name: 'build_info',
    type: 'gauge',
    help: 'Always 1; the labels say what runs.',
    samples: ({ version, runtime }) => [[1, { version, runtime }]],
  },
  {
    name: 'status',
    type: 'gauge',
    help: '1 for the status that holds, 0 for the others.',
    samples: (facts) => {
      const { status } = judge(facts);
      return (['ok', 'degraded', 'critical'] as const).map((it) => [Number(it === status), { status: it }]);
    },
  },
  one('gauge', 'uptime_seconds', 'Seconds since the start.', (facts) => facts.uptimeSeconds),
  one('gauge', 'resident_memory_bytes', 'Resident memory of the wall.', (facts) => facts.residentBytes),
  one('gauge', 'clock_trusted', '1 when the clock is known to be right.', (facts) =>
    Number(facts.clock === 'trusted'),
  ),
  one(
    'gauge',
    'config_problem',
    '1 when the configuration file is wrong and an earlier one is in force.',
    (facts) => Number(facts.configProblem !== null),
  ),
  perCalendar('last_success_timestamp_seconds', 'When the feed last answered well.', (calendar) =>
    seconds(calendar.lastSuccess),
  ),
  perCalendar('stale', '1 when the last success is too old, or there was none.', (calendar) =>
    Number(calendar.freshness !== 'fresh'),
  ),
  {
    name: 'calendar_failing',
    type: 'gauge',
    help: '1 with its reason while the last try failed.',
    samples: ({ calendars }) =>
      calendars.flatMap(({ calendar, failure }): readonly Sample[] =>
        failure === null ? [] : [[1, { calendar: calendar.id, reason: failure.reason }]],
      ),
  },
  perCalendar('consecutive_failures', 'Failed tries in a row.', (calendar) => calendar.consecutiveFailures),
  perCalendar(
    'occurrences',
    'Occurrences stored, up to the horizon.',
    (calendar) => calendar.occurrenceCount,
  ),
  perCalendar('warnings', 'Components skipped or read with a guess.', (calendar) => calendar.warningCount),
  perCalendar('cut', 'Occurrences or rules cut by a limit.', (calendar) => calendar.cutCount),
  one('gauge', 'refresh_running', '1 while feeds are being refreshed.', ({ refresh }) =>
    Number(refresh.running),
  ),
  one('gauge', 'refresh_last_start_timestamp_seconds', 'When the last refresh began.', ({ refresh }) =>
    seconds(refresh.lastStart),
  ),
  one('gauge', 'refresh_last_success_timestamp_seconds', 'When any feed last answered well.', ({ refresh }) =>
    seconds(refresh.lastSuccess),
  ),
  one('gauge', 'refresh_next_due_timestamp_seconds', 'When the next refresh is due.', ({ refresh }) =>
    seconds(refresh.nextDue),
  ),
  one('gauge', 'display_waiting', '1 while the output cannot take a picture.', ({ display }) =>
    Number(display.waiting !== null),
  ),
  one('gauge', 'display_last_verified_timestamp_seconds', 'When a frame was last verified.', ({ display }) =>
    seconds(display.lastVerified),
  ),
  one(
    'gauge',
    'display_verified_age_seconds',
    'Seconds since a frame was last verified.',
    ({ display }) => display.verifiedAgeSeconds,
  ),
  one('gauge', 'display_width_pixels', 'Width of the upright picture.', ({ display }) => display.width),
  one('gauge', 'display_height_pixels', 'Height of the upright picture.', ({ display }) => display.height),
  one('counter', 'display_frames_total', 'Frames shown.', ({ display }) => display.frames),
  one('counter', 'display_redraws_total', 'Frames drawn whole.', ({ display }) => display.redraws),
  one(
    'counter',
    'display_written_bytes_total',
    'Bytes written to the output.',
    ({ display }) => display.bytesWritten,
  ),
  one(
    'counter',
    'display_damaged_rows_total',
    'Rows found changed by something else.',
    ({ display }) => display.damagedRows,
  ),
];

function seconds(instant: Instant | null): number | null {
  return instant === null ? null : instant / 1000;
}

function writeMetric({ name, type, help, samples }: Metric, facts: HealthFacts): string {
  const full = `daywall_${name}`;
  const lines = samples(facts).flatMap(([value, labels]) =>
    value === null ? [] : [`${full}${writeLabels(labels)} ${value}\n`],
  );
  return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${lines.join('')}`;
}

function writeLabels(labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
