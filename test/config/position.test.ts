import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse, stringify } from 'smol-toml';
import { formatPath } from '../../src/config/names.ts';
import { findPositions, locate } from '../../src/config/position.ts';

const DOCUMENT = `\uFEFF# A comment with [brackets] and key = "value"
zone = "UTC" # trailing = comment
text = """
line = "in a string"
[not.a.table]
ends with quotes"""""
raw = '''
'single' = 1'''

[refresh]
	interval = 300
"quoted key" = 1
'liter.al' = 2
a . b."c d" = 3
when = 1979-05-27 07:32:00
after = true

[[calendars]]
name = "first"
headers = { "X-Key" = "a, b = c # d", Other = "}" }
[calendars.headers2]
inner = 1

[[calendars]]
list = [
  "one", # first
  { deep = 1, more = [1,
    2] },
]
escaped = "say \\"x = 1\\" # no"
last = -1.5e3
`;

const place = (path: (string | number)[]) => {
  const position = findPositions(DOCUMENT).get(formatPath(path));
  return position === undefined ? null : [position.line, position.column];
};

test('each key is found on its line', () => {
  assert.deepEqual(place(['zone']), [2, 1]);
  assert.deepEqual(place(['text']), [3, 1]);
  assert.deepEqual(place(['raw']), [7, 1]);
  assert.deepEqual(place(['refresh']), [10, 1]);
  assert.deepEqual(place(['refresh', 'interval']), [11, 2]);
  assert.deepEqual(place(['refresh', 'quoted key']), [12, 1]);
  assert.deepEqual(place(['refresh', 'liter.al']), [13, 1]);
  assert.deepEqual(place(['refresh', 'a', 'b', 'c d']), [14, 1]);
  assert.deepEqual(place(['refresh', 'when']), [15, 1]);
  assert.deepEqual(place(['refresh', 'after']), [16, 1]);
});

test('keys of lists of tables, inline tables and lists are found', () => {
  assert.deepEqual(place(['calendars']), [18, 1]);
  assert.deepEqual(place(['calendars', 0]), [18, 1]);
  assert.deepEqual(place(['calendars', 0, 'headers']), [20, 1]);
  assert.deepEqual(place(['calendars', 0, 'headers', 'X-Key']), [20, 13]);
  assert.deepEqual(place(['calendars', 0, 'headers', 'Other']), [20, 39]);
  assert.deepEqual(place(['calendars', 0, 'headers2', 'inner']), [22, 1]);
  assert.deepEqual(place(['calendars', 1]), [24, 1]);
  assert.deepEqual(place(['calendars', 1, 'list', 0]), [26, 3]);
  assert.deepEqual(place(['calendars', 1, 'list', 1, 'deep']), [27, 5]);
  assert.deepEqual(place(['calendars', 1, 'list', 1, 'more', 1]), [28, 5]);
  assert.deepEqual(place(['calendars', 1, 'escaped']), [30, 1]);
  assert.deepEqual(place(['calendars', 1, 'last']), [31, 1]);
});

test('what only looks like a key is none', () => {
  for (const path of [['line'], ['not'], ['not', 'a', 'table'], ['key'], ['single'], ['refresh', 'x']]) {
    assert.equal(place(path), null, formatPath(path));
  }
});

test('a missing key is located at the table that should hold it', () => {
  const positions = findPositions(DOCUMENT);
  assert.equal(locate(positions, ['calendars', 1, 'name'])?.line, 24);
  assert.equal(locate(positions, ['calendars', 0, 'headers', 'None'])?.line, 20);
  assert.equal(locate(positions, ['output', 'kind']), null);
});

test('values are bounded exactly', () => {
  const { valueStart = 0, valueEnd = 0 } = findPositions(DOCUMENT).get('calendars[1].escaped') ?? {};
  assert.equal(DOCUMENT.slice(valueStart, valueEnd), '"say \\"x = 1\\" # no"');
  const text = findPositions(DOCUMENT).get('text');
  assert.ok(DOCUMENT.slice(text?.valueStart, text?.valueEnd).endsWith('quotes"""""'));
});

test('Windows line ends count as one', () => {
  const positions = findPositions('a = 1\r\nb = """\r\nx\r\n"""\r\nc = 2\r\n');
  assert.deepEqual([positions.get('b')?.line, positions.get('c')?.line], [2, 5]);
});

const key = fc.oneof(fc.stringMatching(/^[a-z]{1,5}$/), fc.string({ maxLength: 4 }));
const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.string({ maxLength: 8 }));
const { table } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(leaf, { maxLength: 3 }), tie('table')),
  table: fc.dictionary(
    key.filter((it) => it !== '__proto__'),
    tie('value'),
    { maxKeys: 4 },
  ),
}));

function paths(value: unknown, path: readonly string[] = []): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [formatPath(path)];
  return Object.entries(value).flatMap(([name, member]) => paths(member, [...path, name]));
}

test('every value of any document is found, and its text is its value', () => {
  fc.assert(
    fc.property(table, (document) => {
      const text = stringify(document as Record<string, unknown>);
      const positions = findPositions(text);
      const parsed = parse(text);
      for (const path of paths(parsed)) {
        const position = positions.get(path);
        assert.ok(position !== undefined, `${path} in ${text}`);
        const before = text.slice(0, position.valueStart);
        const line = before.split('\n').length;
        assert.equal(position.line, line);
        const value = parse(`v = ${text.slice(position.valueStart, position.valueEnd)}`).v;
        const found = path === '' ? parsed : lookUp(parsed, positions.get(path)?.path ?? []);
        assert.deepEqual(value, found);
      }
    }),
  );
});

function lookUp(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce((here, part) => (here as Record<string | number, unknown>)[part], value);
}

test('any text ends, also what is no TOML', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'[]{}="\'\\.,# \nab1-') }), (text) => {
      findPositions(text);
    }),
    { numRuns: 2000 },
  );
});
