// `npm run test:machine [-- STEP ...]`: daywall on a booted Debian 13 with a real framebuffer and a real
// systemd, emulated by QEMU. Needs root and Debian packages, takes minutes; not part of `npm test`.
// The steps build on one another; naming some leaves out the others but the first.
import { mkdirSync, rmSync } from 'node:fs';
import { provideBase } from './base-system.ts';
import { makeDisk } from './disk.ts';
import { renderedAgenda } from './expected-pictures.ts';
import { serveFeeds } from './feed-server.ts';
import { createMachine, type Step } from './machine.ts';
import { RESULTS } from './places.ts';
import { providePrograms } from './programs.ts';
import { hanging } from './steps/hanging.ts';
import { killed } from './steps/killed.ts';
import { powerOn } from './steps/power-on.ts';
import { stopped } from './steps/stopped.ts';
import { unplugged } from './steps/unplugged.ts';

const STEPS: readonly Step[] = [powerOn, killed, hanging, stopped, unplugged];

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(0)} s`;

async function timed<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const began = performance.now();
  console.log(`--- ${name}`);
  const result = await work();
  console.log(`    ${seconds(began)}`);
  return result;
}

const say = (line: string): void => console.log(`    ${line}`);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}: ${STEPS.map(({ name }) => name).join(', ')}.`);
  process.exit(64);
}

const began = performance.now();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
await timed('programs', providePrograms);
const base = await timed('base system', () => provideBase(say));
const disk = await timed('disk', () => makeDisk(base));
const stopFeeds = await serveFeeds();
const machine = createMachine(disk, renderedAgenda());
let failed = false;
try {
  for (const step of STEPS) {
    if (step !== powerOn && wanted.length > 0 && !wanted.includes(step.name)) continue;
    await timed(step.name, () => step.run(machine, say));
  }
} catch (error) {
  failed = true;
  console.error(error instanceof Error ? error.message : error);
} finally {
  await machine.close().catch((error: unknown) => console.error('The journal could not be kept:', error));
  stopFeeds();
}
console.log(`${failed ? 'FAILED' : 'passed'} after ${seconds(began)}; pictures and logs are in ${RESULTS}`);
process.exit(failed ? 1 : 0);
