/**
 * Rules between the keys of the calendars. They look at what stands in the file, not at what it
 * means, so that they are told together with all other problems.
 */
import { slug } from './calendar.ts';
import type { Finding } from './read-options.ts';

type Table = Readonly<Record<string, unknown>>;

const SOURCES = ['url', 'url_file', 'file'];
const FETCH_ONLY = ['username', 'password', 'password_file', 'token', 'token_file', 'headers'];

/** `calendars` as the file gives it. */
export function checkCalendarKeys(calendars: unknown): readonly Finding[] {
  if (!Array.isArray(calendars)) return [];
  const tables = calendars.map((it): Table => (typeof it === 'object' && it !== null ? it : {}));
  return [...tables.flatMap(checkKeys), ...checkIds(tables)];
}

function checkKeys(table: Table, index: number): readonly Finding[] {
  const has = (key: string): boolean => Object.hasOwn(table, key);
  const finding = (key: string | null, message: string): Finding => ({
    path: key === null ? ['calendars', index] : ['calendars', index, key],
    message,
    about: 'key',
  });
  const given = SOURCES.filter(has);
  const findings: Finding[] = [];
  if (given.length === 0) {
    findings.push(finding(null, 'It has no feed: give it one of url, url_file and file.'));
  }
  if (given.length > 1) {
    findings.push(finding(given[1] ?? null, `It has several feeds: keep one of ${given.join(' and ')}.`));
  }
  for (const key of has('file') && given.length === 1 ? FETCH_ONLY.filter(has) : []) {
    findings.push(finding(key, 'A calendar read from a file does not need it: remove it.'));
  }
  for (const key of ['password', 'token'].filter((it) => has(it) && has(`${it}_file`))) {
    findings.push(finding(`${key}_file`, `There is ${key} as well: keep one of them.`));
  }
  return [...findings, ...checkCredentials(has).map(([key, message]) => finding(key, message))];
}

function checkCredentials(has: (key: string) => boolean): readonly (readonly [string, string])[] {
  const password = ['password', 'password_file'].find(has);
  const token = ['token', 'token_file'].find(has);
  if (token !== undefined && has('username')) {
    return [[token, 'There is username as well: authentication is either basic or by token.']];
  }
  if (has('username') && password === undefined) {
    return [['username', 'It needs a password: add password or password_file.']];
  }
  if (password !== undefined && !has('username')) {
    return [[password, 'It needs a user name: add username.']];
  }
  return [];
}

function checkIds(tables: readonly Table[]): readonly Finding[] {
  const seen = new Map<string, number>();
  return tables.flatMap((table, index): readonly Finding[] => {
    const id = idOf(table, index);
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, index);
      return [];
    }
    const key = Object.hasOwn(table, 'id') ? 'id' : 'name';
    const message = `It gives the id "${id}", which calendars[${first}] has already: give it another name, or an id of its own.`;
    return [{ path: ['calendars', index, key], message, about: 'value' }];
  });
}

/** The given id, else one made from the name, else one made from its place. */
export function idOf(table: { readonly id?: unknown; readonly name?: unknown }, index: number): string {
  if (typeof table.id === 'string') return table.id;
  const made = typeof table.name === 'string' ? slug(table.name) : '';
  return made === '' ? `calendar-${index + 1}` : made;
}
