/** Brings scenes onto an output: all of a scene the first time, then what differs from the last one. */
import type { FrameReport, Output, OutputState, PixelBlock, Rect } from '../model/frame.ts';
import { difference } from '../scene/difference.ts';
import { areaOf } from '../scene/geometry.ts';
import type { Scene } from '../scene/scene.ts';
import type { Raster } from './raster.ts';
import { releaseBlocks } from './released-blocks.ts';

/** Largest column of a full redraw, in bytes. */
const COLUMN_BYTES = 1 << 19;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface ShownReport extends FrameReport {
  readonly kind: 'shown';
  readonly width: number;
  readonly height: number;
  /** Pixels in which the scene may differ from the one before; all of them on a blank output. */
  readonly changedPixels: number;
  /** Everything was drawn a second time, because the first was not found as drawn. */
  readonly repaired: boolean;
  /** What the output has to say about itself; null mostly. */
  readonly note: string | null;
}

export type PresentReport = ShownReport | { readonly kind: 'waiting'; readonly reason: string };

export interface Presenter {
  /**
   * Shows the scene laid out for the size the output has now. `damagedRows` is what was found damaged
   * before a repair, `verified` what holds after it. One call at a time.
   */
  present(makeScene: (size: PictureSize) => Scene): Promise<PresentReport>;
  /** What the output shows, while a frame is drawn the one before; null when that is not known. */
  last(): Scene | null;
  /** Makes the next frame draw everything. */
  forget(): void;
}

type Ready = Extract<OutputState, { kind: 'ready' }>;

export function createPresenter(raster: Raster, output: Output): Presenter {
  let shown: Scene | null = null;
  /** All of `shown` is on the output, and nothing else. */
  let intact = false;

  const draw = async (scene: Scene, dirty: readonly Rect[], state: Ready): Promise<FrameReport> => {
    const blocks = paintBlocks(raster, scene, dirty, state);
    for await (const block of releaseBlocks(raster, blocks)) await output.write(block);
    return await output.finish();
  };

  const attempt = async (makeScene: (size: PictureSize) => Scene): Promise<PresentReport> => {
    const before = intact ? shown : null;
    intact = false;
    const state = await output.prepare();
    if (state.kind === 'waiting') {
      shown = null;
      return state;
    }
    const { width, height } = state;
    const scene = makeScene({ width, height });
    const dirty = difference(state.blank ? null : before, scene);
    const frame = await draw(scene, dirty, state);
    intact = isSound(frame);
    shown = intact ? scene : null;
    const changedPixels = dirty.reduce((sum, rect) => sum + areaOf(rect), 0);
    const note = state.note ?? null;
    return { kind: 'shown', ...frame, width, height, changedPixels, repaired: false, note };
  };

  return {
    async present(makeScene) {
      const first = await attempt(makeScene);
      if (first.kind === 'waiting' || isSound(first)) return first;
      const second = await attempt(makeScene);
      if (second.kind === 'waiting') return second;
      return {
        ...second,
        verified: isSound(second),
        bytesWritten: first.bytesWritten + second.bytesWritten,
        damagedRows: first.damagedRows,
        repaired: true,
      };
    },
    last: () => shown,
    forget() {
      intact = false;
    },
  };
}

function isSound({ verified, damagedRows }: FrameReport): boolean {
  return verified && damagedRows === 0;
}

/** The blocks of a frame: strips, or columns where the output asks for them on a full redraw. */
function* paintBlocks(
  raster: Raster,
  scene: Scene,
  dirty: readonly Rect[],
  state: Ready,
): Generator<PixelBlock> {
  for (const rect of dirty) {
    if (state.strips === 'columns') {
      for (const column of columnsOf(rect)) yield raster.paint(scene, column);
    } else {
      yield* raster.paintStrips(scene, rect);
    }
  }
}

/** Cuts a rectangle into columns of its height and at most `COLUMN_BYTES`. */
function* columnsOf(rect: Rect): Generator<Rect> {
  const width = Math.max(1, Math.floor(COLUMN_BYTES / (rect.height * 4)));
  const right = rect.x + rect.width;
  for (let x = rect.x; x < right; x += width) yield { ...rect, x, width: Math.min(width, right - x) };
}
