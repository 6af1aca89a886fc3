// SIGTERM and SIGINT at any moment: a clean end, nothing left behind.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BadServer, startBadServer } from '../feeds/bad-server.ts';
import { plainCalendar } from './calendars.ts';
import { createRig, eventually, type Rig, startWall, type Wall } from './wall-process.ts';

/** Milliseconds after the start: most of them while it starts, draws and asks. */
const MOMENTS = [
  0, 10, 30, 60, 100, 150, 200, 250, 300, 350, 400, 500, 600, 700, 850, 1000, 1300, 1700, 2300, 3000,
];

/** Generous: the promise is a second, the machine may be busy. */
const STOP_WITHIN = 5000;

/** What the framebuffer holds before anything is drawn. */
const UNTOUCHED = 0x5a;

/** Whether a wall has done anything yet that can be seen from outside. */
function hasBegun(rig: Rig, wall: Wall): boolean {
  const drawn = rig.framebuffer.bytes().some((byte) => byte !== UNTOUCHED);
  return drawn || existsSync(rig.state) || wall.stderr() !== '';
}

async function serve(context: TestContext): Promise<BadServer> {
  const server = await startBadServer({
    '/plain': (_, response) =>
      response.writeHead(200, { 'content-type': 'text/calendar' }).end(plainCalendar('Meeting')),
  });
  context.after(() => server.close());
  return server;
}

function configure(rig: Rig, server: BadServer): void {
  rig.configure([
    { name: 'Good', source: `url = "${server.origin}/plain"` },
    { name: 'Slow', source: `url = "${server.origin}/silent"` },
  ]);
}

/** A client in the middle of its request: the wall waits for it for a moment. */
async function holdConnection(context: TestContext, wall: Wall): Promise<void> {
  const socket = connect(await wall.port(), '127.0.0.1').on('error', () => undefined);
  context.after(() => socket.destroy());
  socket.write('GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
  await sleep(200);
}

/** The wall ends its refresh; left to itself, that one notices after up to two seconds. */
function refreshEnded(wall: Wall): Promise<unknown> {
  return eventually('its refresh is gone', () => wall.others().length === 0, wall.stderr, 1000);
}

function assertTidy(rig: Rig, wall: Wall): void {
  assert.deepEqual(wall.others(), [], 'no process is left');
  const files = existsSync(rig.state) ? readdirSync(rig.state) : [];
  assert.deepEqual(
    files.filter((name) => name !== 'snapshot.json'),
    [],
    'no file is left',
  );
  if (files.length > 0) assert.equal(JSON.parse(readFileSync(rig.snapshot, 'utf8')).version, 1);
}

test('SIGTERM at any moment after the start', { concurrency: 3 }, async (context) => {
  await Promise.all(
    MOMENTS.map((moment) =>
      context.test(`${moment} ms`, async (inner) => {
        const rig = await createRig(inner);
        configure(rig, await serve(inner));
        const wall = startWall(inner, rig);
        await sleep(moment);
        const began = Date.now();
        const exit = await wall.stop();
        assert.ok(Date.now() - began < STOP_WITHIN, `it took ${Date.now() - began} ms`);
        // While the program is still being loaded nobody listens, and there is nothing to clean up.
        const early = exit.signal === 'SIGTERM' && !hasBegun(rig, wall);
        assert.ok(exit.code === 0 || early, JSON.stringify(exit) + wall.stderr());
        await refreshEnded(wall);
        assertTidy(rig, wall);
      }),
    ),
  );
});

describe('a stop', { concurrency: 3 }, () => {
  test('during a refresh stores what has come so far', async (context) => {
    const rig = await createRig(context);
    configure(rig, await serve(context));
    const wall = startWall(context, rig);
    await wall.until('the good one is read', (one) => one.calendars[0]?.freshness === 'fresh');
    assert.equal((await wall.health()).refresh.running, true);
    assert.ok(!existsSync(rig.snapshot), 'not stored while the refresh runs');
    assert.deepEqual(await wall.stop(), { code: 0, signal: null });
    assert.match(readFileSync(rig.snapshot, 'utf8'), /Meeting/);
    await refreshEnded(wall);
    assertTidy(rig, wall);
  });

  // A Ctrl-C under npm comes twice, from the terminal and from npm; people press it again, too.
  for (const [first, second] of [
    ['SIGINT', 'SIGTERM'],
    ['SIGINT', 'SIGINT'],
    ['SIGTERM', 'SIGTERM'],
  ] as const) {
    test(`by ${first} and, while it ends, ${second} is as clean as by one`, async (context) => {
      const rig = await createRig(context);
      configure(rig, await serve(context));
      const wall = startWall(context, rig);
      await wall.until('the good one is read', (one) => one.calendars[0]?.freshness === 'fresh');
      await holdConnection(context, wall);
      process.kill(wall.pid, first);
      await eventually('it is ending', () => existsSync(rig.snapshot), wall.stderr);
      process.kill(wall.pid, second);
      assert.deepEqual(await wall.exited, { code: 0, signal: null });
      assert.match(readFileSync(rig.snapshot, 'utf8'), /Meeting/);
      await refreshEnded(wall);
      assertTidy(rig, wall);
    });
  }

  test('with a client that holds its connection ends all the same', async (context) => {
    const rig = await createRig(context);
    configure(rig, await serve(context));
    const wall = startWall(context, rig);
    await holdConnection(context, wall);
    assert.deepEqual(await wall.stop(), { code: 0, signal: null });
  });

  test('of a wall that writes a file leaves the last picture whole, and no draft', async (context) => {
    const rig = await createRig(context);
    const server = await serve(context);
    const path = `${rig.folder}/wall.png`;
    rig.configure([{ name: 'Good', source: `url = "${server.origin}/plain"` }], {
      output: `[output]\nkind = "png"\n[output.png]\npath = "${path}"\nsize = "1920x1080"\n`,
    });
    for (const wait of [0, 120]) {
      const wall = startWall(context, rig);
      await wall.until('a frame is being drawn', () => true);
      await sleep(wait);
      assert.deepEqual(await wall.stop(), { code: 0, signal: null });
      assert.deepEqual(
        readdirSync(rig.folder).filter((name) => name.includes('draft')),
        [],
      );
      if (existsSync(path)) assert.ok(statSync(path).size > 1000, 'a whole picture');
    }
  });

  test('is what ends a wall, not the end of whoever reads its log', async (context) => {
    const rig = await createRig(context);
    configure(rig, await serve(context));
    const wall = startWall(context, rig);
    await wall.until('a frame is verified', ({ display }) => display.last_verified !== null);
    wall.closeLog();
    // Something to write about.
    const { device } = rig.framebuffer.options;
    renameSync(device, `${device}.away`);
    await wall.until('the display is missed', ({ display }) => display.waiting !== null);
    renameSync(`${device}.away`, device);
    await wall.until('the display is there', ({ display }) => display.waiting === null);
    assert.deepEqual(await wall.stop(), { code: 0, signal: null });
  });
});
