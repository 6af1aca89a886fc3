/** `[output]`: where the picture goes. Each kind has a table of its own. */
import * as v from 'valibot';
import { framebufferOptions } from './framebuffer/options.ts';
import { pngOptions } from './png/options.ts';

export const outputOptions = v.strictObject({
  kind: v.optional(
    v.pipe(
      v.picklist(['auto', 'framebuffer', 'png'], 'must be "auto", "framebuffer" or "png"'),
      v.description(
        'auto: the framebuffer as soon as it can be drawn on, a PNG file until then. On a wall, write framebuffer.',
      ),
    ),
    'auto',
  ),
  framebuffer: v.optional(framebufferOptions, {}),
  png: v.optional(pngOptions, {}),
});

export type OutputOptions = v.InferOutput<typeof outputOptions>;
