// Commands run by root inside the machine, over its second serial line.
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves with what the command printed; throws when it fails or takes too long. */
export type Shell = (command: string, patience?: number) => Promise<string>;

/** Milliseconds: a machine that is emulated on a busy host is slow. */
const BOOT_PATIENCE = 600_000;
const PATIENCE = 180_000;

/** Resolves when the shell answers. */
export async function connectShell(path: string): Promise<Shell> {
  const socket = connect(path);
  let received = '';
  let gone = false;
  socket.setEncoding('utf8').on('data', (text: string) => (received += text));
  socket.on('error', () => (gone = true)).on('close', () => (gone = true));
  let count = 0;

  async function waitFor(mark: string, patience: number, again: () => void): Promise<RegExpExecArray> {
    const end = performance.now() + patience;
    const pattern = new RegExp(`\\n${mark} (\\d+)\\n`);
    for (let turn = 1; ; turn += 1) {
      const found = pattern.exec(received);
      if (found !== null) return found;
      if (gone) throw new Error('The machine is switched off.');
      if (performance.now() > end) throw new Error(`No answer within ${patience / 1000} s: ${received}`);
      await sleep(100);
      if (turn % 20 === 0) again();
    }
  }

  const run: Shell = async (command, patience = PATIENCE) => {
    count += 1;
    const mark = `done-${count}`;
    received = '';
    socket.write(`{ ${command}\n} </dev/null 2>&1; printf '\\n%s %s\\n' ${mark} $?\n`);
    const found = await waitFor(mark, patience, () => undefined);
    const output = received.slice(0, found.index).trim();
    if (found[1] !== '0') throw new Error(`In the machine: ${command}\nended with ${found[1]}: ${output}`);
    return output;
  };

  // What is written before the shell listens is lost.
  const knock = (): void => void socket.write(`printf '\\n%s %s\\n' here 0\n`);
  await waitFor('here', BOOT_PATIENCE, knock);
  await sleep(1000);
  return run;
}
