/**
 * From the bytes of a feed, as they arrive, to the occurrences that touch a range: scan, keep what may
 * matter, read it, expand it.
 */
import { describeError } from '../model/errors.ts';
import type { Explanations, FeedWarning } from '../model/feed-result.ts';
import type { Occurrence } from '../model/occurrence.ts';
import type { Range } from '../model/time.ts';
import { unescapeText } from './content-line.ts';
import { DateText } from './date-text.ts';
import { createRecoder } from './encoding.ts';
import { type EventContext, readEvent } from './event.ts';
import type { ExpansionContext } from './expansion-context.ts';
import type { ExplanationSink } from './explanation.ts';
import { KeptEvents } from './kept-events.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { OccurrenceList } from './occurrence-list.ts';
import { type ComponentSink, Scanner } from './scan.ts';
import { expandSeries } from './series.ts';
import { StepBudget } from './step-budget.ts';
import { createWarnings, type Warnings } from './warnings.ts';
import { createCalendarZones, ZoneNames, zoneKey } from './zone-names.ts';

export interface ReadOptions {
  readonly range: Range;
  /** Display zone (IANA): floating times and days are read in it. */
  readonly zone: string;
  /** Mail addresses of the owner, for PARTSTAT. */
  readonly ownAddresses: readonly string[];
  readonly limits?: Partial<Limits>;
  /** Is told what is done with each component. */
  readonly explain?: ExplanationSink | null;
}

export interface ReadResult {
  /** By start; all-day ones at midnight of the display zone. */
  readonly occurrences: readonly Occurrence[];
  readonly warnings: readonly FeedWarning[];
  readonly warningCount: number;
  readonly cutCount: number;
  /** A BEGIN:VCALENDAR was seen. */
  readonly isCalendar: boolean;
  /** VEVENTs, also those outside the range. */
  readonly eventCount: number;
  /** What was expanded: the range asked for, or the first part of it that the limits allow. */
  readonly range: Range;
  /** null when nobody asked. */
  readonly explanations: Explanations | null;
}

export interface Reader {
  /** The chunk is not held on to. */
  push(chunk: Uint8Array): void;
  /** Once, after the last chunk. Never throws, whatever the bytes. */
  finish(): ReadResult;
}

/** @throws Error when the display zone is no IANA zone. */
export function createReader(options: ReadOptions): Reader {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const explain = options.explain ?? null;
  const warnings = createWarnings(explain === null ? null : (...told) => explain.warning(...told));
  const range = limitRange(options.range, limits, warnings);
  const zoneNames = new ZoneNames(options.zone, range, warnings);
  const kept = new KeptEvents(
    range,
    limits,
    warnings,
    explain === null ? null : (...left) => explain.leftOut(...left),
  );
  const ownAddresses = new Set(options.ownAddresses.map((address) => address.toLowerCase()));
  const scanner = new Scanner(
    createSink(kept, limits, warnings, explain),
    ownAddresses.size > 0,
    warnings,
    limits,
  );
  const recoder = createRecoder();
  return {
    push: (chunk) => scanner.push(recoder.push(chunk)),
    finish: () => {
      scanner.push(recoder.finish());
      scanner.finish();
      const text = new DateText();
      const list = new OccurrenceList(range, zoneNames.display, text, limits.occurrences, warnings);
      const context = { range, limits, warnings, text, list, budget: new StepBudget(limits) };
      expandAll(kept, { zoneNames, warnings, ownAddresses, limits }, context, explain);
      const { isCalendar, eventCount } = scanner;
      const occurrences = list.sorted();
      const explanations = explain?.finish(occurrences, context, zoneNames.display) ?? null;
      return { occurrences, ...warnings.result(), isCalendar, eventCount, range, explanations };
    },
  };
}

function limitRange(range: Range, limits: Limits, warnings: Warnings): Range {
  if (range.to - range.from <= limits.range) return range;
  warnings.cut('range', 0, 'The range is longer than can be expanded; its end is left out.');
  return { from: range.from, to: range.from + limits.range };
}

/** Sorts events and zones to the calendar they stand in; events without a calendar have one of their own. */
function createSink(
  kept: KeptEvents,
  limits: Limits,
  warnings: Warnings,
  explain: ExplanationSink | null,
): ComponentSink {
  let zones = createCalendarZones();
  let size = 0;
  const decoder = new TextDecoder();
  return {
    beginCalendar: () => {
      zones = createCalendarZones();
    },
    calendarZone: (text) => {
      zones.defaultZone ??= text;
    },
    event: (component) => kept.add(component, zones),
    passedOver: (name, line) => explain?.passedOver(name, line),
    timezone: (component) => {
      size += component.length;
      if (size > limits.zones) {
        warnings.cut(
          'zones',
          component.line,
          'The feed describes too many time zones; later ones are left out.',
        );
        return;
      }
      const text = decoder.decode(component.bytes.subarray(0, component.length));
      const tzid = /^TZID(?:;[^:\n]*)?:(.*)$/im.exec(text)?.[1];
      if (tzid === undefined) {
        warnings.add(component.line, 'A VTIMEZONE without TZID is skipped.');
        return;
      }
      const key = zoneKey(unescapeText(tzid));
      if (!zones.definitions.has(key)) zones.definitions.set(key, text);
    },
  };
}

function expandAll(
  kept: KeptEvents,
  reading: EventContext,
  context: ExpansionContext,
  explain: ExplanationSink | null,
): void {
  for (const [uid, group] of kept.groups) {
    kept.groups.delete(uid);
    const hash = group[0]?.uidHash ?? null;
    const elsewhere = hash === null ? null : kept.rejected.get(hash);
    try {
      const components = group.flatMap((event) => readEvent(event, reading) ?? []);
      explain?.series(group, components, elsewhere);
      expandSeries(components, elsewhere, context);
    } catch (error) {
      // A fault of ours must cost this event only, never the feed.
      reading.warnings.add(group[0]?.line ?? 0, `An event cannot be expanded. ${describeError(error)}`);
    }
  }
}
