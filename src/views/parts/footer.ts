/** The foot of a picture: which colour is which calendar, and what is not as it should be. */
import type { AgendaStatus, CalendarStatus } from '../../model/agenda.ts';
import { ellipsize } from '../../scene/text-fit.ts';
import { px, type Sheet, textStyle } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import { type Block, keepItems, overlay, rectBlock, stack, textBlock, widthOf } from './block.ts';
import { markColor } from './calendar-mark.ts';
import { SEPARATOR } from './entry-words.ts';
import { lineOf } from './line.ts';

export interface FootColumn {
  readonly sheet: Sheet;
  readonly ground: Ground;
  readonly width: number;
}

interface FootForm {
  /** Lines for what is wrong with the configuration. */
  readonly problemLines: number;
  /** Calendars with trouble that get a line of their own; the others are counted. */
  readonly troubles: number;
  readonly legend: boolean;
}

const TEXT = 2.05;
/** From full to brief; the first that is not too high is taken. */
const FORMS: readonly FootForm[] = [
  { problemLines: 2, troubles: 3, legend: true },
  { problemLines: 2, troubles: 3, legend: false },
  { problemLines: 2, troubles: 2, legend: false },
  { problemLines: 1, troubles: 1, legend: false },
];
const MAX_LEGEND_LINES = 2;

/** What the foot says: nothing in it changes with the minutes unless it is written out. */
interface FootContent {
  readonly problem: string;
  readonly calendars: readonly NamedCalendar[];
}

interface NamedCalendar {
  readonly name: string;
  readonly color: string;
  /** Empty when all is well with it. */
  readonly trouble: string;
}

function isTroubled({ trouble }: NamedCalendar): boolean {
  return trouble !== '';
}

/** `no connection · last read 3 h ago` */
function troubleText(status: CalendarStatus, sheet: Sheet): string {
  if (status.failure === null && status.freshness === 'fresh') return '';
  const { words } = sheet;
  const reason = status.failure === null ? '' : words.failure(status.failure.reason);
  const age = status.ageMinutes === null ? words.plain.neverRead : words.age(status.ageMinutes);
  return [reason, age].filter((text) => text !== '').join(SEPARATOR);
}

function contentOf(status: AgendaStatus, sheet: Sheet): FootContent {
  const calendars = status.calendars.map(
    (one): NamedCalendar => ({
      name: one.calendar.name,
      color: one.calendar.color,
      trouble: troubleText(one, sheet),
    }),
  );
  return { problem: configText(status, sheet), calendars };
}

function dotBlock(column: FootColumn, color: string, size: number): Block {
  return rectBlock(size, size, markColor(column.sheet, color, column.ground.paper), Math.ceil(size / 2));
}

interface Named {
  readonly block: Block;
  readonly width: number;
}

/** A dot and the calendar's name, with what troubles it. */
function nameOf(column: FootColumn, { name: fullName, color, trouble }: NamedCalendar): Named {
  const { sheet, ground } = column;
  const style = textStyle(sheet, TEXT, 500);
  const troubleStyle = textStyle(sheet, TEXT, 500);
  const dot = px(sheet, 1.1);
  const textX = dot + px(sheet, 0.9);
  const room = column.width - textX;
  const name = ellipsize(fullName, style, trouble === '' ? room : Math.floor(room / 2), sheet.measure);
  const nameWidth = widthOf(sheet, name, style);
  const troubleX = textX + nameWidth + px(sheet, 1.2);
  const shown = ellipsize(trouble, troubleStyle, column.width - troubleX, sheet.measure);
  const shownWidth = widthOf(sheet, shown, troubleStyle);
  const text = lineOf(sheet, [
    { text: name, style, color: ground.quiet, x: textX, width: nameWidth },
    { text: shown, style: troubleStyle, color: ground.warning, x: troubleX, width: shownWidth },
  ]);
  const block = overlay([
    { block: text, x: 0 },
    {
      block: dotBlock(column, color, dot),
      x: 0,
      y: Math.round((text.height - dot) / 2 + style.size * 0.02),
    },
  ]);
  return { block, width: trouble === '' ? textX + nameWidth : troubleX + shownWidth };
}

/** Names side by side on as many lines as there may be; how many did not fit. */
function legend(column: FootColumn, calendars: readonly NamedCalendar[]): Block {
  const { sheet, ground } = column;
  const gap = px(sheet, 3);
  const style = textStyle(sheet, TEXT, 500);
  const reserve = widthOf(sheet, sheet.words.moreCalendars(99), style) + gap;
  const lines: { block: Block; x: number }[][] = [[]];
  let x = 0;
  let shown = 0;
  for (const calendar of calendars) {
    const named = nameOf({ ...column, width: Math.floor(column.width / 2) }, calendar);
    const lastLine = lines.length === MAX_LEGEND_LINES;
    const room = column.width - (lastLine && shown < calendars.length - 1 ? reserve : 0);
    if (x + named.width > room) {
      if (lastLine) break;
      lines.push([]);
      x = 0;
    }
    lines.at(-1)?.push({ block: named.block, x });
    x += named.width + gap;
    shown++;
  }
  if (shown < calendars.length) {
    const text = sheet.words.moreCalendars(calendars.length - shown);
    lines.at(-1)?.push({ block: textBlock(sheet, text, { style, color: ground.quiet, width: reserve }), x });
  }
  return stack(
    lines.map((line) => overlay(line)),
    px(sheet, 0.5),
  );
}

function configText(status: AgendaStatus, sheet: Sheet): string {
  const problem = status.configProblem;
  if (problem === null) return '';
  const place = [
    problem.file,
    problem.line === null ? '' : sheet.words.line(problem.line),
    problem.key ?? '',
  ];
  return `${place.filter((text) => text !== '').join(', ')}: ${problem.message}`;
}

function formBlock(column: FootColumn, content: FootContent, form: FootForm): Block {
  const { sheet, ground, width } = column;
  const troubled = content.calendars.filter(isTroubled);
  const fine = content.calendars.filter((one) => !isTroubled(one));
  const shown = troubled.slice(0, form.troubles);
  const unshown = troubled.length - shown.length;
  const warning = { style: textStyle(sheet, TEXT, 500), color: ground.warning, width };
  return stack(
    [
      textBlock(sheet, content.problem, { ...warning, lines: form.problemLines }),
      ...shown.map((one) => nameOf(column, one).block),
      ...(unshown > 0 ? [textBlock(sheet, sheet.words.moreCalendars(unshown), warning)] : []),
      ...(form.legend && fine.length > 0 ? [legend(column, fine)] : []),
    ],
    px(sheet, 0.6),
  );
}

/** What is wrong with the configuration, what troubles calendars, and the colours of the others. */
export function footBlock(column: FootColumn, status: AgendaStatus, most: number): Block {
  const { sheet } = column;
  const content = contentOf(status, sheet);
  const block = sheet.keep('foot', [column, content, most], () => firstFitting(column, content, most));
  return keepItems(sheet, 'foot items', block);
}

function firstFitting(column: FootColumn, content: FootContent, most: number): Block {
  let block = stack([]);
  for (const form of FORMS) {
    block = formBlock(column, content, form);
    if (block.height <= most) break;
  }
  return block;
}
