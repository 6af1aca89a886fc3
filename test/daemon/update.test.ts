import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { nextWake } from '../../src/daemon/schedule.ts';
import type { Effect, Event, ShownReport, State, Tick } from '../../src/daemon/state.ts';
import { update } from '../../src/daemon/update.ts';
import type { FeedResult } from '../../src/model/feed-result.ts';
import { MINUTE, SECOND } from '../../src/model/time.ts';
import { contentWith, failed, fetched, newState, START, tickAt, VALIDATORS } from './fixtures.ts';

const SHOWN: ShownReport = {
  verified: true,
  width: 1920,
  height: 1080,
  bytesWritten: 100,
  damagedRows: 0,
  redrawn: false,
};

function run(state: State, ...events: readonly Event[]): [State, Effect[]] {
  const all: Effect[] = [];
  let current = state;
  for (const event of events) {
    const [next, effects] = update(current, event);
    current = next;
    all.push(...effects);
  }
  return [current, all];
}

const kinds = (effects: readonly Effect[]): string[] => effects.map((effect) => effect.type);
const started: Event = { type: 'started', tick: tickAt(0) };
const shown = (elapsed: number, report = SHOWN): Event => ({ type: 'shown', tick: tickAt(elapsed), report });
const woke = (elapsed: number, step = 0): Event => ({ type: 'woke', tick: tickAt(elapsed, step) });

describe('start', () => {
  test('paints before it refreshes, and asks stored feeds conditionally', () => {
    const stored = { id: 'a', content: contentWith(1), validators: VALIDATORS, lastSuccess: START - 1000 };
    const [state, effects] = run(newState(['a', 'b'], [stored]), started);
    assert.deepEqual(kinds(effects), ['present', 'refresh']);
    assert.deepEqual(effects[1], {
      type: 'refresh',
      feeds: [
        { id: 'a', validators: VALIDATORS },
        { id: 'b', validators: null },
      ],
    });
    assert.deepEqual(state.refreshing, ['a', 'b']);
  });

  test('a horizon that runs short makes the request unconditional', () => {
    const content = contentWith(1, START - MINUTE, START + 2 * MINUTE);
    const stored = { id: 'a', content, validators: VALIDATORS, lastSuccess: START };
    const [, effects] = run(newState(['a'], [stored]), started);
    assert.deepEqual(effects[1], { type: 'refresh', feeds: [{ id: 'a', validators: null }] });
  });

  test('why the display is waited for is said once for each reason', () => {
    const missed = (elapsed: number, reason: string): Event => ({
      type: 'not-shown',
      tick: tickAt(elapsed),
      reason,
    });
    const [, effects] = run(newState([]), started, missed(1, 'Gone.'), woke(1002), missed(1003, 'Gone.'));
    assert.deepEqual(kinds(effects), ['present', 'log', 'notify', 'present']);
    assert.deepEqual(effects[2], { type: 'notify', what: 'status' });
  });

  test('READY is said once, after the first verified frame; WATCHDOG only after later verified ones', () => {
    const broken = { ...SHOWN, verified: false };
    const [, effects] = run(
      newState(),
      started,
      shown(1, broken),
      woke(1001),
      shown(1002),
      woke(31_002),
      shown(31_003),
    );
    const said = effects.filter((effect) => effect.type === 'notify').map((effect) => effect.what);
    assert.deepEqual(said, ['ready', 'watchdog']);
  });
});

