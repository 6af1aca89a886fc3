/** The sentences about the components of one UID. */
import type { Explanation } from '../model/feed-result.ts';
import type { Occurrence } from '../model/occurrence.ts';
import { dateOf, type Instant, timeOf } from '../model/time.ts';
import type { EventComponent } from './event.ts';
import { createExclusions, isExcluded } from './exclusions.ts';
import type { ExpansionContext } from './expansion-context.ts';
import { type ExplainedEvent, formatTime, linesOf, quote, textOf, zoneClause } from './explained-lines.ts';
import {
  cancellation,
  describeOverride,
  type OverriddenSeries,
  type Sentence,
} from './explained-override.ts';
import { longest } from './extent.ts';
import type { Member } from './members.ts';
import type { Version } from './rejected-events.ts';
import { chooseVersions, memberId, membersNear, type Versions } from './series.ts';
import { createShifts } from './shifts.ts';
import { StepBudget } from './step-budget.ts';
import { type DateValue, instantOf } from './value.ts';
import { createWarnings } from './warnings.ts';
import { toWall, type Zone } from './zone.ts';

/** All of one UID. */
export interface ExplainedGroup {
  readonly events: readonly ExplainedEvent[];
  /** Those that could be read. */
  readonly components: readonly EventComponent[];
  /** A version outside the range. */
  readonly elsewhere: Version | null;
}

/** Deleted occurrences that are named one by one. */
const MAX_DELETED = 50;

interface Series {
  /** null: there is none, or a version outside the range replaces it. */
  readonly main: EventComponent | null;
  /** Overrides with the recurrence id of the member for which each stands. */
  readonly overrides: ReadonlyMap<EventComponent, string>;
  /** The same overrides by the instant they name. */
  readonly overrideAt: ReadonlyMap<Instant, EventComponent>;
  readonly eventOf: ReadonlyMap<number, ExplainedEvent>;
  /** Occurrences that are the series's own. */
  readonly own: readonly Occurrence[];
  /** What overrides give, by recurrence id. */
  readonly overridden: ReadonlyMap<string, Occurrence>;
  /** Members in the range, those taken out among them. */
  readonly members: readonly Member[];
  /** What overrides meet. */
  readonly met: OverriddenSeries;
}

/** `shown`: the occurrences of the UID. */
export function explainSeries(
  { events, components, elsewhere }: ExplainedGroup,
  shown: readonly Occurrence[],
  shared: ExpansionContext,
  display: Zone,
): Explanation[] {
  // Expanded once more, in the same way, without telling the same warnings again.
  const context = { ...shared, warnings: createWarnings(), budget: new StepBudget(shared.limits) };
  const versions = chooseVersions(components, elsewhere, context.text);
  const series = createSeries(versions, events, shown, context, display);
  const byOrder = new Map(components.map((component) => [component.order, component]));
  return events.flatMap((event) => {
    const component = byOrder.get(event.order);
    const title = component?.facts.title ?? textOf(event, 'SUMMARY');
    const sentences =
      component === undefined ? [unreadable(event)] : describe(event, component, series, elsewhere);
    return sentences.map(({ verdict, text }) => ({ line: event.line, uid: event.uid, title, verdict, text }));
  });
}

function createSeries(
  versions: Versions,
  events: readonly ExplainedEvent[],
  shown: readonly Occurrence[],
  context: ExpansionContext,
  display: Zone,
): Series {
  const { series: main, overrides } = versions;
  const { text, range } = context;
  const members = membersInRange(versions, context);
  const ids = members.flatMap((member) => (main === null ? null : memberId(member, main, text)) ?? []);
  const isOverride = ({ recurrenceId: id }: Occurrence): boolean => id !== null && overrides.has(id);
  const overridden = shown.filter(isOverride);
  return {
    main,
    overrides: new Map([...overrides].map(([id, override]) => [override, id])),
    overrideAt: new Map([...overrides.values()].map((override) => [namedInstant(override), override])),
    eventOf: new Map(events.map((event) => [event.order, event])),
    own: shown.filter((occurrence) => !isOverride(occurrence)),
    overridden: new Map(overridden.map((occurrence) => [occurrence.recurrenceId ?? '', occurrence])),
    members,
    met: { series: main, memberIds: new Set(ids), display, text, range },
  };
}

function membersInRange({ series, overrides }: Versions, context: ExpansionContext): Member[] {
  if (series === null) return [];
  const { from, to } = context.range;
  const length = longest(series.extent);
  const members = [...membersNear(series, createShifts(series, overrides.values()), context)];
  return members.filter(({ instant }) => instant < to && (instant >= from || instant + length > from));
}

function unreadable(event: ExplainedEvent): Sentence {
  const [start] = linesOf(event, 'DTSTART');
  const reason = start === undefined ? 'it has no DTSTART' : `${quote(start)} cannot be read`;
  return { verdict: 'skipped', text: `is skipped: ${reason}.` };
}

function describe(
  event: ExplainedEvent,
  component: EventComponent,
  series: Series,
  elsewhere: Version | null,
): Sentence[] {
  if (component === series.main) return describeSeries(event, component, series);
  const id = series.overrides.get(component);
  if (id === undefined) return [describeReplaced(component, series, elsewhere)];
  return [describeOverride(event, component, id, series.overridden.get(id), series.met)];
}

