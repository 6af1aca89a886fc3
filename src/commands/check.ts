/** `daywall check`: is the configuration right, and what does it say? */
import { checkConfig } from '../config/check.ts';
import type { RunCommand } from './command.ts';
import { requestOf } from './configured.ts';

export const check: RunCommand = (given) => {
  const { text, exitCode } = checkConfig(requestOf(given));
  process.stdout.write(text);
  return Promise.resolve(exitCode);
};
