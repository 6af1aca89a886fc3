/**
 * The agenda: clock, date and today on a panel, the coming days beside it (landscape) or below it
 * (portrait), calendars and their state at the foot.
 */
import type { Agenda, Day } from '../../model/agenda.ts';
import { addDays } from '../../model/time.ts';
import type { Item, Scene } from '../../scene/scene.ts';
import { type Block, rectBlock, stack, textBlock, widthOf } from '../parts/block.ts';
import { clockBlock } from '../parts/clock.ts';
import { footBlock } from '../parts/footer.ts';
import { createSheet, finishScene, px, type Sheet, textStyle } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import type { ViewContext } from '../view.ts';
import { comingDays } from './coming-days.ts';
import type { AgendaOptions } from './options.ts';
import { todayBlock } from './today.ts';

const CLOCK_UNITS = 21;
const MARGIN = 5;
/** Share of a landscape picture that the panel takes, and its bounds in units. */
const PANEL_SHARE = 0.42;
const PANEL_MOST = 84;
/** Most of a portrait picture's height that today takes. */
const TODAY_SHARE = 0.56;
/** Coming days are set in columns at least this wide. */
const COLUMN_UNITS = 75;
const MAX_COLUMNS = 3;

/** The longest form of the date that fits in a line. */
function dateBlock(sheet: Sheet, ground: Ground, agenda: Agenda, width: number): Block {
  const style = textStyle(sheet, 4, 500);
  const headings = sheet.dates.headings(agenda.today);
  const text = headings.find((heading) => widthOf(sheet, heading, style) <= width) ?? headings.at(-1) ?? '';
  return textBlock(sheet, text, { style, color: ground.quiet, width });
}

function clockNote(sheet: Sheet, ground: Ground, agenda: Agenda, width: number): Block {
  if (agenda.status.clock === 'trusted') return stack([]);
  const style = textStyle(sheet, 2.3, 600);
  return textBlock(sheet, sheet.words.plain.clockUntrusted, {
    style,
    color: ground.warning,
    width,
    lines: 2,
  });
}

interface Frame {
  readonly sheet: Sheet;
  readonly agenda: Agenda;
  readonly options: AgendaOptions;
}

/** Clock, date and today, at most `height` high. */
function panelBlock({ sheet, agenda, options }: Frame, today: Day, width: number, height: number): Block {
  const ground = sheet.palette.panel;
  const head = stack(
    [
      clockBlock(sheet, ground, agenda.now.local, width, CLOCK_UNITS),
      stack([dateBlock(sheet, ground, agenda, width), clockNote(sheet, ground, agenda, width)]),
    ],
    px(sheet, 2.2),
  );
  const gap = px(sheet, 4);
  const area = {
    sheet,
    ground,
    now: agenda.now.instant,
    width,
    height: height - head.height - gap,
    bleed: px(sheet, 1.8),
    options,
  };
  return stack([head, todayBlock(area, today)], gap);
}

/** Coming days side by side in columns when the area is wide. */
function daysItems(
  frame: Frame,
  days: readonly Day[],
  x: number,
  y: number,
  width: number,
  height: number,
): Item[] {
  const { sheet, agenda } = frame;
  const gap = px(sheet, MARGIN);
  const columns = Math.max(
    1,
    Math.min(MAX_COLUMNS, Math.floor(width / px(sheet, COLUMN_UNITS)), days.length),
  );
  const columnWidth = Math.floor((width - gap * (columns - 1)) / columns);
  const perColumn = Math.ceil(days.length / columns);
  return Array.from({ length: columns }, (_, index) => {
    const own = days.slice(index * perColumn, (index + 1) * perColumn);
    const area = {
      sheet,
      ground: sheet.palette.page,
      width: columnWidth,
      height,
      tomorrow: addDays(agenda.today, 1),
    };
    return comingDays(area, own).place(x + index * (columnWidth + gap), y);
  }).flat();
}

function landscape(frame: Frame, today: Day, coming: readonly Day[]): Item[] {
  const { sheet, agenda } = frame;
  const margin = px(sheet, MARGIN);
  const panelWidth = Math.min(Math.round(sheet.width * PANEL_SHARE), px(sheet, PANEL_MOST));
  const inner = sheet.height - 2 * margin;
  const x = panelWidth + margin;
  const width = sheet.width - x - margin;
  const foot = footBlock({ sheet, ground: sheet.palette.page, width }, agenda.status);
  const footGap = foot.height > 0 ? px(sheet, 2.5) : 0;
  return [
    ...rectBlock(panelWidth, sheet.height, sheet.palette.panel.paper).place(0, 0),
    ...panelBlock(frame, today, panelWidth - 2 * margin, inner).place(margin, margin),
    ...daysItems(frame, coming, x, margin, width, inner - foot.height - footGap),
    ...foot.place(x, sheet.height - margin - foot.height),
  ];
}

function portrait(frame: Frame, today: Day, coming: readonly Day[]): Item[] {
  const { sheet, agenda } = frame;
  const margin = px(sheet, MARGIN);
  const width = sheet.width - 2 * margin;
  const foot = footBlock({ sheet, ground: sheet.palette.page, width }, agenda.status);
  const footGap = foot.height > 0 ? px(sheet, 2.5) : 0;
  const most = Math.round(sheet.height * TODAY_SHARE);
  const panel = panelBlock(frame, today, width, most - 2 * margin);
  const panelHeight = panel.height + 2 * margin;
  const y = panelHeight + margin;
  return [
    ...rectBlock(sheet.width, panelHeight, sheet.palette.panel.paper).place(0, 0),
    ...panel.place(margin, margin),
    ...daysItems(frame, coming, margin, y, width, sheet.height - y - margin - foot.height - footGap),
    ...foot.place(margin, sheet.height - margin - foot.height),
  ];
}

export function drawAgenda(agenda: Agenda, context: ViewContext, options: AgendaOptions): Scene {
  const sheet = createSheet(context);
  const frame: Frame = { sheet, agenda, options };
  const today = agenda.days[0] ?? { date: agenda.today, allDay: [], timed: [] };
  const coming = agenda.days.slice(1, options.days);
  const items = sheet.landscape ? landscape(frame, today, coming) : portrait(frame, today, coming);
  return finishScene(sheet, items, context);
}
