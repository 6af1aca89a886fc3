import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAYS_LOOKS } from '../../src/views/agenda/coming-days.ts';
import {
  leastSectionHeight,
  levelsOf,
  makeSection,
  sectionHeight,
  sectionStyle,
} from '../../src/views/agenda/day-section.ts';
import { TODAY_LOOKS } from '../../src/views/agenda/today.ts';
import { chipLines, leastChipHeight } from '../../src/views/parts/chip.ts';
import { entryCard, leastCardHeight, timeColumnOf } from '../../src/views/parts/entry-card.ts';
import { fillsDay } from '../../src/views/parts/entry-words.ts';
import { createSheet, px } from '../../src/views/sheet.ts';
import { SAMPLES } from './sample-agendas.ts';
import { fakeMeasure } from './sound-scene.ts';

const SIZES = [
  [1920, 1080],
  [1080, 1920],
  [800, 480],
  [320, 480],
  [3840, 2160],
] as const;

const AREAS = SIZES.flatMap(([width, height]) =>
  ['en', 'ar-EG', 'th'].flatMap((locale) => {
    const sheet = createSheet({
      width,
      height,
      theme: 'light',
      locale,
      hourCycle: '12',
      measure: fakeMeasure,
    });
    return [0.35, 0.55, 0.9].map((share) => ({
      sheet,
      ground: sheet.palette.page,
      width: Math.round(share * sheet.width),
    }));
  }),
);
const CASES = AREAS.flatMap((area) => Object.values(SAMPLES).map((agenda) => ({ area, agenda })));

/** Looks are passed over by these bounds, so one that is too high would change the picture. */
test('a section is never lower than its least height, and often as high', () => {
  const heights = CASES.flatMap(({ area, agenda: { days } }) =>
    DAYS_LOOKS.flatMap((look) => {
      const style = sectionStyle(area, days, look);
      assert.equal(style.pad, levelsOf(area.sheet, look).pad);
      return days.map((day) => ({
        height: sectionHeight(makeSection(style, day), style, false),
        least: leastSectionHeight(area, day, look),
        of: [area.width, look, day],
      }));
    }),
  );
  for (const { height, least, of } of heights) {
    assert.ok(least <= height, `${least} of ${height}: ${JSON.stringify(of)}`);
  }
  const exact = heights.filter(({ height, least }) => least === height).length;
  assert.ok(exact > heights.length / 4, `${exact} of ${heights.length} are exact`);
});

test('a card is never lower than its least height', () => {
  const tried = CASES.flatMap(({ area, agenda: { days, now } }) =>
    TODAY_LOOKS.flatMap((look) => {
      const timed = days[0]?.timed.filter((entry) => !fillsDay(entry)) ?? [];
      const times = timeColumnOf(area.sheet, timed, look);
      const column = { ...area, now: now.instant, bleed: px(area.sheet, 1), times, look };
      return timed.map((entry) => ({ column, entry, least: leastCardHeight(area.sheet, entry, look) }));
    }),
  );
  for (const { column, entry, least } of tried) {
    const { time } = entry;
    const height = time.kind === 'timed' ? entryCard(column, entry, time).height : 0;
    assert.ok(
      least <= height,
      `${least} of ${height}: ${JSON.stringify([column.width, column.look, entry])}`,
    );
  }
});

test('a line of chips is never lower than its least height', () => {
  for (const { area, agenda } of CASES) {
    for (const { scale } of DAYS_LOOKS) {
      const lines = chipLines({ ...area, scale, lines: 2 }, agenda.days[0]?.allDay ?? []);
      const least = leastChipHeight(area.sheet, scale);
      assert.ok(
        lines.every(({ block }) => least <= block.height),
        `${least} at ${scale}`,
      );
    }
  }
});
