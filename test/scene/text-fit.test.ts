import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { MeasureText } from '../../src/scene/scene.ts';
import { breakable, breakableWords, ellipsize, graphemesOf, wrapText } from '../../src/scene/text-fit.ts';

const measure: MeasureText = (text, style) => text.length * style.size;
const style = { size: 1, weight: 400 };

test('text that fits is left as it is', () => {
  assert.equal(ellipsize('Dinner', style, 6, measure), 'Dinner');
});

test('text that goes on ends with an ellipsis', () => {
  assert.equal(ellipsize('Dinner with Anna', style, 8, measure), 'Dinner…');
  assert.equal(ellipsize('Dinner with Anna', style, 9, measure), 'Dinner w…');
});

test('nothing is cut inside of what a person sees as one character', () => {
  const family = '👨‍👩‍👧‍👦';
  assert.equal(ellipsize(`ab${family}cdefghijklmnop`, style, 5, measure), 'ab…');
  assert.equal(ellipsize('cafe\u0301s and bars', style, 5, measure), 'caf…');
});

test('where not even the ellipsis fits nothing is written', () => {
  assert.equal(ellipsize('Dinner', style, 0, measure), '');
  assert.equal(ellipsize('Dinner', style, 1, measure), '…');
});

test('lines break at spaces, the last one with an ellipsis', () => {
  assert.deepEqual(wrapText('one two three four', style, 8, 3, measure), ['one two', 'three', 'four']);
  assert.deepEqual(wrapText('one two three four', style, 8, 2, measure), ['one two', 'three f…']);
});

test('a word longer than a line is broken', () => {
  assert.deepEqual(wrapText('Donaudampfschiff', style, 6, 3, measure), ['Donaud', 'ampfsc', 'hiff']);
});

test('Chinese and Japanese break between words, never before closing punctuation', () => {
  const pieces = breakable('会議：来年の計画について。終わり');
  assert.ok(pieces.length > 3, pieces.join('|'));
  assert.ok(
    pieces.every((piece) => !/^[：。]/u.test(piece)),
    pieces.join('|'),
  );
});

test('lines hold the text in its order and are never too wide', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.integer({ min: 8, max: 40 }),
      fc.integer({ min: 1, max: 4 }),
      (text, width, lines) => {
        const wrapped = wrapText(text, style, width, lines, measure);
        assert.ok(wrapped.length <= Math.max(1, lines));
        for (const line of wrapped) assert.ok(measure(line, style) <= width, line);
        const joined = wrapped.join('').replaceAll(/\s/g, '');
        const wanted = text.replaceAll(/\s/g, '');
        if (joined.endsWith('…') && joined !== wanted) assert.ok(wanted.startsWith(joined.slice(0, -1)));
        else assert.equal(joined, wanted);
      },
    ),
  );
});

/** Spaces, marks and joiners of every kind beside letters of all scripts. */
const strange = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ' ',
        '  ',
        '\t',
        '\r',
        '\n',
        '\u00a0',
        '\u202f',
        '\u2009',
        '\u200b',
        '\u200d',
        '\ufe0f',
      ),
      fc.constantFrom(
        '\u0301',
        '\u00ad',
        '\ufeff',
        '\u061c',
        '\u0600',
        '\uff9e',
        '\u3000',
        '\u1680',
        '.',
        '1',
        '_',
      ),
      fc.constantFrom(
        'a',
        'é',
        'ß',
        'Ж',
        'ا',
        '\u064b',
        'א',
        '\u05b0',
        '會',
        'क',
        '\u0940',
        '👩‍👧',
        '🇩',
        '🏽',
        'ᄀ',
      ),
      fc.string({ unit: 'binary', maxLength: 2 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

test('what is known without a segmenter is what the segmenter finds', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const graphemes = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);
  fc.assert(
    fc.property(strange, (text) => {
      assert.deepEqual(breakable(text), breakableWords(text));
      assert.deepEqual(graphemesOf(text), graphemes(text));
    }),
    { numRuns: 2000 },
  );
  const characters = Array.from({ length: 0x3000 }, (_, code) => `a${String.fromCharCode(code)}©ا`);
  for (const text of characters) assert.deepEqual(graphemesOf(text), graphemes(text));
});
