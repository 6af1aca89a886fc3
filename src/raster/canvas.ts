/**
 * The native canvas, loaded late and light.
 *
 * Its binding is taken without the package's main module, which dresses it up as in a browser and scans
 * the fonts of the system: that costs 7 ms and 1.4 MB, with the fonts 35 MB, and makes pixels differ from
 * machine to machine. What is missing then are checks of argument counts and other image formats.
 */
import { createRequire } from 'node:module';
import type { Canvas, GlobalFonts } from '@napi-rs/canvas';

interface Binding {
  readonly CanvasElement: new (width: number, height: number) => Canvas;
  readonly GlobalFonts: Pick<typeof GlobalFonts, 'registerFromPath'>;
}

export interface CanvasModule {
  createCanvas(width: number, height: number): Canvas;
  /** Makes a font file known under a name, for several weights if called again; false: not readable. */
  registerFont(file: string, family: string): boolean;
}

/**
 * Settings of the binding's allocator (mimalloc), which reads them when it is loaded: no huge pages, which
 * would make whole megabytes resident for a few bytes, and unused pages go back to the system at once.
 * Together 6 to 8 MB.
 */
const ALLOCATOR = { MIMALLOC_ALLOW_THP: '0', MIMALLOC_PURGE_DELAY: '0' };

/** Loads the binding the first time. Throws an error that names the package to install when it is missing. */
export function loadCanvas(): CanvasModule {
  for (const [name, value] of Object.entries(ALLOCATOR)) process.env[name] ??= value;
  const binding = createRequire(import.meta.url)('@napi-rs/canvas/js-binding.js') as Binding;
  return {
    createCanvas: (width, height) => new binding.CanvasElement(width, height),
    registerFont: (file, family) => binding.GlobalFonts.registerFromPath(file, family) !== null,
  };
}
