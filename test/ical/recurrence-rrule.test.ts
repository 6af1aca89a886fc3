/** The recurrence rules against the rrule package, on what that package reads as the RFC says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import rrule from 'rrule';
import { recur } from '../../src/ical/recurrence.ts';
import { type Frequency, parseRule, type RecurrenceRule } from '../../src/ical/rule.ts';
import { randomRule, randomStart } from './random-rule.ts';

const DAY = 86_400_000;
const SPANS: readonly [Frequency, number][] = [
  ['YEARLY', 8 * 366],
  ['MONTHLY', 3 * 366],
  ['WEEKLY', 4 * 366],
  ['DAILY', 366],
];

/**
 * Where the package departs from the RFC, or from what we take it to say:
 * - an ordinal and a plain weekday side by side (`MO,1FR`) must both hold, where the RFC means either;
 * - YEARLY with BYMONTHDAY alone is every month, and with BYWEEKNO alone every day of the week;
 * - a numbered week is cut off at New Year, and week -52 or -53 is not found in the December before;
 * - BYSETPOS counts wrongly in a first week that is not whole; a position beyond the end of the set starts
 *   again at its beginning, and a time chosen by two positions shows twice.
 */
function reads(rule: RecurrenceRule): boolean {
  const { byDay, byMonth, byYearDay, byWeekNo, bySetPos, frequency } = rule;
  const mixed = byDay.some(({ ordinal }) => ordinal === 0) && byDay.some(({ ordinal }) => ordinal !== 0);
  const monthSaid = byMonth.length + byYearDay.length + byWeekNo.length + byDay.length > 0;
  const weeks = byWeekNo.length > 0 && (rule.interval > 1 || bySetPos.length > 0 || byDay.length === 0);
  const lastWeeks = byWeekNo.some((week) => week < -51);
  const positions = bySetPos.some((position) => position < -1 || position > 1) || bySetPos.length > 1;
  if (mixed || weeks || lastWeeks || positions) return false;
  return frequency === 'YEARLY' ? monthSaid : frequency !== 'WEEKLY' || bySetPos.length === 0;
}

function ourTimes(rule: RecurrenceRule, start: number, from: number, end: number): string[] {
  const found: string[] = [];
  const budget = { steps: 1_000_000 };
  for (const time of recur(rule, start, { dateOnly: false, from, budget })) {
    if (time >= end) break;
    if (time > start) found.push(new Date(time).toISOString());
  }
  return found;
}

/** It counts BYSETPOS in the order in which the times are written, so they are put in order. */
function withSortedTimes(text: string): string {
  return text.replaceAll(/(BYHOUR|BYMINUTE|BYSECOND)=([^;]*)/g, (_, name: string, list: string) => {
    const values = [...new Set(list.split(',').map(Number))].sort((a, b) => a - b);
    return `${name}=${values.join(',')}`;
  });
}

/** With UNTIL, because without it the package searches to the year 9999 for a rule that never matches. */
function theirTimes(text: string, start: number, from: number, end: number): string[] {
  const options = rrule.RRule.parseString(withSortedTimes(text));
  const theirs = new rrule.RRule({ ...options, dtstart: new Date(start), until: new Date(end - 1000) });
  return theirs
    .between(new Date(Math.max(from, start + 1000)), new Date(end), true)
    .map((time) => time.toISOString());
}

for (const [frequency, span] of SPANS) {
  test(`${frequency} gives what rrule gives`, () => {
    let compared = 0;
    fc.assert(
      fc.property(
        randomRule(frequency, { forbidden: false, count: false }),
        randomStart,
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (text, start, far) => {
          const rule = parseRule(text);
          fc.pre(reads(rule));
          const end = start + span * DAY;
          const from = start + Math.floor((far * span * DAY) / 1000) * 1000;
          assert.deepEqual(ourTimes(rule, start, from, end), theirTimes(text, start, from, end));
          compared++;
        },
      ),
      { seed: 5545, numRuns: 50, maxSkipsPerRun: 100 },
    );
    assert.ok(compared >= 50);
  });
}
