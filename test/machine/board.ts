// The emulated board: QEMU without KVM, a VGA panel of 1920x1080, one network card.
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectControl } from './control.ts';
import type { Disk } from './disk.ts';
import { RESULTS, WORK } from './places.ts';
import { connectShell, type Shell } from './shell.ts';
import { SIZE } from './wall-config.ts';

/** Host's port that leads to the wall's health server. */
const HEALTH_PORT = 18_091;

export interface Board {
  /** `performance.now()` at power-on. */
  readonly poweredOn: number;
  readonly healthPort: number;
  readonly shell: Shell;
  /** What is on the glass, as a PPM file at `path`. */
  dumpGlass(path: string): Promise<void>;
  plugNetwork(plugged: boolean): Promise<void>;
  /** Lets the system end by itself; resolves when the power is off. */
  shutDown(): Promise<void>;
  /** Pulls the plug. */
  kill(): Promise<void>;
}

export interface BootOptions {
  readonly disk: Disk;
  /** Name of the serial log in the folder of results. */
  readonly name: string;
  readonly network: boolean;
  /** Bits per pixel of the framebuffer. */
  readonly depth?: 16 | 32;
}

function qemuArguments({ disk, name, depth = 32 }: BootOptions): string[] {
  const kernel = [
    'root=/dev/vda rw',
    // As on a Raspberry Pi: kernel messages go to the panel too.
    'console=tty0 console=ttyS0',
    `video=${SIZE.width}x${SIZE.height}${depth === 32 ? '' : `-${depth}`}`,
  ];
  return [
    ...['-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '512', '-vga', 'std'],
    ...['-display', 'none', '-no-reboot', '-nodefaults'],
    ...['-kernel', disk.kernel, '-initrd', disk.ramDisk, '-append', kernel.join(' ')],
    ...['-drive', `file=${disk.image},if=virtio,format=raw,cache=unsafe`],
    ...['-netdev', `user,id=net,hostfwd=tcp:127.0.0.1:${HEALTH_PORT}-:8080`],
    ...['-device', 'virtio-net-pci,netdev=net,id=card'],
    ...['-serial', `file:${join(RESULTS, `${name}.serial.log`)}`],
    ...['-chardev', `socket,id=shell,path=${join(WORK, 'shell')},server=on,wait=off`],
    ...['-serial', 'chardev:shell'],
    ...['-qmp', `unix:${join(WORK, 'control')},server=on,wait=off`],
  ];
}

/** Switches the board on; resolves when its shell answers. */
export async function boot(options: BootOptions): Promise<Board> {
  for (const socket of ['shell', 'control']) rmSync(join(WORK, socket), { force: true });
  const poweredOn = performance.now();
  const qemu = spawn('qemu-system-x86_64', qemuArguments(options), {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const off = new Promise<void>((resolve) => qemu.once('close', () => resolve()));
  const end = (): void => void qemu.kill('SIGKILL');
  process.once('exit', end);
  void off.then(() => process.off('exit', end));
  while (!existsSync(join(WORK, 'control'))) {
    if (qemu.exitCode !== null) throw new Error('QEMU did not start; what it says is above.');
    await sleep(50);
  }
  const control = await connectControl(join(WORK, 'control'));
  const plugNetwork = (up: boolean): Promise<void> => control('set_link', { name: 'card', up });
  if (!options.network) await plugNetwork(false);
  const shell = await connectShell(join(WORK, 'shell'));
  return {
    poweredOn,
    healthPort: HEALTH_PORT,
    shell,
    plugNetwork,
    dumpGlass: (path) => control('screendump', { filename: path }),
    async shutDown() {
      void shell('systemctl poweroff').catch(() => undefined);
      await off;
    },
    async kill() {
      qemu.kill('SIGKILL');
      await off;
    },
  };
}
