/** Sentences in the language of a locale, with numbers and plural forms as the language has them. */
import type { FeedFailure } from '../model/feed-result.ts';
import { ar } from './words/ar.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import { he } from './words/he.ts';
import { it } from './words/it.ts';
import { ja } from './words/ja.ts';
import { nl } from './words/nl.ts';
import { pl } from './words/pl.ts';
import { PLURAL_RULES } from './words/plural.ts';
import { pt } from './words/pt.ts';
import type { PluralForms, Sentences } from './words/sentences.ts';
import { sv } from './words/sv.ts';
import { zh } from './words/zh.ts';

const LANGUAGES: Readonly<Record<string, Sentences>> = { ar, de, en, es, fr, he, it, ja, nl, pl, pt, sv, zh };

export const WORD_LANGUAGES = Object.keys(LANGUAGES);

/** From here on a duration is said in days, in whole hours, or in hours and minutes. */
const IN_DAYS_FROM = 48 * 60;
const IN_HOURS_FROM = 10 * 60;
const AGE_IN_HOURS_FROM = 60;

export interface Words {
  /** What needs nothing filled in. */
  readonly plain: Sentences;
  readonly more: (count: number) => string;
  readonly earlier: (count: number) => string;
  readonly moreUntil: (count: number, day: string) => string;
  readonly moreCalendars: (count: number) => string;
  readonly dayOf: (day: number, days: number) => string;
  /** `1 h 20 min`; whole hours from 10 hours on, days from 48 hours on. */
  readonly duration: (minutes: number) => string;
  readonly left: (minutes: number) => string;
  readonly until: (minutes: number) => string;
  readonly age: (minutes: number) => string;
  readonly failure: (reason: FeedFailure) => string;
  readonly line: (line: number) => string;
}

type Values = Readonly<Record<string, string>>;

function fill(sentence: string, values: Values): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (mark, name: string) => values[name] ?? mark);
}

/** The language subtag. Intl is only asked about what is not plainly one of the languages here. */
export function languageOf(locale: string): string {
  const plain = locale.split('-', 1)[0] ?? '';
  return Object.hasOwn(LANGUAGES, plain) ? plain : new Intl.Locale(locale).language;
}

/** The language of a locale if there are words in it, otherwise English. */
export function wordLanguageOf(locale: string): string {
  const language = languageOf(locale);
  if (language === 'iw') return 'he';
  return Object.hasOwn(LANGUAGES, language) ? language : 'en';
}

/** @param number formats a whole number in the digits of the locale. */
export function createWords(locale: string, number: (value: number) => string): Words {
  const language = wordLanguageOf(locale);
  const plain = LANGUAGES[language] ?? en;
  const categoryOf = PLURAL_RULES[language] ?? (() => 'other' as const);
  const count = (forms: PluralForms, n: number, values: Values = {}) =>
    fill(forms[categoryOf(n)] ?? forms.other, { n: number(n), ...values });
  const minutesText = (n: number) => fill(plain.minutes, { n: number(n) });
  const hoursText = (n: number) => fill(plain.hours, { n: number(n) });
  const duration = (minutes: number): string => {
    if (minutes >= IN_DAYS_FROM) return count(plain.days, Math.floor(minutes / (24 * 60)));
    const hours = Math.floor(minutes / 60);
    if (hours === 0) return minutesText(minutes);
    if (minutes >= IN_HOURS_FROM || minutes % 60 === 0) return hoursText(hours);
    return hoursText(hours) + plain.durationSpace + minutesText(minutes % 60);
  };
  const wholeUnits = (minutes: number) =>
    duration(minutes < AGE_IN_HOURS_FROM ? minutes : Math.floor(minutes / 60) * 60);
  return {
    plain,
    more: (n) => count(plain.more, n),
    earlier: (n) => count(plain.earlier, n),
    moreUntil: (n, day) => count(plain.moreUntil, n, { day }),
    moreCalendars: (n) => count(plain.moreCalendars, n),
    dayOf: (day, days) => fill(plain.dayOf, { day: number(day), days: number(days) }),
    duration,
    left: (minutes) => fill(plain.left, { duration: duration(minutes) }),
    until: (minutes) => (minutes <= 0 ? plain.startsNow : fill(plain.in, { duration: duration(minutes) })),
    age: (minutes) => fill(plain.age, { duration: wholeUnits(minutes) }),
    failure: (reason) => plain.failures[reason],
    line: (line) => fill(plain.config.line, { line: number(line) }),
  };
}
