import type { SecretText, Surroundings } from '../../src/config/build.ts';

/** A machine as tests know it; `secrets` by absolute path. */
export function surroundings(secrets: Readonly<Record<string, string>> = {}): Surroundings {
  return {
    zone: 'Europe/Berlin',
    locale: 'de-DE',
    stateFolder: '/state',
    resolvePath: (path) => (path.startsWith('/') ? path : `/folder/${path}`),
    readSecret: (path): SecretText => {
      const text = secrets[path];
      return text === undefined
        ? { ok: false, reason: `${path}: there is no such file` }
        : { ok: true, text };
    },
  };
}
