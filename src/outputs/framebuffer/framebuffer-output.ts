/**
 * The Linux framebuffer as an output: written with plain file writes, read back after each frame.
 *
 * The geometry is read and the device node looked at before each frame, so a framebuffer that is
 * missing, late, resized or replaced by another driver (simpledrm by vc4drmfb during boot) is waited for
 * and taken. The node stays open between frames; after any error it is closed and opened afresh.
 */
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FrameReport, Output, OutputState, PixelBlock } from '../../model/frame.ts';
import { closeDevice, describeDeviceError, isSameNode, openDevice } from './device.ts';
import { setDisplayMode } from './display-mode.ts';
import { type Geometry, readGeometry, sameGeometry } from './geometry.ts';
import type { FramebufferOptions } from './options.ts';
import { defaultFormat, formatNamed, type PixelFormat } from './pixel-format.ts';
import { turnSize } from './rotation.ts';
import { compareSurface, createSurface, isComplete, type Surface, writeBlock } from './surface.ts';

/** The format to use, or a sentence why the configured one cannot be right. */
function chooseFormat(geometry: Geometry, wanted: FramebufferOptions['format']): PixelFormat | string {
  if (wanted === 'auto') return defaultFormat(geometry.bitsPerPixel);
  const format = formatNamed(wanted);
  if (format.bitsPerPixel === geometry.bitsPerPixel) return format;
  return `The configured pixel format ${wanted} has ${format.bitsPerPixel} bits per pixel, the framebuffer has ${geometry.bitsPerPixel}: set output.framebuffer.format to "auto".`;
}

function readyState(surface: Surface, note: string | null): OutputState {
  const { geometry, rotation } = surface;
  const strips = rotation === 90 || rotation === 270 ? 'columns' : 'rows';
  const size = turnSize(geometry, rotation);
  const state: OutputState = { kind: 'ready', ...size, blank: !isComplete(surface), strips };
  return note === null ? state : { ...state, note };
}

/** Throws a RangeError for a block that is not inside the picture or not whole: a mistake of the caller. */
function checkBlock(block: PixelBlock, surface: Surface): void {
  const { x, y, width, height, data } = block;
  const picture = turnSize(surface.geometry, surface.rotation);
  const inside = x >= 0 && y >= 0 && x + width <= picture.width && y + height <= picture.height;
  if (inside && data.byteLength === width * height * 4) return;
  throw new RangeError(
    `A block of ${data.byteLength} bytes for ${width}x${height} at ${x},${y} does not fit the picture of ${picture.width}x${picture.height}.`,
  );
}

/** Reads the device back; other work of the process gets its turn between the chunks. */
async function compareDrawn(
  drawn: Surface,
  bytesWritten: number,
  isCurrent: () => boolean,
): Promise<FrameReport> {
  let damagedRows = 0;
  for (const damaged of compareSurface(drawn)) {
    damagedRows += damaged;
    await setImmediate();
    if (!isCurrent()) return { verified: false, bytesWritten, damagedRows };
  }
  return { verified: isComplete(drawn), bytesWritten, damagedRows };
}

/**
 * The framebuffer at `options.device`. Opens nothing before the first `prepare`. `setMode` is called for
 * each device node that is opened, before anything is written to it.
 */
export function createFramebufferOutput(options: FramebufferOptions, setMode = setDisplayMode): Output {
  const { device: path, rotation } = options;
  const folder = options.sysfs || `/sys/class/graphics/${basename(path)}`;
  let surface: Surface | null = null;
  let failure: string | null = null;
  /** What setting the mode of `surface` has to say. */
  let note: string | null = null;
  let bytesWritten = 0;

  const release = (): void => {
    if (surface !== null) closeDevice(surface.device);
    surface = null;
  };

  const waitFor = (reason: string): OutputState => {
    release();
    return { kind: 'waiting', reason };
  };

  const fail = (error: unknown): void => {
    failure = describeDeviceError(path, error);
    release();
  };

  /** The surface in use if it still is what the kernel describes, else a new one. */
  const takeSurface = async (geometry: Geometry, format: PixelFormat): Promise<Surface> => {
    if (surface !== null && sameGeometry(surface.geometry, geometry) && isSameNode(surface.device)) {
      return surface;
    }
    release();
    const taken = createSurface(openDevice(path), geometry, format, rotation);
    surface = taken;
    note = await setMode(taken.device);
    return taken;
  };

  const look = async (): Promise<OutputState> => {
    const result = readGeometry(folder);
    if (result.kind === 'missing') return waitFor(result.reason);
    const format = chooseFormat(result.geometry, options.format);
    if (typeof format === 'string') return waitFor(format);
    const taken = await takeSurface(result.geometry, format);
    return readyState(taken, note);
  };

  return {
    name: 'framebuffer',

    async prepare() {
      bytesWritten = 0;
      const reason = failure;
      failure = null;
      if (reason !== null) return { kind: 'waiting', reason };
      try {
        return await look();
      } catch (error) {
        return waitFor(describeDeviceError(path, error));
      }
    },

    async write(block) {
      if (surface === null || block.width === 0 || block.height === 0) return;
      checkBlock(block, surface);
      try {
        bytesWritten += writeBlock(surface, block);
      } catch (error) {
        fail(error);
      }
    },

    async finish() {
      const lost = { verified: false, bytesWritten, damagedRows: 0 };
      if (surface === null) return lost;
      try {
        const drawn = surface;
        return await compareDrawn(drawn, bytesWritten, () => surface === drawn);
      } catch (error) {
        fail(error);
        return lost;
      }
    },

    async close() {
      release();
    },
  };
}
