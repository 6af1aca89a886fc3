/** Says what came when it is no calendar, so that a login page is recognised as one. PURE. */

/** Longest part of a page's title in a sentence. */
const MAX_TITLE = 60;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function titleOf(page: string): string | null {
  const raw = /<title[^>]*>([^<]*)/i.exec(page)?.[1] ?? '';
  const text = raw
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the page may hold anything.
    .replaceAll(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .trim();
  // A title may repeat the address that was asked for, and that is a secret.
  if (text === '' || /[:/]\/|www\.|[?&]\w+=/i.test(text)) return null;
  const characters = Array.from(text);
  return characters.length > MAX_TITLE ? `${characters.slice(0, MAX_TITLE - 1).join('')}…` : text;
}

function isBinary(head: Uint8Array): boolean {
  return head.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b));
}

/** Only a well-formed media type may stand in a sentence: the server writes it. */
function named(mediaType: string | null): string {
  return mediaType !== null && /^[a-z0-9.+-]{1,40}\/[a-z0-9.+-]{1,40}$/.test(mediaType)
    ? ` (${mediaType})`
    : '';
}

/** One sentence. `head`: the first bytes; `size`: bytes in all; `mediaType`: as the server says. */
export function describeBody(head: Uint8Array, size: number, mediaType: string | null): string {
  if (size === 0) return 'The answer is empty, which is no calendar.';
  const text = new TextDecoder().decode(head);
  const title = titleOf(text);
  if (/<!doctype html|<html[\s>]|<head[\s>]/i.test(text)) {
    const what = title === null ? 'An HTML page' : `An HTML page titled "${title}"`;
    return `${what} came instead of a calendar; is the address the secret iCal address, or is a login wanted?`;
  }
  if (/^\s*</.test(text)) return `An XML document${named(mediaType)} came instead of a calendar.`;
  if (/^\s*[[{]/.test(text)) return `A JSON document${named(mediaType)} came instead of a calendar.`;
  if (isBinary(head)) return `Binary data${named(mediaType)} came instead of a calendar.`;
  return `The text that came${named(mediaType)} holds no BEGIN:VCALENDAR, so it is no calendar.`;
}
