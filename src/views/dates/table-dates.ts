/** Dates and times by the table: no formatter, only slices of the ISO text and lists of names. */
import type { LocalDate } from '../../model/time.ts';
import type { Dates } from '../dates.ts';
import type { HourCycle } from '../view.ts';
import type { DateForms } from './date-forms.ts';
import { EASTERN } from './eastern.ts';
import { WESTERN } from './western.ts';

const TABLE = [...WESTERN, ...EASTERN];

/** The locales that are written from the table. */
export const FORM_LOCALES: readonly string[] = TABLE.flatMap(([locales]) => locales.split(' '));

/** Null for a locale that is not among them. */
export function formsOf(locale: string): DateForms | null {
  return TABLE.find(([locales]) => locales.split(' ').includes(locale))?.[1] ?? null;
}

/** Writes ASCII digits as the ones that begin at `zero`. */
function digitsFrom(zero: string): (digits: string) => string {
  if (zero === '0') return (digits) => digits;
  const first = zero.charCodeAt(0);
  return (digits) => digits.replaceAll(/\d/g, (digit) => String.fromCharCode(first + Number(digit)));
}

/** Days since Monday. */
function weekdayOf(date: LocalDate): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function monthOf(date: LocalDate): number {
  return Number(date.slice(5, 7)) - 1;
}

export function tableDates(forms: DateForms, hourCycle: HourCycle): Dates {
  const digits = digitsFrom(forms.zero);
  const [beforeNoon = '', afterNoon = ''] = forms.periods.split(',');
  const months = forms.months.split(',');
  const weekdays = { long: forms.weekdays.long.split(','), short: forms.weekdays.short.split(',') };
  const { long, short } = forms.dayAndMonth;
  const dayForms = {
    long: { pattern: long.pattern, months: long.months.split(',') },
    short: { pattern: short.pattern, months: short.months.split(',') },
  };
  const dayOfMonth = (date: LocalDate): string => digits(String(Number(date.slice(8, 10))));
  return {
    number: (value) => digits(String(value)),
    weekday: (date, width) => weekdays[width][weekdayOf(date)] ?? '',
    month: (date) => months[monthOf(date)] ?? '',
    dayOfMonth,
    dayAndMonth: (date, width) => {
      const form = dayForms[width];
      return form.pattern.replace('{d}', dayOfMonth(date)).replace('{m}', form.months[monthOf(date)] ?? '');
    },
    clock: (local) => {
      const hour = local.slice(11, 13);
      const minute = local.slice(14, 16);
      if (hourCycle === '24') return { time: digits(hour + forms.separator + minute), period: '' };
      const time = digits(String(Number(hour) % 12 || 12) + forms.separator + minute);
      return { time, period: hour < '12' ? beforeNoon : afterNoon };
    },
  };
}
