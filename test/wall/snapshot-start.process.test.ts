import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { loadImage } from '@napi-rs/canvas';
import { type Answer, type BadServer, startBadServer } from '../feeds/bad-server.ts';
import { PLAIN_COUNT, plainCalendar } from './calendars.ts';
import { pixelsOfScene, sceneOfSnapshot, textsOf, untilShown, withoutAlpha } from './expected.ts';
import { createRig, eventually, type Health, type Rig, runCommand, startWall } from './wall-process.ts';

const HOUR = 3_600_000;
const TYPE = { 'content-type': 'text/calendar' };

const isRefreshed = ({ calendars, refresh }: Health): boolean =>
  !refresh.running && calendars.every(({ freshness, failure }) => freshness === 'fresh' && failure === null);

/** A server whose one feed does what `answer` says. */
async function serve(context: TestContext, answer: Answer): Promise<BadServer> {
  const server = await startBadServer({ '/feed.ics': (...given) => answer(...given) });
  context.after(() => server.close());
  return server;
}

const good: Answer = (_, response) => response.writeHead(200, TYPE).end(plainCalendar('Meeting'));

const feedOf = (server: BadServer) => ({
  name: 'Family',
  source: `url = "${server.origin}/secret-abcdefgh/feed.ics"`,
});

/** Runs a wall until it has stored the feed. */
async function storeOnce(context: TestContext, rig: Rig): Promise<void> {
  const wall = startWall(context, rig);
  await wall.until('the feed is read', isRefreshed);
  assert.deepEqual(await wall.stop(), { code: 0, signal: null });
  assert.ok(existsSync(rig.snapshot), 'the snapshot is there');
}

/** Makes the snapshot older, as a wall that was switched off for so long would find it. */
function ageSnapshot(rig: Rig, milliseconds: number): void {
  const snapshot = JSON.parse(readFileSync(rig.snapshot, 'utf8'));
  snapshot.savedAt -= milliseconds;
  for (const { result } of snapshot.feeds) result.at -= milliseconds;
  writeFileSync(rig.snapshot, JSON.stringify(snapshot));
}

async function pixelsOfPng(path: string): Promise<Buffer> {
  const image = await loadImage(path);
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return withoutAlpha(context.getImageData(0, 0, image.width, image.height).data);
}

describe('the picture', { concurrency: 2 }, () => {
  test('on the framebuffer is what `daywall render` draws, pixel for pixel', async (context) => {
    const rig = await createRig(context);
    const server = await serve(context, good);
    rig.configure([feedOf(server)]);
    const wall = startWall(context, rig);
    const health = await wall.until('the feed is read', isRefreshed);
    assert.equal(health.calendars[0]?.occurrences, PLAIN_COUNT);
    const out = join(rig.folder, 'render.png');
    await untilShown(
      'the framebuffer shows what render draws',
      rig.framebuffer.bytes,
      async (at) => {
        const args = ['--config', rig.config, '--out', out, '--size', '480x320'];
        const ran = await runCommand(rig.folder, ['render', ...args, '--at', new Date(at).toISOString()]);
        assert.equal(ran.code, 0, ran.stderr);
        return await pixelsOfPng(out);
      },
      wall.stderr,
    );
  });

  test('/screen.png is what is on the framebuffer', async (context) => {
    const rig = await createRig(context);
    const server = await serve(context, good);
    rig.configure([feedOf(server)]);
    const wall = startWall(context, rig);
    await wall.until('the feed is read', isRefreshed);
    const path = join(rig.folder, 'screen.png');
    const port = await wall.port();
    await untilShown(
      'the framebuffer shows /screen.png',
      rig.framebuffer.bytes,
      async () => {
        const answer = await fetch(`http://127.0.0.1:${port}/screen.png`);
        writeFileSync(path, new Uint8Array(await answer.arrayBuffer()));
        return await pixelsOfPng(path);
      },
      wall.stderr,
    );
  });
});

