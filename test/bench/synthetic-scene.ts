/** A picture as a wall shows it, without the wall: a clock, a date, some sixty texts, bars, a panel. */
import type { PictureSize } from '../../src/raster/presenter.ts';
import type { Item, MeasureText, Scene, TextItem } from '../../src/scene/scene.ts';

const TITLES = [
  'Zahnarzt, Dr. Müller',
  'Standup',
  'Elternabend 🎒 Klasse 4b',
  'Budget review with finance',
  'Müllabfuhr: Papier',
  'Geburtstag Oma 🎂',
  'Fußballtraining',
  'Design critique',
  'Łódź → Warszawa, peron 3',
  'Konzertprobe',
];

/** One minute of the day; only the clock differs from minute to minute, the date each day. */
export function createSyntheticScene(size: PictureSize, minute: number, measure: MeasureText): Scene {
  const { width, height } = size;
  const unit = Math.min(width, height) / 1080;
  const px = (value: number) => Math.round(value * unit);
  const items: Item[] = [];
  const write = (text: string, x: number, y: number, textSize: number, weight: number, color: string) => {
    const style = { size: px(textSize), weight };
    const item: TextItem = {
      kind: 'text',
      x,
      y,
      width: Math.ceil(measure(text, style)),
      height: Math.ceil(style.size * 1.25),
      text,
      style,
      color,
      align: 'left',
      direction: 'ltr',
      baseline: style.size,
      struck: false,
    };
    items.push(item);
  };
  const clock = [minute / 60, minute].map((part) => `${Math.floor(part) % 60}`.padStart(2, '0')).join(':');
  const panel = { x: px(48), y: px(40), width: px(640), height: px(320) };
  items.push({ kind: 'rect', ...panel, color: '#1c2030', radius: px(24) });
  write(clock, px(80), px(60), 180, 600, '#f2f2f6');
  write(`Day ${1 + Math.floor(minute / 1440)}, November 2026`, px(84), px(280), 40, 500, '#9aa3b5');
  for (let index = 0; index < 20; index += 1) {
    const x = px(48) + (index % 2) * Math.floor(width / 2);
    const y = px(400) + Math.floor(index / 2) * px(64);
    items.push({ kind: 'rect', x, y, width: px(8), height: px(52), color: '#4f8cff', radius: px(4) });
    const start = `${8 + Math.floor(index / 2)}:${index % 2 === 0 ? '00' : '30'}`.padStart(5, '0');
    write(start, x + px(24), y, 28, 500, '#9aa3b5');
    write(TITLES[index % TITLES.length] ?? '', x + px(140), y - px(2), 30, 600, '#f2f2f6');
    write(`Room ${100 + index}, second floor`, x + px(140), y + px(34), 20, 400, '#9aa3b5');
  }
  return { width, height, background: '#10131c', language: 'en', items };
}
