/** What each path answers. */
import { type Answer, errorAnswer, jsonAnswer, textAnswer } from './answer.ts';
import { makeCalendarbotReport } from './calendarbot-report.ts';
import type { HealthFacts } from './facts.ts';
import { METRICS_TYPE, makeMetrics } from './metrics.ts';
import { makePage, PAGE_POLICY } from './page.ts';
import type { PictureSource } from './picture.ts';
import { makeReport } from './report.ts';

interface Asked {
  /** HEAD: nobody looks at the body. */
  readonly head: boolean;
  readonly ifNoneMatch: string;
}

export type Route = (asked: Asked) => Answer | Promise<Answer>;

/** `session`: a word that differs from start to start, so that frame numbers do not repeat. */
export function createRoutes(
  facts: () => HealthFacts,
  picture: PictureSource,
  session: string,
): ReadonlyMap<string, Route> {
  return new Map<string, Route>([
    ['/', () => pageAnswer(facts())],
    ['/health', () => reportAnswer(makeReport(facts()))],
    ['/api/health', () => reportAnswer(makeCalendarbotReport(facts()))],
    ['/metrics', () => textAnswer(200, METRICS_TYPE, makeMetrics(facts()))],
    ['/screen.png', (asked) => pictureAnswer(asked, `"${session}-${facts().display.frames}"`, picture)],
  ]);
}

function reportAnswer({ code, body }: { readonly code: number; readonly body: object }): Answer {
  return jsonAnswer(code, body);
}

function pageAnswer(facts: HealthFacts): Answer {
  const answer = textAnswer(200, 'text/html; charset=utf-8', makePage(facts));
  return { ...answer, headers: { ...answer.headers, 'content-security-policy': PAGE_POLICY } };
}

async function pictureAnswer(asked: Asked, etag: string, source: PictureSource): Promise<Answer> {
  if (matches(asked.ifNoneMatch, etag)) return { code: 304, headers: { etag }, body: '' };
  const headers = { 'content-type': 'image/png', etag };
  if (asked.head) return { code: 200, headers, body: '' };
  const picture = await source.draw();
  if (picture === null) {
    return errorAnswer(503, 'There is no picture yet: ask again in a moment.', { 'retry-after': '2' });
  }
  return { code: 200, headers, body: picture.chunks };
}

function matches(ifNoneMatch: string, etag: string): boolean {
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
