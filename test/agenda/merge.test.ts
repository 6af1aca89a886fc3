import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Agenda } from '../../src/model/agenda.ts';
import type { TimedOccurrence } from '../../src/model/occurrence.ts';
import { agenda, allDay, calendar, entriesOf, timed } from './build.ts';

const NOW = '2026-06-12 08:00';

const nine = (title: string, facts: Partial<TimedOccurrence> = {}) =>
  timed(title, '2026-06-12 09:00', '2026-06-12 10:00', facts);

/** Title and calendars of each entry. */
function rows(made: Agenda): readonly string[] {
  return entriesOf(made).map((one) => `${one.title}: ${one.calendars.map(({ id }) => id).join('+')}`);
}

describe('the same event in several calendars appears once, with all colours', () => {
  test('by identity', () => {
    const made = agenda(
      ['a', 'b', 'c'].map((id) => calendar(id, [nine('Team', { uid: 'u', recurrenceId: '2026-06-12' })])),
      NOW,
    );
    assert.deepEqual(rows(made), ['Team: a+b+c']);
  });

  test('by time and title, whatever the UID, letter case and spacing', () => {
    const made = agenda(
      [
        calendar('a', [nine('School  concert', { uid: '1' })]),
        calendar('b', [nine('school concert', { uid: '2', location: 'Hall' })]),
      ],
      NOW,
    );
    assert.deepEqual(rows(made), ['School  concert: a+b']);
    assert.equal(entriesOf(made)[0]?.location, 'Hall');
  });

  test('all-day ones too', () => {
    const made = agenda(
      [
        calendar('a', [allDay('Easter', '2026-06-12', '2026-06-13', { uid: '1' })]),
        calendar('b', [allDay('Easter', '2026-06-12', '2026-06-13', { uid: '2' })]),
      ],
      NOW,
    );
    assert.deepEqual(rows(made), ['Easter: a+b']);
  });
});

describe('what is not the same stays apart', () => {
  const apart = (left: TimedOccurrence, right: TimedOccurrence) =>
    assert.equal(entriesOf(agenda([calendar('a', [left]), calendar('b', [right])], NOW)).length, 2);

  test('another end, another title, another place', () => {
    apart(nine('Team', { uid: 'u' }), timed('Team', '2026-06-12 09:00', '2026-06-12 10:30', { uid: 'u' }));
    apart(nine('Team', { uid: 'u' }), nine('Crew', { uid: 'u' }));
    apart(
      nine('Dentist', { uid: '1', location: 'Elm Road' }),
      nine('Dentist', { uid: '2', location: 'Oak Road' }),
    );
  });

  test('an all-day and a timed one', () => {
    const made = agenda(
      [
        calendar('a', [allDay('Fair', '2026-06-12', '2026-06-13')]),
        calendar('b', [timed('Fair', '2026-06-12 00:00', '2026-06-13 00:00')]),
      ],
      NOW,
    );
    assert.equal(entriesOf(made).length, 2);
  });

  test('without title unless the identity is equal', () => {
    apart(nine('', { uid: '1' }), nine('', { uid: '2' }));
    const same = nine('', { uid: 'u' });
    assert.equal(entriesOf(agenda([calendar('a', [same]), calendar('b', [same])], NOW)).length, 1);
  });

  test('two of one calendar, and each pairs with one of the other', () => {
    const dentist = (uid: string) => nine('Dentist', { uid });
    const made = agenda(
      [
        calendar('a', [dentist('anna'), dentist('ben')]),
        calendar('b', [dentist('ben'), dentist('copy of anna')]),
        calendar('c', [dentist('third')]),
      ],
      NOW,
    );
    assert.deepEqual([...rows(made)].sort(), ['Dentist: a+b', 'Dentist: a+b+c']);
  });

  test('a great many equal-looking ones are all shown', () => {
    const many = (prefix: string) =>
      Array.from({ length: 300 }, (_, index) => nine('Slot', { uid: `${prefix}${index}` }));
    const made = agenda([calendar('a', many('a')), calendar('b', many('b'))], NOW);
    assert.equal(entriesOf(made).length, 600);
  });
});

describe('answers differ between calendars', () => {
  const copies = (left: Partial<TimedOccurrence>, right: Partial<TimedOccurrence>) =>
    agenda(
      [
        calendar('a', [nine('Party', { uid: 'u', ...left })], { declined: 'strike' }),
        calendar('b', [nine('Party', { uid: 'u', ...right })], { declined: 'strike' }),
      ],
      NOW,
    );

  test('the colours are of those who go', () => {
    const made = copies({ participation: 'declined' }, { participation: 'accepted' });
    assert.deepEqual(rows(made), ['Party: b']);
    assert.equal(entriesOf(made)[0]?.declined, false);
  });

  test('declined by all is struck', () => {
    const made = copies({ participation: 'declined' }, { participation: 'declined' });
    assert.deepEqual(rows(made), ['Party: a+b']);
    assert.equal(entriesOf(made)[0]?.declined, true);
  });

  test('tentative only when it is for all', () => {
    assert.equal(entriesOf(copies({ busy: 'tentative' }, {}))[0]?.tentative, false);
    assert.equal(
      entriesOf(copies({ busy: 'tentative' }, { participation: 'needs-action' }))[0]?.tentative,
      true,
    );
  });
});
