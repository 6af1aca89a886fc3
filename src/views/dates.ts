/** Dates and times as the locale writes them. Everything local is formatted as it stands: no zone enters. */
import type { LocalDate, LocalDateTime } from '../model/time.ts';
import { intlDates } from './dates/intl-dates.ts';
import { formsOf, tableDates } from './dates/table-dates.ts';
import type { HourCycle } from './view.ts';

export interface ClockText {
  readonly time: string;
  /** AM or PM in the locale's words; empty on a 24-hour clock. */
  readonly period: string;
}

export interface Dates {
  /** A whole number, not negative. */
  readonly number: (value: number) => string;
  readonly weekday: (date: LocalDate, width: 'long' | 'short') => string;
  readonly month: (date: LocalDate) => string;
  readonly dayOfMonth: (date: LocalDate) => string;
  /** Day and month, `23 November` or `23 Nov`. */
  readonly dayAndMonth: (date: LocalDate, width: 'long' | 'short') => string;
  readonly clock: (local: LocalDateTime) => ClockText;
}

export function createDates(locale: string, hourCycle: HourCycle): Dates {
  const forms = formsOf(locale);
  return forms === null ? intlDates(locale, hourCycle) : tableDates(forms, hourCycle);
}
