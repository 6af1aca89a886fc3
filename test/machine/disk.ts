// The disk of the machine: the base system, daywall as the README says, and a way in for the test.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRODUCT, WORK } from './places.ts';
import { run } from './programs.ts';
import { wallConfig } from './wall-config.ts';

export interface Disk {
  readonly image: string;
  readonly kernel: string;
  readonly ramDisk: string;
}

const NETWORK = '[Match]\nName=en*\n[Network]\nDHCP=ipv4\n';

/** A shell on the second serial line: commands in, what they print out. */
const SHELL = `[Unit]
DefaultDependencies=no
After=systemd-udevd.service
Conflicts=shutdown.target
Before=shutdown.target
[Service]
ExecStart=/bin/sh -c 'stty -F /dev/ttyS1 raw -echo; cd /root; cat /dev/ttyS1 | bash >/dev/ttyS1 2>&1'
Environment=HOME=/root
Restart=always
[Install]
WantedBy=sysinit.target
`;

/** What is shipped, with the canvas binary of this architecture. */
const SHIPPED = ['package.json', 'README.md', 'dist', 'fonts', 'assets', 'systemd'];
const MODULES = ['@napi-rs/canvas', '@napi-rs/canvas-linux-x64-gnu'];

function installProduct(root: string): void {
  const target = join(root, 'opt/daywall');
  mkdirSync(join(target, 'node_modules/@napi-rs'), { recursive: true });
  for (const name of SHIPPED) run('cp', '-rL', join(PRODUCT, name), target);
  for (const name of MODULES) {
    run('cp', '-rL', join(PRODUCT, 'node_modules', name), join(target, 'node_modules', name));
  }
  run('chown', '-R', 'root:root', target);
}

/** The lines of the README, without those that ask a person or start at once. */
function setUp(root: string): void {
  const inside = (...command: readonly string[]): string => run('chroot', root, ...command);
  inside('useradd', '--system', '--no-create-home', '--groups', 'video', 'daywall');
  mkdirSync(join(root, 'etc/daywall'));
  writeFileSync(join(root, 'etc/daywall/daywall.toml'), wallConfig());
  inside('chgrp', 'daywall', '/etc/daywall/daywall.toml');
  inside('chmod', '0640', '/etc/daywall/daywall.toml');
  const units = readdirSync(join(PRODUCT, 'systemd')).filter((name) => name.endsWith('.service'));
  for (const name of units) run('cp', join(PRODUCT, 'systemd', name), join(root, 'etc/systemd/system'));
  inside('systemctl', 'enable', '-q', 'daywall');
}

function addTestAccess(root: string): void {
  writeFileSync(join(root, 'etc/hostname'), 'wall\n');
  writeFileSync(join(root, 'etc/systemd/network/10-wired.network'), NETWORK);
  writeFileSync(join(root, 'etc/systemd/system/test-shell.service'), SHELL);
  mkdirSync(join(root, 'var/log/journal'), { recursive: true });
  run('chroot', root, 'systemctl', 'enable', '-q', 'systemd-networkd', 'test-shell');
}

/** Only /etc and /var are changed in place: the rest is shared with the base by hard links. */
function copyBase(base: string, root: string): void {
  run('cp', '-al', base, root);
  for (const name of ['etc', 'var']) {
    rmSync(join(root, name), { recursive: true });
    run('cp', '-a', join(base, name), root);
  }
}

/** Makes the disk anew. */
export function makeDisk(base: string): Disk {
  const root = join(WORK, 'root');
  const image = join(WORK, 'disk.img');
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  copyBase(base, root);
  installProduct(root);
  setUp(root);
  addTestAccess(root);
  run('mke2fs', '-q', '-F', '-t', 'ext4', '-d', root, image, '2G');
  const boot = join(base, 'boot');
  const find = (start: string): string => {
    const name = readdirSync(boot).find((one) => one.startsWith(start));
    if (name === undefined)
      throw new Error(`There is no ${start}* in ${boot}: remove ${base} and try again.`);
    return join(boot, name);
  };
  return { image, kernel: find('vmlinuz-'), ramDisk: find('initrd.img-') };
}
