import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configFromEnvironment, parseDotEnv } from '../../src/config/environment.ts';
import { ConfigError } from '../../src/config/problem.ts';
import { surroundings } from './surroundings.ts';

const URL = 'https://example.org/secret.ics';

test('without any variable there is nothing', () => {
  assert.equal(configFromEnvironment({ PATH: '/bin', CALENDARBOT_ICS_URL: '' }, surroundings()), null);
});

test("calendarBot's variables make a config", () => {
  const built = configFromEnvironment(
    {
      CALENDARBOT_ICS_URL: URL,
      CALENDARBOT_REFRESH_INTERVAL_SECONDS: '120',
      CALENDARBOT_SERVER_BIND: '0.0.0.0',
      CALENDARBOT_WEB_PORT: '9000',
      CALENDARBOT_SERVER_PORT: '9001',
      CALENDARBOT_DEFAULT_TIMEZONE: 'Asia/Tokyo',
      CALENDARBOT_DISPLAY_WIDTH: '800',
      CALENDARBOT_DISPLAY_ROTATION: '90',
    },
    surroundings(),
  );
  assert.deepEqual(built?.warnings, []);
  const { config } = built ?? assert.fail('nothing');
  assert.equal(config.calendars.length, 1);
  assert.deepEqual(config.calendars[0]?.source, { kind: 'http', url: URL, authorization: null, headers: {} });
  assert.equal(config.refresh.interval, 120_000);
  assert.equal(config.health.host, '0.0.0.0');
  assert.equal(config.health.port, 9000);
  assert.equal(config.zone, 'Asia/Tokyo');
  assert.deepEqual(config.output.png.size, { width: 800, height: 800 });
  assert.equal(config.output.framebuffer.rotation, 90);
});

test('what makes no sense is ignored with a warning that names the variable', () => {
  const built = configFromEnvironment(
    {
      CALENDARBOT_ICS_URL: URL,
      CALENDARBOT_REFRESH_INTERVAL: 'often',
      CALENDARBOT_WEB_PORT: '99999',
      CALENDARBOT_DEFAULT_TIMEZONE: 'Mars/Base',
      CALENDARBOT_DISPLAY_ROTATION: '45',
      CALENDARBOT_DISPLAY_HEIGHT: '9',
    },
    surroundings(),
  );
  assert.equal(built?.config.zone, 'Europe/Berlin');
  assert.equal(built?.config.health.port, 8080);
  assert.equal(built?.config.calendars.length, 1);
  const warnings = built?.warnings ?? [];
  assert.equal(warnings.length, 5);
  assert.match(warnings.join('\n'), /^CALENDARBOT_DEFAULT_TIMEZONE is ignored\. It must be a time zone/m);
  assert.match(warnings.join('\n'), /^CALENDARBOT_REFRESH_INTERVAL is ignored\. .*found "often"/m);
});

test('a wrong address is an error that does not repeat it', () => {
  const url = 'ftp://example.org/hunter2';
  assert.throws(
    () => configFromEnvironment({ CALENDARBOT_ICS_URL: url }, surroundings()),
    (error) => {
      assert.ok(error instanceof ConfigError);
      assert.equal(error.problem.file, 'environment');
      assert.equal(error.problem.key, 'CALENDARBOT_ICS_URL');
      assert.match(error.message, /must be an address/);
      assert.ok(!JSON.stringify([error.message, error.problems]).includes('hunter2'));
      return true;
    },
  );
});

test('lines of a .env file', () => {
  const text = `# comment\r
A=1
export B = "two words" \r
C='it''s'
D="unbalanced
E=
 # F=1
no line
G=a=b#c
`;
  assert.deepEqual(parseDotEnv(text), {
    A: '1',
    B: 'two words',
    C: "it''s",
    D: '"unbalanced',
    E: '',
    G: 'a=b#c',
  });
});
