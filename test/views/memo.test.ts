import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawAgenda } from '../../src/views/agenda/agenda-view.ts';
import { createMemo, isSame } from '../../src/views/memo.ts';
import { drawNotice } from '../../src/views/notice/notice-view.ts';
import type { ViewContext } from '../../src/views/view.ts';
import { agendaOf, calendar, occurrence, SAMPLES } from './sample-agendas.ts';
import { fakeMeasure } from './sound-scene.ts';

const OPTIONS = { days: 7, showLocation: true, past: 'dim' } as const;
const FULL_HD: ViewContext = {
  width: 1920,
  height: 1080,
  theme: 'light',
  locale: 'en',
  hourCycle: '24',
  measure: fakeMeasure,
};

test('plain data is compared by value, functions by identity', () => {
  const act = () => undefined;
  assert.equal(isSame({ a: [1, { b: null }], act }, { a: [1, { b: null }], act }), true);
  assert.equal(isSame({ act }, { act: () => undefined }), false);
  for (const [a, b] of [
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: 1 }, { b: 1 }],
    [[1, 2], [1]],
    [[1], { 0: 1 }],
    [{}, null],
    [undefined, null],
  ]) {
    assert.equal(isSame(a, b), false, JSON.stringify([a, b]));
  }
});

test('what is kept is made again for other inputs, and after a picture that did not need it', () => {
  const memo = createMemo();
  let made = 0;
  const keep = (...inputs: unknown[]) => memo.keep('part', inputs, () => ++made);
  assert.deepEqual([keep(1), keep(1), keep(2), keep(2), keep(1)], [1, 1, 2, 2, 3]);
  memo.turn();
  assert.equal(keep(1), 3);
  memo.turn();
  memo.turn();
  assert.equal(keep(1), 4);
});

/** Every minute of a morning, and every few minutes of the rest of the day. */
const MINUTES = Array.from({ length: 1440 }, (_, minute) => minute).filter(
  (minute) => (minute >= 595 && minute < 665) || minute % 37 === 0,
);

test('with a memo every picture of a day is the one without', () => {
  const memo = createMemo();
  const happenings = [
    occurrence('2026-11-23 10:00/11:00', 'Design review', { location: 'Room Aalto' }),
    occurrence('2026-11-23 10:30/10:50', 'Call with the printers, about the colours of the cover'),
    occurrence('2026-11-23/2026-11-26', 'Conference'),
    occurrence('2026-11-23 22:00/2026-11-24 01:00', 'Night shift'),
    occurrence('2026-11-24 09:00/09:15', 'Stand-up'),
    occurrence('2026-11-25 09:00/09:15', 'Stand-up'),
  ];
  for (const minute of MINUTES) {
    const time = `${`${Math.floor(minute / 60)}`.padStart(2, '0')}:${`${minute % 60}`.padStart(2, '0')}`;
    const feeds = [
      calendar('a', 'Work', '#2a9d8f', minute > 620 ? happenings : happenings.slice(1)),
      calendar('b', 'Family', '#e9853b', [], minute > 640 ? { failure: 'dns' } : {}),
    ];
    const agenda = agendaOf(feeds, { now: `2026-11-23 ${time}` });
    for (const size of [{}, minute % 5 === 0 ? { width: 480, height: 800 } : { locale: 'ar-EG' }]) {
      const context = { ...FULL_HD, ...size };
      assert.deepEqual(
        drawAgenda(agenda, { ...context, memo }, OPTIONS),
        drawAgenda(agenda, context, OPTIONS),
        `at ${time}`,
      );
    }
  }
});

test('one memo serves views and notices of all kinds, one after the other', () => {
  const memo = createMemo();
  for (const agenda of Object.values(SAMPLES)) {
    const notice = { kind: 'no-data-yet', status: agenda.status } as const;
    assert.deepEqual(drawNotice(notice, { ...FULL_HD, memo }), drawNotice(notice, FULL_HD));
    for (const theme of ['light', 'dark'] as const) {
      const context = { ...FULL_HD, theme };
      assert.deepEqual(
        drawAgenda(agenda, { ...context, memo }, OPTIONS),
        drawAgenda(agenda, context, OPTIONS),
      );
    }
  }
});

test('a minute later only what changed is measured and made', () => {
  const memo = createMemo();
  let measured = 0;
  const measure: typeof fakeMeasure = (text, style) => {
    measured++;
    return fakeMeasure(text, style);
  };
  const drawAt = (now: string) => {
    measured = 0;
    const feeds = [
      calendar(
        'a',
        'Work',
        '#2a9d8f',
        Array.from({ length: 20 }, (_, index) =>
          occurrence(`2026-11-2${4 + (index % 6)} 09:00/10:00`, `${index}`),
        ),
      ),
    ];
    return drawAgenda(agendaOf(feeds, { now }), { ...FULL_HD, measure, memo }, OPTIONS);
  };
  const first = drawAt('2026-11-23 20:01');
  const all = measured;
  const second = drawAt('2026-11-23 20:02');
  assert.ok(measured * 3 < all, `${measured} of ${all} measured again`);
  const known = new Set(first.items);
  const made = second.items.filter((item) => !known.has(item)).length;
  assert.ok(made * 2 < second.items.length, `${made} of ${second.items.length} items made again`);
});
