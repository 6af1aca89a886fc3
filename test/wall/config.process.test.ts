// What the built wall makes of a configuration that is wrong or missing.
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, type TestContext, test } from 'node:test';
import { plainCalendar } from './calendars.ts';
import {
  createRig,
  eventually,
  type Health,
  type Rig,
  runCommand,
  startWall,
  type Wall,
} from './wall-process.ts';

const UNTOUCHED = 0x5a;

/** Lines of the configuration up to and with the one that holds `part`. */
const lineOf = (rig: Rig, part: string): number =>
  readFileSync(rig.config, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(part)) + 1;

async function createGoodRig(context: TestContext, more = {}): Promise<Rig> {
  const rig = await createRig(context);
  const path = `${rig.folder}/plain.ics`;
  writeFileSync(path, plainCalendar('Meeting'));
  rig.configure([{ name: 'Family', source: `file = "${path}"` }], more);
  return rig;
}

/** All of the framebuffer is drawn on, in more than one colour. */
function assertPainted(rig: Rig, wall: Wall): Promise<unknown> {
  return eventually(
    'the notice is painted',
    () => {
      const bytes = rig.framebuffer.bytes();
      const pixels = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
      return !pixels.includes(UNTOUCHED * 0x01010101) && new Set(pixels).size > 10;
    },
    wall.stderr,
  );
}

/** Where a wall draws that was told nothing; on a shared machine it may be somebody else's. */
const DEFAULT_PICTURE = '/tmp/daywall.png';

function mayReplacePicture(): boolean {
  return !existsSync(DEFAULT_PICTURE) || statSync(DEFAULT_PICTURE).uid === process.getuid?.();
}

/** Resolves once the notice is on the default output, or has to wait for it. */
async function shownByDefault(wall: Wall): Promise<Health> {
  if (mayReplacePicture()) {
    return await wall.until('a frame is verified', ({ display }) => display.last_verified !== null);
  }
  return await wall.until('the display is looked at', ({ display }) => display.waiting !== null);
}

describe('a configuration', { concurrency: 3 }, () => {
  test('with an unknown key is painted as a notice, named in health and in the log', async (context) => {
    const rig = await createGoodRig(context, { refresh: 'intervall = 60\n' });
    const wall = startWall(context, rig);
    const health = await wall.until('a frame is verified', ({ display }) => display.last_verified !== null);
    await assertPainted(rig, wall);
    assert.equal(health.status, 'degraded');
    assert.equal(health.config_problem?.file, rig.config);
    assert.equal(health.config_problem?.line, lineOf(rig, 'intervall'));
    assert.equal(health.config_problem?.key, 'refresh.intervall');
    assert.match(health.config_problem?.message ?? '', /interval/);
    assert.ok(
      wall.stderr().includes(`${rig.config}, line ${lineOf(rig, 'intervall')}, refresh.intervall`),
      wall.stderr(),
    );
    assert.match((await wall.get('/metrics')).text, /^daywall_config_problem 1$/m);
    assert.equal((await wall.get('/health')).status, 200);
    assert.deepEqual(await wall.stop(), { code: 0, signal: null });
    const checked = await runCommand(rig.folder, ['check', '--config', rig.config]);
    assert.equal(checked.code, 1);
    assert.match(checked.stdout, /refresh\.intervall/);
  });

  test('that is no TOML runs on the defaults and says where it is wrong', async (context) => {
    const rig = await createGoodRig(context);
    const line = readFileSync(rig.config, 'utf8').split('\n').length;
    appendFileSync(rig.config, 'name = "open\n');
    // Nothing of the file can be used, not even its output: a file in the temporary folder is drawn on.
    const wall = startWall(context, rig);
    const health = await wall.until('it is said', ({ config_problem }) => config_problem !== null);
    assert.equal(health.config_problem?.line, line);
    assert.equal(health.status, 'degraded');
    await shownByDefault(wall);
    assert.deepEqual(await wall.stop(), { code: 0, signal: null });
    assert.equal((await runCommand(rig.folder, ['check', '--config', rig.config])).code, 1);
  });

  test('that is not there yet is a first run, and no error', async (context) => {
    const rig = await createRig(context);
    const wall = startWall(context, rig, { args: [], environment: { XDG_CONFIG_HOME: `${rig.folder}/etc` } });
    const health = await shownByDefault(wall);
    assert.equal(health.config_problem, null);
    assert.equal(health.reasons.at(-1), 'No calendar is configured.');
    assert.deepEqual(await wall.stop(), { code: 0, signal: null });
    const checked = await runCommand(rig.folder, ['check'], null, { XDG_CONFIG_HOME: `${rig.folder}/etc` });
    assert.equal(checked.code, 1);
    assert.match(checked.stdout, /There is no configuration/);
    assert.match(checked.stdout, /etc\/daywall\/daywall\.toml/);
  });

  test('that --config names and that is not there is an error', async (context) => {
    const rig = await createRig(context);
    const wall = startWall(context, rig);
    const health = await wall.until('it is said', ({ config_problem }) => config_problem !== null);
    assert.match(health.config_problem?.message ?? '', /no such file/);
    assert.equal((await runCommand(rig.folder, ['check', '--config', rig.config])).code, 1);
    assert.deepEqual(await wall.stop(), { code: 0, signal: null });
    assert.ok(!existsSync(rig.config), 'nothing is written');
  });

  test('that is right is told by check, without its secrets', async (context) => {
    const rig = await createRig(context);
    rig.configure([
      {
        name: 'Work',
        source: 'url = "https://example.org/secret-path/x.ics"\nusername = "robin"\npassword = "hush-hush"',
      },
    ]);
    const checked = await runCommand(rig.folder, ['check', '--config', rig.config]);
    assert.equal(checked.code, 0, checked.stdout);
    assert.match(checked.stdout, /Work.*https.*with a password/);
    assert.doesNotMatch(checked.stdout + checked.stderr, /secret-path|hush|robin/);
  });
});
