/**
 * Which font files draw which characters. The first two come with daywall; the others are Debian's
 * Noto packages, used when they are there. Files are mapped: a font costs the pages that are touched.
 */

export interface ScriptFont {
  /** Name the files are registered under; private, so that no installed font can take its place. */
  readonly family: string;
  /** Tells a text that has characters of this font. */
  readonly needed: RegExp;
  /** The weights there are; for each one, where it may lie: the first one present is taken. */
  readonly files: readonly (readonly string[])[];
  /** Debian package that brings the files. */
  readonly package: string;
}

/** Files in the fonts folder that are always registered. */
export const OWN_FONTS = [
  { family: 'daywall text', file: 'inter.ttf' },
  { family: 'daywall emoji', file: 'emoji.ttf' },
] as const;

/** A text without these needs no other than the own fonts; spares most texts the table. */
export const BEYOND_OWN = /[\u0530-\u1dff\u2100-\u218f\u219a-\u{1ffff}\u{20000}-\u{3ffff}]/u;

/** Below one of these folders the packages put their files. */
const FOLDERS = ['/usr/share/fonts/truetype/noto', '/usr/share/fonts/opentype/noto'];

/** A Noto Sans family; `names` of equal worth, the first one present is taken. */
function noto(names: readonly string[], needed: RegExp, weights = ['Regular', 'Bold']): ScriptFont {
  const files = weights.map((weight) =>
    names.flatMap((name) => FOLDERS.map((folder) => `${folder}/NotoSans${name}-${weight}.ttf`)),
  );
  return { family: `daywall ${names[0]}`, needed, files, package: 'fonts-noto-core' };
}

/** A script with a font of its own, in the usual and in the compact cut. */
function script(name: string, needed: RegExp): ScriptFont {
  return noto([name, `${name}UI`], needed);
}

/** All languages of Han characters are in each file; `ctx.lang` chooses their forms. */
const CJK: ScriptFont = {
  family: 'daywall CJK',
  needed: /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u,
  files: ['Regular', 'Bold'].map((weight) => FOLDERS.map((folder) => `${folder}/NotoSansCJK-${weight}.ttc`)),
  package: 'fonts-noto-cjk',
};

/** Letters and signs of mathematics, also those that stand in for bold or curly text. */
const MATH =
  /[\u2102\u210a-\u2112\u2114\u2115\u2118-\u211d\u2124\u2128\u212c\u212d\u212f-\u2138\u219a-\u2211\u2213-\u22ff\u27c0-\u2aff\u{1d400}-\u{1d7ff}]/u;

/** In order of preference where several have a character. */
export const SCRIPT_FONTS: readonly ScriptFont[] = [
  CJK,
  script('Arabic', /\p{Script=Arabic}/u),
  script('Hebrew', /\p{Script=Hebrew}/u),
  script('Devanagari', /\p{Script=Devanagari}/u),
  script('Bengali', /\p{Script=Bengali}/u),
  script('Gurmukhi', /\p{Script=Gurmukhi}/u),
  script('Gujarati', /\p{Script=Gujarati}/u),
  script('Oriya', /\p{Script=Oriya}/u),
  script('Tamil', /\p{Script=Tamil}/u),
  script('Telugu', /\p{Script=Telugu}/u),
  script('Kannada', /\p{Script=Kannada}/u),
  script('Malayalam', /\p{Script=Malayalam}/u),
  script('Sinhala', /\p{Script=Sinhala}/u),
  script('Thai', /\p{Script=Thai}/u),
  script('Lao', /\p{Script=Lao}/u),
  script('Khmer', /\p{Script=Khmer}/u),
  script('Myanmar', /\p{Script=Myanmar}/u),
  script('Ethiopic', /\p{Script=Ethiopic}/u),
  script('Georgian', /\p{Script=Georgian}/u),
  script('Armenian', /\p{Script=Armenian}/u),
  noto(['Math'], MATH, ['Regular']),
  noto(['Symbols'], /(?!\p{Emoji})[\u2460-\u24ff\u2600-\u27bf\u{1f100}-\u{1f1ff}]/u),
  noto(['Symbols2'], /(?!\p{Emoji})[\u2300-\u2bff\u{1f000}-\u{1faff}]/u, ['Regular']),
];
