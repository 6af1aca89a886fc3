/** `[output.framebuffer]`: the Linux framebuffer device. */
import * as v from 'valibot';

/** Names of `pixel-format.ts`, as DRM calls them. */
const FORMAT_CHOICES = ['auto', 'XRGB8888', 'XBGR8888', 'RGB888', 'BGR888', 'RGB565', 'BGR565'] as const;

const DEVICE_MESSAGE = 'must be the absolute path of a framebuffer, such as "/dev/fb0"';

export const framebufferOptions = v.strictObject({
  device: v.optional(
    v.pipe(
      v.string(DEVICE_MESSAGE),
      v.startsWith('/', DEVICE_MESSAGE),
      v.description('Device the picture is written to.'),
    ),
    '/dev/fb0',
  ),
  sysfs: v.optional(
    v.pipe(
      v.string('must be the path of a folder, such as "/sys/class/graphics/fb0", or empty'),
      v.description(
        'Folder in which the kernel describes the device. Empty: /sys/class/graphics/ and the name of the device.',
      ),
    ),
    '',
  ),
  rotation: v.optional(
    v.pipe(
      v.picklist([0, 90, 180, 270], 'must be 0, 90, 180 or 270'),
      v.description(
        'Degrees by which the picture is turned clockwise on the panel: 90 when the panel hangs turned a quarter anticlockwise.',
      ),
    ),
    0,
  ),
  format: v.optional(
    v.pipe(
      v.picklist(FORMAT_CHOICES, `must be one of ${FORMAT_CHOICES.join(', ')}`),
      v.description(
        'Order of the colour channels. auto: by bits per pixel, 32 XRGB8888, 24 RGB888, 16 RGB565. Set it when red and blue are swapped.',
      ),
    ),
    'auto',
  ),
});

export type FramebufferOptions = v.InferOutput<typeof framebufferOptions>;