describe('a start with a snapshot', { concurrency: 2 }, () => {
  test('shows the agenda while the first refresh still waits for its server', async (context) => {
    const rig = await createRig(context);
    let answer = good;
    const server = await serve(context, (...given) => answer(...given));
    rig.configure([feedOf(server)]);
    await storeOnce(context, rig);
    ageSnapshot(rig, 10 * 60_000);
    answer = () => undefined;
    const wall = startWall(context, rig);
    const shown = await wall.until('a frame is verified', ({ display }) => display.last_verified !== null);
    assert.equal(shown.refresh.running, true, 'the refresh has not ended');
    assert.equal(shown.calendars[0]?.failure, null);
    assert.ok((shown.calendars[0]?.age_s ?? 0) >= 600, 'the age of the snapshot');
    await untilShown(
      'the agenda of the snapshot is on the framebuffer',
      rig.framebuffer.bytes,
      (at) => pixelsOfScene(sceneOfSnapshot(rig, at, null)),
      wall.stderr,
    );
    assert.equal((await wall.health()).refresh.running, true, 'the refresh still has not ended');
    assert.match(textsOf(sceneOfSnapshot(rig, Date.now(), null)), /Meeting/);
  });

  test('and no network shows the agenda, its age and what failed', async (context) => {
    const rig = await createRig(context);
    const server = await serve(context, good);
    rig.configure([feedOf(server)]);
    await storeOnce(context, rig);
    await server.close();
    ageSnapshot(rig, 3.5 * HOUR);
    const wall = startWall(context, rig);
    const health = await wall.until('the refresh failed', (one) => one.calendars[0]?.failure != null);
    assert.equal(health.status, 'degraded');
    assert.equal(health.calendars[0]?.failure?.reason, 'connection');
    assert.equal(health.calendars[0]?.freshness, 'stale');
    assert.ok((health.calendars[0]?.age_s ?? 0) >= (3.5 * HOUR) / 1000, 'more than three hours old');
    assert.equal(health.calendars[0]?.occurrences, PLAIN_COUNT);
    assert.match(health.reasons.join(' '), /Family.*connection/);
    await untilShown(
      'the stale agenda and its footer are on the framebuffer',
      rig.framebuffer.bytes,
      (at) => pixelsOfScene(sceneOfSnapshot(rig, at, 'connection')),
      wall.stderr,
    );
    assert.match(textsOf(sceneOfSnapshot(rig, Date.now(), 'connection')), /Meeting.*Family.*connection.*3 h/);
    assert.notDeepEqual(
      pixelsOfScene(sceneOfSnapshot(rig, 0, 'connection')),
      pixelsOfScene(sceneOfSnapshot(rig, 0, null)),
      'the footer differs',
    );
  });

  test('asks the server whether anything changed; a 304 keeps what is stored', async (context) => {
    const rig = await createRig(context);
    const server = await serve(context, (request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304, { etag: '"v1"' }).end();
      else response.writeHead(200, { ...TYPE, etag: '"v1"' }).end(plainCalendar('Meeting'));
    });
    rig.configure([feedOf(server)]);
    await storeOnce(context, rig);
    ageSnapshot(rig, 10 * 60_000);
    const stored = readFileSync(rig.snapshot, 'utf8');
    const before = server.requests.length;
    const wall = startWall(context, rig);
    const health = await wall.until(
      'the server has answered',
      (one) => (one.calendars[0]?.age_s ?? 600) < 300,
    );
    const asked = server.requests.slice(before);
    assert.deepEqual(
      asked.map(({ headers }) => headers['if-none-match']),
      ['"v1"'],
    );
    assert.equal(health.calendars[0]?.failure, null);
    assert.equal(health.calendars[0]?.occurrences, PLAIN_COUNT);
    assert.deepEqual(await wall.stop(), { code: 0, signal: null });
    assert.equal(readFileSync(rig.snapshot, 'utf8'), stored, 'nothing changed: nothing is written');
  });
});

