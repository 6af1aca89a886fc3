/**
 * Finds where each key of a TOML document stands: smol-toml gives values without places. The
 * document has been parsed without error before, so this scan only has to know how things are
 * delimited (TOML 1.0), not what is valid.
 */
import { formatPath, type KeyPath } from './names.ts';

/** A key and its value in the text; the value of a table header is empty. Offsets count UTF-16 units. */
export interface Position {
  readonly path: KeyPath;
  /** 1-based, of the key. */
  readonly line: number;
  /** 1-based, of the key. */
  readonly column: number;
  /** 1-based column of the value; null when it begins on a later line. */
  readonly valueColumn: number | null;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** By dotted path as `formatPath` writes it. */
export type Positions = ReadonlyMap<string, Position>;

type OpenPosition = { -readonly [K in keyof Position]: Position[K] };

interface Scan {
  readonly text: string;
  at: number;
  /** Line and its start, of the last key that was placed: keys are met in order. */
  line: number;
  lineStart: number;
  readonly found: Map<string, OpenPosition>;
  /** Tables that each `[[path]]` has had so far. */
  readonly tables: Map<string, number>;
}

/** Where every key of the document stands. */
export function findPositions(text: string): Positions {
  const scan: Scan = { text, at: 0, line: 1, lineStart: 0, found: new Map(), tables: new Map() };
  let table: KeyPath = [];
  for (skipBlank(scan); scan.at < text.length; skipBlank(scan)) {
    if (text[scan.at] === '[') table = scanHeader(scan);
    else scanPair(scan, table);
  }
  return scan.found;
}

/** The place of a key or, when it is not in the text, of the nearest table around it. */
export function locate(positions: Positions, path: KeyPath): Position | null {
  for (let length = path.length; length > 0; length--) {
    const position = positions.get(formatPath(path.slice(0, length)));
    if (position !== undefined) return position;
  }
  return null;
}

function scanHeader(scan: Scan): KeyPath {
  const start = scan.at;
  const list = scan.text.startsWith('[[', start);
  scan.at += list ? 2 : 1;
  const keys = scanKey(scan);
  scan.at += list ? 2 : 1;
  let path: KeyPath = [];
  for (const [index, key] of keys.entries()) {
    path = [...path, key];
    const name = formatPath(path);
    if (list && index === keys.length - 1) scan.tables.set(name, (scan.tables.get(name) ?? 0) + 1);
    const count = scan.tables.get(name);
    if (count !== undefined) path = [...path, count - 1];
  }
  // The tables around it may have no header of their own.
  for (let length = 1; length <= path.length; length++) {
    const around = path.slice(0, length);
    if (!scan.found.has(formatPath(around))) place(scan, around, start, start);
  }
  return path;
}

/** `key = value`; leaves the place after the value. */
function scanPair(scan: Scan, table: KeyPath): void {
  const start = scan.at;
  const path = [...table, ...scanKey(scan)];
  scan.at++;
  skipBlank(scan);
  const position = place(scan, path, start, scan.at);
  scanValue(scan, path);
  position.valueEnd = scan.at;
}

function scanValue(scan: Scan, path: KeyPath): void {
  const first = scan.text[scan.at];
  if (first === '{') scanTable(scan, path);
  else if (first === '[') scanList(scan, path);
  else if (first === '"' || first === "'") skipString(scan);
  else skipWhile(scan, /[^,\]}#\r\n]/);
}

function scanTable(scan: Scan, path: KeyPath): void {
  scan.at++;
  for (skipBlank(scan); scan.at < scan.text.length; skipBlank(scan)) {
    const char = scan.text[scan.at];
    if (char === '}' || char === ',') scan.at++;
    else scanPair(scan, path);
    if (char === '}') return;
  }
}

function scanList(scan: Scan, path: KeyPath): void {
  let index = 0;
  scan.at++;
  for (skipBlank(scan); scan.at < scan.text.length; skipBlank(scan)) {
    const char = scan.text[scan.at];
    if (char === ']' || char === ',') {
      scan.at++;
      if (char === ']') return;
      continue;
    }
    const item = [...path, index++];
    const position = place(scan, item, scan.at, scan.at);
    scanValue(scan, item);
    if (scan.at === position.valueStart) scan.at++;
    position.valueEnd = scan.at;
  }
}

/** A dotted key; leaves the place at what follows it (`=` or `]`). */
function scanKey(scan: Scan): readonly string[] {
  const keys: string[] = [];
  while (scan.at < scan.text.length) {
    skipWhile(scan, /[ \t]/);
    const start = scan.at;
    const quote = scan.text[start];
    if (quote === '"' || quote === "'") {
      skipString(scan);
      keys.push(unquote(scan.text.slice(start, scan.at)));
    } else {
      skipWhile(scan, /[\w-]/);
      keys.push(scan.text.slice(start, scan.at));
    }
    skipWhile(scan, /[ \t]/);
    if (scan.text[scan.at] !== '.') break;
    scan.at++;
  }
  return keys;
}

/** TOML's escapes are JSON's, but for a few that nobody writes in a key. */
function unquote(quoted: string): string {
  if (quoted.startsWith("'")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch (error) {
    if (error instanceof SyntaxError) return quoted.slice(1, -1);
    throw error;
  }
}

function skipString(scan: Scan): void {
  const { text } = scan;
  const quote = text[scan.at] ?? '';
  const triple = quote.repeat(3);
  const end = text.startsWith(triple, scan.at) ? triple : quote;
  scan.at += end.length;
  while (scan.at < text.length && !text.startsWith(end, scan.at)) {
    scan.at += quote === '"' && text[scan.at] === '\\' ? 2 : 1;
  }
  scan.at += end.length;
  // One or two quotes may stand directly before the closing three.
  while (end === triple && text[scan.at] === quote) scan.at++;
}

function skipBlank(scan: Scan): void {
  for (;;) {
    skipWhile(scan, /\s/);
    if (scan.text[scan.at] !== '#') return;
    skipWhile(scan, /[^\n]/);
  }
}

function skipWhile(scan: Scan, wanted: RegExp): void {
  while (scan.at < scan.text.length && wanted.test(scan.text[scan.at] ?? '')) scan.at++;
}

/** Notes a key; `start` is not before the last one noted. The caller sets where the value ends. */
function place(scan: Scan, path: KeyPath, start: number, valueStart: number): OpenPosition {
  let end = scan.text.indexOf('\n', scan.lineStart);
  while (end !== -1 && end < start) {
    scan.line++;
    scan.lineStart = end + 1;
    end = scan.text.indexOf('\n', scan.lineStart);
  }
  const sameLine = end === -1 || valueStart <= end;
  const position = {
    path,
    line: scan.line,
    column: start - scan.lineStart + 1,
    valueColumn: sameLine ? valueStart - scan.lineStart + 1 : null,
    valueStart,
    valueEnd: valueStart,
  };
  scan.found.set(formatPath(path), position);
  return position;
}
