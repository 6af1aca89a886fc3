/** Registers font files with the canvas: the own ones at start, those of other scripts when needed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../model/errors.ts';
import type { CanvasModule } from './canvas.ts';
import { OWN_FONTS, SCRIPT_FONTS, type ScriptFont } from './font-table.ts';

export interface Fonts {
  /**
   * The families for `ctx.font` that draw this text. Registers what the text needs the first time it
   * is needed.
   */
  families(text: string): string;
}

/** Nothing up to here needs more than the own fonts: Latin, Greek, Cyrillic. */
const BEYOND_OWN =
  /[\u0530-\u1dff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\uffef\u{10000}-\u{1d3ff}\u{20000}-\u{3ffff}]/u;

/** Throws a UserError when one of the own font files cannot be read. */
export function registerFonts(canvas: CanvasModule, folder: string): Fonts {
  for (const { family, file } of OWN_FONTS) {
    if (canvas.registerFont(join(folder, file), family)) continue;
    throw new UserError(
      `The font file ${join(folder, file)} cannot be read. It belongs to daywall: install it again.`,
    );
  }
  const own = OWN_FONTS.map(({ family }) => `"${family}"`).join(', ');
  const missing = new Set(SCRIPT_FONTS);
  let all = own;
  return {
    families(text) {
      if (missing.size === 0 || !BEYOND_OWN.test(text)) return all;
      for (const font of missing) {
        if (!font.needed.test(text)) continue;
        missing.delete(font);
        if (registerScript(canvas, font)) all = `${all}, "${font.family}"`;
      }
      return all;
    },
  };
}

/** false: the package is not installed. */
function registerScript(canvas: CanvasModule, font: ScriptFont): boolean {
  const present = font.files.map((files) => files.find((file) => existsSync(file)));
  const registered = present.map((file) => file !== undefined && canvas.registerFont(file, font.family));
  return registered.includes(true);
}
