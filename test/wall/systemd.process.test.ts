// What the built wall tells systemd, on a real notification socket.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { plainCalendar } from './calendars.ts';
import { createRig, eventually, type Rig, startWall, type Wall } from './wall-process.ts';

const LISTENER = fileURLToPath(new URL('notify-listener.py', import.meta.url));

/** The watchdog is fed at half of it. */
const WATCHDOG_SECONDS = 4;

/** Why it cannot be tested here; false when it can. */
function missing(): string | false {
  if (!runs('python3', ['-c', 'import socket; socket.recv_fds'])) return 'python3 (3.9) is not installed';
  const native = (() => {
    try {
      return createRequire(import.meta.url).resolve('sd-notify') !== '';
    } catch {
      return false;
    }
  })();
  return native || runs('systemd-notify', ['--version'])
    ? false
    : 'neither sd-notify was built nor the program systemd-notify is installed';
}

function runs(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

interface Listener {
  readonly environment: Readonly<Record<string, string>>;
  /** Every message so far; one may hold several lines. */
  readonly messages: readonly string[];
  count(word: string): number;
}

async function listen(context: TestContext, rig: Rig): Promise<Listener> {
  const path = `${rig.folder}/notify`;
  const python = spawn('python3', [LISTENER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  context.after(() => python.kill('SIGKILL'));
  const lines: string[] = [];
  createInterface(python.stdout).on('line', (line) => lines.push(...JSON.parse(line).split('\n')));
  await eventually('the listener is there', () => lines.includes('listening'));
  return {
    environment: { NOTIFY_SOCKET: path, WATCHDOG_USEC: String(WATCHDOG_SECONDS * 1_000_000) },
    messages: lines,
    count: (word) => lines.filter((line) => line === word).length,
  };
}

async function start(
  context: TestContext,
): Promise<{ rig: Rig; wall: Wall; heard: Listener; hide(): void; show(): void }> {
  const rig = await createRig(context);
  const path = `${rig.folder}/plain.ics`;
  writeFileSync(path, plainCalendar('Meeting'));
  rig.configure([{ name: 'Family', source: `file = "${path}"` }]);
  const heard = await listen(context, rig);
  const { device } = rig.framebuffer.options;
  const hide = () => renameSync(device, `${device}.away`);
  hide();
  const wall = startWall(context, rig, { environment: heard.environment });
  return { rig, wall, heard, hide, show: () => renameSync(`${device}.away`, device) };
}

describe('systemd is told', { concurrency: 2, skip: missing() }, () => {
  test('READY after the first verified frame, WATCHDOG after later ones, STATUS, STOPPING', async (context) => {
    const { wall, heard, show } = await start(context);
    const said = () => heard.messages.join('\n');
    await wall.until('it waits for the display', ({ display }) => display.waiting !== null);
    await eventually(
      'what it waits for is said',
      () => /STATUS=Waiting for the display: /.test(said()),
      said,
    );
    await sleep(2000);
    assert.equal(heard.count('READY=1'), 0, 'not ready without a display');
    assert.equal(heard.count('WATCHDOG=1'), 0, 'nothing to feed the watchdog with');
    show();
    await eventually('it is ready', () => heard.count('READY=1') === 1, said);
    assert.notEqual((await wall.health()).display.last_verified, null);
    await eventually(
      'the state is said',
      () => said().includes('STATUS=Showing 1 calendar, all answering.'),
      said,
    );
    await eventually('the watchdog is fed', () => heard.count('WATCHDOG=1') >= 3, said);
    assert.deepEqual(await wall.stop(), { code: 0, signal: null });
    await eventually('the stop is said', () => heard.count('STOPPING=1') === 1, said);
    assert.equal(heard.count('READY=1'), 1, 'ready is said once');
  });

  test('nothing that feeds the watchdog while no frame can be verified', async (context) => {
    const { wall, heard, show, hide } = await start(context);
    show();
    await eventually(
      'the watchdog is fed',
      () => heard.count('WATCHDOG=1') >= 1,
      () => heard.messages.join('\n'),
    );
    hide();
    await wall.until('it is missed', ({ display }) => display.waiting !== null);
    await sleep(500);
    const before = heard.count('WATCHDOG=1');
    await sleep(WATCHDOG_SECONDS * 1500);
    assert.equal(heard.count('WATCHDOG=1'), before);
    show();
    await eventually(
      'it is fed again',
      () => heard.count('WATCHDOG=1') > before,
      () => heard.messages.join('\n'),
    );
  });

  test('nothing at all when nobody listens', async (context) => {
    const { wall, show } = await start(context);
    show();
    await wall.stop();
    const silent = await createRig(context);
    const lonely = startWall(context, silent, { environment: { NOTIFY_SOCKET: `${silent.folder}/nobody` } });
    await lonely.until('it runs', () => true);
    await sleep(1000);
    const complaints = lonely.stderr().match(/systemd could not be told/g) ?? [];
    assert.ok(complaints.length <= 1, lonely.stderr());
    assert.equal((await lonely.stop()).code, 0);
  });
});
