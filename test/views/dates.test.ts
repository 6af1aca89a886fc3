import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDates } from '../../src/views/dates.ts';

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
