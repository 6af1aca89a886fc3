// What the machine test needs of this computer: root, and three Debian packages.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Program or file to look for, and the package it comes in. */
const NEEDED: readonly (readonly [string, string])[] = [
  ['/usr/sbin/debootstrap', 'debootstrap'],
  ['/usr/bin/qemu-system-x86_64', 'qemu-system-x86'],
  ['/usr/sbin/mke2fs', 'e2fsprogs'],
  ['/usr/share/keyrings/debian-archive-keyring.gpg', 'debian-archive-keyring'],
];

/** Runs a program to its end; its output is seen only when it fails. */
export function run(program: string, ...args: readonly string[]): string {
  try {
    return execFileSync(program, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')} failed.\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`);
  }
}

/** Installs what is missing. Throws with a sentence when that is not possible. */
export function providePrograms(): void {
  if (process.getuid?.() !== 0) {
    throw new Error('The machine test builds a disk image: run it as root (sudo npm run test:machine).');
  }
  const missing = NEEDED.filter(([path]) => !existsSync(path)).map(([, name]) => name);
  if (missing.length === 0) return;
  if (!existsSync('/usr/bin/apt-get')) {
    throw new Error(`The machine test needs ${missing.join(', ')}; without apt-get, install them yourself.`);
  }
  run('apt-get', 'update', '-qq');
  run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...missing);
}
