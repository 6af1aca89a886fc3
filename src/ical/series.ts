/**
 * All components of one UID: the one that describes the series, and the overrides of its members
 * (RFC 5545 sections 3.8.4.4 and 3.8.5).
 */
import type { DateText } from './date-text.ts';
import type { EventComponent } from './event.ts';
import { createExclusions, dayNamed, exclude, isExcluded } from './exclusions.ts';
import type { ExpansionContext } from './expansion-context.ts';
import { type Extent, longest, wholeDays } from './extent.ts';
import { type Member, membersOf } from './members.ts';
import type { Named, OccurrenceList } from './occurrence-list.ts';
import { replaces, type Version } from './rejected-events.ts';
import { createShifts, moveMember, type Place, type Shift, shiftAt, widest } from './shifts.ts';
import { instantOf } from './value.ts';

/**
 * Adds the occurrences of a series. `elsewhere` is the best version of the event that lies outside
 * the range and was not kept, null when there is none.
 */
export function expandSeries(
  components: readonly EventComponent[],
  elsewhere: Version | null,
  context: ExpansionContext,
): void {
  const { series, overrides } = chooseVersions(components, elsewhere, context.text);
  if (series !== null && !series.cancelled) expandMembers(series, overrides, context);
  for (const [id, override] of overrides) {
    if (!override.cancelled) addEvent(override, id, context.list);
  }
}

/** Of several versions of a component the one that counts. */
export interface Versions {
  /** null: there is none, or a version outside the range replaces it. */
  readonly series: EventComponent | null;
  /** By the recurrence id of the member for which each stands. */
  readonly overrides: ReadonlyMap<string, EventComponent>;
}

export function chooseVersions(
  components: readonly EventComponent[],
  elsewhere: Version | null,
  text: DateText,
): Versions {
  const main = newest(components.filter(({ recurrenceId }) => recurrenceId === null));
  const series = main !== null && elsewhere !== null && replaces(elsewhere, main) ? null : main;
  return { series, overrides: newestOverrides(components, series, text) };
}

function newest(components: readonly EventComponent[]): EventComponent | null {
  return components.reduce<EventComponent | null>(
    (best, component) => (best === null || replaces(component, best) ? component : best),
    null,
  );
}

/** One override for each member, by its recurrence id. */
function newestOverrides(
  components: readonly EventComponent[],
  series: EventComponent | null,
  text: DateText,
): Map<string, EventComponent> {
  const overrides = new Map<string, EventComponent>();
  for (const component of components) {
    if (component.recurrenceId === null) continue;
    const id = overriddenId(component, series, text);
    const other = overrides.get(id);
    if (other === undefined || replaces(component, other)) overrides.set(id, component);
  }
  return overrides;
}

/** The id of the member that an override names: a date in a series of days, else an instant. */
function overriddenId(override: EventComponent, series: EventComponent | null, text: DateText): string {
  const value = override.recurrenceId ?? override.start;
  if (series?.start.date === true) return text.date(dayNamed(value, series.start.zone));
  return value.date ? text.date(value.wall) : formatInstant(instantOf(value), text);
}

/** The recurrence id of a member; null in a series that does not recur. */
export function memberId(member: Member, series: EventComponent, text: DateText): string | null {
  if (series.rules.length === 0 && series.extraDates.length === 0) return null;
  return series.start.date ? text.date(member.wall) : formatInstant(member.instant, text);
}

/** `YYYY-MM-DDTHH:MM:SSZ` */
function formatInstant(instant: number, text: DateText): string {
  return `${text.dateTime(instant)}Z`;
}

function expandMembers(
  series: EventComponent,
  overrides: ReadonlyMap<string, EventComponent>,
  context: ExpansionContext,
): void {
  const exclusions = createExclusions(series);
  for (const { recurrenceId } of overrides.values()) {
    if (recurrenceId !== null) exclude(exclusions, recurrenceId);
  }
  const shifts = createShifts(series, overrides.values());
  for (const member of membersNear(series, shifts, context)) {
    if (!isExcluded(exclusions, member)) addMember(series, member, shiftAt(shifts, member), context);
  }
}

/** The members that may touch the range, those taken out still among them. */
export function membersNear(
  series: EventComponent,
  shifts: readonly Shift[],
  context: ExpansionContext,
): Iterable<Member> {
  const reach = widest(shifts);
  const length = shifts.reduce(
    (most, { override }) => Math.max(most, longest(override.extent)),
    longest(series.extent),
  );
  const range = { from: context.range.from - length - reach, to: context.range.to + reach };
  return membersOf(series, range, context);
}

function addMember(
  series: EventComponent,
  member: Member,
  shift: Shift | null,
  { list, text }: ExpansionContext,
): void {
  const named = { uid: series.uid, recurrenceId: memberId(member, series, text) };
  if (shift === null) {
    const { date, zone } = series.start;
    const place = { date, zone, wall: member.wall, instant: member.instant };
    add(place, member.extent ?? series.extent, { ...named, facts: series.facts }, list);
  } else if (!shift.override.cancelled) {
    const { extent, facts } = shift.override;
    add(moveMember(shift, series, member), extent, { ...named, facts }, list);
  }
}

function addEvent(event: EventComponent, recurrenceId: string, list: OccurrenceList): void {
  const { start, extent, uid, facts } = event;
  add({ ...start, instant: instantOf(start) }, extent, { uid, recurrenceId, facts }, list);
}

function add(place: Place, extent: Extent, named: Named, list: OccurrenceList): void {
  if (place.date) list.addDays(place.wall, wholeDays(extent), named);
  else list.addTimed(place.wall, place.instant, place.zone, extent, named);
}
