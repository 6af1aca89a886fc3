import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { slug } from '../../src/config/calendar.ts';
import { formatPath, snakeCase } from '../../src/config/names.ts';
import { assignColors, isColor, PALETTE, toColor } from '../../src/config/palette.ts';
import { hourCycleOf, isLocale, isZone, localeFromPosix } from '../../src/config/region.ts';
import { nearest } from '../../src/config/suggestion.ts';

test('the nearest word is found, a far one is not', () => {
  const words = ['interval', 'jitter', 'body_size', 'url', 'url_file', 'Europe/Berlin'];
  assert.equal(nearest('intervall', words), 'interval');
  assert.equal(nearest('itnerval', words), 'interval');
  assert.equal(nearest('bodySize', words), 'body_size');
  assert.equal(nearest('URL', words), 'url');
  assert.equal(nearest('berlin', words), 'Europe/Berlin');
  assert.equal(nearest('weather', words), null);
  assert.equal(nearest('x'.repeat(10_000), words), null);
});

test('a word with one mistake is always found again', () => {
  const words = ['connect_timeout', 'read_timeout', 'concurrency', 'stale_after'];
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.nat(10), (word, at) => {
      assert.equal(nearest(word.slice(0, at) + word.slice(at + 1), words), word);
      assert.equal(nearest(`${word.slice(0, at)}#${word.slice(at)}`, words), word);
    }),
  );
});

test('names of keys', () => {
  assert.equal(snakeCase('connectTimeout'), 'connect_timeout');
  assert.equal(formatPath(['calendars', 1, 'headers', 'X-Key', 'a b']), 'calendars[1].headers.X-Key."a b"');
});

test('colours are names of the palette or hexadecimal', () => {
  assert.equal(toColor('teal'), PALETTE.teal);
  assert.equal(toColor('#aBc'), '#aabbcc');
  assert.equal(toColor('#12AB9f'), '#12ab9f');
  for (const wrong of ['', '#', '#12', '#12345', '#1234567', '#ggg', 'Teal', 'toString', ' #abc']) {
    assert.ok(!isColor(wrong), wrong);
  }
});

test('colours not chosen come from what is left of the palette', () => {
  assert.deepEqual(assignColors([null, PALETTE.teal, null]), [PALETTE.orange, PALETTE.teal, PALETTE.blue]);
  const many = assignColors(Array.from({ length: 20 }, () => null));
  assert.equal(new Set(many).size, 8);
  assert.equal(assignColors([...Object.values(PALETTE), null]).at(-1), PALETTE.teal);
});

test('slugs keep letters of any script', () => {
  assert.equal(slug('  Büro: Work/Life  '), 'buro-work-life');
  assert.equal(slug('Ёлка 2'), 'елка-2');
  assert.equal(slug('日本の祝日'), '日本の祝日');
  assert.equal(slug('!?'), '');
});

test('zones and locales this Node.js knows', () => {
  for (const zone of ['UTC', 'Europe/Berlin', 'America/Argentina/Ushuaia']) assert.ok(isZone(zone), zone);
  for (const zone of ['', 'Berlin', '+02:00', 'UTC+2', 'Etc/Unknown?']) assert.ok(!isZone(zone), zone);
  for (const locale of ['de', 'de-DE', 'zh-Hant-TW', 'ar-EG']) assert.ok(isLocale(locale), locale);
  for (const locale of ['', 'de_DE', 'zz', 'english']) assert.ok(!isLocale(locale), locale);
});

test('languages of the system', () => {
  assert.equal(localeFromPosix('de_DE.UTF-8'), 'de-DE');
  assert.equal(localeFromPosix('ca_ES@valencia'), 'ca-ES');
  assert.equal(localeFromPosix('pt'), 'pt');
  for (const none of ['', 'C', 'C.UTF-8', 'POSIX', '???']) assert.equal(localeFromPosix(none), null, none);
});

test('the locale knows how hours are counted', () => {
  assert.deepEqual(['en-US', 'de-DE', 'en-GB', 'ja-JP', 'ar-EG'].map(hourCycleOf), [
    '12',
    '24',
    '24',
    '24',
    '12',
  ]);
});
