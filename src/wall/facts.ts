/** What the wall knows, in the words of health and of `systemctl status`. PURE. */
import type { PictureSettings, ShownCalendar } from '../daemon/picture.ts';
import type { FeedState, State, Tick } from '../daemon/state.ts';
import type { CalendarFacts, HealthFacts } from '../health/facts.ts';
import { MINUTE } from '../model/time.ts';

/** What only the process knows of itself. */
export type ProcessFacts = Pick<
  HealthFacts,
  'version' | 'pid' | 'platform' | 'runtime' | 'uptimeSeconds' | 'residentBytes'
>;

function freshnessOf(feed: FeedState, settings: PictureSettings, tick: Tick): CalendarFacts['freshness'] {
  if (feed.lastSuccess === null) return 'never';
  return tick.instant - feed.lastSuccess > settings.staleAfterMinutes * MINUTE ? 'stale' : 'fresh';
}

function calendarFacts(
  shown: ShownCalendar,
  state: State,
  settings: PictureSettings,
  tick: Tick,
): readonly CalendarFacts[] {
  const feed = state.feeds.find(({ id }) => id === shown.calendar.id);
  if (feed === undefined) return [];
  const { content, lastSuccess, failure, failures } = feed;
  return [
    {
      calendar: shown.calendar,
      freshness: freshnessOf(feed, settings, tick),
      lastSuccess,
      failure,
      consecutiveFailures: failures,
      occurrenceCount: content?.occurrences.length ?? 0,
      warningCount: content?.warningCount ?? 0,
      cutCount: content?.cutCount ?? 0,
    },
  ];
}

export function healthFacts(
  state: State,
  settings: PictureSettings,
  output: string,
  tick: Tick,
  process: ProcessFacts,
): HealthFacts {
  const { display } = state;
  const dues = state.feeds.map((feed) => feed.dueAt);
  const successes = state.feeds.flatMap((feed) => feed.lastSuccess ?? []);
  return {
    ...process,
    now: tick.instant,
    clock: state.clockTrusted ? 'trusted' : 'untrusted',
    configProblem: settings.configProblem,
    calendars: settings.calendars.flatMap((shown) => calendarFacts(shown, state, settings, tick)),
    refresh: {
      running: state.refreshing.length > 0,
      lastStart: state.lastRefresh.started,
      lastSuccess: successes.length === 0 ? null : Math.max(...successes),
      nextDue: dues.length === 0 ? null : Math.round(tick.instant + Math.min(...dues) - tick.monotonic),
    },
    display: {
      output,
      waiting: display.waiting,
      lastVerified: display.lastVerified?.instant ?? null,
      verifiedAgeSeconds:
        display.lastVerified === null ? null : (tick.monotonic - display.lastVerified.monotonic) / 1000,
      width: display.width,
      height: display.height,
      frames: display.frames,
      redraws: display.redraws,
      bytesWritten: display.bytesWritten,
      damagedRows: display.damagedRows,
    },
  };
}

/** One sentence for `systemctl status`. */
export function statusSentence({ calendars, display, clock }: HealthFacts): string {
  if (display.waiting !== null) return `Waiting for the display: ${display.waiting}`;
  if (calendars.length === 0) return 'Showing how to set up calendars: none is configured.';
  const failing = calendars.filter(({ failure }) => failure !== null);
  const names = failing.map(({ calendar, failure }) => `${calendar.name} (${failure?.reason})`).join(', ');
  const count = calendars.length === 1 ? '1 calendar' : `${calendars.length} calendars`;
  const state = failing.length === 0 ? 'all answering' : `failing: ${names}`;
  return `Showing ${count}, ${state}${clock === 'trusted' ? '' : '; the clock is not known to be right'}.`;
}
