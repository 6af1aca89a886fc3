/**
 * The agenda: clock, date and today on a panel, the coming days beside it (landscape) or below it
 * (portrait), calendars and their state at the foot.
 */
import type { Agenda, Day, Entry } from '../../model/agenda.ts';
import type { Item, Scene } from '../../scene/scene.ts';
import { type Block, keepItems, overlay, rectBlock, stack, textBlock } from '../parts/block.ts';
import { clockBlock } from '../parts/clock.ts';
import { dateCorner, dateLine } from '../parts/date-line.ts';
import { footBlock } from '../parts/footer.ts';
import { createSheet, finishScene, px, type Sheet, textStyle } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import type { ViewContext } from '../view.ts';
import { prepareDays } from './coming-days.ts';
import { lazily, type Shown } from './fit.ts';
import type { AgendaOptions } from './options.ts';
import { prepareToday, type TodayShown } from './today.ts';

const CLOCK_UNITS = 21;
/** Shares of the panel's height that the clock takes at most; the first is usual. */
const CLOCK_SHARES = [0.235, 0.18, 0.14] as const;
const DATE_UNITS = 4;
const MARGIN = 5;
/** Between the date and today, and above the foot. */
const PANEL_GAP = 4.4;
const FOOT_GAP = 2.5;
/** Most of the height that the foot takes. */
const FOOT_SHARE = 0.2;
/** Share of a landscape picture that the panel takes, and its bound in units. */
const PANEL_SHARE = 0.42;
const PANEL_MOST = 84;
/** Shares of a portrait picture's height that the panel may take at most; the best one is used. */
const PANEL_SHARES = [0.6, 0.55, 0.5, 0.45, 0.4] as const;
/** In weighing the shares: by how much today should read better, and what hiding an entry of it counts. */
const TODAY_FIRST = 0.05;
const HIDDEN_TODAY = 3;
/** Coming days are set in columns at least this wide. */
const COLUMN_UNITS = 75;
const MAX_COLUMNS = 3;

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

/** Clock and date; the date stands beside the clock where there is room, otherwise below it. */
function headBlock({ sheet, agenda }: Frame, width: number, clockHeight: number): Block {
  const ground = sheet.palette.panel;
  const units = Math.min(CLOCK_UNITS, clockHeight / sheet.unit);
  const clock = clockBlock(sheet, ground, agenda.now.local, width, units);
  const note = clockNote(sheet, ground, agenda, width);
  const x = clock.width + px(sheet, MARGIN);
  const corner = sheet.keep(`corner ${width - x}`, [sheet, agenda.today], () =>
    dateCorner(sheet, ground, agenda.today, width - x, DATE_UNITS),
  );
  if (corner === null) {
    return stack(
      [clock, stack([dateLine(sheet, ground, agenda.today, width, DATE_UNITS), note])],
      px(sheet, 2.4),
    );
  }
  const y = clock.baseline - corner.baseline;
  return stack(
    [
      overlay([
        { block: clock, x: 0 },
        { block: corner, x, y },
      ]),
      note,
    ],
    px(sheet, 1),
  );
}

/**
 * Clock, date and today, in a height of up to `most` pixels. The clock is smaller where something that
 * runs or is next would not be shown otherwise.
 */
function preparePanel(frame: Frame, today: Day, width: number, most: number): (height: number) => Shown {
  const { sheet, agenda, options } = frame;
  const ground = sheet.palette.panel;
  const running = today.timed.some((entry) => entry.minutesLeft !== null);
  // Only what runs looks at the clock.
  const now = running ? agenda.now.instant : 0;
  const area = { sheet, ground, now, width, bleed: px(sheet, 1.8), options };
  const fit = sheet.keep('today', [area, today], () => prepareToday(area, today));
  const listIn = (height: number): TodayShown =>
    keepItems(
      sheet,
      'list',
      sheet.keep(`list ${height}`, [fit], () => fit(height)),
    );
  const heads = CLOCK_SHARES.map((share) => lazily(() => headBlock(frame, width, most * share)));
  const gap = px(sheet, PANEL_GAP);
  return (height) => {
    let best: (TodayShown & Block) | null = null;
    for (const make of heads) {
      const head = make();
      const list = listIn(height - head.height - gap);
      if (best === null || list.missing < best.missing) best = { ...list, ...stack([head, list], gap) };
      if (best.missing === 0) break;
    }
    return best ?? { ...stack([]), hidden: 0, comfort: 1 };
  };
}

