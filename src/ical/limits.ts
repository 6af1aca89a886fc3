/**
 * What reading a feed may cost. Each limit is far beyond what an honest feed needs; what one of
 * them cuts is counted and told.
 */
import { DAY } from '../model/time.ts';

export interface Limits {
  /** Longest range, in milliseconds; a longer one is shortened at its end. */
  readonly range: number;
  /** Occurrences of one rule within the range. */
  readonly occurrencesPerRule: number;
  /** Occurrences of the whole feed within the range; the earliest are kept. */
  readonly occurrences: number;
  /** Steps (periods and instances looked at) for one rule: thirty times what 1,000 occurrences need. */
  readonly stepsPerRule: number;
  /** Steps for all rules of the feed; when they are used up, each rule still gets `stepsAtLeast`. */
  readonly steps: number;
  readonly stepsAtLeast: number;
  /** Bytes of one content line, folds included: an EXDATE of 15,000 values. */
  readonly line: number;
  /** Bytes of the properties of one component that matter. */
  readonly component: number;
  /** Bytes of all components that may touch the range. */
  readonly kept: number;
  /** Bytes of all VTIMEZONEs. */
  readonly zones: number;
  /** Events outside the range whose UID and SEQUENCE are remembered. */
  readonly remembered: number;
  /** Characters of a title, of a location and of a UID. */
  readonly title: number;
  readonly location: number;
  readonly uid: number;
}

export const DEFAULT_LIMITS: Limits = {
  range: 2 * 366 * DAY,
  occurrencesPerRule: 1000,
  occurrences: 30_000,
  stepsPerRule: 100_000,
  steps: 2_000_000,
  stepsAtLeast: 5000,
  line: 256 * 1024,
  component: 1024 * 1024,
  kept: 16 * 1024 * 1024,
  zones: 8 * 1024 * 1024,
  remembered: 500_000,
  title: 200,
  location: 100,
  uid: 255,
};
