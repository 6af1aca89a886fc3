/** What is in force while the configuration cannot be used: all defaults, no calendars. */
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';

/** Nothing is read: no file lies below a root that is not there. */
export function withoutConfig(environment: NodeJS.ProcessEnv): Config {
  const { STATE_DIRECTORY, XDG_STATE_HOME, HOME, LANG, LC_ALL, LC_TIME } = environment;
  const env = {
    STATE_DIRECTORY,
    XDG_STATE_HOME,
    HOME,
    LANG,
    LC_ALL,
    LC_TIME,
    XDG_CONFIG_HOME: '/nonexistent',
  };
  return loadConfig({ flag: null, env, cwd: '/', root: '/nonexistent' }).config;
}
