import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { HealthFacts } from '../../src/health/facts.ts';
import type { HealthLimits } from '../../src/health/limits.ts';
import type { Screen } from '../../src/health/picture.ts';
import { createHealthServer, type HealthServer } from '../../src/health/server.ts';
import { healthFacts } from './build.ts';

export interface Running {
  readonly port: number;
  readonly server: HealthServer;
  readonly logged: string[];
  /** What is answered from now on. */
  facts: HealthFacts;
}

/** A server on any free port; end it with `stop`. */
export async function start(
  given: { readonly screen?: Screen; readonly limits?: Partial<HealthLimits> } = {},
): Promise<Running> {
  const logged: string[] = [];
  const server = createHealthServer({
    options: { host: '127.0.0.1', port: 0 },
    facts: () => running.facts,
    screen: given.screen ?? (async () => null),
    log: (priority, text) => logged.push(`${priority}: ${text}`),
    limits: given.limits ?? {},
  });
  const { port } = await server.listen();
  const running: Running = { port, server, logged, facts: healthFacts() };
  return running;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request on a connection of its own. */
export function ask(
  port: number,
  path: string,
  more: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {} } = more;
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(more.body);
  });
}

export interface RawClient {
  readonly socket: Socket;
  /** All that came so far. */
  text(): string;
  /** Resolves once the text holds it. */
  until(part: string): Promise<void>;
  /** Resolves with all that came, once the connection is closed by whoever. */
  readonly closed: Promise<string>;
}

/** A connection on which the test writes what it likes. */
export async function openRaw(port: number, options: { readonly reads?: boolean } = {}): Promise<RawClient> {
  const socket = connect({ host: '127.0.0.1', port });
  let text = '';
  // A reset is one of the ways to be turned away.
  socket.on('error', () => undefined);
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  if (options.reads !== false) socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve);
    socket.once('close', () => resolve());
  });
  const until = (part: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (text.includes(part)) resolve();
        else if (socket.destroyed) reject(new Error(`The connection was closed before "${part}": ${text}`));
        else setTimeout(look, 5);
      };
      look();
    });
  return { socket, text: () => text, until, closed };
}

/** Resolves once it holds; the test's own time limit is the only one. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

export async function* parts(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
