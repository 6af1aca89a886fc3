/**
 * The measured process of `npm run bench -- layout`, in the wall's own settings of V8. Its argument is a
 * `LayoutJob` as JSON, its one line a `LayoutCost`.
 */
import { readFileSync, writeSync } from 'node:fs';
import type { Agenda } from '../../src/model/agenda.ts';
import { createRaster } from '../../src/raster/raster.ts';
import type { MeasureText } from '../../src/scene/scene.ts';
import { drawAgenda } from '../../src/views/agenda/agenda-view.ts';
import { createMemo } from '../../src/views/memo.ts';
import type { ViewContext } from '../../src/views/view.ts';
import { keepHeapSmall } from '../../src/wall/heap.ts';
import { busyWeek } from '../views/sample-agendas.ts';

export interface LayoutJob {
  readonly width: number;
  readonly height: number;
  readonly locale: string;
  readonly fonts: string;
  /** Started with a young generation that is never collected, to see what is allocated in it. */
  readonly roomy: boolean;
}

export interface LayoutCost {
  /** Milliseconds of user CPU time of the first picture, and the median of those a minute apart. */
  readonly cold: number;
  readonly warm: number;
  /** Texts that were measured for the first picture, and those among them that differ. */
  readonly measured: number;
  readonly distinct: number;
  /** Of a picture a minute later. */
  readonly measuredWarm: number;
  /** Median of the bytes that a picture a minute later allocates; only right when `roomy`. */
  readonly allocated: number;
  /** Megabytes that the first formatters and the segmenter of Intl add to the RSS after all that. */
  readonly intl: number;
}

const MINUTES = 100;
const OPTIONS = { days: 7, showLocation: true, past: 'dim' } as const;

function residentMegabytes(): number {
  return Number(/^Rss:\s+(\d+)/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))?.[1]) / 1024;
}

const userMilliseconds = (): number => process.cpuUsage().user / 1000;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function touchIntl(locale: string): void {
  new Intl.DateTimeFormat(locale, { weekday: 'long', hour: 'numeric' }).format(0);
  new Intl.NumberFormat(locale).format(1);
  new Intl.PluralRules(locale).select(1);
  for (const _ of new Intl.Segmenter(locale, { granularity: 'word' }).segment('a b'));
}

const job = JSON.parse(process.argv[2] ?? '') as LayoutJob;
if (!job.roomy) keepHeapSmall();
const raster = await createRaster(job.fonts, job.locale);
const texts = new Set<string>();
let measured = 0;
const measure: MeasureText = (text, style) => {
  measured++;
  if (minute === 0) texts.add(`${style.size} ${style.weight} ${text}`);
  return raster.measure(text, style);
};
const { width, height, locale } = job;
const memo = createMemo();
const context: ViewContext = { width, height, theme: 'light', locale, hourCycle: '24', measure, memo };
const agendas = Array.from({ length: MINUTES }, (_, index): Agenda => {
  const [hours, minutes] = [9 + Math.floor(index / 60), index % 60].map((one) =>
    String(one).padStart(2, '0'),
  );
  return busyWeek(`2026-11-23 ${hours}:${minutes}`);
});

let minute = 0;
const times: number[] = [];
const sizes: number[] = [];
const counts: number[] = [];
for (const agenda of agendas) {
  if (job.roomy && minute % 10 === 0) globalThis.gc?.();
  measured = 0;
  const heap = process.memoryUsage().heapUsed;
  const from = userMilliseconds();
  drawAgenda(agenda, context, OPTIONS);
  times.push(userMilliseconds() - from);
  sizes.push(process.memoryUsage().heapUsed - heap);
  counts.push(measured);
  minute++;
}
const resident = residentMegabytes();
touchIntl(locale);
const cost: LayoutCost = {
  cold: times[0] ?? 0,
  warm: median(times.slice(1)),
  measured: counts[0] ?? 0,
  distinct: texts.size,
  measuredWarm: median(counts.slice(1)),
  allocated: median(sizes.slice(1)),
  intl: residentMegabytes() - resident,
};
writeSync(1, `${JSON.stringify(cost)}\n`);
