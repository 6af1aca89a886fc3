/** How the contenders that use ical.js read a file: calendars with their zones, events by UID. */
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

export interface Series {
  readonly main: ICAL.Component | null;
  readonly overrides: readonly ICAL.Component[];
}

/** The events of all calendars of the file, each calendar's zones registered before `use` gets it. */
export function readCalendars(path: string, use: (series: Series) => void): void {
  const parsed = ICAL.parse(readFileSync(path, 'utf8'));
  // Several calendars in a file come as a list of lists.
  const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][];
  for (const jcal of calendars) {
    const calendar = new ICAL.Component(jcal as never);
    for (const timezone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(timezone);
    for (const series of groupByUid(calendar.getAllSubcomponents('vevent'))) use(series);
  }
}

function groupByUid(events: readonly ICAL.Component[]): Iterable<Series> {
  const groups = new Map<string, { main: ICAL.Component | null; overrides: ICAL.Component[] }>();
  for (const event of events) {
    const uid = String(event.getFirstPropertyValue('uid'));
    const group = groups.get(uid) ?? { main: null, overrides: [] };
    if (event.hasProperty('recurrence-id')) group.overrides.push(event);
    else group.main = event;
    groups.set(uid, group);
  }
  return groups.values();
}

/** Days begin at midnight of the zone of the range, which ical.js does not do by itself. */
export function instant(time: ICAL.Time, display: string): number {
  if (!time.isDate) return time.toUnixTime() * 1000;
  const midnight = time.clone();
  midnight.zone = ICAL.TimezoneService.get(display) ?? ICAL.Timezone.utcTimezone;
  return midnight.toUnixTime() * 1000;
}
