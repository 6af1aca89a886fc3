/** Ways in which a feed is damaged on its way, or made to do harm. Bytes in, bytes out. */
import type { Dice } from './dice.ts';
import { eventLine, eventText, ruleText, TEXTS, TZIDS, zoneText } from './grammar.ts';

/** Repetition stops here: enough to show what grows too fast, quick enough for thousands of cases. */
const MAX_SIZE = 400_000;

type Mutation = (bytes: Buffer, dice: Dice, other: Buffer) => Buffer;

/** `latin1` keeps each byte as one letter. */
const linesOf = (bytes: Buffer): string[] => bytes.toString('latin1').split(/(?<=\n)/);
const join = (lines: readonly string[]): Buffer => Buffer.from(lines.join(''), 'latin1');
const place = (bytes: Buffer, dice: Dice): number => dice.int(0, bytes.length);

function insert(bytes: Buffer, at: number, more: Buffer | string): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(more), bytes.subarray(at)]);
}

/** Inserts lines where a line begins. */
function insertLines(bytes: Buffer, dice: Dice, more: readonly string[]): Buffer {
  const lines = linesOf(bytes);
  lines.splice(dice.int(0, lines.length), 0, Buffer.from(`${more.join('\r\n')}\r\n`).toString('latin1'));
  return join(lines);
}

/** Replaces what stands behind the colon of one line with that name. */
function replaceValue(bytes: Buffer, dice: Dice, name: RegExp, value: string): Buffer {
  const lines = linesOf(bytes);
  const candidates = lines.flatMap((line, index) => (name.test(line) ? [index] : []));
  if (candidates.length === 0) return bytes;
  const at = dice.pick(candidates);
  lines[at] = (lines[at] ?? '').replace(/:[^\r\n]*/, () => `:${value}`);
  return join(lines);
}

const SPECIAL = [
  0x00, 0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x3a, 0x3b, 0x3d, 0x5c, 0x7f, 0x80, 0xc3, 0xe2, 0xf0, 0xfe, 0xff,
];