describe('time', () => {
  test('draws at the turn of the minute and verifies at the heartbeat', () => {
    const [state] = run(newState([]), started, shown(1));
    assert.equal(nextWake(state, tickAt(1)), 30_000);
    const [later] = run(state, woke(30_001), shown(30_002));
    assert.equal(nextWake(later, tickAt(30_002)), 55_000 - 30_002);
    const [, effects] = run(later, woke(55_000));
    assert.deepEqual(kinds(effects), ['present']);
  });

  test('a wake-up between those does nothing', () => {
    const [state] = run(newState([]), started, shown(1));
    assert.deepEqual(run(state, woke(10_000))[1], []);
  });

  test('a step of the clock draws at once, forwards and backwards', () => {
    const [state] = run(newState([]), started, shown(1));
    for (const step of [3 * 365 * 86_400_000, -90_000, 5 * SECOND]) {
      assert.deepEqual(kinds(run(state, woke(10_000, step))[1]), ['log', 'present']);
    }
  });

  test('the minute and a step of the clock are noticed whatever event is the first to show them', () => {
    const [state] = run(newState(['a']), started, shown(1));
    const events = (tick: Tick): readonly Event[] => [
      { type: 'refresh-result', tick, result: { ...fetched('a', tick), kind: 'unchanged' } as FeedResult },
      { type: 'refresh-ended', tick },
      { type: 'clock-trust', tick, trusted: true },
      { type: 'saved', tick, ok: true },
    ];
    for (const event of events(tickAt(55_001))) {
      assert.deepEqual(kinds(run(state, event)[1]), ['present'], event.type);
    }
    for (const event of events(tickAt(10, 3 * 365 * 86_400_000))) {
      assert.deepEqual(kinds(run(state, event)[1]), ['log', 'present'], event.type);
    }
  });

  test('a minute that turns while a frame is drawn leads to one more', () => {
    const [drawing] = run(newState(['a']), started);
    assert.deepEqual(kinds(run(drawing, shown(55_001))[1]).slice(-2), ['notify', 'present']);
    assert.equal(
      kinds(run(drawing, woke(55_001), shown(55_002))[1]).filter((kind) => kind === 'present').length,
      1,
    );
  });

  test('a change while a frame is drawn leads to one more frame, not to two at a time', () => {
    const [state, effects] = run(newState(['a']), started, {
      type: 'refresh-result',
      tick: tickAt(5),
      result: fetched('a', tickAt(5)),
    });
    assert.equal(kinds(effects).filter((kind) => kind === 'present').length, 1);
    assert.deepEqual(kinds(run(state, shown(10))[1]), ['log', 'notify', 'present']);
  });
});

