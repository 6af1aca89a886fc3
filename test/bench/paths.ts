/** Where the built program and its data lie. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const PATHS = {
  root,
  cli: join(root, 'dist/cli.js'),
  fonts: join(root, 'fonts'),
  samples: join(root, 'assets/samples'),
} as const;
