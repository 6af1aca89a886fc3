// How much of the framebuffer a minute tick writes: real calendars, raster, presenter and output, on a file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sampleConfig } from '../../src/config/feed-arguments.ts';
import { defaultConfig } from '../../src/config/load.ts';
import type { Config } from '../../src/config/schema.ts';
import { localTimeIn } from '../../src/daemon/clock.ts';
import { choosePicture } from '../../src/daemon/picture.ts';
import { createState, type State, type StoredFeed } from '../../src/daemon/state.ts';
import { createReader } from '../../src/ical/read.ts';
import { DAY, MINUTE, type Moment, timeOf } from '../../src/model/time.ts';
import { createFramebufferOutput } from '../../src/outputs/framebuffer/framebuffer-output.ts';
import { createPresenter } from '../../src/raster/presenter.ts';
import { createRaster } from '../../src/raster/raster.ts';
import { drawPicture } from '../../src/wall/draw.ts';
import { pictureSettingsOf, planOf } from '../../src/wall/settings.ts';
import { createFakeFramebuffer, describeFramebuffer } from '../outputs/framebuffer/fake-framebuffer.ts';
import { plainCalendar } from './calendars.ts';

const ZONE = 'Europe/Berlin';
const PANEL = { width: 1920, height: 1080 };
const PANEL_BYTES = PANEL.width * PANEL.height * 4;

/** R14. */
const CLOCK_TICK_SHARE = 0.05;

/** A day of the sample calendars from seven in the morning. */
const START = Date.parse('2026-06-10T07:00:00+02:00');

const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const raster = await createRaster(root('fonts'), 'en-GB');
const local = localTimeIn(ZONE);
const moment = (instant: number): Moment => ({ instant, local: local(instant) });

function sampleWall(): Config {
  const bare = defaultConfig({ flag: null, env: { HOME: '/nonexistent', LANG: 'en_GB.UTF-8' }, cwd: '/' });
  return sampleConfig(root('assets/samples'), { ...bare, zone: ZONE });
}

function stored(id: string, bytes: Uint8Array): StoredFeed {
  const range = { from: START - DAY, to: START + 35 * DAY };
  const reader = createReader({ range, zone: ZONE, ownAddresses: [] });
  reader.push(bytes);
  const { occurrences } = reader.finish();
  const content = { occurrences, warnings: [], warningCount: 0, cutCount: 0, horizon: range, zone: ZONE };
  return { id, content, validators: null, lastSuccess: START };
}

/** The feeds were all read a moment ago, so that no footer tells their age. */
function stateOf(config: Config, feeds: readonly StoredFeed[], now: number): State {
  return createState({
    plan: planOf(config, 0),
    heartbeat: Infinity,
    feeds: config.calendars.map(({ id }) => id),
    stored: feeds.map((feed) => ({ ...feed, lastSuccess: now })),
    clockTrusted: true,
    tick: { instant: now, monotonic: 0 },
  });
}

interface Tick {
  /** What the clock shows, `HH:MM`. */
  readonly time: string;
  /** Part of the framebuffer's bytes that was written. */
  readonly share: number;
}

/** Each of so many minute ticks after a first frame. */
async function tick(
  context: TestContext,
  feedsOf: (config: Config) => readonly StoredFeed[],
  start: number,
  minutes: number,
): Promise<readonly Tick[]> {
  const config = sampleWall();
  const feeds = feedsOf(config);
  const attributes = describeFramebuffer(PANEL.width, PANEL.height, 32);
  const output = createFramebufferOutput(createFakeFramebuffer(context, attributes, PANEL_BYTES).options);
  context.after(() => output.close());
  const presenter = createPresenter(raster, output);
  const settings = pictureSettingsOf(config, { configFile: '', configProblem: null, oldestTrueTime: 0 });
  const ticks: Tick[] = [];
  for (let minute = 0; minute <= minutes; minute += 1) {
    // Not on the full minute: nobody's timer is that good.
    const now = moment(start + minute * MINUTE + 20);
    const state = stateOf(config, feeds, now.instant);
    const report = await presenter.present((size) =>
      drawPicture(choosePicture(state, settings, now, moment), size, config, raster.measure),
    );
    assert.ok(report.kind === 'shown' && report.verified && !report.repaired, 'a verified frame');
    ticks.push({ time: timeOf(now.local), share: report.bytesWritten / PANEL_BYTES });
  }
  assert.equal(ticks[0]?.share, 1, 'the first frame is drawn whole');
  return ticks.slice(1);
}

const percent = (share = 0): string => `${(share * 100).toFixed(2)} %`;
const sharesOf = (ticks: readonly Tick[]): number[] => ticks.map(({ share }) => share).sort((a, b) => a - b);

function describeShares(name: string, shares: readonly number[]): string {
  const small = shares.filter((share) => share < CLOCK_TICK_SHARE).length;
  return `${name}: median ${percent(shares[shares.length >> 1])}, most ${percent(shares.at(-1))}, ${small} of ${shares.length} under 5 %`;
}

test('a minute tick that changes only the clock writes under 5 % of the framebuffer', async (context) => {
  // All-day entries and meetings of the days to come: nothing runs, nothing is counted down.
  const bytes = Buffer.from(plainCalendar('Meeting', START));
  const feedsOf = ({ calendars }: Config) => calendars.map(({ id }) => stored(id, bytes));
  const ticks = await tick(context, feedsOf, START + 110 * MINUTE, 75);
  context.diagnostic(describeShares('only the clock', sharesOf(ticks)));
  for (const { time, share } of ticks) {
    assert.ok(share > 0, `${time}: nothing was written`);
    // Two or three times a day all four digits of the clock change.
    const most = time === '10:00' ? 0.07 : CLOCK_TICK_SHARE;
    assert.ok(share < most, `${time}: ${percent(share)}`);
  }
});

test('with entries that run and are counted down it stays near that, and no tick draws all', async (context) => {
  const feedsOf = ({ calendars }: Config) =>
    calendars.map(({ id }) => stored(id, readFileSync(root(`assets/samples/${id}.ics`))));
  const shares = sharesOf(await tick(context, feedsOf, START + 30 * MINUTE, 75));
  context.diagnostic(describeShares('the samples', shares));
  assert.ok((shares[shares.length >> 1] ?? 1) < CLOCK_TICK_SHARE, percent(shares[shares.length >> 1]));
  assert.ok((shares.at(-1) ?? 1) < 1, 'no tick draws all');
});
