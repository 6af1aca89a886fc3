/**
 * Plural categories of whole numbers, as data. From Unicode CLDR 48; the category `many` that Spanish,
 * French, Italian and Portuguese have for millions is left out: nothing here is counted as far.
 */
import type { PluralForms } from './sentences.ts';

type Category = keyof PluralForms;

type Rule = (count: number) => Category;

function isBetween(value: number, from: number, to: number): boolean {
  return value >= from && value <= to;
}

const always: Rule = () => 'other';
const one: Rule = (n) => (n === 1 ? 'one' : 'other');
const oneOrNone: Rule = (n) => (n <= 1 ? 'one' : 'other');

function arabic(n: number): Category {
  if (n === 0) return 'zero';
  if (n === 1) return 'one';
  if (n === 2) return 'two';
  if (isBetween(n % 100, 3, 10)) return 'few';
  return isBetween(n % 100, 11, 99) ? 'many' : 'other';
}

function hebrew(n: number): Category {
  if (n === 1) return 'one';
  return n === 2 ? 'two' : 'other';
}

function polish(n: number): Category {
  if (n === 1) return 'one';
  return isBetween(n % 10, 2, 4) && !isBetween(n % 100, 12, 14) ? 'few' : 'many';
}

/** The rule of each language that there are words in. */
export const PLURAL_RULES: Readonly<Record<string, Rule>> = {
  ar: arabic,
  de: one,
  en: one,
  es: one,
  fr: oneOrNone,
  he: hebrew,
  it: one,
  ja: always,
  nl: one,
  pl: polish,
  pt: oneOrNone,
  sv: one,
  zh: always,
};
