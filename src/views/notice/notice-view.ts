/** Pictures that stand in for the agenda: what is the matter, and what to do about it. */
import type { AgendaStatus, ConfigProblem, Notice } from '../../model/agenda.ts';
import { assertNever } from '../../model/errors.ts';
import type { Color, Scene } from '../../scene/scene.ts';
import { type Block, overlay, rectBlock, stack, textBlock, widthOf } from '../parts/block.ts';
import { clockBlock } from '../parts/clock.ts';
import { footBlock } from '../parts/footer.ts';
import { createSheet, finishScene, px, type Sheet, textStyle } from '../sheet.ts';
import type { Ground } from '../theme.ts';
import type { ViewContext } from '../view.ts';

const MARGIN = 8;
/** Lines of text are no longer than this, in units. */
const MEASURE = 120;
const HEADING = 5.4;
const TEXT = 3;
const CODE = 2.7;
/** The state of the calendars is no small print here. */
const FOOT_SCALE = 1.35;
/** Tried first; lean enough for the smallest picture. */
const GREATEST_SCALE = 1.3;
const LEAST_SCALE = 0.55;
const SCALE_STEP = 0.9;

/** The two lines that are all a configuration needs; `…` stands for the secret address. */
const EXAMPLE = ['[[calendars]]', 'name = "Family"', 'url = "https://…/basic.ics"'];
const CHECK = 'daywall check';

interface Paper {
  readonly sheet: Sheet;
  readonly ground: Ground;
  readonly width: number;
  /** Of the usual text size. */
  readonly scale: number;
}

function heading(paper: Paper, text: string): Block {
  const { sheet, ground, width, scale } = paper;
  return textBlock(sheet, text, {
    style: textStyle(sheet, HEADING * scale, 600),
    color: ground.ink,
    width,
    lines: 3,
  });
}

function paragraph(paper: Paper, text: string, color: Color = paper.ground.quiet): Block {
  const { sheet, width, scale } = paper;
  return textBlock(sheet, text, { style: textStyle(sheet, TEXT * scale, 400), color, width, lines: 5 });
}

/** Lines as they are typed, on a card; always from left to right. */
function code(paper: Paper, lines: readonly string[]): Block {
  const { sheet, ground, width, scale } = paper;
  const pad = px(sheet, 2 * scale);
  const style = textStyle(sheet, CODE * scale, 500);
  const setting = { style, color: ground.ink, width: width - 2 * pad, lines: 3 };
  const text = stack(
    lines.map((line) => textBlock(sheet, line, setting)),
    px(sheet, 0.4 * scale),
  );
  const widest = Math.max(...lines.map((line) => widthOf(sheet, line, style)));
  const cardWidth = Math.min(width, widest + 2 * pad);
  const card = rectBlock(cardWidth, text.height + 2 * pad, ground.card, px(sheet, 1.2));
  return overlay([
    { block: card, x: 0 },
    { block: text, x: pad, y: pad },
  ]);
}

function firstRun(paper: Paper, configFile: string): readonly Block[] {
  const { firstRun: title, firstRunText, thenCheck } = paper.sheet.words.plain.notices;
  return [
    heading(paper, title),
    stack([paragraph(paper, firstRunText), code(paper, [configFile])], px(paper.sheet, 1.2 * paper.scale)),
    code(paper, EXAMPLE),
    stack([paragraph(paper, thenCheck), code(paper, [CHECK])], px(paper.sheet, 1.2 * paper.scale)),
  ];
}

function waiting(paper: Paper, status: AgendaStatus): readonly Block[] {
  const { waiting: title, waitingText } = paper.sheet.words.plain.notices;
  const { sheet, ground, width } = paper;
  return [
    stack([heading(paper, title), paragraph(paper, waitingText)], px(sheet, 1.6 * paper.scale)),
    footBlock(
      { sheet: { ...sheet, unit: sheet.unit * FOOT_SCALE * paper.scale }, ground, width },
      status,
      sheet.height,
    ),
  ];
}

function configError(paper: Paper, problem: ConfigProblem): readonly Block[] {
  const { sheet, ground, scale } = paper;
  const { plain, line } = sheet.words;
  const place = [problem.line === null ? '' : line(problem.line), problem.key ?? ''].filter(
    (text) => text !== '',
  );
  return [
    heading(paper, plain.config.problem),
    code(paper, [problem.file, ...(place.length > 0 ? [place.join(', ')] : [])]),
    paragraph(paper, problem.message, ground.warning),
    stack(
      [paragraph(paper, plain.config.mend), paragraph(paper, plain.notices.thenCheck), code(paper, [CHECK])],
      px(sheet, 1.2 * scale),
    ),
  ];
}

function clockUntrusted(paper: Paper, local: string): readonly Block[] {
  const { clock, clockText } = paper.sheet.words.plain.notices;
  const { sheet, ground, width, scale } = paper;
  return [
    clockBlock(sheet, { ...ground, ink: ground.faint }, local, width, 18 * scale),
    stack([heading(paper, clock), paragraph(paper, clockText)], px(sheet, 1.6 * scale)),
  ];
}

function blocksOf(notice: Notice, paper: Paper): readonly Block[] {
  switch (notice.kind) {
    case 'first-run':
      return firstRun(paper, notice.configFile);
    case 'no-data-yet':
      return waiting(paper, notice.status);
    case 'config-error':
      return configError(paper, notice.problem);
    case 'clock-untrusted':
      return clockUntrusted(paper, notice.now.local);
    default:
      return assertNever(notice);
  }
}

/** As large as fits, in the middle of the height, with the accent beside it. */
export function drawNotice(notice: Notice, context: ViewContext): Scene {
  const sheet = createSheet(context);
  const ground = sheet.palette.panel;
  const margin = px(sheet, MARGIN);
  const width = Math.min(sheet.width - 2 * margin, px(sheet, MEASURE));
  const room = sheet.height - 2 * margin;
  const setAt = (scale: number) =>
    stack(blocksOf(notice, { sheet, ground, width, scale }), px(sheet, 3.4 * scale));
  let scale = GREATEST_SCALE;
  let content = setAt(scale);
  while (content.height > room && scale > LEAST_SCALE) {
    scale *= SCALE_STEP;
    content = setAt(scale);
  }
  const top = Math.max(margin, Math.round((sheet.height - content.height) / 2.2));
  const paper = rectBlock(sheet.width, sheet.height, ground.paper);
  const rule = rectBlock(px(sheet, 1), sheet.height, ground.accent);
  return finishScene(
    sheet,
    [...paper.place(0, 0), ...rule.place(0, 0), ...content.place(margin, top)],
    context,
  );
}
