/** Dates and times as the locale writes them. Everything local is formatted in UTC: no zone enters. */
import type { LocalDate, LocalDateTime } from '../model/time.ts';
import type { HourCycle } from './view.ts';

export interface ClockText {
  readonly time: string;
  /** AM or PM in the locale's words; empty on a 24-hour clock. */
  readonly period: string;
}

export interface Dates {
  readonly number: (value: number) => string;
  readonly weekday: (date: LocalDate, width: 'long' | 'short') => string;
  readonly month: (date: LocalDate) => string;
  readonly dayOfMonth: (date: LocalDate) => string;
  /** Day and month, `23 November` or `23 Nov`. */
  readonly dayAndMonth: (date: LocalDate, width: 'long' | 'short') => string;
  readonly clock: (local: LocalDateTime) => ClockText;
}

function utc(local: LocalDate | LocalDateTime): Date {
  return new Date(local.length === 10 ? `${local}T00:00:00Z` : `${local}Z`);
}

/** Spaces of Intl that few fonts have, and invisible marks that are set by the line's direction here. */
function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ').replaceAll(/[\u200e\u200f\u061c]/g, '');
}

function formatter(locale: string, options: Intl.DateTimeFormatOptions): (date: LocalDate) => string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', calendar: 'gregory', ...options });
  return (date) => plain(format.format(utc(date)));
}

function clockFormatter(locale: string, hourCycle: HourCycle): (local: LocalDateTime) => ClockText {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    minute: '2-digit',
    ...(hourCycle === '24'
      ? { hour: '2-digit', hourCycle: 'h23' as const }
      : { hour: 'numeric', hourCycle: 'h12' as const }),
  });
  return (local) => {
    const parts = format.formatToParts(utc(local));
    const text = (wanted: (type: string) => boolean) =>
      plain(
        parts
          .filter(({ type }) => wanted(type))
          .map(({ value }) => value)
          .join(''),
      ).trim();
    return { time: text((type) => type !== 'dayPeriod'), period: text((type) => type === 'dayPeriod') };
  };
}

export function createDates(locale: string, hourCycle: HourCycle): Dates {
  const number = new Intl.NumberFormat(locale, { useGrouping: false });
  const long = formatter(locale, { weekday: 'long' });
  const short = formatter(locale, { weekday: 'short' });
  const month = formatter(locale, { month: 'short' });
  const dayAndMonth = {
    long: formatter(locale, { day: 'numeric', month: 'long' }),
    short: formatter(locale, { day: 'numeric', month: 'short' }),
  };
  const clock = clockFormatter(locale, hourCycle);
  return {
    number: (value) => number.format(value),
    weekday: (date, width) => (width === 'long' ? long(date) : short(date)),
    month,
    dayOfMonth: (date) => number.format(Number(date.slice(8, 10))),
    dayAndMonth: (date, width) => dayAndMonth[width](date),
    clock,
  };
}