function describeReplaced(
  component: EventComponent,
  { main, overrideAt, eventOf }: Series,
  elsewhere: Version | null,
): Sentence {
  const better = component.recurrenceId === null ? main : overrideAt.get(namedInstant(component));
  const winner = better === null || better === undefined ? undefined : eventOf.get(better.order);
  const version = winner ?? elsewhere;
  const where = winner === undefined ? 'one that lies outside the range' : `that of line ${winner.line}`;
  const reason =
    version?.sequence === component.sequence
      ? 'it stands later in the feed'
      : `SEQUENCE ${version?.sequence ?? 0} is above ${component.sequence}`;
  return {
    verdict: 'hidden',
    text: `is replaced by another version with the same UID, ${where}: ${reason}.`,
  };
}

/** The instant of a RECURRENCE-ID. */
function namedInstant({ recurrenceId, start }: EventComponent): Instant {
  return instantOf(recurrenceId ?? start);
}

function describeSeries(event: ExplainedEvent, component: EventComponent, series: Series): Sentence[] {
  if (component.cancelled)
    return [{ verdict: 'hidden', text: `is hidden, cancelled by ${cancellation(event)}.` }];
  const { own } = series;
  const deleted = describeDeleted(event, component, series);
  const zone = zoneClause(event);
  if (own.length === 0) return [describeNone(event, component, series, zone), ...deleted];
  const [first, last] = [startText(own[0]), startText(own.at(-1))];
  const when = own.length === 1 ? `on ${first}` : `${own.length} occurrences from ${first} to ${last}`;
  return [
    { verdict: 'shown', text: `is shown: ${when}${sourceClause(event, component)}${zone}.` },
    ...deleted,
  ];
}

function startText(occurrence: Occurrence | undefined): string {
  if (occurrence === undefined) return '';
  const { start } = occurrence;
  return typeof start === 'string' ? start : `${dateOf(start.local)} ${timeOf(start.local)}`;
}

/** Which lines make it recur. */
function sourceClause(event: ExplainedEvent, { rules, extraDates, exceptionRules }: EventComponent): string {
  const lines = [
    ...(rules.length === 0 ? [] : linesOf(event, 'RRULE')),
    ...(extraDates.length === 0 ? [] : linesOf(event, 'RDATE')),
  ];
  const without = exceptionRules.length === 0 ? [] : linesOf(event, 'EXRULE');
  const by = lines.length === 0 ? '' : `, by ${lines.map(quote).join(' and ')}`;
  return without.length === 0 ? by : `${by}, without ${without.map(quote).join(' and ')}`;
}

/** Why a series gives nothing in the range. */
function describeNone(
  event: ExplainedEvent,
  component: EventComponent,
  { members, met: { display, text: dates, range } }: Series,
  zone: string,
): Sentence {
  const { start, rules, extraDates } = component;
  const wall = start.date ? start.wall : toWall(display, instantOf(start));
  const begin = formatTime(wall, start.date, dates);
  const late = instantOf(start) >= range.to;
  if (members.length > 0) {
    const lost = `all ${members.length} there are deleted, changed or cut by a limit`;
    const text = `has no occurrence of its own in the range: ${lost}${sourceClause(event, component)}${zone}.`;
    return { verdict: 'hidden', text };
  }
  if (rules.length === 0 && extraDates.length === 0) {
    return {
      verdict: 'hidden',
      text: `lies outside the range: it starts on ${begin}${late ? '' : ' and is over'}${zone}.`,
    };
  }
  const why = late ? `it begins only on ${begin}` : `it begins on ${begin} and gives none there`;
  return {
    verdict: 'hidden',
    text: `has no occurrence in the range: ${why}${sourceClause(event, component)}${zone}.`,
  };
}

/** Each deleted occurrence with the EXDATE that deletes it. */
function describeDeleted(event: ExplainedEvent, component: EventComponent, series: Series): Sentence[] {
  const { exceptionDates, start } = component;
  if (exceptionDates.length === 0) return [];
  const all = createExclusions(component);
  const deleted = series.members.filter((member) => isExcluded(all, member));
  const sentences = deleted.slice(0, MAX_DELETED).map((member): Sentence => {
    const value = exceptionDates.find((date) =>
      isExcluded(createExclusions({ ...component, exceptionDates: [date] }), member),
    );
    const wall = start.date ? member.wall : toWall(series.met.display, member.instant);
    const by = exceptionLine(event, value, series);
    return {
      verdict: 'hidden',
      text: `is deleted on ${formatTime(wall, start.date, series.met.text)}${by}.`,
    };
  });
  const more = deleted.length - MAX_DELETED;
  if (more > 0)
    sentences.push({ verdict: 'hidden', text: `is deleted on ${more} more days or times by its EXDATEs.` });
  return sentences;
}

/** The line that holds the date, found by its digits. */
function exceptionLine(event: ExplainedEvent, value: DateValue | undefined, { met }: Series): string {
  const lines = linesOf(event, 'EXDATE');
  if (value === undefined) return ' by its EXDATE';
  const written = met.text.dateTime(value.wall).replaceAll(/[-:]/g, '');
  const digits = value.date ? written.slice(0, 8) : written;
  const line = lines.find((one) => one.value.includes(digits)) ?? lines[0];
  return line === undefined ? ' by its EXDATE' : ` by ${quote(line)}`;
}
