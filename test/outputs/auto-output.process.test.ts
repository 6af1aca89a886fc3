import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as v from 'valibot';
import { outputOptions } from '../../src/outputs/options.ts';
import { createOutput } from '../../src/outputs/table.ts';
import { createFakeFramebuffer, describeFramebuffer, patternBlock } from './framebuffer/fake-framebuffer.ts';

test('auto draws a file, takes the framebuffer when it comes, and goes back when it is gone', async (context) => {
  const fake = createFakeFramebuffer(context, describeFramebuffer(400, 330, 32), 0);
  const path = join(fake.folder, 'wall.png');
  const output = createOutput(
    v.parse(outputOptions, { framebuffer: fake.options, png: { path, size: '320x320' } }),
  );
  context.after(() => output.close());

  const first = await output.prepare();
  assert.equal(output.name, 'png');
  assert.ok(first.kind === 'ready' && first.width === 320);
  assert.match(first.note ?? '', /Drawing to png instead: Cannot draw on .*fb0: it does not exist/);
  await output.write(patternBlock(0, 0, 320, 320));
  assert.equal((await output.finish()).verified, true);
  assert.ok(existsSync(path));

  writeFileSync(fake.options.device, Buffer.alloc(400 * 330 * 4));
  const second = await output.prepare();
  assert.equal(output.name, 'framebuffer');
  assert.ok(second.kind === 'ready' && second.width === 400 && second.blank && second.note === undefined);
  await output.write(patternBlock(0, 0, 400, 330));
  assert.equal((await output.finish()).verified, true);

  rmSync(fake.options.device);
  assert.equal((await output.prepare()).kind, 'ready');
  assert.equal(output.name, 'png');
});

test('each kind of output is made by its name', () => {
  const make = (kind: 'auto' | 'framebuffer' | 'png') => createOutput(v.parse(outputOptions, { kind })).name;
  assert.deepEqual([make('png'), make('framebuffer'), make('auto')], ['png', 'framebuffer', 'png']);
});
