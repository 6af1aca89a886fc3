/** A configuration with the bundled samples, a framebuffer on a file, and a state folder of its own. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileFramebuffer } from './file-framebuffer.ts';
import { PATHS } from './paths.ts';

export interface WallConfigOptions {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel?: 16 | 32;
  /** Seconds between two refreshes; a day by default, so that one refresh is all there is. */
  readonly interval?: number;
}

/** Writes it into an empty folder; returns the file. */
export function writeWallConfig(folder: string, options: WallConfigOptions): string {
  const { device, sysfs } = createFileFramebuffer(folder, options, options.bitsPerPixel);
  const calendars = ['family', 'work', 'holidays'].map(
    (name) => `[[calendars]]\nname = "${name}"\nfile = "${join(PATHS.samples, `${name}.ics`)}"\n`,
  );
  const sections = [
    'zone = "Europe/Berlin"\nlocale = "en-GB"\n',
    ...calendars,
    `[refresh]\ninterval = ${options.interval ?? 86_400}\n`,
    `[output]\nkind = "framebuffer"\n[output.framebuffer]\ndevice = "${device}"\nsysfs = "${sysfs}"\n`,
    `[state]\nfolder = "${join(folder, 'state')}"\n`,
    // Of its own, so that a bench can run beside another wall.
    `[health]\nport = ${20_000 + (process.pid % 10_000)}\n`,
  ];
  const file = join(folder, 'daywall.toml');
  writeFileSync(file, sections.join(''));
  return file;
}
