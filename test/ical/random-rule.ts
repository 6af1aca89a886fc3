import fc from 'fast-check';
import type { Frequency } from '../../src/ical/rule.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Numbers from `min` to `max` without 0, the ends of the range and what lies near them more often. */
function numbers(min: number, max: number, most = 4): fc.Arbitrary<number[]> {
  const near = [min, min + 1, max - 1, max, 1, -1, 2].filter((n) => n >= min && n <= max);
  const number = fc
    .oneof(fc.integer({ min, max }), fc.constantFrom(...near))
    .map((n) => (n === 0 && min < 0 ? 1 : n));
  return fc.array(number, { minLength: 1, maxLength: most });
}

function list(name: string, values: fc.Arbitrary<readonly (number | string)[]>): fc.Arbitrary<string> {
  return values.map((items) => `;${name}=${items.join(',')}`);
}

/** The part or nothing; `weight` in ten times it is there. */
function sometimes(part: fc.Arbitrary<string>, weight: number): fc.Arbitrary<string> {
  return fc.oneof({ weight: 10 - weight, arbitrary: fc.constant('') }, { weight, arbitrary: part });
}

function weekdays(ordinals: readonly number[]): fc.Arbitrary<string[]> {
  const weekday = fc
    .tuple(fc.constantFrom(0, 0, ...ordinals), fc.constantFrom(...WEEKDAYS))
    .map(([ordinal, name]) => `${ordinal === 0 ? '' : ordinal}${name}`);
  return fc.array(weekday, { minLength: 1, maxLength: 4 });
}

/** How often the parts occur; forbidden combinations are left out unless wanted. */
export interface RandomRuleOptions {
  readonly forbidden: boolean;
  readonly count: boolean;
}

/** The text of a rule with any of the parts its frequency may have. */
export function randomRule(
  frequency: Frequency,
  { forbidden, count }: RandomRuleOptions,
): fc.Arbitrary<string> {
  const yearly = frequency === 'YEARLY';
  const monthly = frequency === 'MONTHLY';
  const weekly = frequency === 'WEEKLY';
  const daily = frequency === 'DAILY';
  const allows = (legal: boolean, weight: number) => (legal || forbidden ? weight : 0);
  const ordinals = yearly ? [1, 2, 5, -1, -2, 20, 53, -53] : monthly ? [1, 2, 4, 5, -1, -2, -5] : [];
  const intervals = fc.oneof(
    fc.constant(1),
    fc.integer({ min: 1, max: 5 }),
    fc.constantFrom(7, 12, 20, 24, 25, 60, 90),
  );
  return fc
    .tuple(
      intervals.map((interval) => (interval === 1 ? '' : `;INTERVAL=${interval}`)),
      count
        ? sometimes(
            fc.integer({ min: 1, max: 40 }).map((n) => `;COUNT=${n}`),
            5,
          )
        : fc.constant(''),
      sometimes(list('BYMONTH', numbers(1, 12)), 3),
      sometimes(list('BYWEEKNO', numbers(-53, 53)), allows(yearly, 2)),
      sometimes(list('BYYEARDAY', numbers(-366, 366, 12)), allows(!weekly && !monthly && !daily, 2)),
      sometimes(list('BYMONTHDAY', numbers(-31, 31)), allows(!weekly, 3)),
      sometimes(list('BYDAY', weekdays(ordinals)), 4),
      sometimes(list('BYHOUR', numbers(0, 23)), 3),
      sometimes(list('BYMINUTE', numbers(0, 59)), 3),
      sometimes(list('BYSECOND', numbers(0, 59)), 3),
      sometimes(list('BYSETPOS', numbers(-12, 12, 3)), 3),
      sometimes(
        fc.constantFrom(...WEEKDAYS).map((name) => `;WKST=${name}`),
        4,
      ),
    )
    .map((parts) => withoutClash(`FREQ=${frequency}${parts.join('')}`, forbidden));
}

/** BYDAY must not have ordinals beside BYWEEKNO. */
function withoutClash(rule: string, forbidden: boolean): string {
  if (forbidden || !rule.includes('BYWEEKNO')) return rule;
  return rule.replace(/BYDAY=[^;]*/, (part) => part.replaceAll(/-?\d+/g, ''));
}

/** DTSTART: any time, and more often around New Year, at the end of February and at midnight. */
export const randomStart: fc.Arbitrary<number> = fc
  .tuple(
    fc.integer({ min: 1995, max: 2032 }),
    fc.oneof(fc.integer({ min: 0, max: 365 }), fc.constantFrom(0, 1, 2, 3, 58, 59, 362, 363, 364)),
    fc.oneof(fc.integer({ min: 0, max: 86_399 }), fc.constantFrom(0, 9 * 3600, 86_399)),
  )
  .map(([year, day, second]) => Date.UTC(year, 0, 1 + day, 0, 0, second));
