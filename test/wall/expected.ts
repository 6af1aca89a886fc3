// What the wall has to show, made from its files by the same pure parts, and compared with its glass.
import { fileURLToPath } from 'node:url';
import { type LoadedConfig, loadConfig } from '../../src/config/load.ts';
import { localTimeIn } from '../../src/daemon/clock.ts';
import { choosePicture } from '../../src/daemon/picture.ts';
import { createState, type State } from '../../src/daemon/state.ts';
import { update } from '../../src/daemon/update.ts';
import type { FeedFailure } from '../../src/model/feed-result.ts';
import { MINUTE, type Moment } from '../../src/model/time.ts';
import { createRaster } from '../../src/raster/raster.ts';
import type { Scene } from '../../src/scene/scene.ts';
import { drawPicture } from '../../src/wall/draw.ts';
import { pictureSettingsOf, planOf } from '../../src/wall/settings.ts';
import { createStore } from '../../src/wall/store.ts';
import { bareEnvironment, eventually, type Rig, SIZE } from './wall-process.ts';

const raster = await createRaster(fileURLToPath(new URL('../../fonts', import.meta.url)), 'en-GB');

function stateOf(loaded: LoadedConfig, at: number, failure: FeedFailure | null): State {
  const { config } = loaded;
  const tick = { instant: at, monotonic: 0 };
  const initial = createState({
    plan: planOf(config, 0),
    heartbeat: Infinity,
    feeds: config.calendars.map(({ id }) => id),
    stored: createStore(config, () => undefined).read().feeds,
    clockTrusted: true,
    tick,
  });
  if (failure === null) return initial;
  return config.calendars.reduce<State>((state, { id }) => {
    const result = { kind: 'failed', feed: id, at, reason: failure, detail: '', retryAfter: null } as const;
    return update(state, { type: 'refresh-result', tick, result })[0];
  }, initial);
}

/** The scene of the snapshot at `at`, every feed failing for `failure` or none. */
export function sceneOfSnapshot(rig: Rig, at: number, failure: FeedFailure | null, size = SIZE): Scene {
  const loaded = loadConfig({ flag: rig.config, env: bareEnvironment(rig.folder), cwd: rig.folder });
  const { config, suggestedFile } = loaded;
  const local = localTimeIn(config.zone);
  const moment = (instant: number): Moment => ({ instant, local: local(instant) });
  const settings = pictureSettingsOf(config, {
    configFile: suggestedFile,
    configProblem: null,
    oldestTrueTime: -Infinity,
  });
  const picture = choosePicture(stateOf(loaded, at, failure), settings, moment(at), moment);
  return drawPicture(picture, size, config, raster.measure);
}

export function textsOf(scene: Scene): string {
  return scene.items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])).join(' | ');
}

/** RGB of each pixel of a scene. */
export function pixelsOfScene(scene: Scene): Buffer {
  const { width, height } = scene;
  return withoutAlpha(raster.paint(scene, { x: 0, y: 0, width, height }).data);
}

/** RGBA to RGB. */
export function withoutAlpha(data: Uint8Array | Uint8ClampedArray): Buffer {
  const pixels = Buffer.alloc((data.length / 4) * 3);
  for (let pixel = 0; pixel * 4 < data.length; pixel += 1) {
    pixels.set(data.subarray(pixel * 4, pixel * 4 + 3), pixel * 3);
  }
  return pixels;
}

/** RGB of each pixel of a framebuffer with 32 bits (XRGB8888: blue, green, red, unused). */
export function pixelsOfFramebuffer(bytes: Buffer): Buffer {
  const pixels = withoutAlpha(bytes);
  for (let at = 0; at < pixels.length; at += 3) pixels.subarray(at, at + 3).reverse();
  return pixels;
}

/** Resolves once the glass shows what `picture` gives for the minute; made anew when the minute turns. */
export async function untilShown(
  what: string,
  bytes: () => Buffer,
  picture: (at: number) => Buffer | Promise<Buffer>,
  describe: () => string,
): Promise<void> {
  let minute = 0;
  let expected = Buffer.alloc(0);
  await eventually(
    what,
    async () => {
      const now = Math.floor(Date.now() / MINUTE) * MINUTE;
      if (now !== minute) expected = Buffer.from(await picture(now));
      minute = now;
      return pixelsOfFramebuffer(bytes()).equals(expected);
    },
    describe,
  );
}
