/** Where the parts of the installation lie. This file, built or not, is one folder below its root. */
import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };

export const VERSION: string = packageJson.version;

const inRoot = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

export const FONTS_FOLDER = inRoot('fonts');
export const SAMPLES_FOLDER = inRoot('assets/samples');

/** Always the built one: under its permissions the child can read nothing but built files. */
export const REFRESH_SCRIPT = inRoot('dist/refresh.js');
