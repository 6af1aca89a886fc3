/**
 * Time limits of connections. Node has such limits of its own, but checks them with a timer that
 * wakes the machine for as long as the server listens; this one runs only while somebody is there.
 */
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { HealthLimits } from './limits.ts';

/** One client. */
interface Connection {
  /** Answers that are not sent yet, with what to do once they are. */
  readonly answers: Map<ServerResponse, () => void>;
  requests: number;
  /** Bytes received when it last became idle; null: it never was, its first request is awaited. */
  idleAt: number | null;
  /** When it entered the phase it is in, milliseconds of a clock that never jumps. */
  since: number;
}

/**
 * What a request is to its connection: one of those it may make, the last of them, or sent ahead
 * beyond it; that one is not answered any more, because the connection ends with the last.
 */
export type Turn = 'one of many' | 'last' | 'beyond';

export interface Connections {
  /**
   * To be called for each request, before it is answered. `ended` is called once, when the answer
   * was sent or never will be.
   */
  begin(socket: Socket, response: ServerResponse, ended: () => void): Turn;
  /** Ends those that were served and now wait for a next request. */
  endIdle(): void;
  /** Ends those on which nothing is being asked or answered. */
  endUnused(): void;
  endAll(): void;
}

const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';

/** Watches the connections of `server`; `giveUp` answers a request that took too long. */
export function watchConnections(
  server: Server,
  limits: HealthLimits,
  giveUp: (response: ServerResponse) => void,
): Connections {
  const open = new Map<Socket, Connection>();
  let timer: NodeJS.Timeout | null = null;

  const check = () => {
    for (const [socket, connection] of open) checkOne(socket, connection, limits, giveUp);
  };
  const stop = () => {
    if (open.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
  server.on('connection', (socket: Socket) => {
    const connection: Connection = {
      answers: new Map(),
      requests: 0,
      idleAt: null,
      since: performance.now(),
    };
    open.set(socket, connection);
    timer ??= setInterval(check, limits.checkEvery).unref();
    socket.once('close', () => {
      open.delete(socket);
      // Answers that were waiting for their turn are told by nobody else.
      for (const response of [...connection.answers.keys()]) endAnswer(connection, response, socket);
      stop();
    });
  });
  const end = (isUnwanted: (socket: Socket, connection: Connection) => boolean) => {
    for (const [socket, connection] of open) if (isUnwanted(socket, connection)) socket.destroy();
  };
  return {
    begin(socket, response, ended) {
      const connection = open.get(socket);
      if (!connection || connection.requests >= limits.requestsPerConnection) {
        ended();
        return 'beyond';
      }
      connection.requests += 1;
      if (connection.answers.size === 0) connection.since = performance.now();
      connection.answers.set(response, ended);
      response.once('close', () => endAnswer(connection, response, socket));
      return connection.requests === limits.requestsPerConnection ? 'last' : 'one of many';
    },
    endIdle: () => end((socket, { idleAt }) => socket.bytesRead === idleAt),
    endUnused: () => end((socket, { idleAt }) => socket.bytesRead === (idleAt ?? 0)),
    endAll: () => end(() => true),
  };
}

function endAnswer(connection: Connection, response: ServerResponse, socket: Socket): void {
  const ended = connection.answers.get(response);
  if (!ended) return;
  connection.answers.delete(response);
  connection.since = performance.now();
  if (connection.answers.size === 0) connection.idleAt = socket.bytesRead;
  ended();
}

function checkOne(
  socket: Socket,
  connection: Connection,
  limits: HealthLimits,
  giveUp: (response: ServerResponse) => void,
): void {
  const now = performance.now();
  const [first] = connection.answers.keys();
  if (first) {
    if (now - connection.since <= limits.requestTime) return;
    if (first.headersSent) socket.destroy();
    else giveUp(first);
    return;
  }
  if (connection.idleAt === socket.bytesRead) {
    // Between two requests: Node's own keep-alive time ends it. The next one begins after now.
    connection.since = now;
  } else if (now - connection.since > limits.headerTime) {
    if (socket.writableEnded) socket.destroy();
    else socket.end(TOO_SLOW, () => socket.destroy());
  }
}
