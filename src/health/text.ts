import type { Instant } from '../model/time.ts';

/** `YYYY-MM-DDTHH:MM:SSZ`; null stays null, and so does what is no date. */
export function isoTime(instant: Instant | null): string | null {
  if (instant === null || !(Math.abs(instant) <= 8.64e15)) return null;
  return `${new Date(instant).toISOString().slice(0, -5)}Z`;
}

/** Whole seconds from `then` to `now`, never negative: the clock may have been put back. */
export function secondsSince(then: Instant | null, now: Instant): number | null {
  return then === null ? null : Math.max(0, Math.floor((now - then) / 1000));
}

/**
 * Feed addresses are secrets. No text that reaches us should hold one; should one slip through after
 * all, it goes no further.
 */
export function withoutAddresses(text: string): string {
  return text.replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]*/gi, '[address]');
}
