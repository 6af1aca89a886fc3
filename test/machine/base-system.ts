// Debian 13 as debootstrap makes it, kept between runs.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BASES } from './places.ts';
import { run } from './programs.ts';

const SUITE = 'trixie';

/** What a small board with Raspberry Pi OS Lite has too, as far as it matters here. */
const PACKAGES = [
  'systemd',
  'systemd-sysv',
  'systemd-timesyncd',
  'udev',
  'dbus',
  'kmod',
  'iproute2',
  'procps',
  'ca-certificates',
  'linux-image-amd64',
  'nodejs',
];

/** The Debian mirror this computer uses, in whichever form its apt sources are written. */
export function findMirror(): string {
  const folder = '/etc/apt/sources.list.d';
  const lists = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  for (const path of ['/etc/apt/sources.list', ...lists]) {
    if (!existsSync(path)) continue;
    const text = readFileSync(path, 'utf8').replaceAll(/^#.*$/gm, '');
    const match = /https?:\/\/\S+\/debian\/?(?=\s)/.exec(text);
    if (match !== null) return match[0];
  }
  return 'http://deb.debian.org/debian';
}

/** A folder with the base system; made on the first run, some minutes. Not to be changed. */
export function provideBase(say: (line: string) => void): string {
  const key = createHash('sha256').update(PACKAGES.join()).digest('hex').slice(0, 12);
  const base = join(BASES, `${SUITE}-${key}`);
  if (existsSync(base)) return base;
  const draft = `${base}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const mirror = findMirror();
  say(`building Debian ${SUITE} from ${mirror}, once`);
  run(
    'debootstrap',
    '--variant=minbase',
    `--include=${PACKAGES.join()}`,
    '--keyring=/usr/share/keyrings/debian-archive-keyring.gpg',
    SUITE,
    draft,
    mirror,
  );
  renameSync(draft, base);
  return base;
}
