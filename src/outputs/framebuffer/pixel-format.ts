/**
 * Pixel formats as data, under their DRM names (include/uapi/drm/drm_fourcc.h).
 *
 * A DRM name lists the channels of one little-endian word from the highest bit down, so XRGB8888 lies
 * in memory as blue, green, red, unused. sysfs says the bits per pixel only; the kernel's DRM emulation
 * of /dev/fb0 uses XRGB8888 at 32, RGB888 at 24 and RGB565 at 16 bits (drivers/gpu/drm/drm_fb_helper.c).
 */

export type BitsPerPixel = 16 | 24 | 32;

/** Where a channel lies in the pixel's word. */
export interface Channel {
  readonly shift: number;
  readonly bits: 5 | 6 | 8;
}

export interface PixelFormat {
  readonly name: string;
  readonly bitsPerPixel: BitsPerPixel;
  readonly red: Channel;
  readonly green: Channel;
  readonly blue: Channel;
  /** Bits set in every pixel: the unused byte is written as opaque, should a driver read it as alpha. */
  readonly fill: number;
}

const PIXEL_FORMATS = [
  {
    name: 'XRGB8888',
    bitsPerPixel: 32,
    red: { shift: 16, bits: 8 },
    green: { shift: 8, bits: 8 },
    blue: { shift: 0, bits: 8 },
    fill: 0xff000000,
  },
  {
    name: 'XBGR8888',
    bitsPerPixel: 32,
    red: { shift: 0, bits: 8 },
    green: { shift: 8, bits: 8 },
    blue: { shift: 16, bits: 8 },
    fill: 0xff000000,
  },
  {
    name: 'RGB888',
    bitsPerPixel: 24,
    red: { shift: 16, bits: 8 },
    green: { shift: 8, bits: 8 },
    blue: { shift: 0, bits: 8 },
    fill: 0,
  },
  {
    name: 'BGR888',
    bitsPerPixel: 24,
    red: { shift: 0, bits: 8 },
    green: { shift: 8, bits: 8 },
    blue: { shift: 16, bits: 8 },
    fill: 0,
  },
  {
    name: 'RGB565',
    bitsPerPixel: 16,
    red: { shift: 11, bits: 5 },
    green: { shift: 5, bits: 6 },
    blue: { shift: 0, bits: 5 },
    fill: 0,
  },
  {
    name: 'BGR565',
    bitsPerPixel: 16,
    red: { shift: 0, bits: 5 },
    green: { shift: 5, bits: 6 },
    blue: { shift: 11, bits: 5 },
    fill: 0,
  },
] as const satisfies readonly PixelFormat[];

export type PixelFormatName = (typeof PIXEL_FORMATS)[number]['name'];

/** The format of that name. */
export function formatNamed(name: PixelFormatName): PixelFormat {
  const format = PIXEL_FORMATS.find((candidate) => candidate.name === name);
  if (format === undefined) throw new RangeError(`There is no pixel format "${name}".`);
  return format;
}

/** The format of a framebuffer with that many bits per pixel when nothing else is configured. */
export function defaultFormat(bits: BitsPerPixel): PixelFormat {
  return formatNamed(bits === 32 ? 'XRGB8888' : bits === 24 ? 'RGB888' : 'RGB565');
}
