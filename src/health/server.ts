/** The HTTP endpoint beside the display (R3, R60, R61). It only ever tells; nothing can be changed here. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { describeError, UserError } from '../model/errors.ts';
import { type Connections, type Turn, watchConnections } from './connections.ts';
import { answerRequest, giveUp, type Service } from './exchange.ts';
import type { HealthFacts } from './facts.ts';
import { HEALTH_LIMITS, type HealthLimits } from './limits.ts';
import type { HealthOptions } from './options.ts';
import { createPictureSource, type Screen } from './picture.ts';
import { createRoutes } from './routes.ts';

export interface HealthServerInput {
  readonly options: Pick<HealthOptions, 'host' | 'port'>;
  /** Cheap: called for each request. */
  readonly facts: () => HealthFacts;
  readonly screen: Screen;
  readonly log?: (priority: 'warning', text: string) => void;
  readonly limits?: Partial<HealthLimits>;
}

export interface HealthServer {
  /**
   * Where it listens; the port differs from the wanted one when that is taken. Port 0: any.
   * @throws UserError when neither the port nor one of the next 9 can be had.
   */
  listen(): Promise<{ readonly host: string; readonly port: number; readonly url: string }>;
  /** Lets answers that were begun finish, for at most `within` milliseconds. Never rejects. */
  close(within?: number): Promise<void>;
}

/** A stop of the wall is to take less than a second, all in all. */
const CLOSE_WITHIN = 500;

/** Node's own check of slow requests is put off for good: connections.ts does it. */
const NEVER = 2 ** 31 - 1;

export function createHealthServer(input: HealthServerInput): HealthServer {
  const limits = { ...HEALTH_LIMITS, ...input.limits };
  const log = input.log ?? (() => undefined);
  const picture = createPictureSource(input.screen);
  const routes = createRoutes(input.facts, picture, randomBytes(4).toString('hex'));
  const service: Service = {
    routes,
    picture,
    log,
    loopbackOnly: isLoopback(input.options.host),
    closing: false,
  };
  const server = createServer({
    headersTimeout: 0,
    requestTimeout: 0,
    connectionsCheckingInterval: NEVER,
    keepAliveTimeout: limits.keepAliveTime,
    maxHeaderSize: limits.headerSize,
  });
  server.maxHeadersCount = limits.headerCount;
  server.maxConnections = limits.connections;
  const connections = watchConnections(server, limits, (response) => giveUp(response, service));
  serve(server, service, connections);
  return {
    listen: () => listenNear(server, input.options, log),
    close: (within = CLOSE_WITHIN) => {
      service.closing = true;
      return closeWithin(server, connections, within);
    },
  };
}

function serve(server: Server, service: Service, connections: Connections): void {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    let turn: Turn = 'beyond';
    const ended = new Promise<void>((resolve) => {
      turn = connections.begin(request.socket, response, resolve);
    });
    if (turn !== 'beyond') void answerRequest({ request, response, ended, last: turn === 'last' }, service);
  };
  server.on('request', answer);
  // Without this, Node asks the client to send its body.
  server.on('checkContinue', answer);
  server.on('clientError', refuseBroken);
  // Somebody has to wait: those who hold a connection without need give it back.
  server.on('drop', () => connections.endIdle());
}

/** Answers bytes that are no request; the connection cannot be used any more. */
function refuseBroken(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const tooLong = error.code === 'HPE_HEADER_OVERFLOW';
  const status = tooLong ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () => socket.destroy());
}

/** Ports tried after the wanted one, as calendarBot does. */
const MORE_PORTS = 9;

async function listenNear(
  server: Server,
  { host, port: wanted }: HealthServerInput['options'],
  log: NonNullable<HealthServerInput['log']>,
): ReturnType<HealthServer['listen']> {
  const last = wanted === 0 ? 0 : Math.min(wanted + MORE_PORTS, 65_535);
  for (let port = wanted; port <= last; port += 1) {
    try {
      await listenOn(server, host, port);
    } catch (error) {
      if (codeOf(error) === 'EADDRINUSE') continue;
      throw explainListen(error, host, port);
    }
    server.on('error', (error) => log('warning', `Health cannot take a connection: ${describeError(error)}`));
    const { port: actual } = server.address() as AddressInfo;
    if (wanted !== 0 && actual !== wanted)
      log('warning', `Port ${wanted} is taken: health answers on port ${actual}.`);
    return { host, port: actual, url: `http://${hostForUrl(host)}:${actual}` };
  }
  throw new UserError(
    `The ports ${wanted} to ${last} of ${host} are all taken: free one, or set another port under [health].`,
  );
}

function listenOn(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error) => {
      server.off('error', settle).off('listening', settle);
      if (error) reject(error);
      else resolve();
    };
    server.once('error', settle).once('listening', settle).listen({ host, port });
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function explainListen(error: unknown, host: string, port: number): UserError {
  switch (codeOf(error)) {
    case 'EACCES':
      return new UserError(`Port ${port} is not allowed for this user: set one above 1023 under [health].`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UserError(`The host "${host}" under [health] is no address of this machine.`);
    default:
      return new UserError(`Nothing can listen on ${host}, port ${port}: ${describeError(error)}`);
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** An address a browser on this machine can open. */
function hostForUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function closeWithin(server: Server, connections: Connections, within: number): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => connections.endAll(), within);
    // The error says that it was not listening: then there is nothing to close.
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    connections.endUnused();
  });
}
