// A framebuffer that comes late, goes, changes or is drawn over, under the built wall.
import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeFramebuffer } from '../outputs/framebuffer/fake-framebuffer.ts';
import { plainCalendar } from './calendars.ts';
import { pixelsOfScene, sceneOfSnapshot, untilShown } from './expected.ts';
import { createRig, eventually, type Rig, SIZE, startWall, type Wall } from './wall-process.ts';

/** The heartbeat, and as much again for a machine that is busy. */
const TWO_HEARTBEATS = 60_000;

const UNTOUCHED = 0x5a;

/** A rig whose calendar is a file. */
async function createFileRig(context: TestContext): Promise<Rig> {
  const rig = await createRig(context);
  const path = `${rig.folder}/plain.ics`;
  writeFileSync(path, plainCalendar('Meeting'));
  rig.configure([{ name: 'Family', source: `file = "${path}"` }]);
  return rig;
}

async function startShown(context: TestContext, rig: Rig): Promise<Wall> {
  const wall = startWall(context, rig);
  await wall.until('the calendar is read', ({ calendars }) => calendars[0]?.freshness === 'fresh');
  await agendaShown(rig, wall);
  return wall;
}

async function agendaShown(rig: Rig, wall: Wall, size = SIZE, bytes = rig.framebuffer.bytes): Promise<void> {
  await eventually('the snapshot is written', () => readSnapshot(rig).includes('Meeting'), wall.stderr);
  await untilShown(
    'the agenda is on the framebuffer',
    bytes,
    (at) => pixelsOfScene(sceneOfSnapshot(rig, at, null, size)),
    wall.stderr,
  );
}

function readSnapshot(rig: Rig): string {
  try {
    return readFileSync(rig.snapshot, 'utf8');
  } catch {
    return '';
  }
}

describe('a framebuffer', { concurrency: 5 }, () => {
  test('that comes late is waited for and taken', async (context) => {
    const rig = await createFileRig(context);
    const { device, sysfs } = rig.framebuffer.options;
    const bytes = rig.framebuffer.bytes();
    rmSync(device);
    rmSync(sysfs, { recursive: true });
    const wall = startWall(context, rig);
    const waiting = await wall.until('it waits', ({ display }) => display.waiting !== null);
    assert.match(waiting.display.waiting ?? '', /There is no framebuffer.*Connect the display/);
    assert.equal(waiting.display.last_verified, null);
    assert.equal(waiting.status, 'degraded');
    await sleep(2000);
    rig.framebuffer.describe(describeFramebuffer(SIZE.width, SIZE.height, 32));
    await wall.until('the device node is missed', ({ display }) =>
      /does not exist/.test(display.waiting ?? ''),
    );
    writeFileSync(device, bytes);
    await agendaShown(rig, wall);
    await wall.until('all is well', ({ status, display }) => status === 'ok' && display.waiting === null);
    assert.match(wall.stderr(), /The display is there\./);
  });

  test('that goes is missed at the next look, and taken again when it is back', async (context) => {
    const rig = await createFileRig(context);
    const wall = await startShown(context, rig);
    const { device } = rig.framebuffer.options;
    const away = `${device}.away`;
    renameSync(device, away);
    const health = await wall.until('it is missed', ({ display }) => display.waiting !== null);
    assert.equal(health.status, 'degraded');
    writeFileSync(device, Buffer.alloc(SIZE.width * SIZE.height * 4, UNTOUCHED));
    await agendaShown(rig, wall);
    assert.deepEqual(await wall.stop(), { code: 0, signal: null });
  });

  test('that changes its size gets the picture laid out anew', async (context) => {
    const rig = await createFileRig(context);
    const wall = await startShown(context, rig);
    const size = { width: 800, height: 480 };
    writeFileSync(rig.framebuffer.options.device, Buffer.alloc(800 * 480 * 4, UNTOUCHED), { flag: 'r+' });
    rig.framebuffer.describe(describeFramebuffer(size.width, size.height, 32));
    await agendaShown(rig, wall, size);
    const health = await wall.until('its size is known', ({ display }) => display.width === 800);
    assert.equal(health.display.height, 480);
    assert.equal(health.status, 'ok');
  });

  test('that shrinks, too', async (context) => {
    const rig = await createFileRig(context);
    const wall = await startShown(context, rig);
    const size = { width: 400, height: 320 };
    rig.framebuffer.describe(describeFramebuffer(size.width, size.height, 32));
    await agendaShown(rig, wall, size, () => rig.framebuffer.bytes().subarray(0, 400 * 320 * 4));
  });

  test('that something else draws on is repaired within the heartbeat, and counted', async (context) => {
    const rig = await createFileRig(context);
    const wall = await startShown(context, rig);
    const before = (await wall.health()).display.damaged_rows;
    const shown = rig.framebuffer.bytes();
    rig.framebuffer.scribble((bytes) => bytes.fill(0x33, 100 * 480 * 4, 140 * 480 * 4));
    const began = Date.now();
    assert.ok(!rig.framebuffer.bytes().equals(shown), 'it is damaged');
    const health = await wall.until('the damage is seen', ({ display }) => display.damaged_rows > before);
    assert.ok(Date.now() - began < TWO_HEARTBEATS, 'within the heartbeat');
    assert.equal(health.display.damaged_rows - before, 40);
    await agendaShown(rig, wall);
    assert.equal((await wall.health()).status, 'ok');
  });

  test('of 16 bits a pixel is drawn on as well', async (context) => {
    const rig = await createFileRig(context);
    rig.framebuffer.describe(describeFramebuffer(SIZE.width, SIZE.height, 16));
    const wall = startWall(context, rig);
    const health = await wall.until('all is well', ({ status }) => status === 'ok');
    assert.deepEqual([health.display.width, health.display.height], [480, 320]);
    const bytes = rig.framebuffer.bytes();
    const half = SIZE.width * SIZE.height * 2;
    assert.ok(
      bytes.subarray(half).every((byte) => byte === UNTOUCHED),
      'nothing beyond the picture',
    );
    const colours = new Set(new Uint16Array(bytes.buffer, bytes.byteOffset, half / 2));
    assert.ok(colours.size > 20, `${colours.size} colours`);
  });
});
