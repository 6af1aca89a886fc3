/** Occurrences as lines for a terminal. PURE. */
import type { Config } from '../config/schema.ts';
import type { FeedContent, FeedResult } from '../model/feed-result.ts';
import type { Occurrence } from '../model/occurrence.ts';
import { addDays, dateOf, timeOf } from '../model/time.ts';

const ALL_DAY = 'all day';

const sortKey = (occurrence: Occurrence): string =>
  occurrence.allDay ? occurrence.start : occurrence.start.local;

/** `09:00-10:00`, with dates where it ends on another day than it began. */
function timesOf(occurrence: Occurrence): string {
  if (occurrence.allDay) {
    const last = addDays(occurrence.end, -1);
    return last === occurrence.start ? ALL_DAY : `${ALL_DAY}, until ${last}`;
  }
  const { start, end } = occurrence;
  if (start.instant === end.instant) return timeOf(start.local);
  const until = dateOf(start.local) === dateOf(end.local) ? '' : `${dateOf(end.local)} `;
  return `${timeOf(start.local)}-${until}${timeOf(end.local)}`;
}

function marksOf({ busy, participation, private: isPrivate }: Occurrence): string {
  const marks = [
    ...(busy === 'busy' ? [] : [busy]),
    ...(participation === null || participation === 'accepted' ? [] : [participation]),
    ...(isPrivate ? ['private'] : []),
  ];
  return marks.length === 0 ? '' : ` [${marks.join(', ')}]`;
}

function describeOccurrence(name: string, occurrence: Occurrence): string {
  const place = occurrence.location === '' ? '' : ` @ ${occurrence.location}`;
  const title = occurrence.title === '' ? '(no title)' : occurrence.title;
  return `  ${timesOf(occurrence).padEnd(13)} ${title}${place}${marksOf(occurrence)}  (${name})`;
}

function describeTrouble(name: string, content: FeedContent): readonly string[] {
  const { warnings, warningCount, cutCount } = content;
  const more = warningCount - warnings.length;
  return [
    ...warnings.map(({ line, text }) => `${name}${line === 0 ? '' : `, line ${line}`}: ${text}`),
    ...(more > 0 ? [`${name}: ${more} more warnings`] : []),
    ...(cutCount > 0 ? [`${name}: ${cutCount} occurrences or rules were cut by a limit`] : []),
  ];
}

/** Days with what happens on them, by start; then what was wrong with the feeds. */
export function describeResults(results: readonly FeedResult[], config: Config): string {
  const nameOf = (id: string): string => config.calendars.find((calendar) => calendar.id === id)?.name ?? id;
  const rows = results.flatMap((result) =>
    result.kind === 'fetched'
      ? result.content.occurrences.map((occurrence) => ({ name: nameOf(result.feed), occurrence }))
      : [],
  );
  rows.sort((a, b) => (sortKey(a.occurrence) < sortKey(b.occurrence) ? -1 : 1));
  const lines: string[] = [];
  let date = '';
  for (const { name, occurrence } of rows) {
    const day = sortKey(occurrence).slice(0, 10);
    if (day !== date) lines.push(day);
    date = day;
    lines.push(describeOccurrence(name, occurrence));
  }
  const trouble = results.flatMap((result) => {
    if (result.kind === 'failed') return [`${nameOf(result.feed)}: ${result.reason}: ${result.detail}`];
    return result.kind === 'fetched' ? describeTrouble(nameOf(result.feed), result.content) : [];
  });
  const none = rows.length === 0 ? ['Nothing in this range.'] : [];
  return [...none, ...lines, ...(trouble.length > 0 ? ['', ...trouble] : []), ''].join('\n');
}
