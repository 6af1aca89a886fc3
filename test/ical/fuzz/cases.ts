/** A case of the fuzzer: a feed, and how it is read. The same seed gives the same case. */
import { readdirSync, readFileSync } from 'node:fs';
import { createDice, type Dice } from './dice.ts';
import { feedLines } from './grammar.ts';
import { mutate } from './mutations.ts';

export interface FuzzCase {
  readonly bytes: Buffer;
  readonly range: { readonly from: number; readonly to: number };
  readonly zone: string;
  /** For what is drawn while it is checked. */
  readonly dice: Dice;
}

interface Seed {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400_000;
const FROM = Date.parse('2026-05-31T22:00:00Z');
const TO = Date.parse('2026-06-30T22:00:00Z');
const ZONES = [
  'Europe/Berlin',
  'UTC',
  'America/New_York',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'America/Santiago',
];

/** The conformance cases, and what servers of several vendors send. */
function readSeeds(): readonly Seed[] {
  const fixtures = new URL('../../fixtures/', import.meta.url);
  const text = readFileSync(new URL('conformance/public.json', fixtures), 'utf8');
  const conformance = (
    JSON.parse(text) as readonly { ics: string; icsBase64?: string; from: string; to: string }[]
  ).map(({ ics, icsBase64, from, to }) => ({
    bytes: icsBase64 === undefined ? Buffer.from(ics) : Buffer.from(icsBase64, 'base64'),
    from: Date.parse(from),
    to: Date.parse(to),
  }));
  const folder = new URL('ical/', fixtures);
  const vendors = readdirSync(folder)
    .filter((name) => name.endsWith('.ics'))
    .sort()
    .map((name) => ({ bytes: readFileSync(new URL(name, folder)), from: FROM, to: TO }));
  return [...conformance, ...vendors];
}

const SEEDS = readSeeds();

export function createCase(seed: number): FuzzCase {
  const dice = createDice(seed);
  const base = dice.pick(SEEDS);
  const grown = dice.once(2);
  const start = grown ? Buffer.from(`${feedLines(dice).join('\r\n')}\r\n`) : base.bytes;
  const bytes = mutate(start, dice, dice.pick(SEEDS).bytes);
  const range = grown ? { from: FROM, to: FROM + dice.pick([1, 7, 37, 37, 366, 900]) * DAY } : base;
  return { bytes, range: { from: range.from, to: range.to }, zone: dice.pick(ZONES), dice };
}
