/** The configuration as the options of a command choose it. */
import { resolve } from 'node:path';
import { configFromFeeds, sampleConfig } from '../config/feed-arguments.ts';
import { type LoadedConfig, type LoadRequest, loadConfig } from '../config/load.ts';
import { SAMPLES_FOLDER } from '../paths.ts';
import { type Arguments, textOf, textsOf } from './command.ts';

export function requestOf(given: Arguments): LoadRequest {
  return { flag: textOf(given, 'config'), env: process.env, cwd: process.cwd() };
}

/** Throws a ConfigError with every problem of the file, or a UserError for a feed that is none. */
export function configured(given: Arguments): LoadedConfig {
  const loaded = loadConfig(requestOf(given));
  const feeds = textsOf(given, 'feed');
  if (feeds.length > 0) {
    return { ...loaded, config: configFromFeeds(feeds, loaded.config, (path) => resolve(path)) };
  }
  const isEmpty = loaded.config.calendars.length === 0;
  if (given.values.demo !== true || !isEmpty) return loaded;
  return { ...loaded, config: sampleConfig(SAMPLES_FOLDER, loaded.config) };
}
