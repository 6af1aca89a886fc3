/** Painting a whole picture without holding a whole picture. */
import type { PixelBlock } from '../model/frame.ts';
import type { Raster } from './raster.ts';

/** Painted bytes after which memory is given back: half a picture of 1920x1080, a collection of 5 ms. */
const RELEASE_BYTES = 1 << 22;

/** Passes the blocks on; gives their memory back every few megabytes and at the end. */
export async function* releaseBlocks(
  raster: Raster,
  blocks: Iterable<PixelBlock>,
): AsyncGenerator<PixelBlock, void, undefined> {
  let painted = 0;
  for (const block of blocks) {
    yield block;
    painted += block.data.byteLength;
    if (painted < RELEASE_BYTES) continue;
    painted = 0;
    await raster.release();
  }
  if (painted > 0) await raster.release();
}
