import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Entry } from '../../src/model/agenda.ts';
import { agenda, allDay, calendar, entriesOf, timed } from './build.ts';

function entry(entries: readonly Entry[], title: string): Entry {
  const found = entries.find((one) => one.title === title);
  assert.ok(found, `there is no entry "${title}"`);
  return found;
}

const nextTitles = (entries: readonly Entry[]) => entries.filter((one) => one.next).map((one) => one.title);

describe('running', () => {
  const meeting = timed('meeting', '2026-06-12 09:00', '2026-06-12 10:00');
  const phaseAt = (now: string) => entry(entriesOf(agenda([calendar('a', [meeting])], now)), 'meeting');

  test('begins at its start and is over at its end', () => {
    assert.equal(phaseAt('2026-06-12 08:59:59').phase, 'upcoming');
    assert.equal(phaseAt('2026-06-12 09:00').phase, 'running');
    assert.equal(phaseAt('2026-06-12 09:59:59').phase, 'running');
    assert.equal(phaseAt('2026-06-12 10:00').phase, 'past');
  });

  test('the minutes left are rounded up', () => {
    assert.equal(phaseAt('2026-06-12 09:00').minutesLeft, 60);
    assert.equal(phaseAt('2026-06-12 09:00:01').minutesLeft, 60);
    assert.equal(phaseAt('2026-06-12 09:59:59').minutesLeft, 1);
    assert.equal(phaseAt('2026-06-12 10:00').minutesLeft, null);
  });

  test('without length it never runs', () => {
    const bell = calendar('a', [timed('bell', '2026-06-12 09:00', '2026-06-12 09:00')]);
    assert.equal(entry(entriesOf(agenda([bell], '2026-06-12 08:59')), 'bell').phase, 'upcoming');
    assert.equal(entry(entriesOf(agenda([bell], '2026-06-12 09:00')), 'bell').phase, 'past');
  });

  test('an all-day one runs today and has no minutes; its later days are upcoming', () => {
    const trip = calendar('a', [allDay('trip', '2026-06-11', '2026-06-14')]);
    const entries = entriesOf(agenda([trip], '2026-06-12 23:59'));
    assert.deepEqual(
      entries.map((one) => [one.phase, one.minutesLeft, one.next]),
      [
        ['running', null, false],
        ['upcoming', null, false],
      ],
    );
  });

  test("tomorrow's part of what runs across midnight is upcoming and counts nothing down", () => {
    const shift = calendar('a', [timed('shift', '2026-06-12 22:00', '2026-06-13 06:00')]);
    const entries = entriesOf(agenda([shift], '2026-06-12 23:00'));
    assert.deepEqual(
      entries.map((one) => [one.phase, one.minutesLeft]),
      [
        ['running', 420],
        ['upcoming', null],
      ],
    );
  });
});

describe('next', () => {
  test('is what begins next after now, not at now', () => {
    const entries = entriesOf(
      agenda(
        [
          calendar('a', [
            timed('now', '2026-06-12 09:00', '2026-06-12 12:00'),
            timed('soon', '2026-06-12 09:30', '2026-06-12 12:00'),
            timed('later', '2026-06-12 10:30', '2026-06-12 12:00'),
          ]),
        ],
        '2026-06-12 09:00',
      ),
    );
    assert.deepEqual(nextTitles(entries), ['soon']);
    assert.equal(entry(entries, 'soon').minutesUntil, 30);
    assert.equal(entry(entries, 'later').minutesUntil, null);
  });

  test('several that begin together are all next', () => {
    const entries = entriesOf(
      agenda(
        [
          calendar('a', [timed('x', '2026-06-12 10:00', '2026-06-12 11:00')]),
          calendar('b', [timed('y', '2026-06-12 10:00', '2026-06-12 12:00')]),
        ],
        '2026-06-12 09:00:30',
      ),
    );
    assert.deepEqual(nextTitles(entries), ['x', 'y']);
    assert.deepEqual(
      entries.map((one) => one.minutesUntil),
      [60, 60],
    );
  });

  test('lies on a later day when today has no more', () => {
    const entries = entriesOf(
      agenda([calendar('a', [timed('x', '2026-06-15 10:00', '2026-06-15 11:00')])], '2026-06-12 09:00'),
    );
    assert.deepEqual(nextTitles(entries), ['x']);
  });

  test('is marked on its first day only', () => {
    const entries = entriesOf(
      agenda([calendar('a', [timed('x', '2026-06-12 22:00', '2026-06-13 11:00')])], '2026-06-12 09:00'),
    );
    assert.deepEqual(
      entries.map((one) => one.next),
      [true, false],
    );
  });

  test('all-day, declined and free ones are not next', () => {
    const entries = entriesOf(
      agenda(
        [
          calendar(
            'a',
            [
              allDay('fair', '2026-06-13', '2026-06-14'),
              timed('no', '2026-06-12 10:00', '2026-06-12 11:00', { participation: 'declined' }),
              timed('free', '2026-06-12 10:30', '2026-06-12 11:00', { busy: 'free' }),
              timed('yes', '2026-06-12 12:00', '2026-06-12 13:00'),
            ],
            { declined: 'strike' },
          ),
        ],
        '2026-06-12 09:00',
      ),
    );
    assert.deepEqual(nextTitles(entries), ['yes']);
  });
});

describe('overlapping', () => {
  const overlapping = (...occurrences: ReturnType<typeof timed>[]) =>
    entriesOf(agenda([calendar('a', occurrences, { declined: 'strike' })], '2026-06-12 01:00'))
      .filter((one) => one.overlapping)
      .map((one) => one.title);

  test('marks both, also when one lies within the other and a third between', () => {
    const a = timed('a', '2026-06-12 09:00', '2026-06-12 12:00');
    const b = timed('b', '2026-06-12 09:30', '2026-06-12 10:00');
    const c = timed('c', '2026-06-12 11:00', '2026-06-12 11:30');
    const d = timed('d', '2026-06-12 12:00', '2026-06-12 12:30');
    assert.deepEqual(overlapping(a, b, c, d), ['a', 'b', 'c']);
  });

  test('touching, without length and declined ones do not', () => {
    const a = timed('a', '2026-06-12 09:00', '2026-06-12 10:00');
    const b = timed('b', '2026-06-12 10:00', '2026-06-12 11:00');
    const bell = timed('bell', '2026-06-12 09:30', '2026-06-12 09:30');
    const no = timed('no', '2026-06-12 09:00', '2026-06-12 11:00', { participation: 'declined' });
    assert.deepEqual(overlapping(a, b, bell, no), []);
  });
});
