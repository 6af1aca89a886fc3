// From power-on to the agenda on the glass: the very pixels of `daywall render`, no cursor, no text over
// it; and what systemd, the kernel and the sandbox make of the service.
import assert from 'node:assert/strict';
import { ask } from '../../health/client.ts';
import type { Board } from '../board.ts';
import { untilGlassShows } from '../glass.ts';
import { propertyOf, type Say, type Step, until } from '../machine.ts';

/** R75. */
const HIGHEST_EXPOSURE = 2.0;
/** R11, without a large feed. */
const HIGHEST_MEMORY_MB = 140;

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);

/** Seconds from the start of the service to its word that a frame was verified, by the journal. */
async function timeToPicture(board: Board): Promise<number> {
  const { shell } = board;
  const line = await shell(
    `journalctl -u daywall -o short-monotonic --no-pager | grep -m1 'The first picture is on the display'`,
  );
  const shown = Number(/\[\s*([\d.]+)\]/.exec(line)?.[1]);
  const started = Number(await propertyOf(board, 'ExecMainStartTimestampMonotonic')) / 1e6;
  return shown - started;
}

/** Seconds of `node -e 0`, the second time. */
async function timeOfNode({ shell }: Board): Promise<number> {
  const text = await shell(`node -e 0; TIMEFORMAT=%R; time node -e 0`);
  return Number(text.trim());
}

async function reportService(board: Board, say: Say): Promise<void> {
  const { shell } = board;
  const group = `/sys/fs/cgroup${await propertyOf(board, 'ControlGroup')}`;
  const [current = 0, peak = 0] = (await shell(`cat ${group}/memory.current ${group}/memory.peak`))
    .split('\n')
    .map((bytes) => Number(bytes) / 1e6);
  say(`memory of the service: ${current.toFixed(0)} MB, at most ${peak.toFixed(0)} MB`);
  assert.ok(peak < HIGHEST_MEMORY_MB, `memory.peak is ${peak} MB`);
  assert.match(await shell(`cat ${group}/cpu.max`), /^50000 100000/, 'half a processor once it is ready');
  const security = await shell('systemd-analyze security daywall --no-pager | tail -1');
  const exposure = Number(/: ([\d.]+)/.exec(security)?.[1]);
  say(`systemd-analyze security: ${exposure}`);
  assert.ok(exposure <= HIGHEST_EXPOSURE, security);
}

export const powerOn: Step = {
  name: 'power-on',
  async run(machine, say) {
    const board = await machine.switchOn({ name: 'first-boot', network: true });
    say(`power-on to shell: ${seconds(performance.now() - board.poweredOn)} s`);
    const shown = await untilGlassShows(board, 'power-on', machine.agenda);
    say(`power-on to the agenda on the glass, as rendered on the host: ${seconds(shown)} s`);
    await until('the service is ready', async () => (await propertyOf(board, 'ActiveState')) === 'active');
    assert.equal(await propertyOf(board, 'NRestarts'), '0', 'it was ready at the first start');
    assert.equal((await ask(board.healthPort, '/health')).status, 200, 'health over the network');

    // What draws on the console must not be seen: kernel messages, text, the cursor.
    await board.shell(`echo '<2>a kernel message' > /dev/kmsg; echo text > /dev/tty1; sleep 2`);
    await untilGlassShows(board, 'after-messages', machine.agenda, 20_000);

    const [picture, node] = [await timeToPicture(board), await timeOfNode(board)];
    say(`service start to first verified picture: ${picture.toFixed(1)} s, node -e 0: ${node.toFixed(1)} s`);
    say(`that is ${(picture / node).toFixed(1)} times (first start, everything read from a cold disk)`);
    await reportService(board, say);
  },
};