describe('a state folder that cannot be used', { concurrency: 2 }, () => {
  async function runOver(context: TestContext, rig: Rig, state = rig.state): Promise<string> {
    const server = await serve(context, good);
    rig.configure([feedOf(server)], { state });
    const wall = startWall(context, rig);
    await wall.until('the feed is read', isRefreshed);
    assert.deepEqual(await wall.stop(), { code: 0, signal: null });
    return wall.stderr();
  }

  const count = (text: string, part: string): number => text.split(part).length - 1;

  test('a folder that cannot be made is said once, and the wall runs', async (context) => {
    const rig = await createRig(context);
    writeFileSync(join(rig.folder, 'file'), '');
    const logged = await runOver(context, rig, join(rig.folder, 'file', 'state'));
    assert.equal(count(logged, 'cannot be stored'), 1, logged);
  });

  test('a read-only one too', {
    skip: process.getuid?.() === 0 && 'root may write everywhere',
  }, async (context) => {
    const rig = await createRig(context);
    mkdirSync(rig.state, { mode: 0o500 });
    const logged = await runOver(context, rig);
    assert.equal(count(logged, 'cannot be stored'), 1, logged);
  });

  test('a full disk leaves the old snapshot whole', { skip: !existsSync('/dev/full') }, async (context) => {
    const rig = await createRig(context);
    let title = 'Meeting';
    const server = await serve(context, (_, response) =>
      response.writeHead(200, TYPE).end(plainCalendar(title)),
    );
    rig.configure([feedOf(server)]);
    await storeOnce(context, rig);
    const stored = readFileSync(rig.snapshot, 'utf8');
    title = 'Another';
    symlinkSync('/dev/full', `${rig.snapshot}.new`);
    const wall = startWall(context, rig);
    await eventually('the full disk is noticed', () => wall.stderr().includes('ENOSPC'), wall.stderr);
    assert.ok(readFileSync(rig.snapshot, 'utf8') === stored, 'the old snapshot is whole');
    await wall.until('the wall runs on', isRefreshed);
    await wall.stop();
    assert.match(readFileSync(rig.snapshot, 'utf8'), /Another/, 'stored at last, when there was room again');
  });

  test('a snapshot of garbage, of another version or cut short is replaced', async (context) => {
    const rig = await createRig(context);
    const server = await serve(context, good);
    rig.configure([feedOf(server)]);
    await storeOnce(context, rig);
    const whole = readFileSync(rig.snapshot);
    const broken = [
      Buffer.from('\u0000garbage\u0000'.repeat(500)),
      Buffer.from(whole.toString().replace('"version":1', '"version":99')),
      Buffer.from(whole.toString().replace('"kind":"fetched"', '"kind":"guessed"')),
      whole.subarray(0, whole.length / 2),
    ];
    for (const bytes of broken) {
      writeFileSync(rig.snapshot, bytes);
      const wall = startWall(context, rig);
      await wall.until('the feed is read', isRefreshed);
      assert.deepEqual(await wall.stop(), { code: 0, signal: null });
      const logged = wall.stderr();
      assert.equal(count(logged, 'cannot be used and will be replaced'), 1, logged);
      const { version, feeds } = JSON.parse(readFileSync(rig.snapshot, 'utf8'));
      assert.equal(version, 1);
      assert.equal(feeds[0].result.content.occurrences.length, PLAIN_COUNT);
      assert.equal(statSync(rig.snapshot).mode & 0o777, 0o600);
    }
  });

  test('a folder in place of the snapshot does not stop the wall', async (context) => {
    const rig = await createRig(context);
    mkdirSync(join(rig.snapshot, 'inner'), { recursive: true });
    const logged = await runOver(context, rig);
    assert.equal(count(logged, 'cannot be stored'), 1, logged);
    rmSync(dirname(rig.snapshot), { recursive: true });
  });
});
