/** How a child ended, in the words of the feeds it was at work on. */
import type { FeedFailure } from '../model/feed-result.ts';
import type { RefreshJob } from '../model/refresh-job.ts';

/** Why a child is no more, and the sentence for the feed that it costs. */
export interface Death {
  readonly reason: FeedFailure;
  readonly detail: string;
}

/** Shorter secrets than this would blot out words. */
const MIN_SECRET = 4;

export const DEADLINE: Death = {
  reason: 'timeout',
  detail: 'The calendar did not come before the refresh had to end.',
};

export const BAD_OUTPUT: Death = {
  reason: 'bad-output',
  detail: 'Reading this calendar gave something that is no result; please report it.',
};

export const TOO_LARGE: Death = {
  reason: 'too-large',
  detail: 'Reading this calendar gave more than a wall can hold.',
};

export function stuck(milliseconds: number): Death {
  const detail = `Reading this calendar was stuck for ${Math.round(milliseconds / 1000)} s and was ended.`;
  return { reason: 'timeout', detail };
}

export function notStarted(code: string): Death {
  const reason = code === 'ENOMEM' || code === 'EAGAIN' ? 'out-of-memory' : 'crashed';
  return { reason, detail: `The refresh could not be started (${code}).` };
}

/** From how the process ended (`code` or `signal`) and the last of what it wrote on stderr. */
export function deathOf(
  code: number | null,
  signal: string | null,
  stderr: string,
  heapLimitMb: number,
): Death {
  if (/heap out of memory|allocation failed|out of memory/i.test(stderr)) {
    const detail = `Reading this calendar needs more than the ${heapLimitMb} MB of memory it may use.`;
    return { reason: 'out-of-memory', detail };
  }
  if (signal === 'SIGKILL') {
    const detail = 'The system ended the reading of this calendar, most likely because memory ran out.';
    return { reason: 'out-of-memory', detail };
  }
  const how = signal ?? `code ${code}`;
  return {
    reason: 'crashed',
    detail: `Reading this calendar ended unexpectedly (${how}); please report it.`,
  };
}

function secretsOf(job: RefreshJob): string[] {
  return job.feeds.flatMap(({ source }) => {
    if (source.kind !== 'http') return [];
    const { url, authorization, headers } = source;
    const path = URL.canParse(url) ? [new URL(url).pathname, new URL(url).search] : [];
    const words = authorization === null ? [] : [authorization, ...authorization.split(' ').slice(1)];
    return [url, ...path, ...words, ...Object.values(headers)];
  });
}

/** What the child wrote on stderr, fit for a log: without addresses and what else is secret in the job. */
export function scrub(text: string, job: RefreshJob): string {
  const secrets = secretsOf(job).filter((secret) => secret.length >= MIN_SECRET);
  // Longer ones first, because a path is part of its address.
  secrets.sort((a, b) => b.length - a.length);
  let clean = text.replaceAll(/\b(?:https?|webcals?):\/\/\S+/gi, '[address]');
  for (const secret of secrets) clean = clean.replaceAll(secret, '[secret]');
  return clean.trim();
}
