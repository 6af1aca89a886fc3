/**
 * Why each component of a feed is shown or is not (`daywall agenda --explain`): what the reader tells
 * while it reads, and the sentences made of it in the end. The reader does the same with and without
 * it; what became of a series is taken from the occurrences themselves and from the functions that
 * expand it.
 */
import type { Explanation, Explanations, Verdict } from '../model/feed-result.ts';
import type { Occurrence } from '../model/occurrence.ts';
import type { EventComponent } from './event.ts';
import type { ExpansionContext } from './expansion-context.ts';
import { type ExplainedEvent, linesOf, quote, textOf } from './explained-lines.ts';
import { type ExplainedGroup, explainSeries } from './explained-series.ts';
import type { PackedComponent } from './packed-component.ts';
import type { Version } from './rejected-events.ts';
import { shorten } from './warnings.ts';
import type { Zone } from './zone.ts';

/** Told by the reader what it does. */
export interface ExplanationSink {
  warning(line: number, text: string, cut: boolean): void;
  /** An event is not kept; the component is valid only during the call. */
  leftOut(component: PackedComponent, reason: 'outside' | 'too-many'): void;
  /** A component that is no event. */
  passedOver(name: string, line: number): void;
  /** All kept components of one UID; `components` are those of them that could be read. */
  series(
    events: readonly ExplainedEvent[],
    components: readonly EventComponent[],
    elsewhere: Version | null,
  ): void;
  finish(occurrences: readonly Occurrence[], context: ExpansionContext, display: Zone): Explanations;
}

/** The event in which a line stands. */
interface LineOwner {
  readonly uid: string;
  readonly title: string;
  /** It could not be read at all. */
  readonly skipped: boolean;
}

/** Sentences of a feed: more than a person reads, and less than a megabyte or two. */
const MAX_EXPLANATIONS = 1500;
/** Of these at most so many are about events outside the range, of which a feed may have any number. */
const MAX_OUTSIDE = 500;
const MAX_TEXT = 300;
const MAX_TITLE = 80;
/** UIDs that are kept are no longer than this. */
const MAX_UID = 255;
/** Further ones are taken for harm and not remembered. */
const MAX_WARNINGS = 1500;

const PASSED_OVER = 'is not shown: only events (VEVENT) are.';

/** `about`: explain only events whose UID or title holds this text, in any letter case. */
export function createExplainer(about = ''): ExplanationSink {
  return new Explainer(about.toLowerCase());
}

class Explainer implements ExplanationSink {
  readonly #about: string;
  readonly #found: Explanation[] = [];
  #count = 0;
  #outside = 0;
  readonly #warnings: { readonly line: number; readonly text: string; readonly cut: boolean }[] = [];
  readonly #others = new Map<string, { readonly line: number; count: number }>();
  readonly #groups: ExplainedGroup[] = [];
  readonly #decoder = new TextDecoder();

  constructor(about: string) {
    this.#about = about;
  }

  warning(line: number, text: string, cut: boolean): void {
    if (this.#warnings.length < MAX_WARNINGS) this.#warnings.push({ line, text, cut });
  }

  leftOut(component: PackedComponent, reason: 'outside' | 'too-many'): void {
    const { line, numbers } = component;
    const event = { text: this.#decoder.decode(component.bytes.subarray(0, component.length)), numbers };
    const uid = shorten(textOf(event, 'UID'), MAX_UID);
    const title = textOf(event, 'SUMMARY');
    if (!this.#matches(uid, title)) return;
    if (reason === 'too-many') {
      this.#add(line, uid, title, 'cut', 'is cut: the feed holds more events near the range than are kept.');
      return;
    }
    this.#outside += 1;
    if (this.#outside > MAX_OUTSIDE) return;
    const [start] = linesOf(event, 'DTSTART');
    const where = start === undefined ? '' : `: ${quote(start)}`;
    this.#add(line, uid, title, 'hidden', `lies outside the range${where}.`);
  }

  passedOver(name: string, line: number): void {
    const other = this.#others.get(name);
    if (other === undefined) this.#others.set(name, { line, count: 1 });
    else other.count += 1;
  }

  series(
    events: readonly ExplainedEvent[],
    components: readonly EventComponent[],
    elsewhere: Version | null,
  ): void {
    if (!events.some((event) => this.#matches(event.uid, textOf(event, 'SUMMARY')))) return;
    this.#groups.push({ events, components, elsewhere });
  }

  finish(occurrences: readonly Occurrence[], context: ExpansionContext, display: Zone): Explanations {
    const byUid = new Map<string, Occurrence[]>();
    for (const occurrence of occurrences) {
      const same = byUid.get(occurrence.uid);
      if (same === undefined) byUid.set(occurrence.uid, [occurrence]);
      else same.push(occurrence);
    }
    for (const group of this.#groups) {
      if (this.#found.length >= MAX_EXPLANATIONS) {
        this.#count += group.events.length;
        continue;
      }
      const shown = byUid.get(group.events[0]?.uid ?? '') ?? [];
      for (const { line, uid, title, verdict, text } of explainSeries(group, shown, context, display)) {
        this.#add(line, uid, title, verdict, text);
      }
    }
    this.#explainWarnings();
    this.#explainOthers();
    return { list: this.#found.sort((a, b) => a.line - b.line), count: this.#count };
  }

  /**
   * Warnings about a line of an event are told as its own; but not of one that is skipped, since the
   * reason is told already, nor of one that nobody asked about.
   */
  #explainWarnings(): void {
    const owners = this.#ownersOfLines();
    for (const { line, text, cut } of this.#warnings) {
      const owner = owners.get(line);
      if (owner === undefined ? this.#about !== '' && line !== 0 : owner.skipped) continue;
      this.#add(line, owner?.uid ?? '', owner?.title ?? '', cut ? 'cut' : 'warning', text);
    }
  }

  #ownersOfLines(): ReadonlyMap<number, LineOwner> {
    const owners = new Map<number, LineOwner>();
    for (const { events, components } of this.#groups) {
      const read = new Set(components.map(({ order }) => order));
      for (const event of events) {
        const skipped = !read.has(event.order);
        const owner = { uid: event.uid, title: textOf(event, 'SUMMARY'), skipped };
        for (const line of [event.line, ...event.numbers]) owners.set(line, owner);
      }
    }
    return owners;
  }

  #explainOthers(): void {
    for (const [name, { line, count }] of this.#others) {
      this.#add(
        line,
        '',
        '',
        'hidden',
        count === 1 ? `A ${name} ${PASSED_OVER}` : `The first of ${count} ${name} ${PASSED_OVER}`,
      );
    }
    const more = this.#outside - MAX_OUTSIDE;
    if (more > 0) this.#add(0, '', '', 'hidden', `${more} more events lie outside the range.`);
  }

  #matches(uid: string, title: string): boolean {
    if (this.#about === '') return true;
    return uid.toLowerCase().includes(this.#about) || title.toLowerCase().includes(this.#about);
  }

  #add(line: number, uid: string, title: string, verdict: Verdict, text: string): void {
    this.#count += 1;
    if (this.#found.length >= MAX_EXPLANATIONS) return;
    this.#found.push({ line, uid, title: shorten(title, MAX_TITLE), verdict, text: shorten(text, MAX_TEXT) });
  }
}
