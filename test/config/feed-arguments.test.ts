import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildConfig } from '../../src/config/build.ts';
import { configFromFeeds, sampleConfig } from '../../src/config/feed-arguments.ts';
import type { Config } from '../../src/config/schema.ts';
import { UserError } from '../../src/model/errors.ts';
import { surroundings } from './surroundings.ts';

function base(): Config {
  const raw = { zone: 'Asia/Tokyo', calendars: [{ name: 'Old', file: 'old.ics' }] };
  const built = buildConfig(raw, surroundings());
  return built.ok ? built.config : assert.fail('not valid');
}

const resolvePath = (path: string): string => `/here/${path}`;

test('feeds of the command line take the place of the calendars only', () => {
  const config = configFromFeeds(
    ['webcal://www.example.org/x', 'my cal.ics', 'https://example.org'],
    base(),
    resolvePath,
  );
  assert.equal(config.zone, 'Asia/Tokyo');
  assert.deepEqual(
    config.calendars.map(({ id, name, source }) => [
      id,
      name,
      source.kind === 'http' ? source.url : source.path,
    ]),
    [
      ['example-org', 'example.org', 'https://www.example.org/x'],
      ['my-cal', 'my cal', '/here/my cal.ics'],
      ['example-org-2', 'example.org 2', 'https://example.org/'],
    ],
  );
  assert.equal(new Set(config.calendars.map(({ color }) => color)).size, 3);
  assert.ok(Object.isFrozen(config.calendars[0]?.source));
});

test('what is neither address nor path is refused, and not repeated', () => {
  for (const feed of ['ftp://hunter2', 'https://', '', 'file:///hunter2']) {
    assert.throws(
      () => configFromFeeds(['ok.ics', feed], base(), resolvePath),
      (error) =>
        error instanceof UserError && /number 2/.test(error.message) && !error.message.includes('hunter2'),
      feed,
    );
  }
});

test('ids of feeds differ whatever their names', () => {
  const { calendars } = configFromFeeds(
    ['a b.ics', 'a-b.ics', 'A B.ics', '🎉.ics', '🎊.ics'],
    base(),
    resolvePath,
  );
  assert.equal(new Set(calendars.map(({ id }) => id)).size, calendars.length);
});

test('the samples are three files with names and colours of their own', () => {
  const { calendars, zone } = sampleConfig('/samples', base());
  assert.equal(zone, 'Asia/Tokyo');
  assert.deepEqual(
    calendars.map(({ source }) => source),
    ['family', 'work', 'holidays'].map((name) => ({ kind: 'file', path: `/samples/${name}.ics` })),
  );
  assert.equal(new Set(calendars.map(({ color }) => color)).size, 3);
});