describe('refresh', () => {
  test('each feed has its own schedule; failures back off 60, 120, 300, 300 s and success resets', () => {
    let [state] = run(newState(['a']), started);
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) {
      [state] = run(state, { type: 'refresh-result', tick: tickAt(0), result: failed('a', tickAt(0)) });
      waits.push((state.feeds[0]?.dueAt ?? 0) - tickAt(0).monotonic);
    }
    assert.deepEqual(waits, [60_000, 120_000, 300_000, 300_000]);
    [state] = run(state, { type: 'refresh-result', tick: tickAt(0), result: fetched('a', tickAt(0)) });
    const wait = (state.feeds[0]?.dueAt ?? 0) - tickAt(0).monotonic;
    assert.ok(wait >= 270_000 && wait <= 330_000, String(wait));
    assert.equal(state.feeds[0]?.failure, null);
  });

  test('Retry-After is honoured, up to an hour', () => {
    const [started1] = run(newState(['a']), started);
    for (const [asked, expected] of [
      [600_000, 600_000],
      [10, 60_000],
      [1e12, 3_600_000],
    ] as const) {
      const result = failed('a', tickAt(0), asked);
      const [state] = run(started1, { type: 'refresh-result', tick: tickAt(0), result });
      assert.equal((state.feeds[0]?.dueAt ?? 0) - tickAt(0).monotonic, expected);
    }
  });

  test('a failure keeps the content and costs the others nothing', () => {
    const [state] = run(
      newState(['a', 'b']),
      started,
      { type: 'refresh-result', tick: tickAt(1), result: fetched('a', tickAt(1), 3) },
      { type: 'refresh-result', tick: tickAt(2), result: fetched('b', tickAt(2), 2) },
      { type: 'refresh-ended', tick: tickAt(3) },
      { type: 'refresh-result', tick: tickAt(4), result: failed('a', tickAt(4)) },
    );
    assert.equal(state.feeds[0]?.content?.occurrences.length, 3);
    assert.equal(state.feeds[0]?.failure?.reason, 'connection');
    assert.equal(state.feeds[1]?.failure, null);
  });

  test('a sudden empty calendar is held back until it is seen twice', () => {
    const [full] = run(newState(['a']), started, {
      type: 'refresh-result',
      tick: tickAt(1),
      result: fetched('a', tickAt(1), 3),
    });
    const empty: Event = { type: 'refresh-result', tick: tickAt(2), result: fetched('a', tickAt(2), 0) };
    const [held] = run(full, empty);
    assert.equal(held.feeds[0]?.content?.occurrences.length, 3);
    assert.equal(held.feeds[0]?.failure?.reason, 'suddenly-empty');
    assert.equal(held.feeds[0]?.validators, null);
    const [accepted] = run(held, empty);
    assert.equal(accepted.feeds[0]?.content?.occurrences.length, 0);
    assert.equal(accepted.feeds[0]?.failure, null);
  });

  test('a refresh that ends without a word about a feed does not start it again at once', () => {
    const [state, effects] = run(newState(['a']), started, { type: 'refresh-ended', tick: tickAt(10) });
    assert.equal(kinds(effects).filter((kind) => kind === 'refresh').length, 1);
    assert.ok((state.feeds[0]?.dueAt ?? 0) > tickAt(10).monotonic, 'due at once');
  });

  test('feeds due soon after share the refresh', () => {
    const [state] = run(
      newState(['a', 'b']),
      started,
      { type: 'refresh-result', tick: tickAt(1), result: failed('a', tickAt(1)) },
      { type: 'refresh-result', tick: tickAt(2), result: failed('b', tickAt(20_000)) },
      { type: 'refresh-ended', tick: tickAt(20_000) },
    );
    const [, effects] = run(state, woke(60_001));
    const refresh = effects.find((effect) => effect.type === 'refresh');
    assert.deepEqual(refresh?.feeds.map((feed) => feed.id).sort(), ['a', 'b']);
  });

  test('what failed is asked last, and of several such not always the same one', () => {
    const requested = (state: State, elapsed: number): readonly string[] => {
      const refresh = run(state, woke(elapsed))[1].find((effect) => effect.type === 'refresh');
      return refresh?.feeds.map((feed) => feed.id) ?? [];
    };
    const at = (elapsed: number, ...results: FeedResult[]): Event[] => [
      ...results.map((result): Event => ({ type: 'refresh-result', tick: tickAt(elapsed), result })),
      { type: 'refresh-ended', tick: tickAt(elapsed) },
    ];
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((feed) => failed(feed, tickAt(1)));
    assert.ok(a && b && c && d, 'four results');
    const good = fetched('c', tickAt(1));
    const [once] = run(newState(['a', 'b', 'c', 'd']), started, ...at(1, a, b, good, d));
    const due = { ...once, feeds: once.feeds.map((feed) => ({ ...feed, dueAt: 0 })) };
    assert.deepEqual(requested(due, 100), ['c', 'd', 'b', 'a']);
    const [asking] = run(due, woke(100));
    const [twice] = run(asking, ...at(101, a, b, c, d));
    const again = { ...twice, feeds: twice.feeds.map((feed) => ({ ...feed, dueAt: 0 })) };
    assert.deepEqual(requested(again, 200), ['c', 'a', 'b', 'd']);
  });

  test('a trusted clock makes failed feeds due at once', () => {
    const [state] = run(
      { ...newState(['a']), clockTrusted: false },
      started,
      shown(1),
      {
        type: 'refresh-result',
        tick: tickAt(1),
        result: failed('a', tickAt(1)),
      },
      { type: 'refresh-ended', tick: tickAt(2) },
      shown(3),
    );
    const [, effects] = run(state, { type: 'clock-trust', tick: tickAt(4), trusted: true });
    assert.deepEqual(kinds(effects), ['present', 'refresh']);
  });
});

