/** Checks what a file gives against a schema, and finds everything that is wrong with it. */
import * as v from 'valibot';
import type { KeyPath } from './names.ts';
import {
  choicesOf,
  demandOf,
  isSecret,
  keysOf,
  memberOf,
  type Schema,
  schemaAt,
  unwrap,
  wantsTable,
} from './options-schema.ts';
import { suggestion } from './suggestion.ts';

/** Something wrong, at a path in the file's own spelling. */
export interface Finding {
  readonly path: KeyPath;
  /** What was found, what is allowed and what to do; holds no secret. */
  readonly message: string;
  /** What a caret should point at. */
  readonly about: 'key' | 'value';
}

export type Reading<T> =
  | { readonly ok: true; readonly options: T }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Longest piece of what was found that is repeated in a message. */
const MAX_QUOTED = 60;

/**
 * Reads `value`, tables and lists as a TOML parser gives them, as the options of `schema`. The
 * file's snake_case keys become the schema's camelCase ones. Findings are in the file's order only
 * within a table; the caller sorts them by line.
 */
export function readOptions<S extends Schema>(schema: S, value: unknown): Reading<v.InferOutput<S>> {
  const findings: Finding[] = [];
  const renamed = renameKeys(schema, value, [], { root: schema, findings });
  const result = v.safeParse(schema, renamed);
  const wrong = [...findings, ...(result.issues ?? []).map((issue) => toFinding(schema, issue))];
  if (wrong.length === 0 && result.success) return { ok: true, options: result.output };
  return { ok: false, findings: dropRepeated(wrong) };
}

interface Walk {
  readonly root: Schema;
  readonly findings: Finding[];
}

/** Unknown keys are noted and left out, so that the rest can still be checked. */
function renameKeys(schema: Schema, value: unknown, path: KeyPath, walk: Walk): unknown {
  const item = memberOf(schema, 0);
  if (Array.isArray(value) && item !== undefined) {
    return value.map((it, index) => renameKeys(item, it, [...path, index], walk));
  }
  const keys = keysOf(schema);
  if (wantsTable(schema) && typeof value === 'object' && !isTable(value)) {
    // valibot takes lists and dates for objects; null it refuses, at this same path.
    const message = `It ${demandOf(schema)}; found ${typeName(value)}.`;
    walk.findings.push({ path, message, about: 'value' });
    return null;
  }
  if (keys === null || !isTable(value)) return value;
  const renamed: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    const name = keys.get(key);
    const here = [...path, key];
    if (name === undefined) walk.findings.push(unknownKey(here, [...keys.keys()], walk.root));
    else renamed[name] = renameKeys(memberOf(schema, name) ?? v.unknown(), member, here, walk);
  }
  return renamed;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function unknownKey(path: KeyPath, allowed: readonly string[], root: Schema): Finding {
  const key = String(path.at(-1));
  const where = path.length === 1 ? 'At the top level' : 'Here';
  const home = homeOf(root, key);
  const meant = home === null ? suggestion(key, allowed) : ` It belongs ${home}.`;
  const message = `There is no such key.${meant} ${where} may stand: ${allowed.join(', ')}.`;
  return { path, message, about: 'key' };
}

/** Where a key of this very name may stand; the usual mistake is a missing or wrong table header. */
function homeOf(schema: Schema, key: string, table = ''): string | null {
  const keys = keysOf(schema);
  if (keys === null) return null;
  if (keys.has(key)) return table === '' ? 'above the first [table]' : `in ${table}`;
  for (const [name, schemaName] of keys) {
    const member = memberOf(schema, schemaName) ?? schema;
    const item = memberOf(member, 0);
    const path = `${table.slice(1, -1)}${table === '' ? '' : '.'}${name}`;
    const home = homeOf(item ?? member, key, item === undefined ? `[${path}]` : `[[${path}]]`);
    if (home !== null) return home;
  }
  return null;
}

function toFinding(root: Schema, issue: v.GenericIssue): Finding {
  const path: (string | number)[] = [];
  let schema: Schema = root;
  for (const { key } of issue.path ?? []) {
    if (typeof key !== 'string' && typeof key !== 'number') break;
    const names = typeof key === 'string' ? keysOf(schema) : null;
    path.push([...(names ?? [])].find(([, name]) => name === key)?.[0] ?? key);
    schema = memberOf(schema, key) ?? v.unknown();
  }
  const last = issue.path?.at(-1);
  if (issue.received === 'undefined' && last?.value === undefined) {
    return { path, message: `It is missing; it ${demandOf(schema)}.`, about: 'value' };
  }
  const aboutKey = last?.origin === 'key';
  const found = !aboutKey && isSecret(schema) ? describeSecret(issue.input) : `found ${quote(issue.input)}`;
  const demand = issue.message.startsWith('Invalid ') ? demandOf(schema) : issue.message;
  const meant = typeof issue.input === 'string' ? suggestion(issue.input, choicesOf(schema), '"') : '';
  const message = `It ${demand}; ${found}.${meant}`.replace(/^It (?!must)/, '');
  return { path, message, about: aboutKey ? 'key' : 'value' };
}

/** A number that is too large may break several rules: one sentence is enough. */
function dropRepeated(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ path }) => {
    const key = JSON.stringify(path);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function describeSecret(value: unknown): string {
  if (typeof value !== 'string') return `found ${typeName(value)}`;
  return value === '' ? 'found nothing' : 'what stands there is not shown, because it may be a secret';
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a date';
  return typeof value === 'object' ? 'a table' : `a ${typeof value}`;
}

function quote(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return typeName(value);
  return JSON.stringify(value.length > MAX_QUOTED ? `${value.slice(0, MAX_QUOTED)}...` : value);
}

/** True when what stands at `path` must not be shown; of unknown keys nothing is known, so not them. */
export function isSecretPath(schema: Schema, path: KeyPath): boolean {
  const member = schemaAt(schema, path);
  if (member === undefined) return true;
  return keysOf(member) === null && unwrap(member).type !== 'array' && isSecret(member);
}
