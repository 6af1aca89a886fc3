// A file that stands for the device, beside a copy of what the kernel says in sysfs.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { PixelBlock } from '../../../src/model/frame.ts';
import type { FramebufferOptions } from '../../../src/outputs/framebuffer/options.ts';

/** As read on a virtual machine (bochs-drm) and as on a Raspberry Pi (vc4). */
export const BOCHS = {
  virtual_size: '1920,1080',
  stride: '7680',
  bits_per_pixel: '32',
  name: 'bochs-drmdrmfb',
  mode: '',
  modes: 'U:1920x1080p-0',
  pan: '0,0',
  state: '0',
  rotate: '0',
  blank: '',
};
export const VC4 = {
  ...BOCHS,
  virtual_size: '800,480',
  stride: '1600',
  bits_per_pixel: '16',
  name: 'vc4drmfb',
  modes: 'U:800x480p-0',
};

export interface FakeFramebuffer {
  readonly folder: string;
  readonly options: FramebufferOptions;
  /** Writes sysfs anew; undefined values leave a file out. */
  describe(attributes: Readonly<Record<string, string | undefined>>): void;
  bytes(): Buffer;
  /** Changes the device as something else that draws would. */
  scribble(change: (bytes: Buffer) => void): void;
}

export function describeFramebuffer(
  width: number,
  height: number,
  bits: number,
  extra: Readonly<Record<string, string | undefined>> = {},
): Record<string, string | undefined> {
  return {
    ...BOCHS,
    virtual_size: `${width},${height}`,
    stride: String((width * bits) / 8),
    bits_per_pixel: String(bits),
    modes: `U:${width}x${height}p-0`,
    ...extra,
  };
}

/** A device of `size` bytes, all 0x5a; size 0: no device node. Removed after the test. */
export function createFakeFramebuffer(
  context: TestContext,
  attributes: Readonly<Record<string, string | undefined>>,
  size: number,
): FakeFramebuffer {
  const folder = mkdtempSync(join(tmpdir(), 'daywall-fb-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const sysfs = join(folder, 'sysfs');
  const device = join(folder, 'fb0');
  if (size > 0) writeFileSync(device, Buffer.alloc(size, 0x5a));
  const fake: FakeFramebuffer = {
    folder,
    options: { device, sysfs, rotation: 0, format: 'auto' },
    describe(next) {
      rmSync(sysfs, { recursive: true, force: true });
      mkdirSync(sysfs);
      for (const [name, text] of Object.entries(next)) {
        if (text !== undefined) writeFileSync(join(sysfs, name), `${text}\n`);
      }
    },
    bytes: () => readFileSync(device),
    scribble(change) {
      const bytes = readFileSync(device);
      change(bytes);
      writeFileSync(device, bytes, { flag: 'r+' });
    },
  };
  fake.describe(attributes);
  return fake;
}

/** A block whose pixels are all different enough: red from x, green from y, blue from both. */
export function patternBlock(x: number, y: number, width: number, height: number, shade = 0): PixelBlock {
  const data = new Uint8Array(width * height * 4);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const px = x + column;
      const py = y + row;
      data.set(
        [(px * 7 + shade) & 255, (py * 11 + shade) & 255, (px * 3 + py * 5) & 255, 255],
        (row * width + column) * 4,
      );
    }
  }
  return { x, y, width, height, data };
}
