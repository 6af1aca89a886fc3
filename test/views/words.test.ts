import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FEED_FAILURES } from '../../src/model/feed-result.ts';
import { PLURAL_RULES } from '../../src/views/words/plural.ts';
import { createWords, languageOf, WORD_LANGUAGES, wordLanguageOf } from '../../src/views/words.ts';

const wordsOf = (locale: string) => createWords(locale, (value) => String(value));

test('there are words in thirteen languages', () => {
  assert.deepEqual([...WORD_LANGUAGES].sort(), [
    'ar',
    'de',
    'en',
    'es',
    'fr',
    'he',
    'it',
    'ja',
    'nl',
    'pl',
    'pt',
    'sv',
    'zh',
  ]);
});

test('a locale without words of its own gets English ones', () => {
  assert.equal(wordLanguageOf('de-AT'), 'de');
  assert.equal(wordLanguageOf('zh-Hant-TW'), 'zh');
  assert.equal(wordLanguageOf('tlh'), 'en');
});

test('durations are said as a person would', () => {
  const { duration, left, until } = wordsOf('en');
  assert.deepEqual([1, 59, 60, 80, 599, 600, 659, 2879, 2880, 4400].map(duration), [
    '1 min',
    '59 min',
    '1 h',
    '1 h 20 min',
    '9 h 59 min',
    '10 h',
    '10 h',
    '47 h',
    '2 days',
    '3 days',
  ]);
  assert.equal(left(20), '20 min left');
  assert.equal(until(80), 'in 1 h 20 min');
  assert.equal(until(0), 'now');
  assert.equal(wordsOf('ja').duration(80), '1時間20分');
});

test('ages are in whole hours', () => {
  assert.equal(wordsOf('en').age(59), 'last read 59 min ago');
  assert.equal(wordsOf('en').age(200), 'last read 3 h ago');
});

test('plural categories are those of CLDR', () => {
  assert.deepEqual(Object.keys(PLURAL_RULES), [...WORD_LANGUAGES].sort());
  for (const [language, rule] of Object.entries(PLURAL_RULES)) {
    const rules = new Intl.PluralRules(language);
    for (let n = 0; n <= 1200; n++) assert.equal(rule(n), rules.select(n), `${language} ${n}`);
  }
});

test('the language of any locale is known', () => {
  const locales = ['de-AT', 'zh-Hant-TW', 'iw', 'nb-NO', 'DE', 'cmn'];
  assert.deepEqual(locales.map(languageOf), ['de', 'zh', 'he', 'nb', 'de', 'zh']);
});

test('plural forms are those of the language', () => {
  const polish = wordsOf('pl');
  assert.deepEqual([1, 3, 5, 22].map(polish.more), [
    '+1 kolejne',
    '+3 kolejne',
    '+5 kolejnych',
    '+22 kolejne',
  ]);
  assert.equal(wordsOf('en').moreCalendars(1), '+1 calendar');
  assert.equal(wordsOf('ar').duration(3 * 1440), '3 أيام');
});

for (const language of WORD_LANGUAGES) {
  test(`${language}: every sentence is filled in, and every reason has a short one`, () => {
    const words = wordsOf(language);
    const counts = [0, 1, 2, 3, 5, 11, 21, 100];
    const texts = [
      ...counts.flatMap((n) => [
        words.more(n),
        words.earlier(n),
        words.moreUntil(n, 'DAY'),
        words.moreCalendars(n),
      ]),
      ...counts.flatMap((n) => [words.left(n * 60 + 1), words.until(n * 60 + 1), words.age(n * 60)]),
      words.dayOf(2, 5),
      words.line(12),
      ...FEED_FAILURES.map(words.failure),
    ];
    for (const text of texts) assert.match(text, /^[^{}]+$/u);
    for (const n of counts) assert.match(words.moreUntil(n, 'DAY'), /DAY/);
    for (const reason of FEED_FAILURES) assert.ok(words.failure(reason).length <= 36, words.failure(reason));
    assert.match(words.dayOf(2, 5), /2.*5/);
  });
}
