import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseConfig } from '../../src/config/parse.ts';
import { ConfigError, formatProblem, type LocatedProblem } from '../../src/config/problem.ts';
import type { Config } from '../../src/config/schema.ts';
import { surroundings } from './surroundings.ts';

function read(text: string, secrets = {}): Config {
  return parseConfig(text, 'daywall.toml', surroundings(secrets)).config;
}

function problemsOf(text: string, secrets = {}): readonly LocatedProblem[] {
  try {
    read(text, secrets);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return assert.fail(`accepted: ${text}`);
}

/** `line key: message` of the only problem. */
function problemOf(text: string, secrets = {}): string {
  const problems = problemsOf(text, secrets);
  assert.equal(problems.length, 1, problems.map(formatProblem).join('\n'));
  const [{ line, key, message }] = problems as [LocatedProblem];
  return `${line} ${key}: ${message}`;
}

const CALENDAR = '[[calendars]]\nname = "A"\nfile = "a.ics"\n';

test('an empty file is all defaults', () => {
  const config = read('');
  assert.equal(config.zone, 'Europe/Berlin');
  assert.equal(config.locale, 'de-DE');
  assert.deepEqual(config.calendars, []);
  assert.equal(config.refresh.interval, 300_000);
  assert.equal(config.refresh.jitter, 30_000);
  assert.equal(config.refresh.bodySize, 50_000_000);
  assert.equal(config.refresh.concurrency, 2);
  assert.equal(config.state.folder, '/state');
  assert.equal(config.health.host, '127.0.0.1');
});

test('the config is frozen throughout', () => {
  const config = read(CALENDAR);
  const seen: unknown[] = [config];
  for (const value of seen) {
    assert.ok(Object.isFrozen(value));
    for (const member of Object.values(value as object)) {
      if (typeof member === 'object' && member !== null) seen.push(member);
    }
  }
  assert.ok(seen.length > 8);
});

test('a calendar is read with all its keys', () => {
  const [calendar] = read(`
[[calendars]]
name = " Family "
id = "fam"
color = "#ABC"
url = "webcal://example.org/a.ics"
username = "me"
password = "pä:ss"
headers = { "X-Key" = "1" }
own_addresses = ["Me@Example.org"]
declined = "strike"
free = "hide"
show = "busy"
`).calendars;
  assert.deepEqual(calendar, {
    id: 'fam',
    name: 'Family',
    color: '#aabbcc',
    source: {
      kind: 'http',
      url: 'https://example.org/a.ics',
      authorization: `Basic ${Buffer.from('me:pä:ss').toString('base64')}`,
      headers: { 'X-Key': '1' },
    },
    ownAddresses: ['me@example.org'],
    declined: 'strike',
    free: 'hide',
    show: 'busy',
  });
});

test('ids come from names, colours from the palette', () => {
  const names = ['Müller & Söhne', '家族', '🎉', 'x'];
  const text = names.map((name) => `[[calendars]]\nname = "${name}"\nfile = "a.ics"\n`).join('');
  const { calendars } = read(`${text}color = "teal"`);
  assert.deepEqual(
    calendars.map(({ id }) => id),
    ['muller-sohne', '家族', 'calendar-3', 'x'],
  );
  assert.deepEqual(
    calendars.map(({ color }) => color),
    ['#e9853b', '#4a78d0', '#d8577f', '#2a9d8f'],
  );
});

test('paths are relative to the folder of the file', () => {
  const config = read(`${CALENDAR}[state]\nfolder = "s"\n[output.png]\npath = "p.png"`);
  assert.deepEqual(config.calendars[0]?.source, { kind: 'file', path: '/folder/a.ics' });
  assert.equal(config.state.folder, '/folder/s');
  assert.equal(config.output.png.path, '/folder/p.png');
});

test('secrets may lie in files of their own', () => {
  const secrets = { '/run/url': 'https://example.org/secret', '/run/token': 't0ken' };
  const text = '[[calendars]]\nname = "A"\nurl_file = "/run/url"\ntoken_file = "/run/token"';
  assert.deepEqual(read(text, secrets).calendars[0]?.source, {
    kind: 'http',
    url: 'https://example.org/secret',
    authorization: 'Bearer t0ken',
    headers: {},
  });
  assert.match(
    problemOf(text, { '/run/url': 'https://e.org' }),
    /^4 calendars\[0\]\.token_file: .*no such file/,
  );
  assert.match(
    problemOf(text, { ...secrets, '/run/url': 'hunter2' }),
    /^3 calendars\[0\]\.url_file: The first line of the file it names must be an address/,
  );
});

test('a password over plain http is warned about', () => {
  const text = '[[calendars]]\nname = "A"\nurl = "http://me:pw@example.org/a"';
  const { warnings, config } = parseConfig(text, 'f', surroundings());
  assert.match(warnings.join(), /unencrypted/);
  assert.deepEqual(config.calendars[0]?.source, {
    kind: 'http',
    url: 'http://example.org/a',
    authorization: `Basic ${btoa('me:pw')}`,
    headers: {},
  });
});

test('a short interval takes its jitter along', () => {
  assert.equal(read('[refresh]\ninterval = 40').refresh.jitter, 20_000);
});

test('hours follow the locale unless told', () => {
  assert.equal(read('').view.hourCycle, '24');
  assert.equal(read('locale = "en-US"').view.hourCycle, '12');
  assert.equal(read('locale = "en-US"\n[view]\nhour_cycle = 24').view.hourCycle, '24');
});

const WRONG: readonly (readonly [string, RegExp])[] = [
  ['zone = "Europe/Berln"', /^1 zone: .*found "Europe\/Berln"\. Did you mean "Europe\/Berlin"\?$/],
  ['zone = "berlin"', /Did you mean "Europe\/Berlin"\?$/],
  ['zone = "+02:00"', /^1 zone: /],
  ['locale = "de_DE"', /^1 locale: It must be a language and region such as "de-DE"; found "de_DE"/],
  ['locale = "zz"', /^1 locale: /],
  ['interval = 60', /^1 interval: There is no such key\. It belongs in \[refresh\]\. At the top/],
  [
    '[output]\nrotation = 90',
    /^2 output\.rotation: There is no such key\. It belongs in \[output\.framebuffer\]\./,
  ],
  [
    '[refresh]\nzone = "UTC"',
    /^2 refresh\.zone: There is no such key\. It belongs above the first \[table\]\./,
  ],
  ['[view]\ncolor = "red"', /^2 view\.color: There is no such key\. It belongs in \[\[calendars\]\]\./],
  ['zones = 1', /^1 zones: There is no such key\. Did you mean zone\? At the top level may stand: zone, /],
  [
    '[refresh]\ninterval = 5',
    /^2 refresh\.interval: It must be a whole number of seconds from 30 to 86400; found 5\.$/,
  ],
  ['[refresh]\ninterval = 99.5', /^2 refresh\.interval: .*; found 99\.5\.$/],
  ['[refresh]\ninterval = "300"', /^2 refresh\.interval: .*; found "300"\.$/],
  ['[refresh]\ninterval = 2026-01-01', /^2 refresh\.interval: .*; found a date\.$/],
  ['[refresh]\nbodySize = 5', /^2 refresh\.bodySize: There is no such key\. Did you mean body_size\?/],
  ['[refresh]\nconcurrency = 6', /^2 refresh\.concurrency: .*from 1 to 5; found 6/],
  ['refresh = 300', /^1 refresh: It must be a table with some of the keys interval, .*; found 300/],
  ['[[refresh]]', /^1 refresh: .*; found a list\.$/],
  ['[health]\nhots = "x"', /^2 health\.hots: .*Did you mean host\?/],
  ['health.port = 0', /^1 health\.port: /],
  ['[output]\nkind = "pgn"', /^2 output\.kind: .*found "pgn"\. Did you mean "png"\?$/],
  ['calendars = 1', /^1 calendars: .*; found 1\.$/],
  ['[calendars]\nname = "A"', /^1 calendars: .*found a table/],
  [
    '[[calendars]]\nfile = "a"',
    /^1 calendars\[0\]\.name: It is missing; it must be a text of 1 to 60 characters\.$/,
  ],
  [
    '[[calendars]]\nname = "A"',
    /^1 calendars\[0\]: It has no feed: give it one of url, url_file and file\.$/,
  ],
  [
    `${CALENDAR}url = "https://a.b"`,
    /^3 calendars\[0\]\.file: It has several feeds: keep one of url and file\.$/,
  ],
  [`${CALENDAR}token = "x"`, /^4 calendars\[0\]\.token: .*does not need it/],
  [`${CALENDAR}color = "blu"`, /^4 calendars\[0\]\.color: .*found "blu"\. Did you mean "blue"\?$/],
  [`${CALENDAR}own_addresses = ["me"]`, /^4 calendars\[0\]\.own_addresses\[0\]: .*found "me"/],
  [`${CALENDAR}own_addresses = "me@e.org"`, /^4 calendars\[0\]\.own_addresses: It must be a list/],
  [`${CALENDAR}declined = "hidden"`, /^4 calendars\[0\]\.declined: It must be "hide" or "strike"/],
  [`${CALENDAR}id = "a b"`, /^4 calendars\[0\]\.id: /],
  [
    `${CALENDAR}\n${CALENDAR}`,
    /^6 calendars\[1\]\.name: It gives the id "a", which calendars\[0\] has already/,
  ],
  ['[[calendars]]\nname = "A"\nurl = "https://e.org"\nusername = "u"', /^4 .*username: It needs a password/],
  ['[[calendars]]\nname = "A"\nurl = "https://e.org"\npassword = "u"', /^4 .*password: It needs a user name/],
  [
    '[[calendars]]\nname = "A"\nurl = "https://e.org"\ntoken = "a"\ntoken_file = "b"',
    /^5 .*token_file: There is token as well/,
  ],
  [
    '[[calendars]]\nname = "A"\nurl = "https://e.org"\nheaders = { Host = "b" }',
    /^4 calendars\[0\]\.headers\.Host: It must name a request header/,
  ],
  ['a = 1\nb = ', /^2 null: It is not valid TOML here: /],
  ['zone = "UTC"\nzone = "UTC"', /^2 null: It is not valid TOML here: /],
];

for (const [text, expected] of WRONG) {
  test(`refused: ${text.replaceAll('\n', ' / ')}`, () => assert.match(problemOf(text), expected));
}

test('all problems are found, in the order of their lines', () => {
  const problems = problemsOf(
    '[refresh]\nretries = -1\n[[calendars]]\nurl = "ftp://x"\ncolor = 1\n[health]\nport = "a"\nx = 1\n',
  );
  assert.deepEqual(
    problems.map(({ line, key }) => `${line} ${key}`),
    [
      '2 refresh.retries',
      '3 calendars[0].name',
      '4 calendars[0].url',
      '5 calendars[0].color',
      '7 health.port',
      '8 health.x',
    ],
  );
});

test('more calendars than there may be are refused', () => {
  const text = Array.from({ length: 51 }, (_, i) => `[[calendars]]\nname = "c${i}"\nfile = "a"\n`).join('');
  assert.match(problemOf(text), /^1 calendars: It must be at most 50 tables/);
});

function usableOf(text: string): Config | null {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ConfigError) return error.usable;
    throw error;
  }
  return assert.fail(`accepted: ${text}`);
}