/** Coming days, side by side in columns when the area is wide. */
function prepareColumns(frame: Frame, days: readonly Day[], width: number): (height: number) => Shown {
  const { sheet } = frame;
  const gap = px(sheet, MARGIN);
  const possible = Math.floor(width / px(sheet, COLUMN_UNITS));
  const count = Math.max(1, Math.min(MAX_COLUMNS, possible, days.length));
  const columnWidth = Math.floor((width - gap * (count - 1)) / count);
  const perColumn = Math.ceil(days.length / count);
  const area = { sheet, ground: sheet.palette.page, width: columnWidth };
  const columns = Array.from({ length: count }, (_, index) => {
    const part = days.slice(index * perColumn, (index + 1) * perColumn);
    return sheet.keep(`column ${index}`, [area, part], () => prepareDays(area, part));
  });
  const columnsIn = (height: number): Shown => {
    const shown = columns.map((fit) => fit(height));
    const parts = shown.map((block, index) => ({ block, x: index * (columnWidth + gap) }));
    return {
      ...overlay(parts),
      hidden: shown.reduce((sum, one) => sum + one.hidden, 0),
      comfort: Math.min(...shown.map((one) => one.comfort)),
    };
  };
  return (height) =>
    keepItems(
      sheet,
      'days',
      sheet.keep(`days ${height}`, columns, () => columnsIn(height)),
    );
}

function landscape(frame: Frame, today: Day, coming: readonly Day[]): Item[] {
  const { sheet, agenda } = frame;
  const margin = px(sheet, MARGIN);
  const panelWidth = Math.min(Math.round(sheet.width * PANEL_SHARE), px(sheet, PANEL_MOST));
  const inner = sheet.height - 2 * margin;
  const x = panelWidth + margin;
  const width = sheet.width - x - margin;
  const foot = footBlock(
    { sheet, ground: sheet.palette.page, width },
    agenda.status,
    sheet.height * FOOT_SHARE,
  );
  const footGap = foot.height > 0 ? px(sheet, FOOT_GAP) : 0;
  return [
    ...rectBlock(panelWidth, sheet.height, sheet.palette.panel.paper).place(0, 0),
    ...preparePanel(frame, today, panelWidth - 2 * margin, inner)(inner).place(margin, margin),
    ...prepareColumns(frame, coming, width)(inner - foot.height - footGap).place(x, margin),
    ...foot.place(x, sheet.height - margin - foot.height),
  ];
}

/** The division of a portrait picture that hides least and, that being equal, has the largest text. */
function divide(frame: Frame, today: Day, coming: readonly Day[], height: number): [Shown, Shown] {
  const { sheet } = frame;
  const margin = px(sheet, MARGIN);
  const width = sheet.width - 2 * margin;
  const panelFor = preparePanel(frame, today, width, sheet.height * PANEL_SHARES[0]);
  const daysFor = prepareColumns(frame, coming, width);
  const tried = PANEL_SHARES.map((share): [Shown, Shown] => {
    const panel = panelFor(Math.round(sheet.height * share) - 2 * margin);
    return [panel, daysFor(height - panel.height - 2 * margin)];
  });
  const worth = ([panel, days]: readonly [Shown, Shown]) =>
    Math.min(panel.comfort - TODAY_FIRST, days.comfort) - HIDDEN_TODAY * panel.hidden - days.hidden;
  return tried.reduce((best, one) => (worth(one) > worth(best) ? one : best));
}

function portrait(frame: Frame, today: Day, coming: readonly Day[]): Item[] {
  const { sheet, agenda } = frame;
  const margin = px(sheet, MARGIN);
  const ground = sheet.palette.page;
  const foot = footBlock(
    { sheet, ground, width: sheet.width - 2 * margin },
    agenda.status,
    sheet.height * FOOT_SHARE,
  );
  const footGap = foot.height > 0 ? px(sheet, FOOT_GAP) : 0;
  const [panel, days] = divide(frame, today, coming, sheet.height - foot.height - footGap - 2 * margin);
  const panelHeight = panel.height + 2 * margin;
  return [
    ...rectBlock(sheet.width, panelHeight, sheet.palette.panel.paper).place(0, 0),
    ...panel.place(margin, margin),
    ...days.place(margin, panelHeight + margin),
    ...foot.place(margin, sheet.height - margin - foot.height),
  ];
}

function withOptions(day: Day, { showLocation }: AgendaOptions): Day {
  if (showLocation) return day;
  const strip = (entries: readonly Entry[]) => entries.map((entry) => ({ ...entry, location: '' }));
  return { ...day, allDay: strip(day.allDay), timed: strip(day.timed) };
}

export function drawAgenda(agenda: Agenda, context: ViewContext, options: AgendaOptions): Scene {
  const sheet = createSheet(context);
  const frame: Frame = { sheet, agenda, options };
  const [first, ...coming] = agenda.days.slice(0, options.days).map((day) => withOptions(day, options));
  const today = first ?? { date: agenda.today, allDay: [], timed: [] };
  const items = sheet.landscape ? landscape(frame, today, coming) : portrait(frame, today, coming);
  return finishScene(sheet, items, context);
}
