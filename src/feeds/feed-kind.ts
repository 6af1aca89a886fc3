/** What the kinds of feed have in common: bytes go into a sink, and what is known about them comes out. */
import type { Validators } from '../model/feed-result.ts';
import type { FetchLimits } from '../model/refresh-job.ts';

export interface ByteSink {
  /**
   * The next bytes of the body, decoded; they are not held on to. Wait for the promise, if there is
   * one, before the next.
   */
  push(chunk: Uint8Array): Promise<void> | undefined;
}

export interface FetchContext {
  /** Of the last success; null: ask unconditionally. */
  readonly validators: Validators | null;
  readonly limits: FetchLimits;
  /** Ends the fetch; its reason is a FeedError. */
  readonly signal: AbortSignal;
  /** A body begins; what an earlier try has pushed is forgotten. */
  openBody(): ByteSink;
  /** Waits so many milliseconds and lets other feeds have their turn meanwhile. */
  pause(milliseconds: number): Promise<void>;
  /** Milliseconds until `signal` fires. */
  timeLeft(): number;
}

/** What came of a fetch. `unchanged`: no body, the stored content is still right. */
export interface FetchOutcome {
  readonly kind: 'body' | 'unchanged';
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Media type as told, without parameters, in lower case; null when nothing is told. */
  readonly mediaType: string | null;
}

/** Throws a FeedError. */
export type Fetch<Source> = (source: Source, context: FetchContext) => Promise<FetchOutcome>;
