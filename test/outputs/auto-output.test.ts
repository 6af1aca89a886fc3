import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Output } from '../../src/model/frame.ts';
import { createAutoOutput } from '../../src/outputs/auto-output.ts';

/** An output that is there or not, and never blank by itself. */
function createSwitchable(name: string) {
  const log: string[] = [];
  const output: Output & { there: boolean; log: string[] } = {
    name,
    there: false,
    log,
    prepare: async () =>
      output.there
        ? { kind: 'ready', width: 2, height: 1, blank: false }
        : { kind: 'waiting', reason: `There is no ${name}.` },
    write: async () => void log.push('write'),
    finish: async () => ({ verified: true, bytesWritten: 8, damagedRows: 0 }),
    close: async () => void log.push('close'),
  };
  return output;
}

const PIXELS = { x: 0, y: 0, width: 2, height: 1, data: new Uint8Array(8) };

test('changing the device means drawing everything, staying with it does not', async () => {
  const wall = createSwitchable('wall');
  const desk = createSwitchable('desk');
  const output = createAutoOutput(wall, desk);
  assert.deepEqual(await output.prepare(), {
    kind: 'waiting',
    reason: 'There is no wall. There is no desk.',
  });
  desk.there = true;
  const first = await output.prepare();
  assert.ok(first.kind === 'ready' && first.note === 'Drawing to desk instead: There is no wall.');
  await output.write(PIXELS);
  wall.there = true;
  assert.deepEqual(await output.prepare(), { kind: 'ready', width: 2, height: 1, blank: true });
  assert.deepEqual(await output.prepare(), { kind: 'ready', width: 2, height: 1, blank: false });
  await output.write(PIXELS);
  wall.there = false;
  const last = await output.prepare();
  assert.ok(last.kind === 'ready' && last.blank, 'the stand-in holds an old picture');
  await output.close();
  assert.deepEqual(
    [wall.log, desk.log],
    [
      ['write', 'close'],
      ['write', 'close'],
    ],
  );
});
