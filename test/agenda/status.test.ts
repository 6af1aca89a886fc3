import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CalendarInput } from '../../src/agenda/input.ts';
import { agenda, at, calendar } from './build.ts';

const NOW = '2026-06-12 12:00';

const statusOf = (more: Partial<CalendarInput>) => agenda([calendar('a', [], more)], NOW).status.calendars[0];

test('nothing was ever read', () => {
  const failure = { reason: 'dns', detail: 'The name could not be resolved.' } as const;
  const status = statusOf({ content: null, failure });
  assert.equal(status?.freshness, 'never');
  assert.equal(status.ageMinutes, null);
  assert.deepEqual(status.failure, failure);
});

test('stale is older than the limit, not as old', () => {
  assert.equal(statusOf({ lastSuccess: at('2026-06-12 11:00') })?.freshness, 'fresh');
  assert.equal(statusOf({ lastSuccess: at('2026-06-12 10:59:59') })?.freshness, 'stale');
  assert.equal(statusOf({ lastSuccess: at('2026-06-12 10:59:59') })?.ageMinutes, 60);
});

test('a success in the future, after the clock was put back, is fresh', () => {
  const status = statusOf({ lastSuccess: at('2027-01-01 00:00') });
  assert.equal(status?.freshness, 'fresh');
  assert.equal(status.ageMinutes, 0);
});

test('every calendar has a status, also without entries', () => {
  const made = agenda([calendar('a', []), calendar('b', [], { content: null, warningCount: 3 })], NOW, {
    clock: 'untrusted',
  });
  assert.deepEqual(
    made.status.calendars.map((one) => [one.calendar.id, one.warningCount]),
    [
      ['a', 0],
      ['b', 3],
    ],
  );
  assert.equal(made.status.clock, 'untrusted');
});
