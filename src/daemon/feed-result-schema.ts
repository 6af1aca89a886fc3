/**
 * Checks what comes from outside the wall's own memory: a line of the child, an entry of the snapshot.
 * By hand and in place, because a result may hold thousands of occurrences and the wall must not be
 * held up: valibot takes 8 times as long when cold and 30 times when warm, and copies them.
 */
import { FEED_FAILURES, type FeedResult, VERDICTS } from '../model/feed-result.ts';

/** Bounds of the texts, in UTF-16 units: those of the model, with room where it counts characters. */
const MAX_ID = 200;
const MAX_UID = 1000;
const MAX_TITLE = 400;
const MAX_LOCATION = 400;
const MAX_SENTENCE = 400;
const MAX_VALIDATOR = 1024;
const MAX_ZONE = 100;

/** More than a result of the largest size can hold. */
const MAX_OCCURRENCES = 50_000;
const MAX_WARNINGS = 100;
const MAX_EXPLANATIONS = 2000;

/** Furthest instants of a Date (ECMA-262 21.4.1.1), in milliseconds from 1970 either way. */
const MAX_INSTANT = 8.64e15;

const BUSY = new Set<unknown>(['busy', 'tentative', 'free', 'out-of-office']);
const PARTICIPATION = new Set<unknown>(['accepted', 'declined', 'tentative', 'needs-action', null]);
const REASONS = new Set<unknown>(FEED_FAILURES);
const KNOWN_VERDICTS = new Set<unknown>(VERDICTS);

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const LOCAL = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const HASH = /^[0-9a-f]{64}$/;

type Fields = Record<string, unknown>;

function fail(what: string): never {
  throw new Error(`the result is not well formed: ${what}`);
}

function fields(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(`${what} is no object`);
  return value as Fields;
}

function list(value: unknown, most: number, what: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(`${what} is no list`);
  if (value.length > most) fail(`${what} is too long`);
  return value;
}

function text(value: unknown, most: number, what: string): string {
  if (typeof value !== 'string') fail(`${what} is no text`);
  if (value.length > most) fail(`${what} is too long`);
  return value;
}

function textOrNull(value: unknown, most: number, what: string): void {
  if (value !== null) text(value, most, what);
}

function number(value: unknown, least: number, most: number, what: string): number {
  if (typeof value !== 'number' || !(value >= least && value <= most))
    fail(`${what} is no number in its range`);
  return value;
}

function instant(value: unknown, what: string): number {
  return number(value, -MAX_INSTANT, MAX_INSTANT, what);
}

function count(value: unknown, what: string): void {
  if (!Number.isInteger(number(value, 0, Number.MAX_SAFE_INTEGER, what))) fail(`${what} is no whole number`);
}

function moment(value: unknown, what: string): number {
  const { instant: at, local } = fields(value, what);
  if (typeof local !== 'string' || !LOCAL.test(local)) fail(`${what} has no local time`);
  return instant(at, what);
}

function date(value: unknown, what: string): string {
  if (typeof value !== 'string' || !DATE.test(value)) fail(`${what} is no date`);
  return value;
}

function checkOccurrence(value: unknown): void {
  const it = fields(value, 'an occurrence');
  text(it.uid, MAX_UID, 'a uid');
  textOrNull(it.recurrenceId, MAX_ID, 'a recurrenceId');
  text(it.title, MAX_TITLE, 'a title');
  text(it.location, MAX_LOCATION, 'a location');
  if (!BUSY.has(it.busy)) fail('an occurrence has an unknown busy');
  if (!PARTICIPATION.has(it.participation)) fail('an occurrence has an unknown participation');
  if (typeof it.private !== 'boolean') fail('an occurrence does not say whether it is private');
  if (it.allDay === true) {
    if (date(it.end, 'an end') <= date(it.start, 'a start'))
      fail('an all-day occurrence ends before it starts');
  } else if (it.allDay === false) {
    if (moment(it.end, 'an end') < moment(it.start, 'a start')) fail('an occurrence ends before it starts');
  } else fail('an occurrence does not say whether it is all-day');
}

function checkWarning(value: unknown): void {
  const warning = fields(value, 'a warning');
  count(warning.line, 'the line of a warning');
  text(warning.text, MAX_SENTENCE, 'a warning');
}

function checkExplanations(value: unknown): void {
  const explanations = fields(value, 'the explanations');
  count(explanations.count, 'the number of explanations');
  for (const one of list(explanations.list, MAX_EXPLANATIONS, 'explanations')) {
    const it = fields(one, 'an explanation');
    count(it.line, 'the line of an explanation');
    text(it.uid, MAX_UID, 'the uid of an explanation');
    text(it.title, MAX_TITLE, 'the title of an explanation');
    text(it.text, MAX_SENTENCE, 'an explanation');
    if (!KNOWN_VERDICTS.has(it.verdict)) fail('an explanation has an unknown verdict');
  }
}

function checkContent(value: unknown): void {
  const content = fields(value, 'the content');
  for (const occurrence of list(content.occurrences, MAX_OCCURRENCES, 'occurrences'))
    checkOccurrence(occurrence);
  for (const warning of list(content.warnings, MAX_WARNINGS, 'warnings')) checkWarning(warning);
  count(content.warningCount, 'warningCount');
  count(content.cutCount, 'cutCount');
  const horizon = fields(content.horizon, 'the horizon');
  if (instant(horizon.to, 'the horizon') < instant(horizon.from, 'the horizon'))
    fail('the horizon ends too early');
  text(content.zone, MAX_ZONE, 'the zone');
  if (content.explanations !== undefined) checkExplanations(content.explanations);
}

function checkValidators(value: unknown): void {
  const { etag, lastModified, hash } = fields(value, 'the validators');
  textOrNull(etag, MAX_VALIDATOR, 'an etag');
  textOrNull(lastModified, MAX_VALIDATOR, 'lastModified');
  if (hash !== null && !HASH.test(text(hash, 64, 'the hash'))) fail('the hash is no SHA-256');
}

/** Returns the value itself when it is a FeedResult; throws an Error with a sentence when it is not. */
export function checkFeedResult(value: unknown): FeedResult {
  const result = fields(value, 'it');
  text(result.feed, MAX_ID, 'the name of the feed');
  instant(result.at, 'its time');
  if (result.kind === 'fetched') {
    checkValidators(result.validators);
    checkContent(result.content);
  } else if (result.kind === 'unchanged') {
    checkValidators(result.validators);
  } else if (result.kind === 'failed') {
    if (!REASONS.has(result.reason)) fail('its reason is unknown');
    text(result.detail, MAX_SENTENCE, 'its detail');
    if (result.retryAfter !== null) number(result.retryAfter, 0, MAX_INSTANT, 'retryAfter');
  } else fail('its kind is unknown');
  return value as FeedResult;
}
