/** The text of `--help`. */
import { VERSION } from '../paths.ts';
import { COMMAND_NAMES, commandNamed } from './table.ts';

const row = (left: string, right: string, width: number): string =>
  right === '' ? `  ${left}` : `  ${left.padEnd(width)}  ${right}`;

function generalHelp(): string {
  const commands = COMMAND_NAMES.map((name) => row(name, commandNamed(name)?.summary ?? '', 8));
  return [
    'daywall: the agenda on the wall.',
    '',
    'Usage: daywall COMMAND [OPTION ...]',
    '',
    'Commands:',
    ...commands,
    row('help', 'Show this, or the help of a command.', 8),
    row('version', 'Show the version.', 8),
    '',
    'The configuration is the first of these files: what --config or DAYWALL_CONFIG names,',
    '/boot/firmware/daywall.toml, /etc/daywall/daywall.toml, ~/.config/daywall/daywall.toml.',
    '',
  ].join('\n');
}

/** Of a command, or of the program when there is no such command. Ends with a line feed. */
export function helpText(name: string | undefined): string {
  const command = name === undefined ? undefined : commandNamed(name);
  if (command === undefined) return generalHelp();
  const width = Math.max(...command.optionHelp.map(([option]) => option.length));
  return [
    command.summary,
    '',
    `Usage: daywall ${name} ${command.usage}`,
    '',
    ...command.optionHelp.map(([option, text]) => row(option, text, width)),
    '',
  ].join('\n');
}

export function versionText(): string {
  return `daywall ${VERSION} (Node.js ${process.versions.node}, ${process.platform}-${process.arch})\n`;
}
