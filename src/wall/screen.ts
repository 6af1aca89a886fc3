/** Picture, raster and output behind two words: present, and what is on the glass as a PNG. */
import type { Config } from '../config/schema.ts';
import type { Clock } from '../daemon/clock.ts';
import { choosePicture, type PictureSettings } from '../daemon/picture.ts';
import type { Dispatch } from '../daemon/run.ts';
import type { State } from '../daemon/state.ts';
import type { Log } from '../log.ts';
import { describeError } from '../model/errors.ts';
import { MINUTE } from '../model/time.ts';
import { encodePng } from '../outputs/png/png-encoder.ts';
import { createOutput } from '../outputs/table.ts';
import { FONTS_FOLDER } from '../paths.ts';
import { createPresenter, type PictureSize, type Presenter } from '../raster/presenter.ts';
import { createRaster, type Raster } from '../raster/raster.ts';
import { releaseBlocks } from '../raster/released-blocks.ts';
import type { MeasureText, Scene } from '../scene/scene.ts';
import { createMemo } from '../views/memo.ts';
import { drawPicture } from './draw.ts';

export interface Screen {
  /** Draws what the state says now; what came of it is dispatched. Never throws. */
  present(state: () => State, dispatch: Dispatch): void;
  readonly outputName: () => string;
  /** What is on the glass; null before the first frame. */
  png(): Promise<AsyncIterable<Uint8Array> | null>;
  close(): Promise<void>;
}

/** What is on the glass, painted again strip by strip. */
async function* encodeShown(raster: Raster, presenter: Presenter): AsyncGenerator<Uint8Array> {
  const scene = presenter.last();
  if (scene === null) return;
  const { width, height } = scene;
  const strips = raster.paintStrips(scene, { x: 0, y: 0, width, height });
  yield* encodePng(width, height, releaseBlocks(raster, strips));
}

/**
 * Lays the picture out when the minute, the feeds, the trust in the clock or the size is another one,
 * and gives the same scene else: a heartbeat between two minutes costs no layout.
 */
function layOutOnce(config: Config, settings: PictureSettings, clock: Clock, measure: MeasureText) {
  const memo = createMemo();
  let last: { readonly key: readonly unknown[]; readonly scene: Scene } | null = null;
  return (state: State, size: PictureSize): Scene => {
    const { instant } = clock.tick();
    const key = [Math.floor(instant / MINUTE), state.feeds, state.clockTrusted, size.width, size.height];
    if (last?.key.every((part, index) => part === key[index])) return last.scene;
    const picture = choosePicture(state, settings, clock.moment(instant), clock.moment);
    const scene = drawPicture(picture, size, config, measure, memo);
    last = { key, scene };
    return scene;
  };
}

/** Throws a UserError when a font file of daywall's own cannot be read. */
export async function createScreen(
  config: Config,
  settings: PictureSettings,
  clock: Clock,
  log: Log,
): Promise<Screen> {
  const raster = await createRaster(FONTS_FOLDER, config.locale);
  const output = createOutput(config.output);
  const presenter = createPresenter(raster, output);
  let noted: string | null = null;
  const layOut = layOutOnce(config, settings, clock, raster.measure);

  async function present(state: () => State, dispatch: Dispatch): Promise<void> {
    const report = await presenter.present((size) => layOut(state(), size));
    const tick = clock.tick();
    if (report.kind === 'waiting') return dispatch({ type: 'not-shown', tick, reason: report.reason });
    if (report.note !== noted && report.note !== null) log('info', report.note);
    noted = report.note;
    const redrawn = report.repaired || report.changedPixels === report.width * report.height;
    dispatch({ type: 'shown', tick, report: { ...report, redrawn } });
  }

  return {
    present: (state, dispatch) => {
      present(state, dispatch).catch((error: unknown) => {
        const reason = `The picture could not be drawn: ${describeError(error)}`;
        dispatch({ type: 'not-shown', tick: clock.tick(), reason });
      });
    },
    outputName: () => output.name,
    png: () => Promise.resolve(presenter.last() === null ? null : encodeShown(raster, presenter)),
    close: () => output.close(),
  };
}
