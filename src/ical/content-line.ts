/**
 * One content line as name, parameters and value (RFC 5545 section 3.1, RFC 6868).
 *
 * Not ical.js: its parser throws the whole feed away for one bad line, wants letter case and VALUE
 * parameters that feeds do not have, and works on the body as one string (a 35 MB feed takes it
 * 300 MB). A feed needs a dozen properties read; that is less code than the corrections would be.
 */

export interface ContentLine {
  /** Upper case. */
  readonly name: string;
  /** Names in upper case; of a repeated parameter the first one counts. */
  readonly parameters: ReadonlyMap<string, string>;
  /** As it stands: escapes of TEXT are still in it. */
  readonly value: string;
}

const NO_PARAMETERS: ReadonlyMap<string, string> = new Map();

/** Reads an unfolded line; null when it is none (no colon outside of quotes). */
export function parseContentLine(text: string): ContentLine | null {
  const nameEnd = text.search(/[:;]/);
  if (nameEnd < 1) return null;
  const name = text.slice(0, nameEnd).toUpperCase();
  if (text[nameEnd] === ':') return { name, parameters: NO_PARAMETERS, value: text.slice(nameEnd + 1) };
  const colon = findOutsideQuotes(text, ':', nameEnd);
  // A quote that is never closed hides the colon: then the quotes are taken for plain letters.
  const end = colon >= 0 ? colon : text.indexOf(':', nameEnd);
  if (end < 0) return null;
  return { name, parameters: parseParameters(text.slice(nameEnd + 1, end)), value: text.slice(end + 1) };
}

/**
 * The line again, with the last colon as the one before the value. For dates, whose values hold no
 * colon: Outlook writes TZID=(UTC+01:00) Amsterdam, Berlin without the quotes it needs.
 */
export function splitAtLastColon(text: string): ContentLine | null {
  const nameEnd = text.search(/[:;]/);
  const colon = text.lastIndexOf(':');
  if (nameEnd < 1 || colon <= nameEnd) return null;
  return {
    name: text.slice(0, nameEnd).toUpperCase(),
    parameters: parseParameters(text.slice(nameEnd + 1, colon)),
    value: text.slice(colon + 1),
  };
}

function parseParameters(text: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const semicolon = findOutsideQuotes(text, ';', at);
    const end = semicolon < 0 ? text.length : semicolon;
    const equals = text.indexOf('=', at);
    if (equals > at && equals < end) {
      const name = text.slice(at, equals).trim().toUpperCase();
      if (!parameters.has(name)) parameters.set(name, readParameter(text.slice(equals + 1, end)));
    }
    at = end + 1;
  }
  return parameters;
}

/** Where `wanted` stands at or after `from`, quoted strings passed over; -1 when nowhere. */
function findOutsideQuotes(text: string, wanted: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    else if (letter === wanted && !quoted) return at;
  }
  return -1;
}

function readParameter(text: string): string {
  const plain = text.replaceAll('"', '').trim();
  return plain.includes('^') ? plain.replaceAll(/\^[n^']/g, readCaret) : plain;
}

/** RFC 6868: ^n is a line break, ^' a double quote, ^^ the caret itself. */
function readCaret(sequence: string): string {
  if (sequence === '^n') return '\n';
  return sequence === "^'" ? '"' : '^';
}

/** Takes the escapes out of a TEXT value (RFC 5545 section 3.3.11); other backslashes stay. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\[\\;,nN]/g, (sequence) =>
    sequence === '\\n' || sequence === '\\N' ? '\n' : (sequence[1] ?? ''),
  );
}
