/** With the real fonts: what the views set as one line stays within the bounds that painting is cut at. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Agenda } from '../../src/model/agenda.ts';
import { createRaster, type Raster } from '../../src/raster/raster.ts';
import type { Scene } from '../../src/scene/scene.ts';
import { drawAgenda } from '../../src/views/agenda/agenda-view.ts';
import type { ViewContext } from '../../src/views/view.ts';
import { SAMPLES } from './sample-agendas.ts';
import { assertSound, textsOf } from './sound-scene.ts';

const FONTS = join(import.meta.dirname, '../../fonts');
const OPTIONS = { days: 7, showLocation: true, past: 'dim' } as const;
const SIZES = [
  [1920, 1080],
  [480, 800],
] as const;

function contextFor(raster: Raster, width: number, height: number, locale: string): ViewContext {
  return { width, height, theme: 'light', locale, hourCycle: '12', measure: raster.measure };
}

/** Rows and columns at the edge of a digit's rectangle that hold ink, when the digit is drawn alone. */
function inkOutside(raster: Raster, scene: Scene): readonly string[] {
  return textsOf(scene)
    .filter(({ text }) => /^\p{Nd}+$/u.test(text))
    .flatMap((item) => {
      const alone = { ...scene, background: '#ffffff', items: [{ ...item, color: '#000000' }] };
      const { x, y, width, height } = item;
      const edges = [
        { x, y, width, height: 1 },
        { x, y: y + height - 1, width, height: 1 },
        { x, y, width: 1, height },
        { x: x + width - 1, y, width: 1, height },
      ];
      const touched = edges.some((edge) => raster.paint(alone, edge).data.some((value) => value < 128));
      return touched ? [`${item.text} at ${item.style.size}`] : [];
    });
}

test('real pictures are sound, and their digits lie within their rectangles', async () => {
  for (const locale of ['en', 'de', 'he', 'ar-EG']) {
    const raster = await createRaster(FONTS, locale);
    for (const [width, height] of SIZES) {
      for (const name of ['busy', 'overlapping', 'long', 'scripts']) {
        const scene = drawAgenda(SAMPLES[name] as Agenda, contextFor(raster, width, height, locale), OPTIONS);
        assertSound(scene, raster.measure);
        assert.deepEqual(inkOutside(raster, scene), [], `${name} ${locale} ${width}x${height}`);
      }
    }
    await raster.release();
  }
});
