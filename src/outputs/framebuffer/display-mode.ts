/**
 * Has the kernel light the panel. A framebuffer can be written and read back while nothing of it is on
 * the glass: with DRM drivers the panel is only driven once somebody sets the mode, which is otherwise
 * left to the text console, and that is kept away from the picture (systemd/daywall-console.service).
 * What was written before does not always come to the glass, so this goes first.
 *
 * Setting a mode is an ioctl, which Node cannot do: perl-base, part of every Debian, does it. The mode
 * stays the one the kernel has chosen. Source: include/uapi/linux/fb.h (FBIOGET_VSCREENINFO 0x4600,
 * FBIOPUT_VSCREENINFO 0x4601, `activate` at byte 84 of 160, FB_ACTIVATE_FORCE 128).
 */
import { execFile } from 'node:child_process';
import { fstatSync } from 'node:fs';
import type { Device } from './device.ts';

const SCRIPT = [
  'open my $device, "+<", $ARGV[0] or die "open: $!\\n";',
  'my $screen = "\\0" x 160;',
  'ioctl $device, 0x4600, $screen or die "FBIOGET_VSCREENINFO: $!\\n";',
  'substr($screen, 84, 4) = pack "L", 128;',
  'ioctl $device, 0x4601, $screen or die "FBIOPUT_VSCREENINFO: $!\\n";',
].join(' ');

/** Milliseconds; a driver that hangs must not hold up the picture for ever. */
const PATIENCE = 20_000;

/** Sets the mode of the device. Resolves to null, or to a sentence on why not; never rejects. */
export function setDisplayMode({ path, file }: Device): Promise<string | null> {
  // A plain file, as in tests, has no panel.
  if (!fstatSync(file).isCharacterDevice()) return Promise.resolve(null);
  return new Promise((resolve) => {
    execFile('perl', ['-e', SCRIPT, path], { timeout: PATIENCE }, (error, _, said) => {
      if (error === null) return resolve(null);
      const reason = error.code === 'ENOENT' ? 'perl is not installed' : said.trim() || error.message;
      resolve(`The mode of ${path} could not be set (${reason}); the panel may stay dark.`);
    });
  });
}
