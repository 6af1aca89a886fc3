import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { loadImage } from '@napi-rs/canvas';
import type { Output } from '../../../src/model/frame.ts';
import { createPngOutput } from '../../../src/outputs/png/png-output.ts';
import { patternBlock } from '../framebuffer/fake-framebuffer.ts';

const SIZE = { width: 320, height: 400 };

function createFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'daywall-png-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function drawPicture(output: Output, shade = 0) {
  assert.equal((await output.prepare()).kind, 'ready');
  for (let y = 0; y < SIZE.height; y += 80) await output.write(patternBlock(0, y, SIZE.width, 80, shade));
  return output.finish();
}

async function waiting(output: Output): Promise<string> {
  const state = await output.prepare();
  assert.equal(state.kind, 'waiting');
  return state.reason;
}

test('each frame replaces the file as a whole and leaves nothing else', async (context) => {
  const folder = createFolder(context);
  const path = join(folder, 'wall.png');
  const output = createPngOutput({ path, size: SIZE });
  assert.deepEqual(await output.prepare(), { kind: 'ready', ...SIZE, blank: true });
  const report = await drawPicture(output);
  const first = statSync(path);
  assert.deepEqual(report, { verified: true, bytesWritten: first.size, damagedRows: 0 });
  assert.deepEqual([(await loadImage(path)).width, (await loadImage(path)).height], [320, 400]);
  const before = readFileSync(path);
  assert.equal((await drawPicture(output, 50)).verified, true);
  assert.notEqual(statSync(path).ino, first.ino, 'renamed over, not overwritten');
  assert.ok(!readFileSync(path).equals(before));
  assert.deepEqual(readdirSync(folder), ['wall.png']);
});

test('a frame without a block keeps the file and says whether it is still there', async (context) => {
  const path = join(createFolder(context), 'wall.png');
  const output = createPngOutput({ path, size: SIZE });
  await output.prepare();
  assert.equal((await output.finish()).verified, false, 'nothing was ever drawn');
  await drawPicture(output);
  await output.prepare();
  assert.deepEqual(await output.finish(), { verified: true, bytesWritten: 0, damagedRows: 0 });
  rmSync(path);
  await output.prepare();
  assert.deepEqual(await output.finish(), { verified: false, bytesWritten: 0, damagedRows: 400 });
  assert.equal((await drawPicture(output)).verified, true);
});

test('an unfinished picture never takes the place of the last one', async (context) => {
  const folder = createFolder(context);
  const path = join(folder, 'wall.png');
  const output = createPngOutput({ path, size: SIZE });
  await drawPicture(output);
  const before = readFileSync(path);
  await output.prepare();
  await output.write(patternBlock(0, 0, SIZE.width, 80, 9));
  assert.equal((await output.finish()).verified, false);
  assert.equal((await output.prepare()).kind, 'ready');
  await output.write(patternBlock(0, 0, SIZE.width, 80, 9));
  await output.close();
  assert.ok(readFileSync(path).equals(before));
  assert.deepEqual(readdirSync(folder), ['wall.png']);
});

test('closing while the picture is being finished leaves no draft', async (context) => {
  const folder = createFolder(context);
  const output = createPngOutput({ path: join(folder, 'wall.png'), size: SIZE });
  await output.prepare();
  for (let y = 0; y < SIZE.height; y += 80) await output.write(patternBlock(0, y, SIZE.width, 80));
  const finishing = output.finish();
  await output.close();
  await finishing;
  assert.deepEqual(
    readdirSync(folder).filter((name) => name !== 'wall.png'),
    [],
  );
});

test('closing while the draft is being opened leaves no draft', async (context) => {
  const folder = createFolder(context);
  const output = createPngOutput({ path: join(folder, 'wall.png'), size: SIZE });
  await output.prepare();
  const writing = output.write(patternBlock(0, 0, SIZE.width, 80));
  await output.close();
  await writing;
  assert.deepEqual(readdirSync(folder), []);
});

