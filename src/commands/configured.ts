/** The configuration as the options of a command choose it. */
import { resolve } from 'node:path';
import { configFromFeeds, sampleConfig } from '../config/feed-arguments.ts';
import { type LoadedConfig, loadConfig } from '../config/load.ts';
import { SAMPLES_FOLDER } from '../paths.ts';
import { type Arguments, textOf, textsOf } from './command.ts';

/** Throws a ConfigError with every problem of the file, or a UserError for a feed that is none. */
export function configured(given: Arguments): LoadedConfig {
  const cwd = process.cwd();
  const loaded = loadConfig({ flag: textOf(given, 'config'), env: process.env, cwd });
  const feeds = textsOf(given, 'feed');
  if (feeds.length > 0) {
    return { ...loaded, config: configFromFeeds(feeds, loaded.config, (path) => resolve(cwd, path)) };
  }
  const isEmpty = loaded.config.calendars.length === 0;
  if (given.values.demo !== true || !isEmpty) return loaded;
  return { ...loaded, config: sampleConfig(SAMPLES_FOLDER, loaded.config) };
}
