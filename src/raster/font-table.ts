/**
 * Which font files draw which characters. The first two come with daywall; the others are Debian's
 * Noto packages, used when they are there. Files are mapped: a font costs the pages that are touched.
 */

export interface ScriptFont {
  /** Name the file is registered under; private, so that no installed font can take its place. */
  readonly family: string;
  /** Characters that call for it. */
  readonly needed: RegExp;
  /** Languages in which it comes before the other fonts for the same characters. */
  readonly languages: readonly string[];
  /** Candidates for each weight that exists as a file of its own; the first one present is taken. */
  readonly files: readonly (readonly string[])[];
  /** Debian package that brings the files. */
  readonly package: string;
}

/** Files in the fonts folder that are always registered. */
export const OWN_FONTS = [
  { family: 'daywall text', file: 'inter.ttf' },
  { family: 'daywall emoji', file: 'emoji.ttf' },
] as const;

const TRUETYPE = '/usr/share/fonts/truetype/noto';
const OPENTYPE = '/usr/share/fonts/opentype/noto';

/** Regular and bold files of a Noto Sans family. */
function noto(script: string, needed: RegExp): ScriptFont {
  const files = ['Regular', 'Bold'].map((weight) => [
    `${TRUETYPE}/NotoSans${script}-${weight}.ttf`,
    `${TRUETYPE}/NotoSans${script}UI-${weight}.ttf`,
  ]);
  return { family: `daywall ${script}`, needed, languages: [], files, package: 'fonts-noto-core' };
}

/** In order of preference where several have a character. */
export const SCRIPT_FONTS: readonly ScriptFont[] = [
  {
    family: 'daywall CJK',
    needed:
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u,
    languages: ['ja', 'zh', 'ko'],
    files: [[`${OPENTYPE}/NotoSansCJK-Regular.ttc`], [`${OPENTYPE}/NotoSansCJK-Bold.ttc`]],
    package: 'fonts-noto-cjk',
  },
  noto('Arabic', /\p{Script=Arabic}/u),
  noto('Hebrew', /\p{Script=Hebrew}/u),
  noto('Devanagari', /\p{Script=Devanagari}/u),
  noto('Thai', /\p{Script=Thai}/u),
  noto('Bengali', /\p{Script=Bengali}/u),
  noto('Tamil', /\p{Script=Tamil}/u),
  noto('Telugu', /\p{Script=Telugu}/u),
  noto('Gujarati', /\p{Script=Gujarati}/u),
  noto('Gurmukhi', /\p{Script=Gurmukhi}/u),
  noto('Kannada', /\p{Script=Kannada}/u),
  noto('Malayalam', /\p{Script=Malayalam}/u),
  noto('Sinhala', /\p{Script=Sinhala}/u),
  noto('Khmer', /\p{Script=Khmer}/u),
  noto('Lao', /\p{Script=Lao}/u),
  noto('Myanmar', /\p{Script=Myanmar}/u),
  noto('Ethiopic', /\p{Script=Ethiopic}/u),
  noto('Georgian', /\p{Script=Georgian}/u),
  noto('Armenian', /\p{Script=Armenian}/u),
];
