/**
 * The Gregorian calendar as arithmetic on day numbers: days since 1970-01-01, negative before.
 *
 * Months are 1 to 12, weekdays 1 (Monday) to 7 (Sunday). The formulas count years from March, so
 * that the leap day is the last day of the year.
 */

import { modulo } from './integers.ts';

/** Day of the week, 1 (Monday) to 7 (Sunday), as ISO 8601 counts. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DAYS_IN_400_YEARS = 146_097;
/** Day number of 0000-03-01. */
const MARCH_OF_YEAR_0 = -719_468;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

export function daysInYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}

export function dayNumber(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_400_YEARS + dayOfEra + MARCH_OF_YEAR_0;
}

export function dateOfDay(number: number): CalendarDate {
  const shifted = number - MARCH_OF_YEAR_0;
  const era = Math.floor(shifted / DAYS_IN_400_YEARS);
  const dayOfEra = shifted - era * DAYS_IN_400_YEARS;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function weekdayOfDay(number: number): Weekday {
  return (modulo(number + 3, 7) + 1) as Weekday;
}

/** First day of the week that holds the day, weeks beginning on `weekStart`. */
export function startOfWeek(number: number, weekStart: number): number {
  return number - modulo(weekdayOfDay(number) - weekStart, 7);
}

/** First day of week 1: the first week with at least four days in the year (RFC 5545 3.3.10). */
export function startOfWeekYear(year: number, weekStart: number): number {
  return startOfWeek(dayNumber(year, 1, 4), weekStart);
}

/** The year whose numbered weeks hold the day; around New Year not always the day's own. */
export function weekYearOfDay(number: number, weekStart: number): number {
  const { year } = dateOfDay(number);
  if (number < startOfWeekYear(year, weekStart)) return year - 1;
  return number < startOfWeekYear(year + 1, weekStart) ? year : year + 1;
}

/** 9999-12-31: RFC 5545 cannot write a later date. */
export const LAST_DAY = dayNumber(9999, 12, 31);
