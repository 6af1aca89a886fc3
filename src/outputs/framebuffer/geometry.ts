/**
 * What the kernel says about a framebuffer in sysfs: no ioctl is needed.
 *
 * Source: Linux, drivers/video/fbdev/core/fbsysfs.c (the files and their forms) and
 * Documentation/fb/framebuffer.rst (virtual and visible resolution, panning).
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { describeError } from '../../model/errors.ts';
import type { BitsPerPixel } from './pixel-format.ts';

/** The part of a framebuffer that is on the glass, and how it lies in memory. */
export interface Geometry {
  /** Driver's name such as `vc4drmfb`; it changes when another driver takes over. */
  readonly name: string;
  /** Visible pixels of the panel, before rotation. */
  readonly width: number;
  readonly height: number;
  /** Where the visible part begins in a larger, panned framebuffer; pixels. */
  readonly left: number;
  readonly top: number;
  /** Bytes from one row to the next. */
  readonly stride: number;
  readonly bitsPerPixel: BitsPerPixel;
}

export type GeometryResult =
  | { readonly kind: 'found'; readonly geometry: Geometry }
  /** `reason`: a sentence a person can act on. */
  | { readonly kind: 'missing'; readonly reason: string };

/** A sysfs file is at most one memory page. */
const ATTRIBUTE_SIZE = 4096;

/** No panel is larger; more means that the numbers are wrong. Keeps a row within 64 KiB. */
const MAX_SIDE = 16_384;

/** Longest row, padding included: twice what the widest panel needs. */
export const MAX_STRIDE = 131_072;

/** The files that are read; those that may be missing in older kernels are optional. */
export interface Attributes {
  readonly virtual_size: string;
  readonly stride: string;
  readonly bits_per_pixel: string;
  readonly name?: string | undefined;
  readonly mode?: string | undefined;
  readonly modes?: string | undefined;
  readonly pan?: string | undefined;
  readonly state?: string | undefined;
}

const found = (geometry: Geometry): GeometryResult => ({ kind: 'found', geometry });
const missing = (reason: string): GeometryResult => ({ kind: 'missing', reason });

/** Two numbers such as `1920,1080`; null when there are none. */
function parsePair(text: string | undefined): readonly [number, number] | null {
  const match = /^(\d{1,6}),(\d{1,6})$/.exec(text ?? '');
  return match === null ? null : [Number(match[1]), Number(match[2])];
}

/**
 * The resolution on the glass: the current mode such as `U:1920x1080p-0`, or the only one there is.
 * null when it is not told, or when several are possible.
 */
function visibleSize({ mode, modes }: Attributes): readonly [number, number] | null {
  const lines = (mode || modes || '').split('\n');
  const match = lines.length === 1 ? /^.:(\d{1,6})x(\d{1,6})/.exec(lines[0] ?? '') : null;
  return match === null ? null : [Number(match[1]), Number(match[2])];
}

/** The visible window in the framebuffer: the mode's size at the panned place, if it fits. */
function visibleWindow(attributes: Attributes, width: number, height: number) {
  const [shownWidth, shownHeight] = visibleSize(attributes) ?? [0, 0];
  const fits = shownWidth > 0 && shownHeight > 0 && shownWidth <= width && shownHeight <= height;
  const window = fits ? { width: shownWidth, height: shownHeight } : { width, height };
  const [left, top] = parsePair(attributes.pan) ?? [0, 0];
  const inside = left + window.width <= width && top + window.height <= height;
  return { ...window, left: inside ? left : 0, top: inside ? top : 0 };
}

function isSupported(bits: number): bits is BitsPerPixel {
  return bits === 16 || bits === 24 || bits === 32;
}

/** Interprets the texts of the sysfs files (trimmed). `folder` is for the sentences only. */
export function parseGeometry(attributes: Attributes, folder: string): GeometryResult {
  const size = parsePair(attributes.virtual_size);
  const stride = Number(attributes.stride);
  const bits = Number(attributes.bits_per_pixel);
  if (size === null || !Number.isInteger(stride)) {
    return missing(
      `The framebuffer's description in ${folder} cannot be read: virtual_size or stride is odd.`,
    );
  }
  const [width, height] = size;
  if (width === 0 || height === 0) {
    return missing('The framebuffer has no size: connect the display and switch it on.');
  }
  if (width > MAX_SIDE || height > MAX_SIDE || stride > MAX_STRIDE) {
    return missing(`The framebuffer says it is ${width} by ${height} pixels, more than any display has.`);
  }
  if (!isSupported(bits)) {
    return missing(
      `The framebuffer uses ${bits} bits per pixel; daywall draws with 16, 24 or 32. Set a mode that ends in -32 with the kernel argument video=.`,
    );
  }
  if (stride < width * (bits >> 3)) {
    return missing(
      `The framebuffer's rows of ${stride} bytes are too short for ${width} pixels of ${bits} bits: its driver is confused.`,
    );
  }
  if (Number(attributes.state ?? 0) !== 0) {
    return missing('The framebuffer is suspended by the kernel; daywall draws again once it is resumed.');
  }
  const window = visibleWindow(attributes, width, height);
  return found({ name: attributes.name ?? '', ...window, stride, bitsPerPixel: bits });
}

/** Content of a sysfs file without the newline at its end. */
function readAttribute(folder: string, name: string): string {
  const file = openSync(`${folder}/${name}`, 'r');
  try {
    const buffer = Buffer.allocUnsafe(ATTRIBUTE_SIZE);
    return buffer.toString('latin1', 0, readSync(file, buffer)).trim();
  } finally {
    closeSync(file);
  }
}

/** The same, but undefined when the kernel has no such file or cannot tell. */
function readOptional(folder: string, name: string): string | undefined {
  try {
    return readAttribute(folder, name);
  } catch {
    return undefined;
  }
}

/**
 * Reads the geometry of a framebuffer from its sysfs folder, such as `/sys/class/graphics/fb0`: eight
 * small reads, cheap enough before each frame. Never throws.
 */
export function readGeometry(folder: string): GeometryResult {
  try {
    const attributes = {
      virtual_size: readAttribute(folder, 'virtual_size'),
      stride: readAttribute(folder, 'stride'),
      bits_per_pixel: readAttribute(folder, 'bits_per_pixel'),
      name: readOptional(folder, 'name'),
      mode: readOptional(folder, 'mode'),
      modes: readOptional(folder, 'modes'),
      pan: readOptional(folder, 'pan'),
      state: readOptional(folder, 'state'),
    };
    return parseGeometry(attributes, folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return missing(
        `There is no framebuffer (${folder} is missing). Connect the display and switch it on; a Raspberry Pi needs video=HDMI-A-1:1920x1080M@60D in cmdline.txt to start without one.`,
      );
    }
    return missing(`The framebuffer's description in ${folder} cannot be read: ${describeError(error)}.`);
  }
}

/** Whether what was drawn on the one is still right on the other. */
export function sameGeometry(a: Geometry, b: Geometry): boolean {
  return (
    a.name === b.name &&
    a.width === b.width &&
    a.height === b.height &&
    a.left === b.left &&
    a.top === b.top &&
    a.stride === b.stride &&
    a.bitsPerPixel === b.bitsPerPixel
  );
}
