/** Dates and times of any locale, from Intl; each formatter is made when it is first needed. */
import type { LocalDate, LocalDateTime } from '../../model/time.ts';
import type { ClockText, Dates } from '../dates.ts';
import type { HourCycle } from '../view.ts';

function utc(local: LocalDate | LocalDateTime): Date {
  return new Date(local.length === 10 ? `${local}T00:00:00Z` : `${local}Z`);
}

/** Spaces of Intl that few fonts have, and invisible marks that are set by the line's direction here. */
function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ').replaceAll(/[\u200e\u200f\u061c]/g, '');
}

function formatter(locale: string, options: Intl.DateTimeFormatOptions): (date: LocalDate) => string {
  let format: Intl.DateTimeFormat | null = null;
  return (date) => {
    format ??= new Intl.DateTimeFormat(locale, { timeZone: 'UTC', calendar: 'gregory', ...options });
    return plain(format.format(utc(date)));
  };
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

/** Costs 8 MB and tens of milliseconds the first time; every locale that is not in the table needs it. */
export function intlDates(locale: string, hourCycle: HourCycle): Dates {
  const number = new Intl.NumberFormat(locale, { useGrouping: false });
  const weekday = {
    long: formatter(locale, { weekday: 'long' }),
    short: formatter(locale, { weekday: 'short' }),
  };
  const dayAndMonth = {
    long: formatter(locale, { day: 'numeric', month: 'long' }),
    short: formatter(locale, { day: 'numeric', month: 'short' }),
  };
  return {
    number: (value) => number.format(value),
    weekday: (date, width) => weekday[width](date),
    month: formatter(locale, { month: 'short' }),
    dayOfMonth: (date) => number.format(Number(date.slice(8, 10))),
    dayAndMonth: (date, width) => dayAndMonth[width](date),
    clock: clockFormatter(locale, hourCycle),
  };
}
