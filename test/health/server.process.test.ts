import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, test } from 'node:test';
import { createHealthServer } from '../../src/health/server.ts';
import { UserError } from '../../src/model/errors.ts';
import { calendarFacts, healthFacts, NOW } from './build.ts';
import { ask, eventually, openRaw, parts, type Running, start } from './client.ts';

const TIME = { timeout: 20_000 };
const running: Running[] = [];

async function run(...given: Parameters<typeof start>): Promise<Running> {
  const one = await start(...given);
  running.push(one);
  return one;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ server }) => server.close(0)));
});

/** Something that has to wait for the test. */
function makeGate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

const GET = (path: string) => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`;

describe('answers', TIME, () => {
  test('each path with its type, never stored', async () => {
    const { port } = await run({ screen: async () => parts('PNG') });
    const types: Record<string, string> = {
      '/': 'text/html; charset=utf-8',
      '/health': 'application/json; charset=utf-8',
      '/api/health': 'application/json; charset=utf-8',
      '/metrics': 'text/plain; version=0.0.4; charset=utf-8',
      '/screen.png': 'image/png',
    };
    for (const [path, type] of Object.entries(types)) {
      const reply = await ask(port, path);
      assert.equal(reply.status, 200, path);
      assert.equal(reply.headers['content-type'], type);
      assert.equal(reply.headers['cache-control'], 'no-store');
      assert.equal(Number(reply.headers['content-length']), reply.body.length);
      assert.ok(reply.body.length > 0);
      const head = await ask(port, path, { method: 'HEAD' });
      assert.equal(head.status, 200, path);
      assert.equal(head.headers['content-type'], type);
      assert.equal(head.body.length, 0);
    }
  });

  test('the codes follow the facts', async () => {
    const wall = await run();
    wall.facts = healthFacts({
      display: { verifiedAgeSeconds: 91 },
      refresh: { lastSuccess: NOW - 901_000 },
    });
    assert.equal((await ask(wall.port, '/health')).status, 503);
    assert.equal((await ask(wall.port, '/api/health')).status, 503);
    wall.facts = healthFacts({ calendars: [calendarFacts('work', { freshness: 'stale' })] });
    const reply = await ask(wall.port, '/health?probe=1');
    assert.equal(reply.status, 200);
    assert.equal(JSON.parse(reply.body.toString()).status, 'degraded');
    assert.equal((await ask(wall.port, '/api/health')).status, 200);
  });

  test('other paths, methods, names and bodies are refused with a sentence', async () => {
    const { port } = await run();
    const refused: [string, Parameters<typeof ask>[2], number][] = [
      ['/nothing', {}, 404],
      ['/health/', {}, 404],
      ['/health', { method: 'POST' }, 405],
      ['/health', { method: 'DELETE' }, 405],
      ['/health', { method: 'OPTIONS' }, 405],
      ['/health', { method: 'POST', body: 'x=1' }, 413],
      ['/health', { headers: { 'content-length': '5' }, body: 'hello' }, 413],
      ['/health', { headers: { host: 'attacker.example:8080' } }, 421],
    ];
    for (const [path, more, status] of refused) {
      const reply = await ask(port, path, more);
      assert.equal(reply.status, status, `${more?.method} ${path}`);
      assert.match(JSON.parse(reply.body.toString()).error, /^[A-Z].*[.]$/);
      if (status === 405) assert.equal(reply.headers.allow, 'GET, HEAD');
      if (status === 413) assert.equal(reply.headers.connection, 'close');
    }
    for (const host of ['localhost', '127.0.0.1:1', '[::1]:80', 'wall', 'daywall.local:8080']) {
      assert.equal((await ask(port, '/health', { headers: { host } })).status, 200, host);
    }
  });

  test('facts that cannot be had are a 500 and a line in the log', async () => {
    const wall = await run();
    Object.defineProperty(wall, 'facts', {
      get: () => {
        throw new Error('no facts today');
      },
    });
    assert.equal((await ask(wall.port, '/health')).status, 500);
    assert.deepEqual(wall.logged, ['warning: An answer could not be made: no facts today']);
  });
});

describe('the picture', TIME, () => {
  test('is asked for later when there is none yet', async () => {
    const { port } = await run({ screen: async () => null });
    const reply = await ask(port, '/screen.png');
    assert.equal(reply.status, 503);
    assert.match(JSON.parse(reply.body.toString()).error, /no picture yet/);
  });

  test('has a tag by its frame, and is not drawn again for one who has it', async () => {
    let drawn = 0;
    const wall = await run({
      screen: async () => {
        drawn += 1;
        return parts('PN', 'G');
      },
    });
    const first = await ask(wall.port, '/screen.png');
    assert.equal(first.body.toString(), 'PNG');
    const headers = { 'if-none-match': `"x", W/${first.headers.etag}` };
    const second = await ask(wall.port, '/screen.png', { headers });
    assert.deepEqual([second.status, second.body.length, drawn], [304, 0, 1]);
    wall.facts = healthFacts({ display: { frames: 61 } });
    assert.equal((await ask(wall.port, '/screen.png', { headers })).status, 200);
    assert.equal(drawn, 2);
  });

  test('is drawn once for all who ask meanwhile, and only so many may wait', async () => {
    let drawn = 0;
    const gate = makeGate();
    const { port } = await run({
      screen: async () => {
        drawn += 1;
        await gate.passed;
        return parts('PNG');
      },
    });
    let refused = 0;
    const waiting = Array.from({ length: 12 }, async () => {
      const reply = await ask(port, '/screen.png');
      if (reply.status === 503) refused += 1;
      return reply;
    });
    await eventually(() => refused === 4);
    gate.open();
    const statuses = (await Promise.all(waiting)).map((reply) => reply.status).sort();
    assert.deepEqual(statuses, [...Array(8).fill(200), ...Array(4).fill(503)]);
    assert.equal(drawn, 1);
    assert.equal((await ask(port, '/screen.png')).status, 200);
    assert.equal(drawn, 2);
  });

  test('a part that the drawing reuses is not sent twice', async () => {
    const { port } = await run({
      screen: async () =>
        (async function* () {
          const buffer = Buffer.alloc(3);
          for (const text of ['one', 'two']) {
            buffer.write(text);
            yield buffer;
          }
        })(),
    });
    assert.equal((await ask(port, '/screen.png')).body.toString(), 'onetwo');
  });

  test('a drawing that fails costs one answer', async () => {
    let broken = true;
    const wall = await run({
      screen: async () =>
        (async function* () {
          yield Buffer.from('PNG');
          if (broken) throw new Error('out of ink');
        })(),
    });
    assert.equal((await ask(wall.port, '/screen.png')).status, 500);
    assert.match(wall.logged[0] ?? '', /out of ink/);
    broken = false;
    assert.equal((await ask(wall.port, '/screen.png')).status, 200);
  });

  test('clients that go away leave their places, also queued ones', async () => {
    const gate = makeGate();
    let drawing = false;
    const { port } = await run({
      screen: async () => {
        drawing = true;
        await gate.passed;
        return parts('PNG');
      },
    });
    const client = await openRaw(port);
    client.socket.write(GET('/screen.png').repeat(8));
    await eventually(() => drawing);
    await eventually(async () => (await ask(port, '/screen.png')).status === 503);
    client.socket.destroy();
    await client.closed;
    gate.open();
    await eventually(async () => (await ask(port, '/screen.png')).status === 200);
    const all = await Promise.all(Array.from({ length: 8 }, () => ask(port, '/screen.png')));
    assert.deepEqual(
      all.map((reply) => reply.status),
      Array(8).fill(200),
    );
  });
});

describe('limits', TIME, () => {
  test('one who sends a header a byte at a time is turned away, others are served', async () => {
    const { port } = await run({ limits: { headerTime: 150, checkEvery: 20 } });
    const slow = await openRaw(port);
    slow.socket.write('GET /health HTTP/1.1\r\nx-slow: ');
    const drip = setInterval(() => slow.socket.write('a'), 10);
    assert.equal((await ask(port, '/health')).status, 200);
    assert.match(await slow.closed, /^HTTP\/1\.1 408 /);
    clearInterval(drip);
    assert.equal((await ask(port, '/health')).status, 200);
  });

  test('the same on the second request of a connection', async () => {
    const { port } = await run({ limits: { headerTime: 150, checkEvery: 20 } });
    const slow = await openRaw(port);
    slow.socket.write(GET('/health'));
    await slow.until('"config_problem":null}\n');
    slow.socket.write('GET /health HTTP/1.1\r\nx-slow: ');
    const drip = setInterval(() => slow.socket.write('a'), 10);
    assert.match(await slow.closed, /HTTP\/1\.1 200 [\s\S]*HTTP\/1\.1 408 /);
    clearInterval(drip);
  });

  test('one who says nothing is turned away, one who is idle after an answer is kept', async () => {
    const { port } = await run({ limits: { headerTime: 100, checkEvery: 20 } });
    const idle = await openRaw(port);
    idle.socket.write(GET('/health'));
    await idle.until('"config_problem":null}\n');
    const silent = await openRaw(port);
    assert.match(await silent.closed, /^HTTP\/1\.1 408 /);
    assert.equal(idle.socket.destroyed, false);
    idle.socket.write(GET('/nothing'));
    await idle.until('404 Not Found');
  });

  test('an idle connection ends after the keep-alive time', async () => {
    const { port } = await run({ limits: { keepAliveTime: 50 } });
    const idle = await openRaw(port);
    idle.socket.write(GET('/health'));
    assert.match(await idle.closed, /^HTTP\/1\.1 200 /);
  });

  test('headers beyond the size are refused', async () => {
    const { port } = await run();
    const client = await openRaw(port);
    client.socket.write(`GET /health HTTP/1.1\r\nx-huge: ${'a'.repeat(100_000)}\r\n\r\n`);
    assert.match(await client.closed, /^HTTP\/1\.1 431 /);
    assert.equal((await ask(port, '/health')).status, 200);
  });

  test('bytes that are no request are refused', async () => {
    const { port } = await run();
    for (const bytes of ['\x16\x03\x01\x02\x00\x01', 'HELO wall\r\n\r\n', 'GET /health HTTP/9.9\r\n\r\n']) {
      const client = await openRaw(port);
      client.socket.write(bytes, 'latin1');
      assert.match(await client.closed, /^HTTP\/1\.1 400 /);
    }
    assert.equal((await ask(port, '/health')).status, 200);
  });

  test('a body is not waited for', async () => {
    const { port } = await run();
    const asking = await openRaw(port);
    asking.socket.write(
      'POST /health HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000000\r\nexpect: 100-continue\r\n\r\n',
    );
    assert.match(await asking.closed, /^HTTP\/1\.1 413 /);
    const chunked = await openRaw(port);
    chunked.socket.write('POST /health HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n');
    assert.match(await chunked.closed, /^HTTP\/1\.1 413 /);
  });

  test('requests sent without waiting are answered in order, up to a number', async () => {
    const { port } = await run({ limits: { requestsPerConnection: 20 } });
    const client = await openRaw(port);
    client.socket.write(
      GET('/health') + GET('/nothing').repeat(18) + GET('/metrics') + GET('/health').repeat(100),
    );
    const answers = [...(await client.closed).matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1]);
    assert.deepEqual(answers.slice(0, 20), ['200', ...Array(18).fill('404'), '200']);
    assert.ok(answers.slice(20).every((status) => status === '503'));
    assert.equal((await ask(port, '/health')).status, 200);
  });

  test('of 200 connections 64 are kept, and when idle make place for who comes next', async () => {
    const { port } = await run();
    const clients = await Promise.all(Array.from({ length: 200 }, () => openRaw(port)));
    const begun = GET('/health').slice(0, 20);
    for (const { socket } of clients) if (!socket.destroyed) socket.write(begun);
    const open = () => clients.filter((client) => !client.socket.destroyed);
    await eventually(() => open().length <= 64);
    assert.equal(open().length, 64);
    for (const { socket } of open()) socket.write(GET('/health').slice(20));
    await Promise.all(open().map((client) => client.until('"config_problem":null}\n')));
    // The first to come is turned away, and so are those who idle.
    await assert.rejects(ask(port, '/health'), { code: 'ECONNRESET' });
    assert.equal((await ask(port, '/health')).status, 200);
    await Promise.all(clients.map((client) => client.closed));
  });

  test('an answer that takes too long is given up', async () => {
    const wall = await run({
      screen: () => makeGate().passed.then(() => null),
      limits: { requestTime: 100, checkEvery: 20 },
    });
    const reply = await ask(wall.port, '/screen.png');
    assert.equal(reply.status, 503);
    assert.match(JSON.parse(reply.body.toString()).error, /too long/);
    assert.equal((await ask(wall.port, '/health')).status, 200);
  });

  test('one who does not read his answer is turned away', async () => {
    const { port } = await run({
      screen: async () => parts('x'.repeat(20_000_000)),
      limits: { requestTime: 200, checkEvery: 20 },
    });
    const client = await openRaw(port, { reads: false });
    client.socket.write(GET('/screen.png'));
    // Only a write shows that the other end is gone; line ends between requests mean nothing.
    await eventually(() => {
      client.socket.write('\r\n');
      return client.socket.destroyed;
    });
    assert.equal((await ask(port, '/health')).status, 200);
  });
});

describe('closing', TIME, () => {
  test('lets an answer finish and ends idle connections', async () => {
    let asked = false;
    const gate = makeGate();
    const wall = await start({
      screen: async () => {
        asked = true;
        await gate.passed;
        return parts('PNG');
      },
    });
    const idle = await openRaw(wall.port);
    idle.socket.write(GET('/health'));
    await idle.until('"config_problem":null}\n');
    const reply = ask(wall.port, '/screen.png');
    await eventually(() => asked);
    const closed = wall.server.close(10_000);
    await idle.closed;
    gate.open();
    assert.equal((await reply).body.toString(), 'PNG');
    assert.equal((await reply).headers.connection, 'close');
    await closed;
    await assert.rejects(ask(wall.port, '/health'), { code: 'ECONNREFUSED' });
  });

  test('does not wait longer than it is told', async () => {
    let asked = false;
    const wall = await start({
      screen: () => {
        asked = true;
        return makeGate().passed.then(() => null);
      },
    });
    const half = await openRaw(wall.port);
    half.socket.write('GET /health HTTP/1.1\r\n');
    const client = await openRaw(wall.port);
    client.socket.write(GET('/screen.png'));
    await eventually(() => asked);
    await wall.server.close(20);
    assert.equal(await client.closed, '');
    await half.closed;
  });

  test('can be asked twice, and before listening', async () => {
    const wall = await start();
    await Promise.all([wall.server.close(), wall.server.close()]);
    const options = { host: '127.0.0.1', port: 0 };
    await createHealthServer({ options, facts: () => healthFacts(), screen: async () => null }).close();
  });
});

describe('listening', TIME, () => {
  const create = (host: string, port: number, logged: string[] = []) =>
    createHealthServer({
      options: { host, port },
      facts: () => healthFacts(),
      screen: async () => null,
      log: (_, text) => logged.push(text),
    });

  /** Ports from `first` on, held for as long as the test needs them. */
  async function hold(first: number, count: number): Promise<(() => Promise<void>) | null> {
    const servers: Server[] = [];
    try {
      for (let port = first; port < first + count; port += 1) {
        const server = createServer();
        await new Promise<void>((resolve, reject) => {
          server.once('error', reject);
          server.listen({ host: '127.0.0.1', port }, resolve);
        });
        servers.push(server);
      }
    } catch {
      for (const server of servers) server.close();
      return null;
    }
    return async () => {
      for (const server of servers) await new Promise((resolve) => server.close(resolve));
    };
  }

  /** Holds a run of free ports, wherever there is one. */
  async function holdSome(count: number): Promise<{ first: number; release: () => Promise<void> }> {
    for (let first = 20_000 + (process.pid % 20_000); ; first += count + 1) {
      const release = await hold(first, count);
      if (release) return { first, release };
    }
  }

  test('on the next free port when the wanted one is taken', async () => {
    const { first, release } = await holdSome(3);
    const logged: string[] = [];
    const server = create('127.0.0.1', first, logged);
    const { port, url } = await server.listen();
    assert.ok(port >= first + 3 && port <= first + 9);
    assert.equal(url, `http://127.0.0.1:${port}`);
    assert.deepEqual(logged, [`Port ${first} is taken: health answers on port ${port}.`]);
    assert.equal((await ask(port, '/health')).status, 200);
    await server.close();
    await release();
  });

  test('not at all when ten are taken, and says so', async () => {
    const { first, release } = await holdSome(10);
    await assert.rejects(create('127.0.0.1', first).listen(), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, new RegExp(`ports ${first} to ${first + 9} of 127.0.0.1 are all taken`));
      return true;
    });
    await release();
  });

  test('not on an address of another machine, and says so', async () => {
    await assert.rejects(create('192.0.2.1', 8080).listen(), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /"192\.0\.2\.1".*no address of this machine/);
      return true;
    });
  });
});
