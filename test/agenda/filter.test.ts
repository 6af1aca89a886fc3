import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CalendarInput } from '../../src/agenda/input.ts';
import type { Occurrence } from '../../src/model/occurrence.ts';
import { agenda, calendar, entriesOf, timed } from './build.ts';

const shown = (occurrence: Occurrence, more: Partial<CalendarInput>) =>
  entriesOf(agenda([calendar('a', [occurrence], more)], '2026-06-12 08:00'));

const nine = (facts: object = {}) => timed('Team', '2026-06-12 09:00', '2026-06-12 10:00', facts);

describe('declined', () => {
  const declined = nine({ participation: 'declined' });
  test('is left out', () => assert.deepEqual(shown(declined, { declined: 'hide' }), []));
  test('or struck', () => assert.equal(shown(declined, { declined: 'strike' })[0]?.declined, true));
});

describe('free', () => {
  const free = nine({ busy: 'free' });
  test('is shown', () => assert.equal(shown(free, { free: 'show' }).length, 1));
  test('or left out', () => assert.deepEqual(shown(free, { free: 'hide' }), []));
});

describe('busy only', () => {
  test('tells nothing but the time', () => {
    const secret = nine({ location: 'Clinic', uid: 'u' });
    const [entry] = shown(secret, { show: 'busy' });
    assert.equal(entry?.busyOnly, true);
    assert.equal(entry.title, '');
    assert.equal(entry.location, '');
  });

  test('does not say busy of what takes no time', () => {
    assert.deepEqual(shown(nine({ busy: 'free' }), { show: 'busy' }), []);
    assert.deepEqual(shown(nine({ participation: 'declined' }), { show: 'busy', declined: 'strike' }), []);
  });

  test('is not joined with the details of another calendar', () => {
    const made = agenda(
      [calendar('a', [nine({ uid: 'u' })]), calendar('b', [nine({ uid: 'u' })], { show: 'busy' })],
      '2026-06-12 08:00',
    );
    assert.deepEqual(
      entriesOf(made).map((one) => [one.title, one.busyOnly, one.calendars.map(({ id }) => id)]),
      [
        ['', true, ['b']],
        ['Team', false, ['a']],
      ],
    );
  });
});

describe('tentative', () => {
  test('is the event or the own answer', () => {
    const isTentative = (facts: object) => shown(nine(facts), {})[0]?.tentative;
    assert.equal(isTentative({}), false);
    assert.equal(isTentative({ busy: 'tentative' }), true);
    assert.equal(isTentative({ participation: 'tentative' }), true);
    assert.equal(isTentative({ participation: 'needs-action' }), true);
    assert.equal(isTentative({ participation: 'accepted' }), false);
  });
});
