import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recur } from '../../src/ical/recurrence.ts';
import { type Frequency, parseRule, type RecurrenceRule } from '../../src/ical/rule.ts';
import { randomRule, randomStart } from './random-rule.ts';
import { referenceInstances } from './reference.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How far the reference walks, and on how many rules: it is slow in proportion to both. */
const SPANS: readonly [Frequency, number, number][] = [
  ['YEARLY', 30 * 366 * DAY, 250],
  ['MONTHLY', 12 * 366 * DAY, 250],
  ['WEEKLY', 8 * 366 * DAY, 300],
  ['DAILY', 6 * 366 * DAY, 300],
  ['HOURLY', 400 * DAY, 200],
  ['MINUTELY', 6 * DAY, 200],
  ['SECONDLY', 4 * HOUR, 150],
];

/** Fixed, so that a failure can be repeated; DAYWALL_TEST_SEED and _RUNS search further. */
const seed = Number(process.env.DAYWALL_TEST_SEED ?? 5545);
const factor = Number(process.env.DAYWALL_TEST_RUNS ?? 1);

function instances(
  rule: RecurrenceRule,
  start: number,
  from: number,
  end: number,
  dateOnly = false,
): string[] {
  const budget = { steps: 2_000_000 };
  const found: string[] = [];
  for (const time of recur(rule, start, { dateOnly, from, budget })) {
    if (time >= end) break;
    found.push(new Date(time).toISOString());
  }
  assert.ok(budget.steps > 0, 'the budget suffices');
  return found;
}

for (const [frequency, span, runs] of SPANS) {
  for (const forbidden of [false, true]) {
    test(`${frequency} gives what the slow reference gives${forbidden ? ', forbidden parts too' : ''}`, () => {
      fc.assert(
        fc.property(
          randomRule(frequency, { forbidden, count: true }),
          randomStart,
          fc.double({ min: 0, max: 0.9, noNaN: true }),
          fc.boolean(),
          (text, start, far, dates) => {
            const rule = parseRule(text);
            const dateOnly = dates && !['HOURLY', 'MINUTELY', 'SECONDLY'].includes(frequency);
            const first = dateOnly ? Math.floor(start / DAY) * DAY : start;
            const end = first + span;
            const from = first + Math.floor((span * far) / 1000) * 1000;
            const expected = referenceInstances(rule, first, end, dateOnly)
              .filter((time) => time >= from)
              .map((time) => new Date(time).toISOString());
            assert.deepEqual(instances(rule, first, from, end, dateOnly), expected);
          },
        ),
        { seed, numRuns: (forbidden ? runs / 5 : runs) * factor },
      );
    });
  }
}
