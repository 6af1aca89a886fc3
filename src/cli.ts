#!/usr/bin/env node
/** `daywall COMMAND`: finds the command, reads its options, loads what it needs. */
import { parseArgs } from 'node:util';
import type { Command } from './commands/command.ts';
import { COMMAND_NAMES, commandNamed } from './commands/table.ts';
import { describeError, UserError } from './model/errors.ts';

/** Exit codes: done, could not be done, not understood (as BSD's sysexits(3) has EX_USAGE). */
const FAILED = 1;
const USAGE = 64;

class UsageError extends UserError {}

function parse(name: string, command: Command, argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: command.positionals,
    });
  } catch (error) {
    // The first sentence of Node's message names the option; the rest is about quoting.
    const [first = ''] = describeError(error).split('. ');
    throw new UsageError(`${first.replace(/\.?$/, '.')} "daywall ${name} --help" shows what may be given.`);
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = argv;
  if (['help', '--help', '-h'].includes(name) || ['version', '--version', '-V'].includes(name)) {
    const { helpText, versionText } = await import('./commands/help.ts');
    process.stdout.write(name.toLowerCase().includes('v') ? versionText() : helpText(rest[0]));
    return 0;
  }
  const command = commandNamed(name);
  if (command === undefined) {
    throw new UsageError(`There is no command "${name}". The commands are ${COMMAND_NAMES.join(', ')}.`);
  }
  const { values, positionals } = parse(name, command, rest);
  if (values.help === true) {
    const { helpText } = await import('./commands/help.ts');
    process.stdout.write(helpText(name));
    return 0;
  }
  const run = await command.load();
  return await run({ values, positionals });
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  // Whoever read the answer has had enough of it, such as `head`.
  process.exit(0);
});
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`daywall: ${error.message}\n`);
  process.exitCode = error instanceof UsageError ? USAGE : FAILED;
}
