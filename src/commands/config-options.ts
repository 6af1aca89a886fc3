/** Options with which a command lets a person choose the configuration (configured.ts). */
export const CONFIG_OPTIONS = {
  config: { type: 'string' },
  feed: { type: 'string', multiple: true },
  demo: { type: 'boolean' },
} as const;

export const CONFIG_HELP = [
  ['--config FILE', 'Read this file, and no other.'],
  ['--feed URL|FILE', 'Show this feed instead of the configured calendars. May be repeated.'],
  ['--demo', 'Show the bundled samples when no calendar is configured.'],
] as const;
