import assert from 'node:assert/strict';
import test from 'node:test';
import { explainAgenda } from '../../src/agenda/explanation.ts';
import type { CalendarInput } from '../../src/agenda/input.ts';
import { allDay, calendar, timed } from './build.ts';

function sentences(...calendars: CalendarInput[]): string[] {
  return explainAgenda(calendars, '2026-06-08', '2026-06-14').map(
    ({ calendar: id, uid, verdict, text }) => `${id} ${uid} ${verdict}: ${text}`,
  );
}

const dentist = timed('Dentist', '2026-06-10 10:00', '2026-06-10 11:00');
const again = timed('Dentist', '2026-06-11 10:00', '2026-06-11 11:00', { recurrenceId: 'x' });

test('of what is shown as it is there is nothing to say', () => {
  assert.deepEqual(sentences(calendar('home', [dentist])), []);
});

test('what is declined is hidden, if the calendar says so', () => {
  const declined = { ...dentist, participation: 'declined' } as const;
  assert.deepEqual(sentences(calendar('work', [declined])), [
    'work Dentist hidden: is hidden on the wall, because you declined it and its calendar has ' +
      'declined = "hide" (on 2026-06-10 10:00).',
  ]);
  assert.deepEqual(sentences(calendar('work', [declined], { declined: 'strike' })), []);
});

test('what takes no time is hidden, if the calendar says so', () => {
  const free = allDay('Birthday', '2026-06-10', '2026-06-11', { busy: 'free' });
  assert.deepEqual(sentences(calendar('home', [free])), []);
  assert.deepEqual(sentences(calendar('home', [free], { free: 'hide' })), [
    'home Birthday hidden: is hidden on the wall, because it takes no time (free) and its calendar has ' +
      'free = "hide" (on 2026-06-10).',
  ]);
  assert.match(sentences(calendar('home', [free], { show: 'busy' }))[0] ?? '', /show = "busy"/);
});

test('occurrences of one event are told together', () => {
  assert.deepEqual(sentences(calendar('work', [dentist, again], { show: 'busy' })), [
    'work Dentist shown: is shown without title and place, because its calendar has show = "busy" ' +
      '(2 occurrences, the first on 2026-06-10 10:00).',
  ]);
});

test('what several calendars hold is merged', () => {
  const copy = { ...dentist, uid: 'copy' };
  assert.deepEqual(
    sentences(calendar('home', [dentist]), calendar('work', [copy]), calendar('kids', [again])),
    [
      'home Dentist merged: is merged with the same event in WORK: one entry with the colours of all ' +
        '(on 2026-06-10 10:00).',
    ],
  );
});
