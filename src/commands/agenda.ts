/** `daywall agenda`: what the calendars hold in a range, for people and for programs. */
import { resolve } from 'node:path';
import { configFromFeeds, sampleConfig } from '../config/feed-arguments.ts';
import { loadConfig } from '../config/load.ts';
import { isZone } from '../config/region.ts';
import type { Config } from '../config/schema.ts';
import { localTimeIn } from '../daemon/clock.ts';
import { UserError } from '../model/errors.ts';
import type { FeedResult } from '../model/feed-result.ts';
import { addDays, type Range } from '../model/time.ts';
import { SAMPLES_FOLDER } from '../paths.ts';
import { makeJob } from '../wall/job.ts';
import { describeResults } from './agenda-text.ts';
import { type Arguments, type RunCommand, textOf } from './command.ts';
import { requestOf } from './configured.ts';
import { instantOf, parseTime } from './local-time.ts';
import { refreshOnce } from './refresh-once.ts';

const DEFAULT_DAYS = 7;

function configOf(given: Arguments): Config {
  const { config } = loadConfig(requestOf(given));
  const zone = textOf(given, 'zone') ?? config.zone;
  if (!isZone(zone)) throw new UserError(`--zone must be a time zone such as Europe/Berlin, not "${zone}".`);
  const zoned = { ...config, zone };
  if (given.positionals.length > 0) return configFromFeeds(given.positionals, zoned, (path) => resolve(path));
  if (config.calendars.length > 0) return zoned;
  if (given.values.demo === true) return sampleConfig(SAMPLES_FOLDER, zoned);
  throw new UserError('There is no calendar to read: name a URL or a file, or configure one.');
}

function rangeOf(given: Arguments, zone: string): Range {
  const from = textOf(given, 'from');
  const to = textOf(given, 'to');
  const local = localTimeIn(zone);
  const start =
    from === null
      ? instantOf(`${local(Date.now()).slice(0, 10)}T00:00:00`, zone)
      : parseTime(from, '--from', zone);
  const day = addDays(local(start).slice(0, 10), DEFAULT_DAYS);
  const end = to === null ? instantOf(`${day}${local(start).slice(10)}`, zone) : parseTime(to, '--to', zone);
  if (end <= start) throw new UserError('--to must be later than --from.');
  return { from: start, to: end };
}

function toJson(results: readonly FeedResult[], range: Range, zone: string): string {
  const [from, to] = [range.from, range.to].map((instant) => new Date(instant).toISOString());
  return `${JSON.stringify({ from, to, zone, feeds: results }, null, 2)}\n`;
}

export const agenda: RunCommand = async (given) => {
  if (given.values.batch === true) {
    const { runBatch } = await import('../batch.ts');
    await runBatch(process.stdin, (line) => process.stdout.write(`${line}\n`));
    return 0;
  }
  const config = configOf(given);
  const range = rangeOf(given, config.zone);
  const requests = config.calendars.map(({ id }) => ({ id, validators: null }));
  const results = await refreshOnce({ ...makeJob(config, requests, Date.now()), range }, config);
  const text =
    given.values.json === true ? toJson(results, range, config.zone) : describeResults(results, config);
  process.stdout.write(text);
  return results.some(({ kind }) => kind === 'failed') ? 1 : 0;
};
