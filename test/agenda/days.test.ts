import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agenda, allDay, at, calendar, daysOf, entriesOf, timed, titlesOn } from './build.ts';

describe('days', () => {
  test('start today in the display zone and follow each other across a month and a DST change', () => {
    const made = agenda([], '2026-03-27 23:59');
    assert.equal(made.today, '2026-03-27');
    assert.deepEqual(
      made.days.map((day) => day.date),
      ['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31', '2026-04-01', '2026-04-02'],
    );
  });

  test('an all-day occurrence ends before its end date', () => {
    const made = agenda([calendar('a', [allDay('Fair', '2026-06-11', '2026-06-12')])], '2026-06-10 08:00');
    assert.deepEqual(daysOf(made, 'Fair'), ['06-11']);
  });

  test('a trip of 12 days that began before today counts its days', () => {
    const made = agenda([calendar('a', [allDay('Trip', '2026-06-08', '2026-06-20')])], '2026-06-11 08:00');
    const times = entriesOf(made).map((entry) => entry.time);
    assert.equal(times.length, 7);
    assert.deepEqual(times[0], { kind: 'all-day', day: 4, days: 12 });
    assert.deepEqual(times[6], { kind: 'all-day', day: 10, days: 12 });
  });

  test('a night shift is on both days and says where it begins and ends', () => {
    const shift = timed('Night', '2026-06-11 22:00', '2026-06-12 06:00');
    const made = agenda([calendar('a', [shift])], '2026-06-11 08:00');
    const times = entriesOf(made).map((entry) => entry.time);
    const { start, end } = shift;
    assert.deepEqual(times, [
      { kind: 'timed', start, end, startsHere: true, endsHere: false, day: 1, days: 2 },
      { kind: 'timed', start, end, startsHere: false, endsHere: true, day: 2, days: 2 },
    ]);
  });

  test('an end at midnight does not touch the day it begins, a second later does', () => {
    const made = agenda(
      [
        calendar('a', [
          timed('to midnight', '2026-06-11 22:00', '2026-06-12 00:00'),
          timed('past midnight', '2026-06-11 22:00', '2026-06-12 00:00:01'),
        ]),
      ],
      '2026-06-11 08:00',
    );
    assert.deepEqual(daysOf(made, 'to midnight'), ['06-11']);
    assert.deepEqual(daysOf(made, 'past midnight'), ['06-11', '06-12']);
  });

  test('what ended at the midnight today began with is not shown', () => {
    const made = agenda(
      [calendar('a', [timed('over', '2026-06-11 22:00', '2026-06-12 00:00')])],
      '2026-06-12 00:00',
    );
    assert.deepEqual(entriesOf(made), []);
  });

  test('an occurrence without length at midnight belongs to the day that begins', () => {
    const made = agenda(
      [calendar('a', [timed('bell', '2026-06-12 00:00', '2026-06-12 00:00')])],
      '2026-06-11 08:00',
    );
    assert.deepEqual(daysOf(made, 'bell'), ['06-12']);
  });

  test('from midnight to midnight timed is one day, and timed', () => {
    const made = agenda(
      [calendar('a', [timed('whole', '2026-06-12 00:00', '2026-06-13 00:00')])],
      '2026-06-11 08:00',
    );
    assert.deepEqual(daysOf(made, 'whole'), ['06-12']);
    assert.equal(entriesOf(made)[0]?.time.kind, 'timed');
  });

  test('a day that begins at 01:00 is not touched by what ends as it begins', () => {
    const zone = 'Africa/Cairo'; // 2026-04-24: 00:00 becomes 01:00
    const film = timed('film', at('2026-04-23 22:00', zone), at('2026-04-24T00:00', zone));
    assert.equal(film.end.local, '2026-04-24T01:00:00');
    const later = timed('later', at('2026-04-23 22:00', zone), at('2026-04-24 01:01', zone));
    const made = agenda([calendar('a', [film, later])], at('2026-04-23 12:00', zone));
    assert.deepEqual(daysOf(made, 'film'), ['04-23']);
    assert.deepEqual(daysOf(made, 'later'), ['04-23', '04-24']);
  });

  test('a clock change at another hour of the night does not hide the last hour', () => {
    // Berlin goes from 02:00 to 03:00 on 2026-03-29.
    const party = timed('party', '2026-03-29 01:00', '2026-03-30 01:00');
    const made = agenda([calendar('a', [party])], '2026-03-29 00:30');
    assert.deepEqual(daysOf(made, 'party'), ['03-29', '03-30']);
  });

  test('a clock put back across midnight loses nothing', () => {
    const zone = 'America/Havana'; // 2026-11-01: 01:00 becomes 00:00
    const first = timed('first', at('2026-11-01T00:30-04:00', zone), at('2026-11-01T00:10-05:00', zone));
    assert.equal(first.start.local > first.end.local, true);
    const made = agenda([calendar('a', [first])], at('2026-10-31 12:00', zone));
    assert.deepEqual(daysOf(made, 'first'), ['11-01']);
  });
});

describe('order', () => {
  test('all-day before timed, several days before one, then by title', () => {
    const made = agenda(
      [
        calendar('a', [
          timed('early', '2026-06-12 00:00', '2026-06-12 01:00'),
          allDay('b single', '2026-06-12', '2026-06-13'),
          allDay('a single', '2026-06-12', '2026-06-13'),
          allDay('z trip', '2026-06-10', '2026-06-14'),
          allDay('y trip', '2026-06-12', '2026-06-14'),
        ]),
      ],
      '2026-06-12 08:00',
    );
    assert.deepEqual(titlesOn(made, '2026-06-12'), ['y trip', 'z trip', 'a single', 'b single', 'early']);
  });

  test('timed by start, then end, then title', () => {
    const made = agenda(
      [
        calendar('a', [
          timed('d', '2026-06-12 10:00', '2026-06-12 11:00'),
          timed('b', '2026-06-12 09:00', '2026-06-12 11:00'),
          timed('c', '2026-06-12 09:00', '2026-06-12 10:00'),
          timed('a', '2026-06-12 09:00', '2026-06-12 11:00'),
          timed('since yesterday', '2026-06-11 20:00', '2026-06-12 11:00'),
        ]),
      ],
      '2026-06-12 08:00',
    );
    assert.deepEqual(titlesOn(made, '2026-06-12'), ['since yesterday', 'c', 'a', 'b', 'd']);
  });

  test('the repeated hour is in the order of time, not of the clock', () => {
    const made = agenda(
      [
        calendar('a', [
          timed('second', at('2026-10-25T02:10+01:00'), at('2026-10-25T02:20+01:00')),
          timed('first', at('2026-10-25T02:30+02:00'), at('2026-10-25T02:40+02:00')),
        ]),
      ],
      '2026-10-25 00:00',
    );
    assert.deepEqual(titlesOn(made, '2026-10-25'), ['first', 'second']);
  });
});

test('two of one identity on one day have keys of their own', () => {
  const twice = ['09', '15'].map((hour) =>
    timed('pill', `2026-06-12 ${hour}:00`, `2026-06-12 ${hour}:05`, { uid: 'same' }),
  );
  const keys = entriesOf(agenda([calendar('a', twice)], '2026-06-12 08:00')).map((entry) => entry.key);
  assert.equal(keys.length, 2);
  assert.equal(new Set(keys).size, 2);
});
