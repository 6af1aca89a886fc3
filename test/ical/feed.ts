/** Feeds for tests, and what reading them gives, in short words. */
import { createReader, type ReadOptions, type ReadResult } from '../../src/ical/read.ts';
import type { Occurrence } from '../../src/model/occurrence.ts';

export type Settings = Partial<Omit<ReadOptions, 'range'>> & { from?: string; to?: string };

/** A VCALENDAR of these lines, ended by CR LF. */
export function calendar(...lines: string[]): string {
  return `${['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n')}\r\n`;
}

/** A VEVENT of these lines; a UID and a title are added where they are missing. */
export function event(...lines: string[]): string {
  const has = (name: string): boolean => lines.some((line) => line.toUpperCase().startsWith(name));
  return [
    'BEGIN:VEVENT',
    ...(has('UID') ? [] : ['UID:one@test']),
    ...(has('SUMMARY') ? [] : ['SUMMARY:One']),
    ...lines,
    'END:VEVENT',
  ].join('\r\n');
}

/** Reads a feed; the range is June 2026 and the zone Berlin unless said otherwise. */
export function read(feed: string | Uint8Array, settings: Settings = {}): ReadResult {
  return readChunks([typeof feed === 'string' ? new TextEncoder().encode(feed) : feed], settings);
}

export function readChunks(chunks: Iterable<Uint8Array>, settings: Settings = {}): ReadResult {
  const {
    from = '2026-05-31T22:00:00Z',
    to = '2026-06-30T22:00:00Z',
    zone = 'Europe/Berlin',
    ownAddresses = [],
    ...rest
  } = settings;
  const range = { from: Date.parse(from), to: Date.parse(to) };
  const reader = createReader({ range, zone, ownAddresses, ...rest });
  for (const chunk of chunks) reader.push(chunk);
  return reader.finish();
}

/** `2026-06-11T10:00/11:00 Title`, local times of the display zone; `2026-06-11/2026-06-12 Title` for days. */
export function describe(occurrence: Occurrence): string {
  if (occurrence.allDay) return `${occurrence.start}/${occurrence.end} ${occurrence.title}`;
  const [start, end] = [occurrence.start.local.slice(0, 16), occurrence.end.local.slice(0, 16)];
  return `${start}/${start.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end} ${occurrence.title}`;
}

export function described(feed: string | Uint8Array, settings: Settings = {}): string[] {
  return read(feed, settings).occurrences.map(describe);
}