test('what is right in a wrong file can still be used, without its calendars', () => {
  const usable = usableOf(
    `zone = "Mars"\nlocale = "sv-SE"\n${CALENDAR}x = 1\n[output]\nkid = 1\n[output.framebuffer]\nrotation = 90\nformat = "RGB"`,
  );
  assert.equal(usable?.zone, 'Europe/Berlin');
  assert.equal(usable?.locale, 'sv-SE');
  assert.deepEqual(usable?.calendars, []);
  assert.equal(usable?.output.framebuffer.rotation, 90);
  assert.equal(usable?.output.framebuffer.format, 'auto');
  assert.ok(Object.isFrozen(usable));
  assert.equal(usableOf('refresh = 1')?.refresh.interval, 300_000);
  assert.equal(usableOf('[['), null);
});

const SECRET = 'hunter2';
const LEAKS = [
  `[[calendars]]\nname = "A"\nurl = "ftp://host/${SECRET}"`,
  `[[calendars]]\nname = "A"\nurl = "https://${SECRET} .org"`,
  `[[calendars]]\nname = "A"\nurl = ["https://e.org/${SECRET}"]`,
  `[[calendars]]\nname = "A"\nurll = "https://e.org/${SECRET}"`,
  `[[calendars]]\nname = "A"\nurl = "https://e.org/${SECRET}`,
  `[[calendars]]\nname = "A"\n"https://e.org/${SECRET}"`,
  `[[calendars]]\nname = "A"\nurl = https://e.org/${SECRET}`,
  `[[calendars]]\nname = "A"\nurl = "https://e.org"\ntoken = "${SECRET} x"`,
  `[[calendars]]\nname = "A"\nurl = "https://e.org"\nusername = "${SECRET}:"`,
  `[[calendars]]\nname = "A"\nurl = "https://e.org"\npasword = "${SECRET}"`,
  `[[calendars]]\nname = "A"\nurl = "https://e.org"\npassword = """\n${SECRET}"""\nsecret = 1`,
  `[[calendars]]\nname = "A"\nurl = "https://e.org"\nheaders = { "X-Key" = "${SECRET}é" }`,
  `[[calendars]]\nname = "A"\nurl = "https://e.org"\nheaders = ["${SECRET}"]`,
  `calendars = [{ name = "", url = "https://e.org/${SECRET}" }]`,
  `[calendar]\nurl = "https://e.org/${SECRET}"`,
];

for (const text of LEAKS) {
  test(`keeps the secret of: ${text.replaceAll('\n', ' / ')}`, () => {
    const shown = JSON.stringify(problemsOf(text));
    assert.ok(!shown.includes(SECRET), shown);
  });
}

test('the line shown keeps its length, so that the caret stands right', () => {
  const [problem] = problemsOf('calendars = [{ url = "https://e.org/😀x", name = 1, file = "f" }]');
  assert.equal(problem?.excerpt, 'calendars = [{ url = "*****************", name = 1, file = "f" }]');
});

test('no text makes it fail in any other way', () => {
  const piece = fc.constantFrom(
    ...'[ ] = " \' { } , . # \n 1 true [[calendars]] name url refresh zone __proto__ constructor "A" https://a.b'.split(
      ' ',
    ),
    ' ',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      try {
        read(pieces.join(''));
      } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
        assert.ok(error.usable !== null || error.problem.key === null, 'something is usable');
      }
    }),
    { numRuns: 2000 },
  );
});
