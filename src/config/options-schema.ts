/** What a valibot schema says of itself: keys, what is allowed, what is secret. */
import type * as v from 'valibot';
import { type KeyPath, snakeCase } from './names.ts';

export type Schema = v.GenericSchema;

/** The parts of valibot's schemas that are looked at here; which ones there are depends on `type`. */
interface Parts {
  readonly type: string;
  readonly wrapped?: Schema;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly value?: Schema;
  readonly options?: readonly unknown[];
  readonly message?: unknown;
  readonly requirement?: unknown;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly pipe?: readonly Parts[];
}

function partsOf(schema: Schema): Parts {
  return schema as unknown as Parts;
}

/** The schema without `optional` and the like around it. */
export function unwrap(schema: Schema): Schema {
  const { wrapped } = partsOf(schema);
  return wrapped === undefined ? schema : unwrap(wrapped);
}

/** File key to schema key, for a schema of an object; null for any other. */
export function keysOf(schema: Schema): ReadonlyMap<string, string> | null {
  const { entries } = partsOf(unwrap(schema));
  if (entries === undefined) return null;
  return new Map(Object.keys(entries).map((name) => [snakeCase(name), name]));
}

/** True for a schema of an object or a record. */
export function wantsTable(schema: Schema): boolean {
  const { entries, value } = partsOf(unwrap(schema));
  return entries !== undefined || value !== undefined;
}

/** The schema of a member: `key` is the schema's own name of it. undefined when there is none. */
export function memberOf(schema: Schema, key: string | number): Schema | undefined {
  const { entries, item, value } = partsOf(unwrap(schema));
  if (typeof key === 'number') return item;
  return entries !== undefined && Object.hasOwn(entries, key) ? entries[key] : value;
}

/** The schema at a path of the file; undefined when the path leads nowhere. */
export function schemaAt(schema: Schema, path: KeyPath): Schema | undefined {
  let here: Schema | undefined = schema;
  for (const part of path) {
    if (here === undefined) return undefined;
    const keys = keysOf(here);
    here = memberOf(here, typeof part === 'string' ? (keys?.get(part) ?? part) : part);
  }
  return here;
}

/** True when nothing given for it may be shown: marked as a secret, or holding something that is. */
export function isSecret(schema: Schema): boolean {
  const parts = partsOf(unwrap(schema));
  if (allParts(parts).some((part) => part.metadata?.secret === true)) return true;
  return parts.value !== undefined && isSecret(parts.value);
}

/** `must be ...`: the schema's own words, else what its type says. */
export function demandOf(schema: Schema): string {
  const parts = partsOf(unwrap(schema));
  const words = allParts(parts).find((part) => typeof part.message === 'string')?.message;
  if (typeof words === 'string') return words;
  if (parts.options !== undefined) return `must be ${either(parts.options.map((it) => JSON.stringify(it)))}`;
  if (parts.entries !== undefined) {
    return `must be a table with some of the keys ${[...(keysOf(schema)?.keys() ?? [])].join(', ')}`;
  }
  if (parts.type === 'number') return `must be ${describeNumber(allParts(parts))}`;
  return `must be ${TYPE_NAMES[parts.type] ?? `of the type ${parts.type}`}`;
}

function describeNumber(parts: readonly Parts[]): string {
  const bound = (type: string): unknown => parts.find((part) => part.type === type)?.requirement;
  const least = bound('min_value');
  const most = bound('max_value');
  const whole = parts.some((part) => part.type === 'integer') ? 'a whole number' : 'a number';
  if (least !== undefined && most !== undefined) return `${whole} from ${least} to ${most}`;
  if (least !== undefined) return `${whole}, at least ${least}`;
  return most === undefined ? whole : `${whole}, at most ${most}`;
}

/** Words a text may be, when the schema lists them, or its metadata names a function that does. */
export function choicesOf(schema: Schema): readonly string[] {
  const parts = partsOf(unwrap(schema));
  const listed = allParts(parts).map((part) => part.metadata?.choices);
  const list = listed.find((choices) => typeof choices === 'function');
  const choices: readonly unknown[] = list === undefined ? (parts.options ?? []) : list();
  return choices.filter((it) => typeof it === 'string');
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  boolean: 'true or false',
  array: 'a list',
  record: 'a table',
};

function allParts(parts: Parts): readonly Parts[] {
  const inner = (parts.pipe ?? []).flatMap((part) => (part.pipe === undefined ? [part] : allParts(part)));
  return [parts, ...inner];
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
