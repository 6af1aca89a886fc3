/** The outputs: one line per kind. */
import type { Output } from '../model/frame.ts';
import { createAutoOutput } from './auto-output.ts';
import { createFramebufferOutput } from './framebuffer/framebuffer-output.ts';
import type { OutputOptions } from './options.ts';
import { createPngOutput } from './png/png-output.ts';

const OUTPUTS: Readonly<Record<OutputOptions['kind'], (options: OutputOptions) => Output>> = {
  auto: ({ framebuffer, png }) =>
    createAutoOutput(createFramebufferOutput(framebuffer), createPngOutput(png)),
  framebuffer: ({ framebuffer }) => createFramebufferOutput(framebuffer),
  png: ({ png }) => createPngOutput(png),
};

/** The output that the section `[output]` of the configuration asks for. Touches no device yet. */
export function createOutput(options: OutputOptions): Output {
  return OUTPUTS[options.kind](options);
}
