/** Names and places of keys, as the file writes them. */

/** Where a value stands: table keys and, counted from 0, places in lists. */
export type KeyPath = readonly (string | number)[];

/** `connectTimeout` is written `connect_timeout` in the file. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Dotted path such as `calendars[1].color`; keys that TOML wants quoted are quoted. */
export function formatPath(path: KeyPath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      const key = /^[\w-]+$/.test(part) ? part : JSON.stringify(part);
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}
