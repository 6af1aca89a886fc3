import assert from 'node:assert/strict';
import { renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Output, PixelBlock } from '../../../src/model/frame.ts';
import { closeDevice, openDevice } from '../../../src/outputs/framebuffer/device.ts';
import { setDisplayMode } from '../../../src/outputs/framebuffer/display-mode.ts';
import { createFramebufferOutput } from '../../../src/outputs/framebuffer/framebuffer-output.ts';
import type { FramebufferOptions } from '../../../src/outputs/framebuffer/options.ts';
import { BOCHS, createFakeFramebuffer, describeFramebuffer, patternBlock, VC4 } from './fake-framebuffer.ts';

const UNTOUCHED = 0x5a;

function open(context: TestContext, options: FramebufferOptions): Output {
  const output = createFramebufferOutput(options);
  context.after(() => output.close());
  return output;
}

async function ready(output: Output) {
  const state = await output.prepare();
  assert.equal(state.kind, 'ready', state.kind === 'waiting' ? state.reason : '');
  return state;
}

async function waiting(output: Output): Promise<string> {
  const state = await output.prepare();
  assert.equal(state.kind, 'waiting');
  return state.reason;
}

/** One frame of these blocks. */
async function frame(output: Output, ...blocks: readonly PixelBlock[]) {
  await ready(output);
  for (const block of blocks) await output.write(block);
  return output.finish();
}

/** The bytes XRGB8888 has for a block at a place of the device. */
function assertShows(bytes: Buffer, stride: number, block: PixelBlock): void {
  for (let y = 0; y < block.height; y += 1) {
    for (let x = 0; x < block.width; x += 1) {
      const [red, green, blue] = block.data.subarray((y * block.width + x) * 4);
      const at = (block.y + y) * stride + (block.x + x) * 4;
      assert.deepEqual([...bytes.subarray(at, at + 4)], [blue, green, red, 255], `pixel ${x},${y}`);
    }
  }
}

test('a full picture at 1920x1080 is written in strips, read back and verified', async (context) => {
  const fake = createFakeFramebuffer(context, BOCHS, 7680 * 1080);
  const output = open(context, fake.options);
  const strips = Array.from({ length: 9 }, (_, index) => patternBlock(0, index * 120, 1920, 120));
  const first = await ready(output);
  assert.deepEqual(first, { kind: 'ready', width: 1920, height: 1080, blank: true, strips: 'rows' });
  for (const strip of strips) await output.write(strip);
  assert.deepEqual(await output.finish(), { verified: true, bytesWritten: 8_294_400, damagedRows: 0 });
  const bytes = fake.bytes();
  for (const strip of strips.slice(0, 2)) assertShows(bytes, 7680, strip);
  assert.equal((await ready(output)).blank, false);
});

test('a dirty rectangle writes only its own bytes, and nothing beside it changes', async (context) => {
  const fake = createFakeFramebuffer(context, describeFramebuffer(64, 48, 32), 64 * 48 * 4);
  const output = open(context, fake.options);
  await frame(output, patternBlock(0, 0, 64, 48));
  const dirty = patternBlock(10, 20, 30, 7, 99);
  assert.deepEqual(await frame(output, dirty), { verified: true, bytesWritten: 30 * 7 * 4, damagedRows: 0 });
  const expected = createFakeFramebuffer(context, describeFramebuffer(64, 48, 32), 64 * 48 * 4);
  const whole = open(context, expected.options);
  await frame(whole, patternBlock(0, 0, 64, 48));
  const bytes = fake.bytes();
  assertShows(bytes, 256, dirty);
  const before = expected.bytes();
  for (let y = 20; y < 27; y += 1) before.set(bytes.subarray(y * 256 + 40, y * 256 + 160), y * 256 + 40);
  assert.ok(before.equals(bytes));
});

test('the padding of the rows and what is not visible stay untouched', async (context) => {
  const attributes = describeFramebuffer(40, 60, 32, { stride: '192', modes: 'U:40x30p-0', pan: '0,10' });
  const fake = createFakeFramebuffer(context, attributes, 192 * 60);
  const output = open(context, fake.options);
  const block = patternBlock(0, 0, 40, 30);
  assert.equal((await frame(output, block)).verified, true);
  const bytes = fake.bytes();
  assertShows(bytes.subarray(192 * 10), 192, block);
  const rest = Array.from(bytes).filter((_, at) => at % 192 >= 160 || at < 1920 || at >= 192 * 40);
  assert.ok(rest.every((value) => value === UNTOUCHED));
  fake.scribble((device) => device.fill(1, 170, 180));
  assert.equal((await frame(output)).damagedRows, 0, 'what nobody sees is no damage');
});

