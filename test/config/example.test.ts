import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'smol-toml';
import { calendarOptions } from '../../src/config/calendar.ts';
import { keysOf, memberOf, type Schema } from '../../src/config/options-schema.ts';
import { parseConfig } from '../../src/config/parse.ts';
import type { Config } from '../../src/config/schema.ts';
import { fileOptions } from '../../src/config/schema.ts';
import { surroundings } from './surroundings.ts';

const EXAMPLE = readFileSync(new URL('../../assets/daywall.toml', import.meta.url), 'utf8');
/** Settings are commented out without a blank after the `#`, prose with one. */
const UNCOMMENTED = EXAMPLE.replaceAll(/^#(?=[a-z[])/gm, '');
const SECRETS = {
  '/etc/daywall/work-password': 'secret',
  '/etc/daywall/club-address': 'https://example.org/club',
  '/etc/daywall/club-token': 'token',
};

function read(text: string): Config {
  const machine = { ...surroundings(SECRETS), locale: 'en-GB', stateFolder: '/var/lib/daywall' };
  return parseConfig(text, 'daywall.toml', machine).config;
}

/** Dotted paths of all keys that are no tables, as the file writes them. */
function keysIn(schema: Schema, path = ''): readonly string[] {
  return [...(keysOf(schema) ?? [])].flatMap(([key, name]) => {
    const member = memberOf(schema, name);
    if (member === undefined || key === 'calendars') return [];
    return keysOf(member) === null ? [`${path}${key}`] : keysIn(member, `${path}${key}.`);
  });
}

function given(value: unknown, path: string): unknown {
  return path.split('.').reduce((here, key) => (here as Record<string, unknown> | undefined)?.[key], value);
}

test('the example as it is changes nothing', () => {
  assert.deepEqual(read(EXAMPLE), read(''));
});

test('with every comment sign taken away it is valid, and all settings are the defaults', () => {
  const config = read(UNCOMMENTED);
  assert.equal(config.calendars.length, 4);
  assert.deepEqual({ ...config, calendars: [] }, read(''));
});

test('any one setting may be uncommented alone', () => {
  const lines = EXAMPLE.split('\n');
  const settings = [...lines.keys()].filter((index) => /^#[a-z]/.test(lines[index] ?? ''));
  const start = lines.indexOf('[refresh]');
  assert.ok(settings.length > 30 && start > 0);
  for (const index of settings.filter((it) => it > start)) {
    read(lines.with(index, lines[index]?.slice(1) ?? '').join('\n'));
  }
});

test('it documents every setting', () => {
  const example = parse(UNCOMMENTED);
  const keys = keysIn(fileOptions);
  assert.ok(keys.includes('output.framebuffer.rotation') && keys.includes('refresh.stale_after'));
  const missing = keys.filter((key) => given(example, key) === undefined);
  assert.deepEqual(missing, []);
});

test('it documents every key of a calendar', () => {
  const [, block = ''] = /-- Calendars -+\n(.*?)\n\[refresh\]/s.exec(EXAMPLE) ?? [];
  const missing = [...(keysOf(calendarOptions)?.keys() ?? [])].filter((key) => !block.includes(`${key} = `));
  assert.deepEqual(missing, []);
});
