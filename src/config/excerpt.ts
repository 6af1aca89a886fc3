/** Lines of the config file as they may be shown: without addresses, passwords and tokens. */
import type { Schema } from './options-schema.ts';
import type { Positions } from './position.ts';
import { isSecretPath } from './read-options.ts';

/** Longest line that is shown whole. */
const MAX_LINE = 160;
const MASK = '*';

function lineBounds(text: string, line: number): readonly [number, number] {
  let start = 0;
  for (let number = 1; number < line; number++) start = text.indexOf('\n', start) + 1;
  const end = text.indexOf('\n', start);
  return [start, end === -1 ? text.length : end];
}

/** Keeps the length and the marks of the structure, so that the place of a mistake is still seen. */
function mask(text: string): string {
  return text.replaceAll(/[^\s"'=,[\]{}#]/g, MASK);
}

function cut(line: string): string {
  const trimmed = line.trimEnd();
  return trimmed.length > MAX_LINE ? `${trimmed.slice(0, MAX_LINE)}...` : trimmed;
}

/** Line (1-based) of a document that was parsed: what its keys' schemas call secret is masked. */
export function excerptAt(text: string, line: number, positions: Positions, schema: Schema): string {
  const [start, end] = lineBounds(text, line);
  let shown = text.slice(start, end);
  for (const { path, valueStart, valueEnd } of positions.values()) {
    const from = Math.max(valueStart, start) - start;
    const to = Math.min(valueEnd, end) - start;
    if (from >= to || !isSecretPath(schema, path)) continue;
    shown = shown.slice(0, from) + mask(shown.slice(from, to)) + shown.slice(to);
  }
  return cut(shown);
}

/**
 * Line (1-based) of a document that could not be parsed: what stands there is not known, so only
 * the key of a pair and table headers are shown.
 */
export function maskedLine(text: string, line: number): string {
  const [start, end] = lineBounds(text, line);
  const shown = text.slice(start, end);
  if (/^\s*\[{1,2}[\w. -]*\]{0,2}\s*$/.test(shown)) return cut(shown);
  const key = /^\s*[\w.-]+\s*=/.exec(shown)?.[0] ?? '';
  return cut(key + mask(shown.slice(key.length)));
}
