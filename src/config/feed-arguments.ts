/** Configs that are not written in a file: `--feed` on the command line, and the bundled samples. */
import { fileSource } from '../feeds/file/options.ts';
import { httpSource, isFeedUrl } from '../feeds/http/options.ts';
import { UserError } from '../model/errors.ts';
import type { FeedSource } from '../model/refresh-job.ts';
import type { Calendar } from './calendar.ts';
import { idOf } from './calendar-keys.ts';
import { deepFreeze } from './freeze.ts';
import { assignColors, PALETTE, type PaletteName } from './palette.ts';
import type { Config } from './schema.ts';

/** The bundled samples: file in the folder of samples, name, colour. */
const SAMPLES: readonly (readonly [string, string, PaletteName])[] = [
  ['family.ics', 'Family', 'teal'],
  ['work.ics', 'Work', 'blue'],
  ['holidays.ics', 'Holidays', 'orange'],
];

/**
 * `base` with these feeds for its calendars, named after their hosts and files. `resolvePath` makes
 * a path absolute.
 * @throws {UserError} for an address that is none; the message does not repeat it.
 */
export function configFromFeeds(
  feeds: readonly string[],
  base: Config,
  resolvePath: (path: string) => string,
): Config {
  const ids = new Set<string>();
  const found = feeds.map((feed, index) => {
    const source = toSource(feed, index, resolvePath);
    const name = freeName(nameOf(source), index, ids);
    ids.add(idOf({ name }, index));
    return { name, source };
  });
  const colors = assignColors(found.map(() => null));
  const calendars = found.map(({ name, source }, index) =>
    plainCalendar(name, colors[index] ?? PALETTE.teal, source, index),
  );
  return deepFreeze({ ...base, calendars });
}

/** `base` with the three bundled samples for its calendars. `folder`: absolute path of theirs. */
export function sampleConfig(folder: string, base: Config): Config {
  const calendars = SAMPLES.map(([file, name, color], index) =>
    plainCalendar(name, PALETTE[color], fileSource(`${folder}/${file}`), index),
  );
  return deepFreeze({ ...base, calendars });
}

function plainCalendar(name: string, color: string, source: FeedSource, index: number): Calendar {
  const id = idOf({ name }, index);
  return { id, name, color, source, ownAddresses: [], declined: 'hide', free: 'show', show: 'details' };
}

function toSource(feed: string, index: number, resolvePath: (path: string) => string): FeedSource {
  if (isFeedUrl(feed)) {
    return httpSource({ url: feed, username: null, password: null, token: null, headers: {} });
  }
  if (feed.trim() === '' || /^[a-z][\w+.-]*:\/\//i.test(feed)) {
    throw new UserError(
      `Feed number ${index + 1} is neither an address that begins with https://, http:// or webcal:// nor the path of an .ics file.`,
    );
  }
  return fileSource(resolvePath(feed));
}

/** The name, with a number behind it when the id it gives is taken. */
function freeName(name: string, index: number, ids: ReadonlySet<string>): string {
  let tried = name;
  for (let number = 2; ids.has(idOf({ name: tried }, index)); number++) tried = `${name} ${number}`;
  return tried;
}

function nameOf(source: FeedSource): string {
  if (source.kind === 'http') return new URL(source.url).hostname.replace(/^www\./, '');
  const file = source.path.split('/').at(-1) ?? source.path;
  return file.replace(/\.(?:ics|ical)$/i, '') || file;
}
