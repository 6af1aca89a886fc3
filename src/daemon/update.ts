/** The reducer: what happened, to the new state and to what is to be done about it. PURE. */
import { assertNever } from '../model/errors.ts';
import type { FeedResult } from '../model/feed-result.ts';
import { MINUTE } from '../model/time.ts';
import { applyResult, requestFor } from './feed-state.ts';
import { clockStepped, dueFeeds, presentDueAt, saveDueAt } from './schedule.ts';
import type { Effect, Event, FeedState, ShownReport, State, Tick } from './state.ts';

type Step = readonly [State, readonly Effect[]];

const minuteOf = (tick: Tick): number => Math.floor(tick.instant / MINUTE);

/** Asks for a frame: at once, or after the one being drawn. */
function wantFrame([state, effects]: Step): Step {
  if (state.stopping) return [state, effects];
  if (state.display.presenting) {
    return [{ ...state, display: { ...state.display, wanted: true } }, effects];
  }
  const display = { ...state.display, presenting: true, wanted: false };
  return [{ ...state, display }, [...effects, { type: 'present' }]];
}

function startRefresh([state, effects]: Step, tick: Tick): Step {
  const due = dueFeeds(state, tick);
  if (due.length === 0) return [state, effects];
  const next: State = {
    ...state,
    refreshing: due.map((feed) => feed.id),
    lastRefresh: { ...state.lastRefresh, started: tick.instant },
  };
  const feeds = due.map((feed) => requestFor(feed, state.plan, tick));
  return [next, [...effects, { type: 'refresh', feeds }]];
}

function startSave([state, effects]: Step, tick: Tick): Step {
  const due = saveDueAt(state);
  if (due === null || due > tick.monotonic) return [state, effects];
  const saved = { ...state.saved, triedAt: tick.monotonic, changed: false };
  return [{ ...state, saved }, [...effects, { type: 'save' }]];
}

/** Draws anew when the minute turned or the clock was set since `before`, whatever event shows it. */
function noticeClock([state, effects]: Step, before: Tick, tick: Tick): Step {
  const stepped = clockStepped(before, tick);
  if (!stepped && minuteOf(before) === minuteOf(tick)) return [state, effects];
  const text = 'The clock was set; the picture is drawn for the new time.';
  const said: readonly Effect[] = stepped ? [{ type: 'log', priority: 'notice', text }] : [];
  const step: Step = [state, [...effects, ...said]];
  // A frame that is only just asked for is drawn for the new time anyway.
  return effects.some(({ type }) => type === 'present') ? step : wantFrame(step);
}

/** What time alone brings: the minute, the heartbeat, feeds due, a late write. */
function passTime(state: State, tick: Tick): Step {
  const due = presentDueAt(state, state.tick) <= tick.monotonic;
  const step = noticeClock([{ ...state, tick }, []], state.tick, tick);
  const isAsked = step[0].display.presenting;
  return startRefresh(startSave(due && !isAsked ? wantFrame(step) : step, tick), tick);
}

/** One line in the journal when a feed begins or ceases to fail, none while nothing changes. */
function describeChange(before: FeedState, after: FeedState): readonly Effect[] {
  if (after.failure !== null && before.failure?.reason !== after.failure.reason) {
    const text = `Calendar ${after.id}: ${after.failure.reason}: ${after.failure.detail}`;
    return [{ type: 'log', priority: 'warning', text }];
  }
  if (after.failure === null && before.failure !== null) {
    return [{ type: 'log', priority: 'notice', text: `Calendar ${after.id}: works again.` }];
  }
  return [];
}

function takeResult(state: State, result: FeedResult, tick: Tick): Step {
  const before = state.feeds.find((feed) => feed.id === result.feed);
  if (before === undefined) return [state, []];
  const after = applyResult(before, result, state.plan, tick);
  const next: State = {
    ...state,
    tick,
    feeds: state.feeds.map((feed) => (feed === before ? after : feed)),
    saved: { ...state.saved, changed: state.saved.changed || after.content !== before.content },
  };
  const shows = after.content !== before.content || after.failure !== before.failure;
  const step: Step = [next, describeChange(before, after)];
  return shows ? wantFrame(step) : step;
}

