// The sample feeds over HTTP, on the host's side of the machine's network.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { SAMPLES } from './places.ts';
import { FEED_PORT } from './wall-config.ts';

/** Resolves with how to end it. */
export function serveFeeds(): Promise<() => void> {
  const server = createServer((request, response) => {
    try {
      const body = readFileSync(join(SAMPLES, basename(request.url ?? '')));
      response.writeHead(200, { 'content-type': 'text/calendar' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(FEED_PORT, '127.0.0.1', () => resolve(() => server.close()));
  });
}
