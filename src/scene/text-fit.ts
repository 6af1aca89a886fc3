/** Fitting text into a width: an ellipsis between graphemes, breaking into lines. */
import type { MeasureText, TextStyle } from './scene.ts';

const ELLIPSIS = '…';

/** Longest text that is looked at; longer than any line can show, so that measuring stays cheap. */
const MAX_LENGTH = 400;

/**
 * Characters that are each a grapheme, whatever stands beside them: Latin, Greek, Cyrillic, Hebrew and
 * Arabic letters, figures and punctuation, without combining marks. A text of these needs no segmenter,
 * whose tables are 2.5 MB of memory.
 */
const SINGLE =
  /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0556\u05be\u05d0-\u05ea\u05f3\u05f4\u060c\u061b\u061f-\u064a\u0660-\u066f\u0671-\u06d3\u06f0-\u06f9\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0]*$/;

function segmentsOf(text: string, granularity: 'grapheme' | 'word'): string[] {
  const segmenter = new Intl.Segmenter('en', { granularity });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

export function graphemesOf(text: string): string[] {
  return SINGLE.test(text) ? text.split('') : segmentsOf(text, 'grapheme');
}

/** Number of leading `parts` whose text, closed by `closing`, is at most `width` wide. */
function countFitting(
  parts: readonly string[],
  closing: string,
  width: number,
  fits: (text: string) => boolean,
): number {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (width > 0 && fits(parts.slice(0, middle).join('').trimEnd() + closing)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The text, or as many of its graphemes as fit before an ellipsis. Empty where not even that fits. */
export function ellipsize(text: string, style: TextStyle, width: number, measure: MeasureText): string {
  const fits = (tried: string) => measure(tried, style) <= width;
  const bounded = text.slice(0, MAX_LENGTH);
  if (bounded === text && fits(text)) return text;
  const graphemes = graphemesOf(bounded);
  const kept = graphemes.slice(0, countFitting(graphemes, ELLIPSIS, width, fits));
  const cut = kept.join('').trimEnd();
  return cut !== '' || fits(ELLIPSIS) ? cut + ELLIPSIS : '';
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー、。，．！？」』）】〕・：；「『（【〔]/u;
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}ー…]/u;
const OPENING = /[\p{Ps}\p{Pi}]$/u;

function mayBreakBetween(before: string, after: string): boolean {
  if (/\s$/.test(before)) return true;
  if (CLOSING.test(after) || OPENING.test(before)) return false;
  return UNSPACED.test(before.slice(-1)) || UNSPACED.test(after.slice(0, 1));
}

/** A space that the rules of word boundaries (UAX 29, WB4 and WB13a) join with a neighbour. */
const JOINED_SPACE = /[\u202f\ufeff]|\s[\p{M}\p{Cf}\p{Emoji_Modifier}\p{Grapheme_Extend}]/u;

/** Pieces between which a line may be broken; spaces stay at the end of a piece. */
export function breakable(text: string): string[] {
  // Lines are broken at spaces, or between words of scripts that have none: only there words are needed.
  if (!UNSPACED.test(text) && !JOINED_SPACE.test(text)) return text.match(/\s+|\S+\s*/g) ?? [];
  return breakableWords(text);
}

/** The same for any text, with the words that Unicode finds in it. */
export function breakableWords(text: string): string[] {
  const pieces: string[] = [];
  for (const segment of segmentsOf(text, 'word')) {
    const last = pieces.at(-1);
    if (last === undefined || (mayBreakBetween(last, segment) && !/^\s/.test(segment))) pieces.push(segment);
    else pieces[pieces.length - 1] = last + segment;
  }
  return pieces;
}

/** Breaks into at most `lines` lines; the last one ends with an ellipsis where the text goes on. */
export function wrapText(
  text: string,
  style: TextStyle,
  width: number,
  lines: number,
  measure: MeasureText,
): string[] {
  const fits = (tried: string) => measure(tried, style) <= width;
  if (text.length <= MAX_LENGTH && fits(text)) return [text];
  let rest = breakable(text.slice(0, MAX_LENGTH + 1));
  const wrapped: string[] = [];
  while (rest.length > 0 && wrapped.length < lines - 1) {
    const words = countFitting(rest, '', width, fits);
    if (words > 0) {
      wrapped.push(rest.slice(0, words).join('').trim());
      rest = rest.slice(words);
      continue;
    }
    const graphemes = graphemesOf(rest[0] ?? '');
    const count = Math.max(1, countFitting(graphemes, '', width, fits));
    wrapped.push(graphemes.slice(0, count).join(''));
    rest = [graphemes.slice(count).join(''), ...rest.slice(1)].filter((piece) => piece !== '');
  }
  if (rest.length > 0) wrapped.push(ellipsize(rest.join('').trim(), style, width, measure));
  return wrapped;
}
