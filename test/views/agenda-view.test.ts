import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Agenda } from '../../src/model/agenda.ts';
import { contrastOf } from '../../src/scene/color.ts';
import { inkBounds } from '../../src/scene/ink.ts';
import type { Scene } from '../../src/scene/scene.ts';
import { drawAgenda } from '../../src/views/agenda/agenda-view.ts';
import type { AgendaOptions } from '../../src/views/agenda/options.ts';
import { PALETTES, TEXT_CONTRAST } from '../../src/views/theme.ts';
import type { ViewContext } from '../../src/views/view.ts';
import { agendaOf, calendar, occurrence, SAMPLES } from './sample-agendas.ts';
import { assertSound, fakeMeasure, textsOf } from './sound-scene.ts';

const OPTIONS: AgendaOptions = { days: 7, showLocation: true, past: 'dim' };
const FULL_HD: ViewContext = {
  width: 1920,
  height: 1080,
  theme: 'light',
  locale: 'en-GB',
  hourCycle: '24',
  measure: fakeMeasure,
};

function draw(
  agenda: Agenda,
  context: Partial<ViewContext> = {},
  options: Partial<AgendaOptions> = {},
): Scene {
  return drawAgenda(agenda, { ...FULL_HD, ...context }, { ...OPTIONS, ...options });
}

function wordsIn(scene: Scene): readonly string[] {
  return textsOf(scene).map(({ text }) => text);
}

const SIZES = [
  [1920, 1080],
  [1080, 1920],
  [800, 480],
  [480, 800],
  [3840, 2160],
  [480, 320],
  [1920, 480],
] as const;

for (const [name, agenda] of Object.entries(SAMPLES)) {
  test(`${name}: sound at every size in both themes`, () => {
    for (const [width, height] of SIZES) {
      for (const theme of ['light', 'dark'] as const)
        assertSound(draw(agenda, { width, height, theme }), fakeMeasure);
    }
  });
}

test('a busy week shows what a person looks for', () => {
  const words = wordsIn(draw(SAMPLES.busy as Agenda));
  for (const wanted of [
    'Monday',
    '23 November',
    'Design review',
    '18 min left',
    'Call with the printers',
    'in 18 min',
    'day 1 of 3',
    'tentative',
    'declined',
    'Holidays',
  ]) {
    assert.ok(words.includes(wanted), `${wanted} in ${words.join(' | ')}`);
  }
});

test('what failed says so, with its reason and age; a config problem names file, line and key', () => {
  const words = wordsIn(draw(SAMPLES.stale as Agenda));
  assert.ok(words.includes('no connection · last read 3 h ago'));
  assert.ok(words.includes('access denied · not read yet'));
  assert.match(words.join(' '), /daywall\.toml, line 12, display\.theme: "drak" is not known/);
});

test('a clock that is not trusted says so', () => {
  assert.ok(wordsIn(draw(agendaOf([], { clock: 'untrusted' }))).includes('The clock is not set yet'));
});

test('an empty week says that nothing is planned', () => {
  const words = wordsIn(draw(SAMPLES.empty as Agenda));
  assert.equal(words.filter((text) => text === 'Nothing planned').length, 7);
});

test('busy-only and untitled entries get a word', () => {
  const feed = calendar('a', 'A', '#2a9d8f', [occurrence('2026-11-23 12:00/13:00', 'Secret')], {
    show: 'busy',
  });
  const untitled = calendar('b', 'B', '#2a9d8f', [occurrence('2026-11-23 14:00/15:00', '')]);
  const words = wordsIn(draw(agendaOf([feed, untitled])));
  assert.ok(words.includes('Busy') && words.includes('No title'));
});

test('options: days, places, what is over', () => {
  const busy = SAMPLES.busy as Agenda;
  assert.ok(!wordsIn(draw(busy, {}, { days: 2 })).includes('25'));
  assert.ok(!wordsIn(draw(busy, {}, { showLocation: false })).includes('Room Aalto'));
  assert.ok(wordsIn(draw(busy)).includes('Take Mia to school'));
  assert.ok(!wordsIn(draw(busy, {}, { past: 'hide' })).includes('Take Mia to school'));
});

test('what crosses midnight shows where it goes on', () => {
  const feed = calendar('a', 'A', '#2a9d8f', [
    occurrence('2026-11-24 22:00/2026-11-26 07:00', 'Night train'),
  ]);
  const words = wordsIn(draw(agendaOf([feed])));
  assert.ok(words.includes('22:00 →') && words.includes('→ 07:00'), words.join(' | '));
  assert.ok(words.includes('day 2 of 3'));
});

test('right-to-left locales are mirrored, the digits of the clock are not', () => {
  const scene = draw(SAMPLES.busy as Agenda, { locale: 'he' });
  const digits = textsOf(scene)
    .filter(({ text, style }) => /^\d$/.test(text) && style.size > 100)
    .sort((a, b) => a.x - b.x);
  assert.equal(digits.map(({ text }) => text).join(''), '1042');
  assert.ok((digits[0]?.x ?? 0) > 960);
  const title = textsOf(scene).find(({ text }) => text === 'Design review');
  assert.deepEqual([title?.align, title?.direction], ['right', 'ltr']);
});

test('drift moves what is drawn, backgrounds go on reaching the edges', () => {
  const still = draw(SAMPLES.busy as Agenda);
  const moved = draw(SAMPLES.busy as Agenda, { drift: { x: 3, y: -2 } });
  assertSound(moved, fakeMeasure);
  assert.deepEqual(
    textsOf(moved).map(({ x, y }) => [x - 3, y + 2]),
    textsOf(still).map(({ x, y }) => [x, y]),
  );
  assert.deepEqual([moved.items[0]?.x, moved.items[0]?.height], [0, 1080]);
});

/** Share of the picture that a minute changes; with the margin that ink may need around each item. */
function minuteShare(agendas: readonly [Agenda, Agenda], width: number, height: number): number {
  const [before, after] = agendas.map((agenda) => draw(agenda, { width, height }));
  const known = new Set(before?.items.map((item) => JSON.stringify(item)));
  const changed = after?.items.filter((item) => !known.has(JSON.stringify(item))) ?? [];
  assert.ok(changed.length > 0);
  const area = changed.map(inkBounds).reduce((sum, rect) => sum + rect.width * rect.height, 0);
  return area / (width * height);
}

test('a minute changes less than 5 % of the picture, countdowns and progress included', () => {
  const calendars = [
    calendar('a', 'A', '#2a9d8f', [
      occurrence('2026-11-23 10:00/11:00', 'One'),
      occurrence('2026-11-23 12:00/13:00', 'Two'),
    ]),
  ];
  for (const [width, height] of SIZES) {
    const at = (time: string) => agendaOf(calendars, { now: `2026-11-23 ${time}` });
    const share = minuteShare([at('10:41'), at('10:42')], width, height);
    assert.ok(share < 0.05, `${width}x${height}: ${share}`);
  }
});

test('every text can be read against its ground', () => {
  for (const { page, panel } of Object.values(PALETTES)) {
    for (const ground of [page, panel]) {
      for (const paper of [ground.paper, ground.card]) {
        for (const color of [ground.ink, ground.quiet, ground.accent, ground.warning]) {
          assert.ok(
            contrastOf(color, paper) >= TEXT_CONTRAST,
            `${color} on ${paper}: ${contrastOf(color, paper)}`,
          );
        }
        assert.ok(contrastOf(ground.faint, paper) >= 3, `${ground.faint} on ${paper}`);
      }
    }
  }
});
