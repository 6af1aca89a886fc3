// A real HTTP server that misbehaves in every way a calendar server was ever seen to, and some more.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

/** A small calendar with one event on 2026-06-11; `stamp` is its DTSTAMP. */
export function calendarText(stamp = '20260101T000000Z', title = 'Dentist'): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    'BEGIN:VEVENT',
    'UID:one@test',
    `DTSTAMP:${stamp}`,
    'DTSTART:20260611T090000Z',
    'DTEND:20260611T100000Z',
    `SUMMARY:${title}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

export interface Exchange {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

export type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

const ICS = { 'content-type': 'text/calendar; charset=utf-8' };

function compressed(encoding: string, compress: (text: Buffer) => Buffer): Answer {
  return (_, response) => {
    response.writeHead(200, { ...ICS, 'content-encoding': encoding });
    response.end(compress(Buffer.from(calendarText())));
  };
}

function raw(text: string, then: (socket: Socket) => void = (socket) => socket.end()): Answer {
  return (request) => {
    request.socket.write(text);
    then(request.socket);
  };
}

/** Writes `chunk` again and again, as fast as it is taken, `times` times. */
function pour(response: NodeJS.WritableStream, chunk: Buffer, times: number): void {
  let left = times;
  const more = () => {
    while (left-- > 0) if (!response.write(chunk)) return void response.once('drain', more);
    response.end();
  };
  more();
}

const MEGABYTE = Buffer.alloc(1_000_000, 'X-JUNK:0123456789\r\n');

const ANSWERS: Readonly<Record<string, Answer>> = {
  '/good': (_, response) => response.writeHead(200, ICS).end(calendarText()),
  '/silent': () => undefined,
  '/half': (_, response) => {
    response.writeHead(200, ICS);
    response.write(calendarText().slice(0, 60));
  },
  '/reset': (request) => request.socket.resetAndDestroy(),
  '/reset-in-body': (request, response) => {
    response.writeHead(200, ICS);
    response.write(calendarText().slice(0, 60), () => request.socket.resetAndDestroy());
  },
  '/reset-once': (request, response, count) => {
    response.writeHead(200, ICS);
    if (count > 1) response.end(calendarText());
    else response.write(calendarText().slice(0, 60), () => request.socket.resetAndDestroy());
  },
  '/drip': (_, response) => {
    response.writeHead(200, ICS);
    const timer = setInterval(() => response.write('X'), 100);
    response.on('close', () => clearInterval(timer));
  },
  '/html': (_, response) => {
    const page =
      '<!doctype html><html><head><title>Sign in &amp; out</title></head><body>Hello</body></html>';
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  },
  '/empty': (_, response) => response.writeHead(200, ICS).end(),
  '/gzip': compressed('gzip', gzipSync),
  '/br': compressed('br', brotliCompressSync),
  '/deflate': compressed('deflate', deflateSync),
  '/deflate-raw': compressed('deflate', deflateRawSync),
  '/twice': compressed('gzip, br', (text) => brotliCompressSync(gzipSync(text))),
  '/zstd': compressed('unheard-of', (text) => text),
  '/gzip-torn': compressed('gzip', (text) => gzipSync(text).subarray(0, 80)),
  '/gzip-damaged': compressed('gzip', (text) => Buffer.concat([Buffer.from('not gzip at all'), text])),
  '/bomb': (_, response) => {
    response.writeHead(200, { ...ICS, 'content-encoding': 'gzip' });
    const gzip = createGzip({ level: constants.Z_BEST_SPEED });
    gzip.pipe(response);
    response.on('close', () => gzip.destroy());
    pour(gzip, Buffer.alloc(1_000_000), 1_000);
  },
  '/huge': (_, response) => {
    response.writeHead(200, ICS);
    response.write('BEGIN:VCALENDAR\r\n');
    pour(response, MEGABYTE, 60);
  },
  '/announces-huge': (_, response) => {
    response.writeHead(200, { ...ICS, 'content-length': '60000000000' });
    response.write('BEGIN:VCALENDAR\r\n');
  },
  '/too-long': (_, response) => {
    response.writeHead(200, { ...ICS, 'content-length': '5000' });
    response.write(calendarText(), () => response.socket?.end());
  },
  '/endless-header': raw('HTTP/1.1 200 OK\r\n', (socket) => {
    const timer = setInterval(() => socket.write(`X-More: ${'y'.repeat(1000)}\r\n`), 1);
    socket.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer));
  }),
  '/not-http': raw('SSH-2.0-OpenSSH_9.2\r\n'),
  '/500': (_, response) => response.writeHead(500).end('oops'),
  '/500-once': (_, response, count) => {
    if (count === 1) response.writeHead(503).end();
    else response.writeHead(200, ICS).end(calendarText());
  },
  '/429-once': (_, response, count) => {
    if (count === 1) response.writeHead(429, { 'retry-after': '2' }).end();
    else response.writeHead(200, ICS).end(calendarText());
  },
  '/429-long': (_, response) => response.writeHead(429, { 'retry-after': '3600' }).end(),
  '/401': (_, response) => response.writeHead(401, { 'www-authenticate': 'Basic' }).end(),
  '/404': (_, response) => response.writeHead(404).end('<html>not here</html>'),
  '/418': (_, response) => response.writeHead(418).end(),
  '/204': (_, response) => response.writeHead(204).end(),
  '/etag': (request, response) => {
    const headers = { ...ICS, etag: '"v1"', 'last-modified': 'Wed, 10 Jun 2026 08:00:00 GMT' };
    if (request.headers['if-none-match'] === '"v1"') response.writeHead(304, { etag: '"v1"' }).end();
    else response.writeHead(200, headers).end(calendarText());
  },
  '/always-304': (_, response) => response.writeHead(304).end(),
  '/stamps': (_, response, count) => {
    response.writeHead(200, ICS).end(calendarText(`20260101T0000${String(count % 60).padStart(2, '0')}Z`));
  },
  '/hop': (_, response) => response.writeHead(302, { location: '/good' }).end(),
  '/hop-endless-body': (_, response) => {
    response.writeHead(302, { location: '/good' });
    pour(response, MEGABYTE, 1_000);
  },
  '/circle': (_, response) => response.writeHead(302, { location: '/circle2' }).end(),
  '/circle2': (_, response) => response.writeHead(307, { location: '/circle' }).end(),
  '/nowhere': (_, response) => response.writeHead(302).end(),
  '/to-ftp': (_, response) => response.writeHead(302, { location: 'ftp://example.com/x.ics' }).end(),
};

export type Answers = Readonly<Record<string, Answer>>;

/** `/deep/9` redirects to `/deep/8`, and so on to `/deep/0`; `/to?URL` redirects there. */
function answerFor(path: string, more: Answers): Answer | undefined {
  const deep = /^\/deep\/(\d+)$/.exec(path)?.[1];
  if (deep === '0') return ANSWERS['/good'];
  if (deep !== undefined) {
    return (_, response) => response.writeHead(301, { location: `/deep/${Number(deep) - 1}` }).end();
  }
  if (path.startsWith('/to?')) {
    const location = decodeURIComponent(path.slice(4));
    return (_, response) => response.writeHead(302, { location }).end();
  }
  return more[path] ?? ANSWERS[path];
}

export interface BadServer {
  /** `http://127.0.0.1:PORT`, or https. */
  readonly origin: string;
  readonly port: number;
  /** Every request so far. */
  readonly requests: readonly Exchange[];
  /** TCP connections so far. */
  connections(): number;
  close(): Promise<void>;
}

