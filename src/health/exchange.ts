/** One request and its answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describeError } from '../model/errors.ts';
import { type Answer, errorAnswer, lengthOf } from './answer.ts';
import type { PictureSource } from './picture.ts';
import type { Route } from './routes.ts';

export interface Service {
  readonly routes: ReadonlyMap<string, Route>;
  readonly picture: PictureSource;
  readonly log: (priority: 'warning', text: string) => void;
  /** Only this machine can connect. */
  readonly loopbackOnly: boolean;
  /** No further request is wanted on a connection. */
  closing: boolean;
}

/** A request on its way to an answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Resolves when nothing more can be sent. */
  readonly ended: Promise<void>;
  /** The connection ends with it. */
  readonly last: boolean;
}

const ALLOWED = 'GET, HEAD';

/** Answers, whatever happens; never rejects. */
export async function answerRequest(exchange: Exchange, service: Service): Promise<void> {
  const { request, response } = exchange;
  const last = exchange.last || hasBody(request);
  try {
    const answer = refuse(request, service) ?? (await lookUp(exchange, service));
    send(response, answer, last || service.closing);
  } catch (error) {
    service.log('warning', `An answer could not be made: ${describeError(error)}`);
    send(response, errorAnswer(500, 'The answer could not be made; the log says why.'), last);
  }
}

/** Ends a request that took too long. */
export function giveUp(response: ServerResponse, { log }: Service): void {
  log('warning', 'An answer took too long and was given up.');
  send(response, errorAnswer(503, 'This took too long: ask again.'), true);
}

function refuse(request: IncomingMessage, { loopbackOnly }: Service): Answer | null {
  const { method = '', headers } = request;
  if (hasBody(request)) return errorAnswer(413, 'Nothing can be sent here: ask without a body.');
  if (method !== 'GET' && method !== 'HEAD') {
    return errorAnswer(405, `Only ${ALLOWED} are answered here.`, { allow: ALLOWED });
  }
  if (loopbackOnly && isForeignName(headers.host ?? '')) {
    return errorAnswer(421, 'This machine is not known by that name here: use localhost or its address.');
  }
  return null;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
}

/**
 * A page from elsewhere can have its own name point at this machine and then read what is here (DNS
 * rebinding). Such names have a dot; addresses, `localhost` and names of the local network pass.
 */
function isForeignName(host: string): boolean {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  if (!name.includes('.') || name.startsWith('[') || /^[\d.]+$/.test(name)) return false;
  return !name.endsWith('.local') && !name.endsWith('.localhost');
}

async function lookUp({ request, ended }: Exchange, { routes, picture }: Service): Promise<Answer> {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const route = routes.get(path);
  if (!route) {
    return errorAnswer(404, `There is nothing here. Known are ${[...routes.keys()].join(', ')}.`);
  }
  if (path === '/screen.png') {
    const place = picture.takePlace();
    if (!place) return errorAnswer(503, 'Too many ask for the picture: ask again.', { 'retry-after': '1' });
    void ended.then(place.leave);
  }
  return route({ head: request.method === 'HEAD', ifNoneMatch: request.headers['if-none-match'] ?? '' });
}

function send(response: ServerResponse, answer: Answer, last: boolean): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(answer.code, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    ...answer.headers,
    ...(hasLength(response, answer) ? { 'content-length': String(lengthOf(answer.body)) } : {}),
    ...(last ? { connection: 'close' } : {}),
  });
  // Node leaves out the body of HEAD and 304 by itself.
  if (typeof answer.body === 'string') response.end(answer.body);
  else {
    for (const chunk of answer.body) response.write(chunk);
    response.end();
  }
}

/** The picture is not drawn for HEAD, so that nobody knows its length. */
function hasLength({ req }: ServerResponse, { code, body }: Answer): boolean {
  return code !== 304 && !(req.method === 'HEAD' && body === '');
}
