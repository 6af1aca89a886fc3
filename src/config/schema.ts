/**
 * The whole configuration, put together from the options of every part. Schemas speak the
 * program's camelCase; the file's snake_case keys are translated one to one (read-options.ts).
 */
import * as v from 'valibot';
import { stateOptions } from '../daemon/options.ts';
import { type RefreshOptions, refreshOptions } from '../feeds/options.ts';
import { type HealthOptions, healthOptions } from '../health/options.ts';
import { type OutputOptions, outputOptions } from '../outputs/options.ts';
import { type ViewOptions, viewOptions } from '../views/options.ts';
import { type Calendar, calendarOptions } from './calendar.ts';
import { isLocale, isZone } from './region.ts';

const MAX_CALENDARS = 50;
const ZONE_MESSAGE = 'must be a time zone such as "Europe/Berlin"';
const LOCALE_MESSAGE = 'must be a language and region such as "de-DE"';
const CALENDARS_MESSAGE = `must be at most ${MAX_CALENDARS} tables [[calendars]]`;

export const fileOptions = v.strictObject({
  zone: v.optional(
    v.pipe(
      v.string(ZONE_MESSAGE),
      v.check(isZone, ZONE_MESSAGE),
      v.metadata({ choices: () => Intl.supportedValuesOf('timeZone') }),
      v.description('Time zone of the wall. Unset: that of the system.'),
    ),
  ),
  locale: v.optional(
    v.pipe(
      v.string(LOCALE_MESSAGE),
      v.check(isLocale, LOCALE_MESSAGE),
      v.description('Language and region: words, dates, first day of the week. Unset: those of the system.'),
    ),
  ),
  calendars: v.optional(
    v.pipe(v.array(calendarOptions, CALENDARS_MESSAGE), v.maxLength(MAX_CALENDARS, CALENDARS_MESSAGE)),
    [],
  ),
  refresh: v.optional(refreshOptions, {}),
  view: v.optional(viewOptions, {}),
  output: v.optional(outputOptions, {}),
  health: v.optional(healthOptions, {}),
  state: v.optional(stateOptions, {}),
});

/** As the file gives it, checked. */
export type FileOptions = v.InferOutput<typeof fileOptions>;

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** Everything daywall is told, complete and frozen. Durations in milliseconds, sizes in bytes. */
export interface Config {
  /** Display zone (IANA). */
  readonly zone: string;
  /** BCP 47. */
  readonly locale: string;
  readonly calendars: readonly Calendar[];
  readonly refresh: Frozen<RefreshOptions>;
  /** `auto` is resolved by the locale. */
  readonly view: Frozen<Omit<ViewOptions, 'hourCycle'>> & { readonly hourCycle: '12' | '24' };
  readonly output: Frozen<OutputOptions>;
  readonly health: Frozen<HealthOptions>;
  readonly state: {
    /** Absolute path. */
    readonly folder: string;
  };
}
