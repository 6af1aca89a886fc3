import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Agenda, Entry } from '../../src/model/agenda.ts';
import type { Occurrence } from '../../src/model/occurrence.ts';
import { addDays } from '../../src/model/time.ts';
import { drawAgenda } from '../../src/views/agenda/agenda-view.ts';
import type { ViewContext } from '../../src/views/view.ts';
import { agendaOf, calendar, occurrence } from './sample-agendas.ts';
import { assertSound, countedIn, fakeMeasure, textsOf } from './sound-scene.ts';

const TODAY = '2026-11-23';

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom(
    'Dinner',
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk',
    '会議：来年の計画について話し合う',
    'اجتماع العائلة في بيت الجدة',
    'פגישה עם דנה',
    'ประชุมทีมการตลาด',
    'Pizza 🍕 👨‍👩‍👧‍👦 🇩🇪',
    'A general assembly of the allotment garden association with an election and a discussion',
  ),
);

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Spread over the shown days; some all-day, some over several days, some at night. */
const happening = fc.record({
  day: fc.integer({ min: 0, max: 13 }),
  from: fc.integer({ min: 0, max: 1439 }),
  length: fc.constantFrom(0, 15, 60, 180, 900, 4000),
  allDay: fc.boolean(),
  days: fc.integer({ min: 1, max: 5 }),
  words,
  location: fc.option(words, { nil: '' }),
  busy: fc.constantFrom('busy', 'tentative', 'free'),
  participation: fc.constantFrom(null, null, 'declined', 'tentative'),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

function toOccurrence(one: Happening, index: number): Occurrence {
  const date = addDays(TODAY, one.day);
  const title = `${index}# ${one.words.trim()}`;
  const more = {
    location: one.location ?? '',
    busy: one.busy,
    participation: one.participation,
  } as Partial<Occurrence>;
  if (one.allDay) return occurrence(`${date}/${addDays(date, one.days)}`, title, more);
  const end = new Date(Date.parse(`${date}T${clock(one.from)}:00Z`) + one.length * 60_000).toISOString();
  return occurrence(`${date} ${clock(one.from)}/${end.slice(0, 10)} ${end.slice(11, 16)}`, title, more);
}

const agendas = fc
  .record({
    happenings: fc.oneof(fc.array(happening, { maxLength: 12 }), fc.array(happening, { maxLength: 200 })),
    now: fc.integer({ min: 0, max: 1439 }),
    days: fc.integer({ min: 1, max: 14 }),
    calendars: fc.integer({ min: 1, max: 30 }),
    failing: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ happenings, now, days, calendars, failing }): Agenda => {
    const all = happenings.map(toOccurrence);
    const feeds = Array.from({ length: calendars }, (_, index) =>
      calendar(
        `c${index}`,
        `Calendar number ${index}`,
        index % 2 === 0 ? '#2a9d8f' : '#ffee88',
        all.filter((_, at) => at % calendars === index),
        index < failing ? { failure: 'not-a-calendar', lastSuccess: null } : {},
      ),
    );
    return agendaOf(feeds, { now: `${TODAY} ${clock(now)}`, days });
  });

const side = { long: fc.integer({ min: 480, max: 3840 }), short: fc.integer({ min: 320, max: 2160 }) };
const sizes = fc.oneof(
  fc.tuple(side.long, side.short),
  fc.tuple(side.short, side.long),
  fc.constantFrom([480, 320], [320, 480], [800, 480], [480, 800], [1920, 1080], [1080, 1920], [3840, 2160]),
);

function contextOf(size: readonly number[], locale = 'en'): ViewContext {
  const [width = 0, height = 0] = size;
  return { width, height, theme: 'dark', locale, hourCycle: '24', measure: fakeMeasure };
}

function entriesOf(agenda: Agenda): readonly Entry[] {
  return agenda.days.flatMap((day) => [...day.allDay, ...day.timed]);
}

test('every entry is drawn or counted, nothing overlaps or leaves the picture, now and next are shown', () => {
  fc.assert(
    fc.property(agendas, sizes, (agenda, size) => {
      const scene = drawAgenda(agenda, contextOf(size), { days: 14, showLocation: true, past: 'dim' });
      assertSound(scene, fakeMeasure);
      const drawn = textsOf(scene).filter(({ text }) => /^\d+#/.test(text)).length;
      assert.equal(drawn + countedIn(scene), entriesOf(agenda).length);
      const shows = (wanted: readonly Entry[]) =>
        wanted.length === 0 ||
        wanted.some(({ title }) =>
          textsOf(scene).some(({ text }) => text.startsWith(`${title.split('#')[0]}#`)),
        );
      assert.ok(shows(entriesOf(agenda).filter((entry) => entry.minutesLeft !== null)), 'running');
      assert.ok(shows(entriesOf(agenda).filter((entry) => entry.next)), 'next');
    }),
    { numRuns: 60 },
  );
});

test('every locale gives a sound picture, the same one each time', () => {
  const locales = fc.constantFrom(
    'de',
    'fr',
    'es',
    'it',
    'nl',
    'pt',
    'sv',
    'pl',
    'ja',
    'zh',
    'ar-EG',
    'he',
    'fi',
    'th',
  );
  fc.assert(
    fc.property(agendas, sizes, locales, fc.constantFrom('12', '24'), (agenda, size, locale, hourCycle) => {
      const context = { ...contextOf(size, locale), hourCycle } as const;
      const options = { days: 7, showLocation: false, past: 'hide' } as const;
      const scene = drawAgenda(agenda, context, options);
      assertSound(scene, fakeMeasure);
      assert.deepEqual(drawAgenda(agenda, context, options), scene);
    }),
    { numRuns: 40 },
  );
});
