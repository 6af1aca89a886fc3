/** The commands: what each is called, what it takes, and where it lives. */
import { lookUp } from '../model/look-up.ts';
import type { Command } from './command.ts';
import { CONFIG_HELP, CONFIG_OPTIONS } from './config-options.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  run: {
    summary: 'Show the agenda, for as long as the machine is on.',
    usage: '[--config FILE | --feed URL|FILE ... | --demo] [--verbose]',
    options: { ...CONFIG_OPTIONS, verbose: { type: 'boolean' } },
    optionHelp: [...CONFIG_HELP, ['--verbose', 'Say more in the log.']],
    positionals: false,
    load: async () => (await import('./run.ts')).run,
  },
  render: {
    summary: 'Draw one picture, exactly as the wall would show it.',
    usage: '--out FILE.png [--at TIME] [--size WIDTHxHEIGHT] [--config FILE | --feed URL|FILE ... | --demo]',
    options: {
      ...CONFIG_OPTIONS,
      out: { type: 'string' },
      at: { type: 'string' },
      size: { type: 'string' },
    },
    optionHelp: [
      ['--out FILE.png', 'Where the picture goes.'],
      ['--at TIME', 'As of this moment (2026-06-10T08:30, in the zone of the wall). Default: now.'],
      ['--size WIDTHxHEIGHT', 'Size in pixels. Default: 1920x1080, or what the configuration says.'],
      ...CONFIG_HELP,
    ],
    positionals: false,
    load: async () => (await import('./render.ts')).render,
  },
  agenda: {
    summary: 'Print what calendars hold, as text or JSON.',
    usage: '[URL|FILE ...] [--from TIME] [--to TIME] [--zone ZONE] [--json] [--explain] | --batch',
    options: {
      config: CONFIG_OPTIONS.config,
      demo: CONFIG_OPTIONS.demo,
      from: { type: 'string' },
      to: { type: 'string' },
      zone: { type: 'string' },
      json: { type: 'boolean' },
      explain: { type: 'boolean' },
      about: { type: 'string' },
      batch: { type: 'boolean' },
    },
    optionHelp: [
      ['URL|FILE', 'Feeds to read. Default: the configured calendars.'],
      ['--from TIME', 'First moment (2026-06-10 or 2026-06-10T08:30). Default: today.'],
      ['--to TIME', 'First moment after it. Default: 7 days after --from.'],
      ['--zone ZONE', 'Time zone to show times in, such as Europe/Berlin. Default: as configured.'],
      ['--json', 'Print JSON, one document.'],
      ['--explain', 'Say of every event why it is shown, hidden, merged, moved, skipped or cut.'],
      ['--about TEXT', 'Explain only events with this text in their title or UID.'],
      ['--batch', 'Read jobs from stdin, a JSON object {ics, from, to, displayZone} on each line;'],
      ['', 'write a JSON list of occurrences for each.'],
      ['--config FILE', 'Read this file, and no other.'],
      ['--demo', 'Read the bundled samples when no calendar is configured.'],
    ],
    positionals: true,
    load: async () => (await import('./agenda.ts')).agenda,
  },
  check: {
    summary: 'Check the configuration and say what it means.',
    usage: '[--config FILE]',
    options: { config: CONFIG_OPTIONS.config },
    optionHelp: [['--config FILE', 'Check this file, and no other.']],
    positionals: false,
    load: async () => (await import('./check.ts')).check,
  },
};

export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS);

/** undefined when there is none of that name, also for what every object has, such as `constructor`. */
export function commandNamed(name: string): Command | undefined {
  return lookUp(COMMANDS, name);
}
