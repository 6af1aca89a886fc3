/** From the configuration to what the refresh is asked. PURE. */
import type { Calendar } from '../config/calendar.ts';
import type { Config } from '../config/schema.ts';
import type { FeedRequest } from '../daemon/state.ts';
import type { RefreshJob } from '../model/refresh-job.ts';
import { DAY, type Instant } from '../model/time.ts';

/** How far before and after now a feed is expanded: well beyond what is shown. */
export const HORIZON_BEFORE = 2 * DAY;
export const HORIZON_AFTER = 35 * DAY;

/** What shapes a feed's content: with another value of it, stored content is not this feed's. */
export function sourceOf(calendar: Calendar, config: Config): unknown {
  return [calendar.source, calendar.ownAddresses, config.zone];
}

/** The job for these feeds at `now`; calendars that are not configured are left out. */
export function makeJob(config: Config, requests: readonly FeedRequest[], now: Instant): RefreshJob {
  const { connectTimeout, readTimeout, retries, redirects, bodySize, concurrency } = config.refresh;
  const feeds = requests.flatMap(({ id, validators }) => {
    const calendar = config.calendars.find((candidate) => candidate.id === id);
    if (calendar === undefined) return [];
    return [{ feed: id, source: calendar.source, validators, ownAddresses: calendar.ownAddresses }];
  });
  return {
    now,
    range: { from: now - HORIZON_BEFORE, to: now + HORIZON_AFTER },
    zone: config.zone,
    limits: { connectTimeout, readTimeout, retries, redirects, bodySize, concurrency },
    feeds,
  };
}
