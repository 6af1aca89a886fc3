/**
 * How dates and times are written, as data, for the locales that have words here.
 *
 * From Unicode CLDR 48, without invisible marks and rare spaces. The same is to be had from Intl, but its
 * first formatter maps 8 MB of tables and takes longer than laying out a picture; and a table gives the
 * same picture whichever version of CLDR the machine has.
 */

/** A day of a month; `{d}` is the day's number, `{m}` the month. */
export interface DayForm {
  readonly pattern: string;
  /** Twelve, comma between them, as are all lists here. */
  readonly months: string;
}

export interface DateForms {
  /** Monday to Sunday. */
  readonly weekdays: { readonly long: string; readonly short: string };
  /** Months that stand alone, short. */
  readonly months: string;
  readonly dayAndMonth: { readonly long: DayForm; readonly short: DayForm };
  /** Between hours and minutes. */
  readonly separator: string;
  /** Before and after noon. */
  readonly periods: string;
  /** The digit zero; the others follow it in Unicode. */
  readonly zero: string;
}

/** Locales, a space between them, and how they are written. */
export type FormRow = readonly [string, DateForms];

/** The short months stand alone as they do beside a day. */
export function sameShort(
  pattern: string,
  long: string,
  short: string,
): Pick<DateForms, 'months' | 'dayAndMonth'> {
  return {
    months: short,
    dayAndMonth: { long: { pattern, months: long }, short: { pattern, months: short } },
  };
}
