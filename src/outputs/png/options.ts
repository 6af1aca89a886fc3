/** `[output.png]`: a picture file, for machines without a framebuffer. */
import * as v from 'valibot';

/** Shortest and longest side a picture is laid out for, in pixels. */
const MIN_SIDE = 320;
const MAX_SIDE = 3840;

const SIZE_MESSAGE = `must be WIDTHxHEIGHT in pixels, such as "1920x1080", each from ${MIN_SIDE} to ${MAX_SIDE}`;

const PATH_MESSAGE = 'must name a file, such as "/tmp/daywall.png"';

/** `"1920x1080"` -> `{ width: 1920, height: 1080 }`. */
export const pictureSize = v.pipe(
  v.string(SIZE_MESSAGE),
  v.regex(/^\d{3,4}x\d{3,4}$/, SIZE_MESSAGE),
  v.transform((text) => {
    const [width = 0, height = 0] = text.split('x').map(Number);
    return { width, height };
  }),
  v.check(
    ({ width, height }) => Math.min(width, height) >= MIN_SIDE && Math.max(width, height) <= MAX_SIDE,
    SIZE_MESSAGE,
  ),
);

export const pngOptions = v.strictObject({
  path: v.optional(
    v.pipe(
      v.string(PATH_MESSAGE),
      v.nonEmpty(PATH_MESSAGE),
      v.description('File that is replaced with each new picture. Its folder must exist.'),
    ),
    '/tmp/daywall.png',
  ),
  size: v.optional(
    v.pipe(pictureSize, v.description('Size of the picture in pixels, WIDTHxHEIGHT.')),
    '1920x1080',
  ),
});

export type PngOptions = v.InferOutput<typeof pngOptions>;
