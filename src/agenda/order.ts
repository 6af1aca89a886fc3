import type { TimedOccurrence } from '../model/occurrence.ts';
import type { Merged } from './merge.ts';
import { compareText } from './text.ts';

export type MergedTimed = Merged & { readonly occurrence: TimedOccurrence };

export function isTimed(one: Merged): one is MergedTimed {
  return !one.occurrence.allDay;
}

/** Several days' ones first, then by title; the rest only makes the order a total one. */
export function compareAllDay(a: Merged, b: Merged): number {
  const several = Number(b.first !== b.last) - Number(a.first !== a.last);
  return (
    several ||
    compareText(a.title, b.title) ||
    compareText(a.first, b.first) ||
    compareText(a.last, b.last) ||
    compareIdentity(a, b)
  );
}

/** By start, then end, then title; the rest only makes the order a total one. */
export function compareTimed(a: MergedTimed, b: MergedTimed): number {
  const start = a.occurrence.start.instant - b.occurrence.start.instant;
  const end = a.occurrence.end.instant - b.occurrence.end.instant;
  return start || end || compareText(a.title, b.title) || compareIdentity(a, b);
}

function compareIdentity(a: Merged, b: Merged): number {
  return (
    compareText(a.calendars[0]?.id ?? '', b.calendars[0]?.id ?? '') || compareText(a.identity, b.identity)
  );
}
