import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { checkConfig } from '../../src/config/check.ts';
import { type LoadRequest, loadConfig } from '../../src/config/load.ts';
import { ConfigError } from '../../src/config/problem.ts';

let root = '';
let request: LoadRequest;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'daywall-config-'));
  request = {
    flag: null,
    env: { HOME: join(root, 'home'), LANG: 'fr_FR.UTF-8' },
    cwd: join(root, 'work'),
    root,
  };
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string | Uint8Array, mode = 0o640): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

const CALENDAR = '[[calendars]]\nname = "A"\nfile = "~/a.ics"\n';

/** Message of the problem that loading ends with. */
function refusal(): string {
  try {
    loadConfig(request);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return assert.fail('accepted');
}

test('without any file it is the first run', () => {
  const loaded = loadConfig(request);
  assert.equal(loaded.origin, 'none');
  assert.equal(loaded.file, null);
  assert.equal(loaded.suggestedFile, join(root, 'home/.config/daywall/daywall.toml'));
  assert.equal(loaded.watched.length, 3);
  assert.equal(loaded.config.locale, 'fr-FR');
  assert.equal(loaded.config.zone, 'Europe/Berlin');
  assert.equal(loaded.config.state.folder, join(root, 'home/.local/state/daywall'));
});

test('the file to write is where a folder waits for it', () => {
  mkdirSync(join(root, 'etc/daywall'), { recursive: true });
  assert.equal(loadConfig(request).suggestedFile, join(root, 'etc/daywall/daywall.toml'));
  mkdirSync(join(root, 'boot/firmware'), { recursive: true });
  assert.equal(loadConfig(request).suggestedFile, join(root, 'boot/firmware/daywall.toml'));
});

test('flag, environment, boot partition, system, user: in this order', () => {
  const files = [
    write('home/.config/daywall/daywall.toml', CALENDAR),
    write('etc/daywall/daywall.toml', CALENDAR),
    write('boot/firmware/daywall.toml', CALENDAR),
  ];
  const boot = loadConfig(request);
  assert.equal(boot.file, files[2]);
  assert.deepEqual(boot.watched, [files[2]]);
  assert.match(boot.warnings.join('\n'), /etc\/daywall\/daywall\.toml is not read/);
  rmSync(files[2] ?? '');
  assert.equal(loadConfig(request).file, files[1]);
  assert.equal(loadConfig(request).watched[0], files[2], 'a file that would come first is watched for');
  rmSync(files[1] ?? '');
  assert.equal(loadConfig(request).file, files[0]);

  const own = write('work/own.toml', CALENDAR);
  const other = write('home/other.toml', CALENDAR);
  request = { ...request, env: { ...request.env, DAYWALL_CONFIG: '~/other.toml' } };
  assert.equal(loadConfig(request).file, other);
  assert.deepEqual(loadConfig(request).warnings, []);
  request = { ...request, flag: 'own.toml' };
  assert.equal(loadConfig(request).file, own);
});

test('XDG folders and the state folder of the service are used', () => {
  const file = write('xdg/daywall/daywall.toml', CALENDAR);
  const env = { ...request.env, XDG_CONFIG_HOME: join(root, 'xdg'), STATE_DIRECTORY: '/var/lib/daywall:/x' };
  request = { ...request, env };
  assert.equal(loadConfig(request).file, file);
  assert.equal(loadConfig(request).config.state.folder, '/var/lib/daywall');
});

test('the home folder is expanded, other paths start at the config file', () => {
  write('etc/daywall/daywall.toml', `${CALENDAR}[[calendars]]\nname = "B"\nfile = "b.ics"`);
  assert.deepEqual(
    loadConfig(request).config.calendars.map(({ source }) => source),
    [
      { kind: 'file', path: join(root, 'home/a.ics') },
      { kind: 'file', path: join(root, 'etc/daywall/b.ics') },
    ],
  );
});

test('a named file that is missing, no file, too large or no text is refused', () => {
  request = { ...request, flag: 'none.toml' };
  assert.match(refusal(), /none\.toml: It cannot be read: there is no such file\.$/);
  request = { ...request, flag: '.' };
  mkdirSync(request.cwd);
  assert.match(refusal(), /it is not a file/);
  request = { ...request, flag: write('big.toml', `#${'x'.repeat(256 * 1024)}`) };
  assert.match(refusal(), /it is larger than 256 KiB/);
  request = { ...request, flag: write('utf16.toml', Buffer.from('\uFEFFzone = "UTC"', 'utf16le')) };
  assert.match(refusal(), /It is not UTF-8 text: save it as UTF-8\.$/);
});

test('a byte order mark does not matter', () => {
  write('etc/daywall/daywall.toml', '\uFEFFzone = "UTC"\r\n[[calendars]]\r\nname = "A"\r\nfile = "a"\r\n');
  assert.equal(loadConfig(request).config.zone, 'UTC');
});

test('secret files are read, watched and their rights looked at', () => {
  const secret = write('etc/daywall/url', '\uFEFF https://example.org/hunter2 \r\nrest', 0o644);
  const file = write('etc/daywall/daywall.toml', '[[calendars]]\nname = "A"\nurl_file = "url"', 0o644);
  const loaded = loadConfig(request);
  const [calendar] = loaded.config.calendars;
  assert.equal(calendar?.source.kind === 'http' && calendar.source.url, 'https://example.org/hunter2');
  assert.deepEqual(loaded.watched.slice(-2), [file, secret]);
  assert.deepEqual(loaded.warnings, [
    `Every user of this machine can read the secrets in ${secret}: run "chmod o-r ${secret}".`,
  ]);
  chmodSync(secret, 0o600);
  assert.deepEqual(loadConfig(request).warnings, []);
  writeFileSync(secret, '\nhttps://example.org');
  assert.match(refusal(), /calendars\[0\]\.url_file: .*etc\/daywall\/url: its first line is empty/);
  rmSync(secret);
  assert.match(refusal(), /there is no such file/);
});

test('a password in a file that everyone can read is warned about, but not on the boot partition', () => {
  const text = '[[calendars]]\nname = "A"\nurl = "https://e.org"\ntoken = "x"';
  write('etc/daywall/daywall.toml', text, 0o644);
  assert.match(loadConfig(request).warnings.join(), /chmod o-r/);
  write('boot/firmware/daywall.toml', text, 0o755);
  assert.doesNotMatch(loadConfig(request).warnings.join(), /chmod/);
});

test("calendarBot's environment counts only without a file, and .env never overrides it", () => {
  write('work/.env', 'CALENDARBOT_ICS_URL=https://dot.env/x\nCALENDARBOT_DEFAULT_TIMEZONE="Asia/Tokyo"\n');
  request = { ...request, env: { ...request.env, CALENDARBOT_ICS_URL: 'https://real.env/x' } };
  const loaded = loadConfig(request);
  assert.equal(loaded.origin, 'environment');
  const [calendar] = loaded.config.calendars;
  assert.equal(calendar?.source.kind === 'http' && calendar.source.url, 'https://real.env/x');
  assert.equal(loaded.config.zone, 'Asia/Tokyo');
  write('etc/daywall/daywall.toml', CALENDAR);
  assert.equal(loadConfig(request).config.zone, 'Europe/Berlin');
});

test('check describes a good configuration without its secrets', () => {
  write(
    'etc/daywall/daywall.toml',
    `${CALENDAR}[[calendars]]\nname = "B"\nurl = "https://e.org/hunter2"\ntoken = "hunter2"\nheaders = { "X-Key" = "hunter2" }`,
  );
  const { text, exitCode } = checkConfig(request);
  assert.equal(exitCode, 0);
  assert.match(text, /^read from +.*etc\/daywall\/daywall\.toml$/m);
  assert.match(text, /^zone +Europe\/Berlin$/m);
  assert.match(text, /^calendar +A \(a, #2a9d8f\): the file .*\/a\.ics$/m);
  assert.match(text, /^calendar +B \(b, #e9853b\): https, with a token, with the headers X-Key$/m);
  assert.match(text, /The configuration can be used\.\n$/);
  assert.doesNotMatch(text, /hunter2|e\.org/);
});

test('check shows every problem with its line and a caret', () => {
  const file = write(
    'etc/daywall/daywall.toml',
    `zone = "UTC"\n${CALENDAR}\tcolor = "blu"\n[refresh]\ninterval = 1\n`,
  );
  const { text, exitCode } = checkConfig(request);
  assert.equal(exitCode, 1);
  assert.ok(text.startsWith(`${file}: 2 problems\n`), text);
  assert.ok(text.includes('\nline 5, calendars[0].color\n  It must be a colour'), text);
  assert.ok(text.includes('  5 | \tcolor = "blu"\n    | \t        ^\n'), text);
  assert.ok(text.includes('  7 | interval = 1\n    |            ^\n'), text);
});

test('check says where a configuration should be', () => {
  const { text, exitCode } = checkConfig(request);
  assert.equal(exitCode, 1);
  assert.match(text, /There is no configuration/);
  assert.ok(text.includes(join(root, 'boot/firmware/daywall.toml')));
});

test('a file without calendars is a first run that names this file', () => {
  const file = write('etc/daywall/daywall.toml', 'zone = "UTC"');
  const loaded = loadConfig(request);
  assert.equal(loaded.origin, 'none');
  assert.equal(loaded.suggestedFile, file);
  assert.match(checkConfig(request).text, /^warning: It has no calendars/m);
});
