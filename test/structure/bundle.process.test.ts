import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Source files that reach the bundle of an entry, by following its static and dynamic imports. */
function inputsOf(entry: string): readonly string[] {
  const { metafile } = buildSync({
    entryPoints: [join(ROOT, entry)],
    absWorkingDir: ROOT,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outdir: join(ROOT, 'dist'),
    external: ['@napi-rs/canvas', 'sd-notify'],
    write: false,
    metafile: true,
  });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([name]) => name),
  );
}

const matching = (inputs: readonly string[], pattern: RegExp): readonly string[] =>
  inputs.filter((input) => pattern.test(input));

describe('what a process can hold', () => {
  test('the wall: nothing that touches a calendar feed', () => {
    const inputs = inputsOf('src/commands/run.ts');
    assert.ok(inputs.includes('src/wall.ts'), 'the wall is in its own bundle');
    assert.deepEqual(matching(inputs, /^src\/ical\/|\/fetch\.ts$|undici|ical\.js|rrule|luxon/), []);
  });

  test('the refresh: nothing that draws', () => {
    const inputs = inputsOf('src/refresh.ts');
    assert.ok(inputs.includes('src/refresh.ts'), 'the refresh is in its own bundle');
    assert.deepEqual(matching(inputs, /^src\/(raster|outputs|views|scene|health)\/|canvas/), []);
  });
});

describe('the built program', () => {
  test('is there: `npm test` builds before it runs', () => {
    assert.ok(existsSync(join(ROOT, 'dist/cli.js')), 'dist/cli.js');
    assert.ok(existsSync(join(ROOT, 'dist/refresh.js')), 'dist/refresh.js');
  });

  test('names no path of the machine that built it', () => {
    const found = readdirSync(join(ROOT, 'dist')).filter((name) =>
      readFileSync(join(ROOT, 'dist', name), 'utf8').includes(ROOT),
    );
    assert.deepEqual(found, []);
  });
});
