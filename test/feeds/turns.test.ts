import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createTurns } from '../../src/feeds/turns.ts';

const never = new AbortController().signal;
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test('no more than the limit at a time, in the order they asked', async () => {
  const turns = createTurns(2, 1e9);
  const begun: number[] = [];
  const back: (() => void)[] = [];
  for (const index of [0, 1, 2, 3]) {
    turns.take(never).then((giveBack) => {
      begun.push(index);
      back.push(giveBack);
    });
  }
  await settle();
  assert.deepEqual(begun, [0, 1]);
  back[1]?.();
  back[1]?.();
  await settle();
  assert.deepEqual(begun, [0, 1, 2]);
  back[0]?.();
  back[2]?.();
  await settle();
  assert.deepEqual(begun, [0, 1, 2, 3]);
  back[3]?.();
});

test('one that takes too long no longer keeps others waiting', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const turns = createTurns(1, 10_000);
  await turns.take(never);
  let second = false;
  turns.take(never).then(() => {
    second = true;
  });
  await settle();
  assert.equal(second, false);
  mock.timers.tick(10_000);
  await settle();
  assert.equal(second, true);
  mock.timers.reset();
});

test('who waits is told when all ends, and takes no turn afterwards', async () => {
  const turns = createTurns(1, 1e9);
  const giveBack = await turns.take(never);
  const ending = new AbortController();
  const waiting = turns.take(ending.signal);
  ending.abort(new Error('over'));
  await assert.rejects(waiting, /over/);
  await assert.rejects(turns.take(ending.signal), /over/);
  giveBack();
  (await turns.take(never))();
});