const MUTATIONS: readonly Mutation[] = [
  function cutEnd(bytes, dice) {
    return bytes.subarray(0, place(bytes, dice));
  },
  function cutStart(bytes, dice) {
    return bytes.subarray(place(bytes, dice));
  },
  function cutOut(bytes, dice) {
    const at = place(bytes, dice);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + dice.few(300))]);
  },
  function flipBits(bytes, dice) {
    const copy = Buffer.from(bytes);
    for (let count = 1 + dice.few(40); count > 0 && copy.length > 0; count -= 1) {
      const at = dice.int(0, copy.length - 1);
      copy[at] = (copy[at] ?? 0) ^ (1 << dice.int(0, 7));
    }
    return copy;
  },
  function setBytes(bytes, dice) {
    const copy = Buffer.from(bytes);
    for (let count = 1 + dice.few(40); count > 0 && copy.length > 0; count -= 1) {
      copy[dice.int(0, copy.length - 1)] = dice.pick(SPECIAL);
    }
    return copy;
  },
  function duplicateLines(bytes, dice) {
    const lines = linesOf(bytes);
    const at = dice.int(0, lines.length);
    lines.splice(at, 0, ...lines.slice(at, at + 1 + dice.few(20)));
    return join(lines);
  },
  function moveLines(bytes, dice) {
    const lines = linesOf(bytes);
    const moved = lines.splice(dice.int(0, lines.length), 1 + dice.few(10));
    lines.splice(dice.int(0, lines.length), 0, ...moved);
    return join(lines);
  },
  function dropLines(bytes, dice) {
    const lines = linesOf(bytes);
    for (let count = 1 + dice.few(5); count > 0; count -= 1) lines.splice(dice.int(0, lines.length), 1);
    return join(lines);
  },
  function dropEnds(bytes, dice) {
    return join(linesOf(bytes).filter((line) => !line.startsWith('END:') || dice.once(3)));
  },
  function fold(bytes, dice) {
    let folded = bytes;
    const end = dice.pick(['\r\n ', '\n ', '\r\n\t', '\r ', '\r\n\r\n ', '\n\n\t', '\r\n  ']);
    for (let count = 1 + dice.few(60); count > 0; count -= 1)
      folded = insert(folded, place(folded, dice), end);
    return folded;
  },
  function mixLineEnds(bytes, dice) {
    const ends = ['\r\n', '\n', '\r', '\n\r', '\r\r\n', '\u0085', '\v', ''];
    return Buffer.from(
      bytes.toString('latin1').replaceAll(/\r?\n/g, () => dice.pick(dice.once(5) ? ends : ends.slice(0, 3))),
      'latin1',
    );
  },
  function toUtf16(bytes, dice) {
    const text = `${dice.once(2) ? '\ufeff' : ''}${bytes.toString()}`;
    const little = Buffer.from(text, 'utf16le');
    return dice.once(2) && little.length % 2 === 0 ? little.swap16() : little;
  },
  function toLatin1(bytes) {
    return Buffer.from(bytes.toString(), 'latin1');
  },
  function markByteOrder(bytes, dice) {
    return insert(bytes, dice.once(2) ? 0 : place(bytes, dice), '\ufeff');
  },
  function nest(bytes, dice) {
    const name = dice.pick(['VEVENT', 'VCALENDAR', 'VALARM', 'X-DEEP', 'VTIMEZONE', 'STANDARD', '']);
    const depth = dice.pick([1, 2, 31, 32, 33, 100, 5000]);
    const ends = dice.once(2) ? Array.from({ length: depth }, () => `END:${name}`) : [];
    return insertLines(bytes, dice, [...Array.from({ length: depth }, () => `BEGIN:${name}`), ...ends]);
  },
  function repeat(bytes, dice) {
    const at = place(bytes, dice);
    const span = bytes.subarray(at, at + 1 + dice.few(2000));
    const times = Math.min(
      dice.pick([2, 10, 1000, 100_000]),
      Math.floor(MAX_SIZE / Math.max(1, span.length)),
    );
    return insert(bytes, at, Buffer.concat(Array.from({ length: times }, () => span)));
  },
  function lengthenLine(bytes, dice) {
    const more = dice.pick(['x', ',', ';', '"', '\\', ':', '=', '20260611,', ';A=b', '^', '\u{1f600}', ' ']);
    return insert(bytes, place(bytes, dice), more.repeat(dice.pick([100, 10_000, 300_000 / more.length])));
  },
  function splice(bytes, dice, other) {
    return Buffer.concat([bytes.subarray(0, place(bytes, dice)), other.subarray(place(other, dice))]);
  },
  function spliceLines(bytes, dice, other) {
    const lines = linesOf(other);
    const at = dice.int(0, lines.length);
    return insertLines(
      bytes,
      dice,
      lines.slice(at, at + 1 + dice.few(30)).map((line) => line.trimEnd()),
    );
  },
  function hostileRule(bytes, dice) {
    return replaceValue(bytes, dice, /^(?:RRULE|EXRULE)/, ruleText(dice));
  },
  function otherNumber(bytes, dice) {
    const text = bytes.toString('latin1');
    const numbers = [...text.matchAll(/\d+/g)];
    if (numbers.length === 0) return bytes;
    const { 0: digits, index } = dice.pick(numbers);
    const number = dice.pick([
      '0',
      '-1',
      '1',
      '99999999999999999999',
      '2147483648',
      '60',
      '9'.repeat(digits.length),
      '',
    ]);
    return Buffer.from(text.slice(0, index) + number + text.slice(index + digits.length), 'latin1');
  },
  function otherZone(bytes, dice) {
    const zone = Buffer.from(dice.pick(TZIDS)).toString('latin1');
    return Buffer.from(
      bytes
        .toString('latin1')
        .replaceAll(/TZID=[^:;\r\n]*/g, (found) => (dice.once(2) ? `TZID=${zone}` : found)),
      'latin1',
    );
  },
  function otherText(bytes, dice) {
    return replaceValue(
      bytes,
      dice,
      /^(?:SUMMARY|LOCATION|UID)/,
      Buffer.from(dice.pick(TEXTS)).toString('latin1'),
    );
  },
  function moreLines(bytes, dice) {
    return insertLines(
      bytes,
      dice,
      Array.from({ length: 1 + dice.few(10) }, () => eventLine(dice)),
    );
  },
  function moreEvents(bytes, dice) {
    return insertLines(bytes, dice, eventText(dice));
  },
  function moreZones(bytes, dice) {
    return insertLines(bytes, dice, zoneText(dice));
  },
  function changeCase(bytes, dice) {
    const text = bytes.toString('latin1');
    return Buffer.from(dice.once(2) ? text.toLowerCase() : text.toUpperCase(), 'latin1');
  },
  function shuffleComponents(bytes, dice) {
    const parts = bytes.toString('latin1').split(/(?=^BEGIN:(?:VEVENT|VTIMEZONE))/m);
    const [head = '', ...components] = parts;
    for (let at = components.length - 1; at > 0; at -= 1) {
      const other = dice.int(0, at);
      [components[at], components[other]] = [components[other] ?? '', components[at] ?? ''];
    }
    return Buffer.from([head, ...components].join(''), 'latin1');
  },
];

/** Some mutations, one after the other. `other`: another feed, to mix in. */
export function mutate(bytes: Buffer, dice: Dice, other: Buffer): Buffer {
  let mutated = bytes;
  for (let count = dice.few(6); count > 0; count -= 1) {
    mutated = dice.pick(MUTATIONS)(mutated, dice, other);
    if (mutated.length > 2 * MAX_SIZE) break;
  }
  return mutated;
}