describe('snapshot', () => {
  const newChange = (): Event => ({
    type: 'refresh-result',
    tick: tickAt(1),
    result: fetched('a', tickAt(1)),
  });
  const change = newChange();

  test('is written once after a change, not per feed, and then not for ten minutes', () => {
    const [state, effects] = run(newState(['a']), started, change, {
      type: 'refresh-ended',
      tick: tickAt(2),
    });
    assert.equal(kinds(effects).filter((kind) => kind === 'save').length, 1);
    const [again] = run(state, { type: 'saved', tick: tickAt(3), ok: true }, newChange());
    assert.deepEqual(kinds(run(again, { type: 'refresh-ended', tick: tickAt(4) })[1]), []);
    assert.ok(
      kinds(run(again, { type: 'refresh-ended', tick: tickAt(4) }, woke(600_003))[1]).includes('save'),
      'save',
    );
  });

  test('a write that failed is tried again later', () => {
    const [state] = run(
      newState(['a']),
      started,
      change,
      { type: 'refresh-ended', tick: tickAt(2) },
      {
        type: 'saved',
        tick: tickAt(3),
        ok: false,
      },
    );
    assert.ok(!kinds(run(state, woke(10_000))[1]).includes('save'), 'save');
    assert.ok(kinds(run(state, woke(600_003))[1]).includes('save'), 'save');
  });

  test('stop writes what is not on disk yet, then exits; the rest of the events change nothing', () => {
    const [state, effects] = run(newState(['a']), started, change, { type: 'stop', tick: tickAt(2) });
    assert.deepEqual(kinds(effects).slice(-2), ['save', 'exit']);
    assert.deepEqual(run(state, { type: 'stop', tick: tickAt(3) }, woke(400_000))[1], []);
  });
});

describe('any sequence of events', () => {
  const anyTick = fc.record({
    instant: fc.integer({ min: -1e13, max: 1e13 }),
    monotonic: fc.integer({ min: 0, max: 1e10 }),
  });
  const anyEvent: fc.Arbitrary<Event> = anyTick.chain((tick) =>
    fc.oneof(
      fc.constant<Event>({ type: 'started', tick }),
      fc.constant<Event>({ type: 'woke', tick }),
      fc.boolean().map((trusted): Event => ({ type: 'clock-trust', tick, trusted })),
      fc
        .constantFrom('a', 'b', 'stranger')
        .chain((feed) => fc.constantFrom(failed(feed, tick), fetched(feed, tick), fetched(feed, tick, 0)))
        .map((result): Event => ({ type: 'refresh-result', tick, result })),
      fc.constant<Event>({ type: 'refresh-ended', tick }),
      fc.boolean().map((verified): Event => ({ type: 'shown', tick, report: { ...SHOWN, verified } })),
      fc.constant<Event>({ type: 'not-shown', tick, reason: 'There is no display.' }),
      fc.boolean().map((ok): Event => ({ type: 'saved', tick, ok })),
      fc.constant<Event>({ type: 'stop', tick }),
    ),
  );

  test('never leaves the state without a next wake-up, and never starts a second frame or refresh', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let state = newState();
        for (const event of events) {
          const before = state;
          const [next, effects] = update(state, event);
          state = next;
          const wait = nextWake(state, event.tick);
          assert.ok(wait >= 0 && wait <= MINUTE, `wait ${wait}`);
          const presents = kinds(effects).filter((kind) => kind === 'present').length;
          assert.ok(
            presents <= (before.display.presenting && event.type !== 'shown' ? 0 : 1),
            `${presents} frames`,
          );
          if (before.refreshing.length > 0 && event.type !== 'refresh-ended') {
            assert.ok(!kinds(effects).includes('refresh'), 'a second refresh');
          }
        }
      }),
    );
  });

  test('waking exactly when asked makes progress: no wake-up is followed by another at the same time', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        let state = newState();
        let tick = tickAt(0);
        for (const event of events) [state] = update(state, { ...event, tick });
        for (let i = 0; i < 5; i++) {
          const wait = nextWake(state, tick);
          tick = { instant: tick.instant + wait, monotonic: tick.monotonic + wait };
          [state] = update(state, { type: 'woke', tick });
          assert.ok(nextWake(state, tick) > 0, 'a wake-up that asks to be woken at once');
        }
      }),
    );
  });
});