test('a byte changed behind our back is found, and drawing again mends it', async (context) => {
  const fake = createFakeFramebuffer(context, describeFramebuffer(64, 48, 32), 64 * 48 * 4);
  const output = open(context, fake.options);
  const picture = patternBlock(0, 0, 64, 48);
  await frame(output, picture);
  fake.scribble((device) => {
    device[5 * 256 + 100]! ^= 1;
    device[40 * 256]! ^= 255;
  });
  assert.deepEqual(await frame(output), { verified: false, bytesWritten: 0, damagedRows: 2 });
  assert.equal((await ready(output)).blank, true);
  assert.equal((await frame(output, picture)).verified, true);
});

test('damage beside a dirty rectangle in the same rows is not taken for ours', async (context) => {
  const fake = createFakeFramebuffer(context, describeFramebuffer(64, 48, 32), 64 * 48 * 4);
  const output = open(context, fake.options);
  await frame(output, patternBlock(0, 0, 64, 48));
  fake.scribble((device) => device.fill(0, 20 * 256, 20 * 256 + 8));
  const report = await frame(output, patternBlock(30, 18, 10, 4), patternBlock(50, 18, 4, 4));
  assert.equal(report.damagedRows, 1);
  assert.equal(report.verified, false);
});

test('a frame that was not drawn whole is not verified', async (context) => {
  const fake = createFakeFramebuffer(context, describeFramebuffer(64, 48, 32), 64 * 48 * 4);
  const output = open(context, fake.options);
  assert.equal((await frame(output)).verified, false);
  assert.equal((await frame(output, patternBlock(0, 0, 64, 20))).verified, false);
  assert.equal((await frame(output, patternBlock(0, 20, 64, 28))).verified, true);
});

test('16 bits on a panel turned by a quarter: drawn in columns or in rows, the device is the same', async (context) => {
  const devices = await Promise.all(
    ['columns', 'rows'].map(async (way) => {
      const fake = createFakeFramebuffer(context, VC4, 1600 * 480);
      const output = open(context, { ...fake.options, rotation: 90 });
      const state = await ready(output);
      assert.deepEqual([state.width, state.height, state.strips], [480, 800, 'columns']);
      const blocks =
        way === 'rows'
          ? Array.from({ length: 10 }, (_, index) => patternBlock(0, index * 80, 480, 80))
          : Array.from({ length: 10 }, (_, index) => patternBlock(index * 48, 0, 48, 800));
      const report = await frame(output, ...blocks);
      assert.deepEqual(report, { verified: true, bytesWritten: 1600 * 480, damagedRows: 0 });
      return fake.bytes();
    }),
  );
  assert.ok(devices[0]?.equals(devices[1]!));
});

test('a missing framebuffer is waited for and taken when it comes', async (context) => {
  const fake = createFakeFramebuffer(context, {}, 0);
  rmSync(fake.options.sysfs, { recursive: true });
  const output = open(context, fake.options);
  assert.match(await waiting(output), /There is no framebuffer .*Connect the display/);
  await output.write(patternBlock(0, 0, 4, 4));
  assert.equal((await output.finish()).verified, false);
  fake.describe(describeFramebuffer(64, 48, 32));
  assert.match(await waiting(output), /fb0: it does not exist; connect/);
  writeFileSync(fake.options.device, Buffer.alloc(64 * 48 * 4));
  assert.equal((await frame(output, patternBlock(0, 0, 64, 48))).verified, true);
  rmSync(fake.options.device);
  assert.match(await waiting(output), /does not exist/);
});

test('a resized framebuffer is blank, and so is one whose node or driver was replaced', async (context) => {
  const fake = createFakeFramebuffer(context, describeFramebuffer(64, 48, 32), 64 * 48 * 4);
  const output = open(context, fake.options);
  const picture = patternBlock(0, 0, 64, 48);
  await frame(output, picture);
  const replacement = join(fake.folder, 'fb0.new');
  writeFileSync(replacement, Buffer.alloc(64 * 48 * 4));
  renameSync(replacement, fake.options.device);
  assert.equal((await ready(output)).blank, true);
  assert.equal((await frame(output, picture)).verified, true);
  assertShows(fake.bytes(), 256, picture);

  fake.describe(describeFramebuffer(64, 48, 32, { name: 'simpledrmdrmfb' }));
  assert.equal((await ready(output)).blank, true);
  await frame(output, picture);

  fake.describe(describeFramebuffer(32, 24, 16));
  const { width, height, blank } = await ready(output);
  assert.deepEqual({ width, height, blank }, { width: 32, height: 24, blank: true });
});

