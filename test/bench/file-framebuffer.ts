/** A file that stands for a framebuffer, with a folder that describes it as the kernel would. */
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FileFramebuffer {
  readonly device: string;
  readonly sysfs: string;
  readonly rotation: 0;
  readonly format: 'auto';
}

export function createFileFramebuffer(
  folder: string,
  { width, height }: { readonly width: number; readonly height: number },
  bitsPerPixel: 16 | 32 = 32,
): FileFramebuffer {
  const sysfs = join(folder, 'sysfs');
  const device = join(folder, 'fb0');
  const stride = (width * bitsPerPixel) / 8;
  const attributes = {
    virtual_size: `${width},${height}`,
    stride: `${stride}`,
    bits_per_pixel: `${bitsPerPixel}`,
    name: 'bench',
    modes: `U:${width}x${height}p-0`,
    state: '0',
  };
  mkdirSync(sysfs, { recursive: true });
  for (const [name, text] of Object.entries(attributes)) writeFileSync(join(sysfs, name), `${text}\n`);
  writeFileSync(device, '');
  truncateSync(device, stride * height);
  return { device, sysfs, rotation: 0, format: 'auto' };
}
