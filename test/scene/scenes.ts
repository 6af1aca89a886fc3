/** Random scenes, and pairs of them that have much in common, as one tick and the next. */
import fc from 'fast-check';
import type { Item, Scene } from '../../src/scene/scene.ts';

const WIDTH = 240;
const HEIGHT = 160;

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

/** What walls show: figures, overhangs, stacked marks, joined emoji, flags. */
const texts = fc.constantFrom(
  '12:47',
  '09:00–10:30',
  'jfjfQgß',
  'Ǻẫệ Ÿ',
  '👨‍👩‍👧‍👦 🇩🇪 🎂',
  'Zahnarzt, Büro №5',
  'Wintersaison Łódź',
  'Ωμέγα Привет',
);

const place = {
  x: fc.integer({ min: -30, max: WIDTH }),
  y: fc.integer({ min: -30, max: HEIGHT }),
  width: fc.integer({ min: 1, max: 120 }),
  height: fc.integer({ min: 1, max: 90 }),
  color,
};

const items: fc.Arbitrary<Item> = fc.oneof(
  fc.record({ kind: fc.constant('rect' as const), ...place, radius: fc.integer({ min: 0, max: 20 }) }),
  fc.record({
    kind: fc.constant('text' as const),
    ...place,
    text: texts,
    style: fc.record({ size: fc.integer({ min: 8, max: 90 }), weight: fc.constantFrom(300, 400, 600) }),
    align: fc.constantFrom('left', 'center', 'right'),
    direction: fc.constantFrom('ltr', 'rtl'),
    baseline: fc.integer({ min: 0, max: 90 }),
    struck: fc.boolean(),
  }),
);

const sceneOf = (list: readonly Item[], background: string): Scene => ({
  width: WIDTH,
  height: HEIGHT,
  background,
  language: 'en',
  items: list,
});

export const scenes: fc.Arbitrary<Scene> = fc
  .tuple(fc.array(items, { maxLength: 25 }), color)
  .map(([list, background]) => sceneOf(list, background));

/** One step from a list of items to the next. */
type Change = (list: readonly Item[]) => Item[];

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(), items).map(
    ([at, item]): Change =>
      (list) =>
        list.toSpliced(at % (list.length + 1), 0, item),
  ),
  fc.nat().map(
    (at): Change =>
      (list) =>
        list.toSpliced(at % (list.length + 1), 1),
  ),
  fc.tuple(fc.nat(), items).map(
    ([at, item]): Change =>
      (list) =>
        list.toSpliced(at % (list.length + 1), 1, item),
  ),
  fc.tuple(fc.nat(), fc.nat()).map(
    ([from, to]): Change =>
      (list) => {
        const moved = list[from % Math.max(1, list.length)];
        const rest = list.filter((item) => item !== moved);
        return moved === undefined ? rest : rest.toSpliced(to % (rest.length + 1), 0, moved);
      },
  ),
);

export const scenePairs: fc.Arbitrary<readonly [Scene, Scene]> = fc
  .tuple(scenes, fc.array(changes, { maxLength: 5 }))
  .map(([before, steps]) => [
    before,
    sceneOf(
      steps.reduce((list, step) => step(list), [...before.items]),
      before.background,
    ),
  ]);
