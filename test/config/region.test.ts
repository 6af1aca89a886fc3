import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hourCycleOf, isLocale, isZone, systemZone } from '../../src/config/region.ts';

const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'pl', 'ja', 'zh', 'ar', 'he'];
const REGIONS =
  'US GB IE CA AU NZ IN ZA DE AT CH FR BE ES MX AR CO IT NL PT BR SE FI PL JP CN TW HK SG EG SA MA IL'.split(
    ' ',
  );

describe('languages', () => {
  test('the short cut for the hours says what ICU says', () => {
    for (const language of LANGUAGES) {
      for (const locale of [language, ...REGIONS.map((region) => `${language}-${region}`)]) {
        const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
        assert.equal(hourCycleOf(locale), hour12 === true ? '12' : '24', locale);
      }
    }
  });

  test('the short cut for locales accepts only what ICU has', () => {
    for (const language of LANGUAGES)
      assert.equal(Intl.DateTimeFormat.supportedLocalesOf(language).length, 1);
    assert.deepEqual(['de-DE', 'zh-Hant-TW', 'en-u-nu-latn', 'xx', 'de_DE', ''].map(isLocale), [
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('zones', () => {
  test('names, aliases and letter case as ICU has them; no offsets', () => {
    const zones = [
      'Europe/Berlin',
      'UTC',
      'US/Pacific',
      'Asia/Calcutta',
      'europe/berlin',
      'Mars/Olympus',
      '+02:00',
      '',
    ];
    assert.deepEqual(zones.map(isZone), [true, true, true, true, true, false, false, false]);
  });

  test('the zone of the system: TZ, the link, ICU', () => {
    const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    assert.equal(systemZone('Asia/Tokyo', '/usr/share/zoneinfo/Europe/Berlin'), 'Asia/Tokyo');
    assert.equal(systemZone(undefined, '/usr/share/zoneinfo/Europe/Berlin'), 'Europe/Berlin');
    assert.equal(
      systemZone('', '../usr/share/zoneinfo/America/Argentina/Ushuaia'),
      'America/Argentina/Ushuaia',
    );
    assert.equal(systemZone('nonsense', '/usr/share/zoneinfo/Europe/Berlin'), own);
    assert.equal(systemZone(undefined, null), own);
  });
});
