/** The kinds of feed. Each is loaded when a feed of it is there: HTTP costs memory and time. */
import type { FeedSource, FetchLimits } from '../model/refresh-job.ts';
import type { Fetch } from './feed-kind.ts';

type Kind = FeedSource['kind'];

type FeedTable = {
  readonly [K in Kind]: (limits: FetchLimits) => Promise<Fetch<Extract<FeedSource, { kind: K }>>>;
};

const feedTable: FeedTable = {
  http: async (limits) => (await import('./http/fetch.ts')).createHttpFetch(limits),
  file: async () => (await import('./file/fetch.ts')).fetchFile,
};

/** Gives the function that fetches a source; one of each kind for a whole refresh. */
export function createFetchers(limits: FetchLimits): (source: FeedSource) => Promise<Fetch<FeedSource>> {
  const loaded = new Map<Kind, Promise<unknown>>();
  return ({ kind }) => {
    const fetch = loaded.get(kind) ?? feedTable[kind](limits);
    loaded.set(kind, fetch);
    return fetch as Promise<Fetch<FeedSource>>;
  };
}
