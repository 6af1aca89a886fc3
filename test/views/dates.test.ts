import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '../../src/model/time.ts';
import { intlDates } from '../../src/views/dates/intl-dates.ts';
import { FORM_LOCALES, formsOf } from '../../src/views/dates/table-dates.ts';
import { createDates } from '../../src/views/dates.ts';
import { WORD_LANGUAGES } from '../../src/views/words.ts';

test('dates and times are those of the local date, whatever the zone of the machine', () => {
  const dates = createDates('en-GB', '24');
  assert.equal(dates.weekday('2026-11-23', 'long'), 'Monday');
  assert.equal(dates.dayAndMonth('2026-11-23', 'long'), '23 November');
  assert.equal(dates.dayOfMonth('2026-11-03'), '3');
  assert.deepEqual(dates.clock('2026-11-23T00:05:00'), { time: '00:05', period: '' });
});

test('the 12-hour clock has no leading zero and says noon and midnight as twelve', () => {
  for (const locale of ['en-US', 'he']) {
    const { clock } = createDates(locale, '12');
    assert.deepEqual(
      ['00:05', '09:30', '12:05', '23:59'].map((time) => clock(`2026-11-23T${time}:00`).time),
      ['12:05', '9:30', '12:05', '11:59'],
    );
  }
  assert.deepEqual(createDates('en-US', '12').clock('2026-11-23T15:30:00'), { time: '3:30', period: 'PM' });
});

test('digits and separators follow the locale', () => {
  assert.equal(createDates('fi', '24').clock('2026-11-23T09:05:00').time, '09.05');
  assert.equal(createDates('ar-EG', '24').clock('2026-11-23T09:05:00').time, '٠٩:٠٥');
  assert.equal(createDates('ar-EG', '24').dayOfMonth('2026-11-23'), '٢٣');
});

test('no invisible marks and no rare spaces', () => {
  for (const locale of ['en-US', 'fr', 'he', 'ar-EG', 'fa']) {
    const { clock, dayAndMonth } = createDates(locale, '12');
    const { time, period } = clock('2026-11-23T15:30:00');
    assert.doesNotMatch(
      time + period + dayAndMonth('2026-11-23', 'long'),
      /[\u00a0\u202f\u200e\u200f\u061c]/,
    );
  }
});

/** The table is of this version of CLDR; others of Node may write a month differently. */
const TABLE_CLDR = '48.';
const skip = !process.versions.cldr?.startsWith(TABLE_CLDR) && `the table is of CLDR ${TABLE_CLDR}x`;

for (const locale of FORM_LOCALES) {
  test(`${locale}: the table writes what Intl writes`, { skip }, () => {
    const days = Array.from({ length: 366 }, (_, index) => addDays('2028-01-01', index));
    const minutes = Array.from({ length: 206 }, (_, index) => new Date(index * 7 * 60_000).toISOString());
    const written = (hourCycle: '12' | '24', make: typeof createDates) => {
      const { number, weekday, month, dayOfMonth, dayAndMonth, clock } = make(locale, hourCycle);
      return [
        [0, 7, 10, 1234567].map(number),
        days.map((day) => [weekday(day, 'long'), weekday(day, 'short'), month(day), dayOfMonth(day)]),
        days.map((day) => [dayAndMonth(day, 'long'), dayAndMonth(day, 'short')]),
        minutes.map((minute) => clock(minute.slice(0, 19))),
      ];
    };
    for (const cycle of ['12', '24'] as const) {
      assert.deepEqual(written(cycle, createDates), written(cycle, intlDates));
    }
  });
}

test('every language that has words is in the table, other locales are asked of Intl', () => {
  for (const language of WORD_LANGUAGES) assert.notEqual(formsOf(language), null, language);
  assert.equal(formsOf('fi'), null);
  assert.equal(createDates('fi', '24').weekday('2026-11-23', 'long'), 'maanantai');
});
