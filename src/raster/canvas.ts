/**
 * The native canvas, loaded late and without the fonts of the system.
 *
 * With `DISABLE_SYSTEM_FONTS_LOAD` unset, loading scans all installed fonts: some 35 MB of memory,
 * and pixels that differ from machine to machine. The variable is read while the package is loaded,
 * so it is set right before; an import statement would be hoisted above that.
 */
import { createRequire } from 'node:module';

export type CanvasModule = typeof import('@napi-rs/canvas');

export function loadCanvas(): CanvasModule {
  process.env.DISABLE_SYSTEM_FONTS_LOAD = '1';
  return createRequire(import.meta.url)('@napi-rs/canvas') as CanvasModule;
}
