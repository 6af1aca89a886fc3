/**
 * `npm run bench -- start [--rounds N]`: from the start of the process to the first complete, verified
 * picture from the stored agenda, without a network; as a multiple of `node -e 0` in the same run.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { PATHS } from './paths.ts';
import { writeWallConfig } from './wall-config.ts';

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Milliseconds until `node -e 0` has ended. */
function timeOfNode(): Promise<number> {
  const began = performance.now();
  return new Promise((resolve) => {
    spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }).once('close', () =>
      resolve(performance.now() - began),
    );
  });
}

/** Milliseconds until the wall says on stderr that `text` is so. */
async function timeUntil(config: string, text: string): Promise<number> {
  const began = performance.now();
  const wall = spawn(process.execPath, [PATHS.cli, 'run', '--config', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const closed = new Promise((resolve) => wall.once('close', resolve));
  let took = Number.NaN;
  for await (const line of createInterface({ input: wall.stderr })) {
    if (!line.includes(text)) continue;
    took = performance.now() - began;
    wall.kill('SIGTERM');
  }
  await closed;
  return took;
}

/** Runs the wall until it has stored its agenda. */
async function leaveSnapshot(config: string, snapshot: string): Promise<void> {
  const wall = spawn(process.execPath, [PATHS.cli, 'run', '--config', config], { stdio: 'ignore' });
  const closed = new Promise((resolve) => wall.once('close', resolve));
  while (!existsSync(snapshot)) {
    if (wall.exitCode !== null) throw new Error('The wall ended before it had stored its agenda.');
    await setTimeout(50);
  }
  wall.kill('SIGTERM');
  await closed;
}

export async function benchStart(print: (line: string) => void, args: string[] = []): Promise<number> {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '9' } } });
  const folder = mkdtempSync(join(tmpdir(), 'daywall-start-'));
  try {
    const config = writeWallConfig(folder, { width: 1920, height: 1080 });
    await leaveSnapshot(config, join(folder, 'state', 'snapshot.json'));
    const [bare, picture]: [number[], number[]] = [[], []];
    for (let round = 0; round < Number(values.rounds); round++) {
      bare.push(await timeOfNode());
      picture.push(await timeUntil(config, 'The first picture'));
    }
    const ratio = median(picture) / median(bare);
    print(`node -e 0                 ${median(bare).toFixed(0)} ms (median of ${bare.length})`);
    print(`first verified picture    ${median(picture).toFixed(0)} ms, ${ratio.toFixed(1)} times that`);
    return ratio;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
