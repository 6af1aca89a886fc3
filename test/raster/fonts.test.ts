import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CanvasModule } from '../../src/raster/canvas.ts';
import { OWN_FONTS, SCRIPT_FONTS } from '../../src/raster/font-table.ts';
import { registerFonts } from '../../src/raster/fonts.ts';

/** A canvas that only notes which files it was given. */
function createRecorder(): { canvas: CanvasModule; files: string[] } {
  const files: string[] = [];
  const canvas: CanvasModule = {
    createCanvas: () => assert.fail('no canvas is needed'),
    registerFont(file) {
      files.push(file);
      return true;
    },
  };
  return { canvas, files };
}

const own = OWN_FONTS.map(({ family }) => `"${family}"`).join(', ');

/** Texts and the family each of them needs beside the own ones; null for none. */
const SAMPLES: readonly (readonly [string, string | null])[] = [
  ['Zahnarzt 12:47 — Łódź, Ωμέγα, Привет … → № €', null],
  ['👨‍👩‍👧‍👦 🎂 ⚽ ☎️ 🇩🇪 1️⃣ ♥', null],
  ['会議', 'CJK'],
  ['かな カナ ｶﾅ 「」', 'CJK'],
  ['한국어', 'CJK'],
  ['اجتماع', 'Arabic'],
  ['פגישה', 'Hebrew'],
  ['बैठक', 'Devanagari'],
  ['ประชุม', 'Thai'],
  ['𝗕𝗼𝗹𝗱', 'Math'],
  ['♀ Ⓐ ♞', 'Symbols'],
  ['🗶 ▦', 'Symbols2'],
];

test('a text calls for the fonts of its characters', () => {
  for (const [text, family] of SAMPLES) {
    const needed = SCRIPT_FONTS.filter((font) => font.needed.test(text)).map((font) => font.family);
    if (family === null) assert.deepEqual(needed, [], text);
    else assert.ok(needed.includes(`daywall ${family}`), `${text}: ${needed}`);
  }
});

test('only the own files are opened for what they have', () => {
  const { canvas, files } = createRecorder();
  const fonts = registerFonts(canvas, '/fonts');
  assert.equal(fonts.families('Zahnarzt 12:47 🎂'), own);
  assert.deepEqual(files, ['/fonts/inter.ttf', '/fonts/emoji.ttf']);
  assert.deepEqual(fonts.missingPackages(), []);
});

test('a font is used where it is installed, else its package is named', () => {
  const { canvas } = createRecorder();
  const fonts = registerFonts(canvas, '/fonts');
  const [cjk] = SCRIPT_FONTS;
  const installed = cjk?.files.flat().some((file) => existsSync(file)) === true;
  assert.equal(fonts.families('会議'), installed ? `${own}, "daywall CJK"` : own);
  assert.deepEqual(fonts.missingPackages(), installed ? [] : ['fonts-noto-cjk']);
});

test('the families of a text do not depend on the texts before it', () => {
  const texts = fc.array(fc.constantFrom(...SAMPLES.map(([text]) => text)), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(texts, (list) => {
      const fonts = registerFonts(createRecorder().canvas, '/fonts');
      const fresh = registerFonts(createRecorder().canvas, '/fonts');
      const last = list.map((text) => fonts.families(text)).at(-1);
      assert.equal(last, fresh.families(list.at(-1) ?? ''));
    }),
  );
});
