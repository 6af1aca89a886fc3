/** Registers font files with the canvas: the own ones at start, those of other scripts when needed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../model/errors.ts';
import type { CanvasModule } from './canvas.ts';
import { BEYOND_OWN, OWN_FONTS, SCRIPT_FONTS, type ScriptFont } from './font-table.ts';

export interface Fonts {
  /**
   * The families for `ctx.font` that draw this text. Depends on the text and the installed fonts only,
   * not on what was drawn before; a font is registered when the first text needs it.
   */
  families(text: string): string;
  /** Debian packages whose fonts a text so far would have needed and that are not installed, sorted. */
  missingPackages(): readonly string[];
}

/** Throws a UserError when one of the own font files cannot be read. */
export function registerFonts(canvas: CanvasModule, folder: string): Fonts {
  for (const { family, file } of OWN_FONTS) {
    if (canvas.registerFont(join(folder, file), family)) continue;
    throw new UserError(
      `The font file ${join(folder, file)} cannot be read. It belongs to daywall: install it again.`,
    );
  }
  const own = OWN_FONTS.map(({ family }) => `"${family}"`).join(', ');
  /** Fonts that were needed so far, and whether they are installed. */
  const known = new Map<ScriptFont, boolean>();
  const isInstalled = (font: ScriptFont): boolean => {
    const installed = known.get(font) ?? registerScript(canvas, font);
    known.set(font, installed);
    return installed;
  };
  return {
    families(text) {
      if (!BEYOND_OWN.test(text)) return own;
      const others = SCRIPT_FONTS.filter((font) => font.needed.test(text)).filter(isInstalled);
      return [own, ...others.map(({ family }) => `"${family}"`)].join(', ');
    },
    missingPackages() {
      const missing = [...known].filter(([, installed]) => !installed).map(([font]) => font.package);
      return [...new Set(missing)].sort();
    },
  };
}

/** Registers the weights that are there; false: none is. */
function registerScript(canvas: CanvasModule, font: ScriptFont): boolean {
  const present = font.files.map((files) => files.find((file) => existsSync(file)));
  const registered = present.map((file) => file !== undefined && canvas.registerFont(file, font.family));
  return registered.includes(true);
}
