/** `daywall agenda --explain`: why each component is shown or is not. PURE. */
import { explainAgenda } from '../agenda/explanation.ts';
import type { CalendarInput } from '../agenda/input.ts';
import type { Config } from '../config/schema.ts';
import type { Explanation, FeedResult } from '../model/feed-result.ts';
import type { LocalDate } from '../model/time.ts';

/** What is explained of one calendar: by the reading of its feed, and by the agenda. */
export interface CalendarExplanations {
  readonly calendar: string;
  readonly list: readonly Explanation[];
  /** How many there are in all. */
  readonly count: number;
}

/** `from` to `to`: the dates of the range, both included. `about` as in the job. */
export function explainResults(
  results: readonly FeedResult[],
  config: Config,
  dates: { readonly from: LocalDate; readonly to: LocalDate },
  about: string,
): readonly CalendarExplanations[] {
  const wanted = about.toLowerCase();
  const ofAgenda = explainAgenda(inputsOf(results, config), dates.from, dates.to).filter(
    ({ uid, title }) => uid.toLowerCase().includes(wanted) || title.toLowerCase().includes(wanted),
  );
  return results.flatMap((result) => {
    const { list, count } = (result.kind === 'fetched' ? result.content.explanations : undefined) ?? NONE;
    const lines = linesOf(list);
    const more = ofAgenda
      .filter(({ calendar }) => calendar === result.feed)
      .map(({ uid, title, verdict, text }) => ({ line: lines.get(uid) ?? 0, uid, title, verdict, text }));
    const sorted = [...list, ...more].sort((a, b) => a.line - b.line);
    return [{ calendar: result.feed, list: sorted, count: count + more.length }];
  });
}

/** Where each event stands; of several versions the one that is shown. */
function linesOf(list: readonly Explanation[]): ReadonlyMap<string, number> {
  const isShown = ({ verdict }: Explanation): boolean => verdict === 'shown' || verdict === 'moved';
  const ordered = [...list.filter((one) => !isShown(one)), ...list.filter(isShown).toReversed()];
  return new Map(ordered.map(({ uid, line }) => [uid, line]));
}

const NONE = { list: [], count: 0 } as const;

/** What the wall would make its agenda of. */
function inputsOf(results: readonly FeedResult[], config: Config): CalendarInput[] {
  return config.calendars.map((calendar) => {
    const result = results.find(({ feed }) => feed === calendar.id);
    const content = result?.kind === 'fetched' ? result.content : null;
    const { declined, free, show } = calendar;
    return { calendar, content, lastSuccess: null, failure: null, warningCount: 0, declined, free, show };
  });
}

/** A line for each; calendars that failed have none here. */
export function describeExplanations(explained: readonly CalendarExplanations[], config: Config): string {
  const lines = explained.flatMap(({ calendar, list, count }) => {
    const name = config.calendars.find(({ id }) => id === calendar)?.name ?? calendar;
    const more = count - list.length;
    return [
      '',
      `${name}:`,
      ...(list.length === 0 ? ['  Nothing to explain.'] : list.map(describeOne)),
      ...(more > 0 ? [`  ${more} more; --about TEXT asks for some of them.`] : []),
    ];
  });
  return `${lines.join('\n')}\n`;
}

const WIDTH = 8;

function describeOne({ line, uid, title, verdict, text }: Explanation): string {
  const place = line === 0 ? '' : `line ${line}: `;
  return `  ${verdict.padEnd(WIDTH)}${place}${subject(uid, title)}${text}`;
}

function subject(uid: string, title: string): string {
  if (uid === '' && title === '') return '';
  return `"${title === '' ? 'no title' : title}" (${uid}) `;
}
