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
import { type CalendarExplanations, describeExplanations, explainResults } from './explain-text.ts';
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

/** What `--explain` asks about; null when it is not given. */
function aboutOf(given: Arguments): string | null {
  const about = textOf(given, 'about');
  return about ?? (given.values.explain === true ? '' : null);
}

function explain(
  results: readonly FeedResult[],
  config: Config,
  range: Range,
  about: string,
): readonly CalendarExplanations[] {
  const local = localTimeIn(config.zone);
  const [from, to] = [range.from, range.to - 1].map((instant) => local(instant).slice(0, 10));
  return explainResults(results, config, { from: from ?? '', to: to ?? '' }, about);
}

function toJson(
  results: readonly FeedResult[],
  range: Range,
  zone: string,
  explanations: readonly CalendarExplanations[] | null,
): string {
  const [from, to] = [range.from, range.to].map((instant) => new Date(instant).toISOString());
  const document = { from, to, zone, feeds: results.map(withoutExplanations) };
  return `${JSON.stringify(explanations === null ? document : { ...document, explanations }, null, 2)}\n`;
}

/** Those of the feeds are among all of them. */
function withoutExplanations(result: FeedResult): FeedResult {
  if (result.kind !== 'fetched') return result;
  const { explanations: _, ...content } = result.content;
  return { ...result, content };
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
  const about = aboutOf(given);
  const job = { ...makeJob(config, requests, Date.now()), range };
  const results = await refreshOnce(about === null ? job : { ...job, explain: about }, config);
  const explanations = about === null ? null : explain(results, config, range, about);
  if (given.values.json === true) {
    process.stdout.write(toJson(results, range, config.zone, explanations));
  } else {
    process.stdout.write(describeResults(results, config));
    if (explanations !== null) process.stdout.write(describeExplanations(explanations, config));
  }
  return results.some(({ kind }) => kind === 'failed') ? 1 : 0;
};
