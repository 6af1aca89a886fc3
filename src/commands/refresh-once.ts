/** One refresh of all calendars, for the commands that answer and end. */
import type { Config } from '../config/schema.ts';
import { runRefresh } from '../daemon/child.ts';
import { createLog } from '../log.ts';
import type { FeedResult } from '../model/feed-result.ts';
import type { RefreshJob } from '../model/refresh-job.ts';
import { REFRESH_SCRIPT } from '../paths.ts';
import { REFRESH_HEAP_MB } from '../wall/refresher.ts';

/** What each feed gave, in the order of the job. */
export async function refreshOnce(job: RefreshJob, config: Config): Promise<readonly FeedResult[]> {
  const results = new Map<string, FeedResult>();
  await runRefresh(job, {
    script: REFRESH_SCRIPT,
    deadline: config.refresh.deadline,
    heapLimitMb: REFRESH_HEAP_MB,
    log: createLog('warning', true),
    onResult: (result) => results.set(result.feed, result),
  }).done;
  return job.feeds.flatMap(({ feed }) => results.get(feed) ?? []);
}
