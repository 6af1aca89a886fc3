// The configuration inside the machine, and what the host draws the same picture from.
import { SAMPLES } from './places.ts';

export const ZONE = 'Europe/Berlin';
export const SIZE = { width: 1920, height: 1080 };

/** Port of the host's feed server; QEMU's own address for the host is 10.0.2.2. */
export const FEED_PORT = 18_090;

const CALENDARS = [
  ['Family', 'family.ics'],
  ['Work', 'work.ics'],
  ['Holidays', 'holidays.ics'],
] as const;

const TOP = `zone = "${ZONE}"\nlocale = "en-GB"\n`;

const calendars = (feed: (file: string) => string): string =>
  CALENDARS.map(([name, file]) => `[[calendars]]\nname = "${name}"\n${feed(file)}\n`).join('');

const overHttp = calendars((file) => `url = "http://10.0.2.2:${FEED_PORT}/${file}"`);

/** Inside the machine. */
export function wallConfig(): string {
  return `${TOP}${overHttp}[output]\nkind = "framebuffer"\n[health]\nhost = "0.0.0.0"\n`;
}

/** On the host, from the same feeds: for `daywall render`. */
export function renderConfig(): string {
  return `${TOP}${calendars((file) => `file = "${SAMPLES}/${file}"`)}`;
}

/** On the host, for the agenda that the machine has stored. `folder`: where snapshot.json lies. */
export function snapshotConfig(folder: string): string {
  return `${TOP}${overHttp}[state]\nfolder = "${folder}"\n`;
}
