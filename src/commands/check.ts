/** `daywall check`: is the configuration right, and what does it say? */
import { checkConfig } from '../config/check.ts';
import { type RunCommand, textOf } from './command.ts';

export const check: RunCommand = (given) => {
  const { text, exitCode } = checkConfig({
    flag: textOf(given, 'config'),
    env: process.env,
    cwd: process.cwd(),
  });
  process.stdout.write(text);
  return Promise.resolve(exitCode);
};