/** Feeds of the refresh that gave no result at all stay due, but not at once. */
function endRefresh(state: State, tick: Tick): Step {
  const silent = (feed: FeedState): boolean =>
    state.refreshing.includes(feed.id) && feed.dueAt <= tick.monotonic;
  const ended: State = {
    ...state,
    tick,
    feeds: state.feeds.map((feed) =>
      silent(feed) ? { ...feed, dueAt: tick.monotonic + (state.plan.backoff[0] ?? MINUTE) } : feed,
    ),
    refreshing: [],
    lastRefresh: { ...state.lastRefresh, ended: tick.instant },
  };
  return startRefresh(startSave([ended, []], tick), tick);
}

function takeFrame(state: State, report: ShownReport, tick: Tick): Step {
  const { display } = state;
  const effects: Effect[] = [];
  if (display.waiting !== null)
    effects.push({ type: 'log', priority: 'notice', text: 'The display is there.' });
  if (report.verified && !state.ready) {
    const text = `The first picture is on the display: ${report.width}x${report.height}, verified.`;
    effects.push({ type: 'log', priority: 'info', text });
  }
  if (report.verified) effects.push({ type: 'notify', what: state.ready ? 'watchdog' : 'ready' });
  const next: State = {
    ...state,
    tick,
    ready: state.ready || report.verified,
    display: {
      ...display,
      presenting: false,
      waiting: null,
      lastAttempt: tick,
      lastVerified: report.verified ? tick : display.lastVerified,
      failures: report.verified ? 0 : display.failures + 1,
      width: report.width,
      height: report.height,
      frames: display.frames + 1,
      redraws: display.redraws + (report.redrawn ? 1 : 0),
      bytesWritten: display.bytesWritten + report.bytesWritten,
      damagedRows: display.damagedRows + report.damagedRows,
    },
  };
  return display.wanted ? wantFrame([next, effects]) : [next, effects];
}

function missFrame(state: State, reason: string, tick: Tick): Step {
  const effects: readonly Effect[] =
    state.display.waiting === reason
      ? []
      : [
          { type: 'log', priority: 'warning', text: reason },
          { type: 'notify', what: 'status' },
        ];
  const display = {
    ...state.display,
    presenting: false,
    wanted: false,
    waiting: reason,
    lastAttempt: tick,
    failures: state.display.failures + 1,
  };
  return [{ ...state, tick, display }, effects];
}

function takeSave(state: State, ok: boolean, tick: Tick): Step {
  if (!ok) return [{ ...state, tick, saved: { ...state.saved, changed: true } }, []];
  const lastSuccess = Math.max(0, ...state.feeds.map((feed) => feed.lastSuccess ?? 0));
  return [{ ...state, tick, saved: { ...state.saved, lastSuccess } }, []];
}

/** What the clock's trust changes: the picture, and feeds that a wrong clock made fail. */
function takeTrust(state: State, trusted: boolean, tick: Tick): Step {
  if (trusted === state.clockTrusted) return [{ ...state, tick }, []];
  const feeds = state.feeds.map((feed) =>
    trusted && feed.failure !== null ? { ...feed, dueAt: tick.monotonic } : feed,
  );
  return startRefresh(wantFrame([{ ...state, tick, feeds, clockTrusted: trusted }, []]), tick);
}

function stop(state: State, tick: Tick): Step {
  if (state.stopping) return [{ ...state, tick }, []];
  const save: readonly Effect[] = state.saved.changed ? [{ type: 'save' }] : [];
  return [{ ...state, tick, stopping: true }, [...save, { type: 'exit' }]];
}

/** The next state and the effects to perform, in order. Total: every event is fine in every state. */
export function update(state: State, event: Event): Step {
  const step = react(state, event);
  // A device that could not be drawn on is tried again in a moment, for the time it is then.
  const looks = event.type === 'woke' || event.type === 'started' || event.type === 'not-shown';
  return looks ? step : noticeClock(step, state.tick, event.tick);
}

function react(state: State, event: Event): Step {
  const { tick } = event;
  switch (event.type) {
    case 'started':
      return startRefresh(wantFrame([{ ...state, tick }, []]), tick);
    case 'woke':
      return passTime(state, tick);
    case 'clock-trust':
      return takeTrust(state, event.trusted, tick);
    case 'refresh-result':
      return takeResult(state, event.result, tick);
    case 'refresh-ended':
      return endRefresh(state, tick);
    case 'shown':
      return takeFrame(state, event.report, tick);
    case 'not-shown':
      return missFrame(state, event.reason, tick);
    case 'saved':
      return takeSave(state, event.ok, tick);
    case 'stop':
      return stop(state, tick);
    default:
      return assertNever(event);
  }
}
