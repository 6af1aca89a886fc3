/** The device node: opening, noticing that it was replaced, whole reads and writes, errors as sentences. */
import { closeSync, fstatSync, openSync, readSync, type Stats, statSync, writeSync } from 'node:fs';
import { describeError } from '../../model/errors.ts';

export interface Device {
  readonly path: string;
  readonly file: number;
}

/** Opens the node for reading and writing; never creates it. Throws the system's error. */
export function openDevice(path: string): Device {
  return { path, file: openSync(path, 'r+') };
}

/** Closes the node; one that is already gone is as good as closed. */
export function closeDevice(device: Device): void {
  try {
    closeSync(device.file);
  } catch {
    // The descriptor is released by the kernel even when the device reports an error.
  }
}

const identify = ({ dev, ino, rdev }: Stats): string => `${dev}:${ino}:${rdev}`;

/** Whether the path still leads to what is open. Throws the system's error when it is gone. */
export function isSameNode(device: Device): boolean {
  return identify(statSync(device.path)) === identify(fstatSync(device.file));
}

/** The device took or gave fewer bytes than its description promises. */
class ShortTransfer extends Error {
  override readonly name = 'ShortTransfer';
}

/** Writes `length` bytes from the start of `bytes`. Throws when the device does not take them all. */
export function writeAll({ file }: Device, bytes: Uint8Array, offset: number, length: number, at: number) {
  for (let done = 0; done < length; ) {
    const count = writeSync(file, bytes, offset + done, length - done, at + done);
    if (count === 0) throw new ShortTransfer(`took ${done} of ${length} bytes`);
    done += count;
  }
}

/** Reads `length` bytes to the start of `bytes`. Throws when the device does not give them all. */
export function readAll({ file }: Device, bytes: Uint8Array, length: number, at: number) {
  for (let done = 0; done < length; ) {
    const count = readSync(file, bytes, done, length - done, at + done);
    if (count === 0) throw new ShortTransfer(`gave back ${done} of ${length} bytes`);
    done += count;
  }
}

/** What a person can do about an error of the device. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist; connect the display and switch it on',
  EACCES:
    'daywall may not open it; add its user to the group that owns it (sudo usermod -aG video USER) and log in again',
  EPERM: 'the kernel does not allow it now, because the display is suspended or the service may not use it',
  EROFS: 'it can only be read',
  EISDIR: 'it is a folder and no device',
  ENODEV: 'it is gone; its driver was removed or replaced',
  ENXIO: 'it is gone; its driver was removed or replaced',
  EIO: 'the display driver reports a fault; look at the kernel log (journalctl -k)',
  EBUSY: 'something else holds it; stop other programs that draw on the display',
  ENOSPC: 'it is smaller than the kernel says',
  EFBIG: 'it is smaller than the kernel says',
};

/** A sentence about an error of the device at `path`. */
export function describeDeviceError(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const remedy = REMEDIES[code];
  if (remedy !== undefined) return `Cannot draw on ${path}: ${remedy} (${code}).`;
  if (error instanceof ShortTransfer) {
    return `Cannot draw on ${path}: it ${error.message}, less than the kernel says it holds.`;
  }
  return `Cannot draw on ${path}: ${describeError(error)}.`;
}
