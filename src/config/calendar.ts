/** One `[[calendars]]` of the file: what every calendar has, and the keys of each kind of feed. */
import * as v from 'valibot';
import { fileFeedOptions } from '../feeds/file/options.ts';
import { httpFeedOptions } from '../feeds/http/options.ts';
import type { CalendarLabel } from '../model/agenda.ts';
import type { FeedSource } from '../model/refresh-job.ts';
import { isColor, PALETTE_NAMES, toColor } from './palette.ts';

const MAX_NAME = 60;
const MAX_ADDRESSES = 20;

const COLOR_MESSAGE = `must be a colour such as "#2a9d8f", or one of ${PALETTE_NAMES.join(', ')}`;
const ADDRESS_MESSAGE = 'must be a mail address such as "me@example.org"';
const ADDRESSES_MESSAGE = `must be a list of at most ${MAX_ADDRESSES} mail addresses`;
const NAME_MESSAGE = `must be a text of 1 to ${MAX_NAME} characters`;
const ID_MESSAGE = 'must be a word of at most 60 letters, digits, "-" and "_"';

const color = v.pipe(
  v.string(COLOR_MESSAGE),
  v.check(isColor, COLOR_MESSAGE),
  v.metadata({ choices: () => PALETTE_NAMES }),
  v.transform(toColor),
  v.description(
    'A colour such as "#2a9d8f", or the name of one of the palette. Unset: the next of the palette.',
  ),
);

const address = v.pipe(
  v.string(ADDRESS_MESSAGE),
  v.maxLength(254, ADDRESS_MESSAGE),
  v.regex(/^[^\s@]+@[^\s@]+$/, ADDRESS_MESSAGE),
  v.toLowerCase(),
);

export const calendarOptions = v.strictObject({
  name: v.pipe(
    v.string(NAME_MESSAGE),
    v.trim(),
    v.minLength(1, NAME_MESSAGE),
    v.maxLength(MAX_NAME, NAME_MESSAGE),
    v.description('What the wall calls it.'),
  ),
  id: v.optional(
    v.pipe(
      v.string(ID_MESSAGE),
      v.regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,59}$/u, ID_MESSAGE),
      v.description('Under which what is stored and measured knows it. Unset: made from the name.'),
    ),
  ),
  color: v.optional(color),
  ...httpFeedOptions,
  ...fileFeedOptions,
  ownAddresses: v.optional(
    v.pipe(
      v.array(address, ADDRESSES_MESSAGE),
      v.maxLength(MAX_ADDRESSES, ADDRESSES_MESSAGE),
      v.description('Your mail addresses, to tell what you accepted from what you declined.'),
    ),
    [],
  ),
  declined: v.optional(
    v.pipe(
      v.picklist(['hide', 'strike']),
      v.description('What you declined: leave it out, or strike it through.'),
    ),
    'hide',
  ),
  free: v.optional(
    v.pipe(
      v.picklist(['show', 'hide']),
      v.description('What takes no time, such as birthdays and reminders.'),
    ),
    'show',
  ),
  show: v.optional(
    v.pipe(
      v.picklist(['details', 'busy']),
      v.description('busy: only that the time is taken, without title and place.'),
    ),
    'details',
  ),
});

/** As the file gives it, checked, before its feed is known. */
export type CalendarOptions = v.InferOutput<typeof calendarOptions>;

/** A calendar ready for use. */
export interface Calendar extends CalendarLabel {
  readonly source: FeedSource;
  readonly ownAddresses: readonly string[];
  readonly declined: CalendarOptions['declined'];
  readonly free: CalendarOptions['free'];
  readonly show: CalendarOptions['show'];
}

/** Lower case letters and digits of any script, joined by `-`; empty when the name has none. */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}