async function listen(server: Server, scheme: string, more: Answers = {}): Promise<BadServer> {
  const requests: Exchange[] = [];
  const counts = new Map<string, number>();
  let connections = 0;
  server.on('connection', () => connections++);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // A first segment `secret-...` is as good as none: feed addresses carry their tokens there.
    const path = (request.url ?? '').replace(/^\/secret-[^/]*/, '');
    requests.push({ path, headers: request.headers });
    const count = (counts.get(path) ?? 0) + 1;
    counts.set(path, count);
    response.on('error', () => undefined);
    const answer = answerFor(path.startsWith('/to?') ? path : (path.split('?')[0] ?? ''), more);
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response, count);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${scheme}://127.0.0.1:${port}`,
    port,
    requests,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `more`: answers by path, besides its own and before them. */
export function startBadServer(more: Answers = {}): Promise<BadServer> {
  return listen(createServer(), 'http', more);
}

export interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** Made with openssl, signed by itself, for `name`. `days` may be negative for an expired one. */
export function makeCertificate(name: string): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'daywall-cert-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const san = /^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`;
  const options = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${san}`, '-days', '2', '-nodes'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-keyout', key, '-out', cert, ...options], {
    stdio: 'ignore',
  });
  const made = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return made;
}

export function startTlsServer(certificate: Certificate): Promise<BadServer> {
  return listen(createTlsServer(certificate) as unknown as Server, 'https');
}