test('a device that takes everything and gives nothing back is not verified', async (context) => {
  const fake = createFakeFramebuffer(context, describeFramebuffer(64, 48, 32), 0);
  const output = open(context, { ...fake.options, device: '/dev/null' });
  assert.equal((await frame(output, patternBlock(0, 0, 64, 48))).verified, false);
  assert.match(await waiting(output), /\/dev\/null: it gave back 0 of 12288 bytes/);
});

test('a device that gives back something else is not verified', async (context) => {
  const fake = createFakeFramebuffer(context, describeFramebuffer(64, 48, 32), 0);
  const output = open(context, { ...fake.options, device: '/dev/zero' });
  assert.deepEqual(await frame(output, patternBlock(0, 0, 64, 48)), {
    verified: false,
    bytesWritten: 12_288,
    damagedRows: 48,
  });
});

test('a device that refuses to be written never throws; the next look says why, the one after tries again', async (context) => {
  const fake = createFakeFramebuffer(context, describeFramebuffer(64, 48, 32), 0);
  const output = open(context, { ...fake.options, device: '/dev/full' });
  assert.equal((await frame(output, patternBlock(0, 0, 64, 48))).verified, false);
  assert.match(await waiting(output), /smaller than the kernel says \(ENOSPC\)/);
  assert.equal((await ready(output)).blank, true);
});

test('a device that shrinks while it is drawn on is noticed', async (context) => {
  const fake = createFakeFramebuffer(context, describeFramebuffer(64, 48, 32), 64 * 48 * 4);
  const output = open(context, fake.options);
  await frame(output, patternBlock(0, 0, 64, 48));
  truncateSync(fake.options.device, 1000);
  assert.equal((await frame(output)).verified, false);
  assert.match(await waiting(output), /gave back 1000 of 12288 bytes/);
});

test('a configured format that cannot be right is explained', async (context) => {
  const fake = createFakeFramebuffer(context, VC4, 1600 * 480);
  const output = open(context, { ...fake.options, format: 'XBGR8888' });
  assert.match(await waiting(output), /XBGR8888 has 32 bits per pixel, the framebuffer has 16/);
  assert.equal((await ready(open(context, { ...fake.options, format: 'BGR565' }))).width, 800);
});

test('closing in the middle of a frame ends it without an error', async (context) => {
  const fake = createFakeFramebuffer(context, BOCHS, 7680 * 1080);
  const output = open(context, fake.options);
  await ready(output);
  await output.write(patternBlock(0, 0, 1920, 1080));
  const finishing = output.finish();
  await output.close();
  assert.equal((await finishing).verified, false);
});

test('a block that does not fit the picture is a mistake of the caller and is said aloud', async (context) => {
  const fake = createFakeFramebuffer(context, describeFramebuffer(64, 48, 32), 64 * 48 * 4);
  const output = open(context, fake.options);
  await ready(output);
  await assert.rejects(output.write(patternBlock(0, 40, 64, 9)), /does not fit the picture of 64x48/);
  await assert.rejects(output.write({ ...patternBlock(0, 0, 4, 4), data: new Uint8Array(3) }), RangeError);
});

test('the mode is set once for each device node, before anything is written', async (context) => {
  const fake = createFakeFramebuffer(context, describeFramebuffer(8, 4, 32), 8 * 4 * 4);
  const { device } = fake.options;
  const seen: Buffer[] = [];
  const output = createFramebufferOutput(fake.options, async ({ path }) => {
    assert.equal(path, device);
    seen.push(fake.bytes());
    return seen.length === 1 ? 'It stays dark.' : null;
  });
  context.after(() => output.close());
  const block = patternBlock(0, 0, 8, 4);

  assert.equal((await frame(output, block)).verified, true);
  assert.equal((await ready(output)).note, 'It stays dark.');
  assert.equal((await frame(output, block)).verified, true);
  assert.equal(seen.length, 1, 'the node is still open');
  assert.ok(
    seen[0]?.every((byte) => byte === UNTOUCHED),
    'the mode comes before the picture',
  );

  writeFileSync(`${device}.new`, Buffer.alloc(8 * 4 * 4, UNTOUCHED));
  renameSync(`${device}.new`, device);
  assert.equal((await ready(output)).note, undefined);
  assert.equal(seen.length, 2, 'another node is another driver');
});

test('a device without a display mode is told, a plain file has none', async (context) => {
  const fake = createFakeFramebuffer(context, describeFramebuffer(8, 4, 32), 8 * 4 * 4);
  const plain = openDevice(fake.options.device);
  context.after(() => closeDevice(plain));
  assert.equal(await setDisplayMode(plain), null);
  const device = openDevice('/dev/null');
  context.after(() => closeDevice(device));
  assert.match(
    (await setDisplayMode(device)) ?? '',
    /^The mode of \/dev\/null could not be set \(.+\); the panel/,
  );
});
