/** The sentences about overrides: components with a RECURRENCE-ID. */
import type { Verdict } from '../model/feed-result.ts';
import type { Occurrence } from '../model/occurrence.ts';
import type { Range } from '../model/time.ts';
import type { DateText } from './date-text.ts';
import type { EventComponent } from './event.ts';
import { type ExplainedEvent, formatTime, linesOf, quote, zoneClause } from './explained-lines.ts';
import { instantOf } from './value.ts';
import { toWall, type Zone } from './zone.ts';

/** What an override meets. */
export interface OverriddenSeries {
  /** null: the series is not in the feed, or a version outside the range replaces it. */
  readonly series: EventComponent | null;
  /** Recurrence ids of its members in the range, those taken out among them. */
  readonly memberIds: ReadonlySet<string>;
  readonly display: Zone;
  readonly text: DateText;
  readonly range: Range;
}

export interface Sentence {
  readonly verdict: Verdict;
  readonly text: string;
}

/** `id` names the member; `shown`: what the override gives in the range. */
export function describeOverride(
  event: ExplainedEvent,
  override: EventComponent,
  id: string,
  shown: Occurrence | undefined,
  met: OverriddenSeries,
): Sentence {
  const from = formatId(id, met);
  const [line] = linesOf(event, 'RECURRENCE-ID');
  const rule = line === undefined ? '' : ` by ${quote(line)}`;
  const later = override.thisAndFuture ? ', and the later ones with it' : '';
  if (override.cancelled) {
    const status = cancellation(event);
    return { verdict: 'hidden', text: `cancels the occurrence of ${from}${later}${rule}: ${status}.` };
  }
  const rest = `${later}${rule}${aloneClause(id, met)}${zoneClause(event)}.`;
  const to = describePlace(override, met);
  if (shown === undefined) return describeOutside(from, to, rest);
  const kind =
    override.start.date === (met.series?.start.date ?? override.start.date) ? '' : kindOf(override);
  if (from === to)
    return { verdict: 'shown', text: `is shown: it changes the occurrence of ${from}${kind}${rest}` };
  return { verdict: 'moved', text: `is moved from ${from} to ${to}${kind}${rest}` };
}

/** The line that says so. */
export function cancellation(event: ExplainedEvent): string {
  const [line] = [...linesOf(event, 'STATUS'), ...linesOf(event, 'X-OUTLOOK-DELETED')].filter(({ value }) =>
    /^\s*(?:cancelled|true)\s*$/i.test(value),
  );
  return line === undefined ? 'STATUS:CANCELLED' : quote(line);
}

function describeOutside(from: string, to: string, rest: string): Sentence {
  if (from === to)
    return { verdict: 'hidden', text: `lies outside the range: it changes the occurrence of ${from}${rest}` };
  return { verdict: 'hidden', text: `is not in the range: it is moved from ${from} to ${to}${rest}` };
}

function kindOf({ start }: EventComponent): string {
  return start.date ? ', as an all-day event' : ', with a time of day';
}

/** An override that replaces nothing is shown beside what there is. */
function aloneClause(id: string, { series, memberIds, range }: OverriddenSeries): string {
  if (series === null) return '; the series itself is not in the feed or is replaced';
  if (series.cancelled) return '; the series itself is cancelled';
  const instant = Date.parse(id.length === DATE_LENGTH ? `${id}T00:00:00Z` : id);
  const inside = instant >= range.from && instant < range.to;
  return inside && !memberIds.has(id) ? '; the series has no occurrence then, so it replaces none' : '';
}

const DATE_LENGTH = 10;

function formatId(id: string, { display, text }: OverriddenSeries): string {
  return id.length === DATE_LENGTH ? id : formatTime(toWall(display, Date.parse(id)), false, text);
}

function describePlace({ start }: EventComponent, { display, text }: OverriddenSeries): string {
  return formatTime(start.date ? start.wall : toWall(display, instantOf(start)), start.date, text);
}