test('a missing folder, or a folder in the place of the file, is waited out', async (context) => {
  const folder = createFolder(context);
  const path = join(folder, 'later', 'wall.png');
  const output = createPngOutput({ path, size: SIZE });
  assert.match(await waiting(output), /its folder does not exist; create it/);
  mkdirSync(path, { recursive: true });
  assert.equal((await drawPicture(output)).verified, false);
  assert.match(await waiting(output), /a folder of that name is in its place/);
  rmSync(path, { recursive: true });
  assert.equal((await drawPicture(output)).verified, true);
  assert.deepEqual(readdirSync(join(folder, 'later')), ['wall.png']);
});

test('a link planted in the place of the draft is not followed', async (context) => {
  const folder = createFolder(context);
  const precious = join(folder, 'precious');
  writeFileSync(precious, 'precious');
  symlinkSync(precious, join(folder, `.wall.png.${process.pid}.draft`));
  assert.equal(
    (await drawPicture(createPngOutput({ path: join(folder, 'wall.png'), size: SIZE }))).verified,
    true,
  );
  assert.equal(readFileSync(precious, 'utf8'), 'precious');
});

test('what a killed wall left is removed; the draft of one that runs is not', async (context) => {
  const folder = createFolder(context);
  const gone = spawnSync(process.execPath, ['--version']).pid;
  const names = [`.wall.png.${gone}.draft`, `.wall.png.${process.ppid}.draft`, `.other.png.${gone}.draft`];
  for (const name of names) writeFileSync(join(folder, name), 'draft');
  await drawPicture(createPngOutput({ path: join(folder, 'wall.png'), size: SIZE }));
  assert.deepEqual(readdirSync(folder).sort(), [...names.slice(1), 'wall.png'].sort());
});

test('two walls that draw to the same file at the same time do not meet', async (context) => {
  const folder = createFolder(context);
  const path = join(folder, 'wall.png');
  const script = `
    import { createPngOutput } from './src/outputs/png/png-output.ts';
    import { patternBlock } from './test/outputs/framebuffer/fake-framebuffer.ts';
    const output = createPngOutput({ path: process.env.TARGET, size: { width: 320, height: 400 } });
    const states = [];
    for (let frame = 0; frame < 40; frame += 1) {
      states.push((await output.prepare()).kind);
      for (let y = 0; y < 400; y += 80) await output.write(patternBlock(0, y, 320, 80, frame));
      await output.finish();
    }
    process.stdout.write([...new Set(states)].join(' '));`;
  const walls = [0, 1].map(() => {
    const wall = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, TARGET: path },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return text(wall.stdout);
  });
  assert.deepEqual(await Promise.all(walls), ['ready', 'ready']);
  assert.deepEqual(readdirSync(folder), ['wall.png']);
});

test('a disk that takes no more bytes is reported, the old picture stays, no draft is left', async (context) => {
  const folder = createFolder(context);
  const path = join(folder, 'wall.png');
  await drawPicture(createPngOutput({ path, size: SIZE }));
  const before = readFileSync(path);
  assert.ok(before.length > 4096);
  // The limit on file sizes makes write(2) fail in the middle of the file, as a full disk does.
  const script = `
    import { createPngOutput } from './src/outputs/png/png-output.ts';
    import { patternBlock } from './test/outputs/framebuffer/fake-framebuffer.ts';
    const output = createPngOutput({ path: process.env.TARGET, size: { width: 320, height: 400 } });
    await output.prepare();
    for (let y = 0; y < 400; y += 80) await output.write(patternBlock(0, y, 320, 80, 77));
    const report = await output.finish();
    process.stdout.write(JSON.stringify([report, await output.prepare()]));`;
  const child = spawnSync(
    'sh',
    ['-c', 'ulimit -f 2; exec "$0" --import tsx --input-type=module -e "$1"', process.execPath, script],
    { env: { ...process.env, TARGET: path }, encoding: 'utf8' },
  );
  assert.equal(child.status, 0, child.stderr);
  const [report, state] = JSON.parse(child.stdout);
  assert.equal(report.verified, false);
  assert.match(state.reason, /larger than the process is allowed to write \(EFBIG\)/);
  assert.ok(readFileSync(path).equals(before));
  assert.deepEqual(readdirSync(folder), ['wall.png']);
});
