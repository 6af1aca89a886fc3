/** `daywall render`: one picture, drawn by the same parts as the wall's. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import type { LoadedConfig } from '../config/load.ts';
import { localTimeIn } from '../daemon/clock.ts';
import { choosePicture } from '../daemon/picture.ts';
import { createState, type Tick } from '../daemon/state.ts';
import { update } from '../daemon/update.ts';
import { describeError, UserError } from '../model/errors.ts';
import type { FeedResult } from '../model/feed-result.ts';
import type { Instant, Moment } from '../model/time.ts';
import { pictureSize } from '../outputs/png/options.ts';
import { encodePng } from '../outputs/png/png-encoder.ts';
import { FONTS_FOLDER } from '../paths.ts';
import { createRaster } from '../raster/raster.ts';
import type { Scene } from '../scene/scene.ts';
import { drawPicture } from '../wall/draw.ts';
import { makeJob } from '../wall/job.ts';
import { pictureSettingsOf, planOf } from '../wall/settings.ts';
import { type Arguments, type RunCommand, textOf } from './command.ts';
import { configured } from './configured.ts';
import { parseTime } from './local-time.ts';
import { refreshOnce } from './refresh-once.ts';

function sizeOf(given: Arguments, { config }: LoadedConfig): { width: number; height: number } {
  const text = textOf(given, 'size');
  if (text === null) return config.output.png.size;
  const parsed = v.safeParse(pictureSize, text);
  if (parsed.success) return parsed.output;
  throw new UserError(`--size ${parsed.issues[0].message}; found "${text}".`);
}

/** The state of a wall that has just taken these results. */
function stateAfter(results: readonly FeedResult[], { config }: LoadedConfig, tick: Tick) {
  const fresh = createState({
    plan: planOf(config, 0),
    heartbeat: Infinity,
    feeds: config.calendars.map(({ id }) => id),
    stored: [],
    clockTrusted: true,
    tick,
  });
  return results.reduce((state, result) => update(state, { type: 'refresh-result', tick, result })[0], fresh);
}

async function sceneAt(at: Instant, loaded: LoadedConfig, size: { width: number; height: number }) {
  const { config, suggestedFile } = loaded;
  const requests = config.calendars.map(({ id }) => ({ id, validators: null }));
  const results = (await refreshOnce(makeJob(config, requests, at), config)).map((result) => ({
    ...result,
    at,
  }));
  const local = localTimeIn(config.zone);
  const moment = (instant: Instant): Moment => ({ instant, local: local(instant) });
  const settings = pictureSettingsOf(config, {
    configFile: suggestedFile,
    configProblem: null,
    oldestTrueTime: -Infinity,
  });
  const state = stateAfter(results, loaded, { instant: at, monotonic: 0 });
  const picture = choosePicture(state, settings, moment(at), moment);
  const raster = await createRaster(FONTS_FOLDER, config.locale);
  return { raster, scene: drawPicture(picture, size, config, raster.measure) };
}

async function writePicture(
  path: string,
  { raster, scene }: Awaited<ReturnType<typeof sceneAt>>,
): Promise<void> {
  const { width, height }: Scene = scene;
  const strips = raster.paintStrips(scene, { x: 0, y: 0, width, height });
  try {
    await pipeline(Readable.from(encodePng(width, height, strips)), createWriteStream(path));
  } catch (error) {
    throw new UserError(`The picture could not be written: ${describeError(error)}`);
  }
}

export const render: RunCommand = async (given) => {
  const out = textOf(given, 'out');
  if (out === null) throw new UserError('--out FILE.png is missing: where is the picture to go?');
  const loaded = configured(given);
  const at = textOf(given, 'at');
  const instant = at === null ? Date.now() : parseTime(at, '--at', loaded.config.zone);
  await writePicture(out, await sceneAt(instant, loaded, sizeOf(given, loaded)));
  return 0;
};
