// Stands in for the refresh and does what the worst feed could make it do: the last part of a feed's
// path is the deed. `together/...` deeds happen while two feeds are begun and none is being parsed;
// `late/...` ones after a start that takes long.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

const job = JSON.parse(readFileSync(0, 'utf8'));

function write(text) {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) done += writeSync(1, bytes, done);
}

function line(value) {
  write(`${JSON.stringify(value)}\n`);
}

function result(feed, detail) {
  const failed = { kind: 'failed', feed, at: job.now, reason: 'dns', detail, retryAfter: null };
  line({ type: 'result', result: failed });
}

function tryAll() {
  const tries = {
    write: () => writeFileSync('/tmp/daywall-must-not-exist', 'x'),
    spawn: () => spawn('/bin/true'),
    worker: () => new Worker('0', { eval: true }),
    read: () => readFileSync('/etc/passwd'),
    native: () => process.dlopen({ exports: {} }, '/nonexistent.node'),
    own: () => readFileSync(new URL(import.meta.url)),
  };
  return Object.entries(tries).map(([name, attempt]) => {
    try {
      attempt();
      return `${name}:yes`;
    } catch (error) {
      return `${name}:${error.code}`;
    }
  });
}

const deeds = {
  good: (feed) => result(feed, 'Fine.'),
  heap: () => {
    const hold = [];
    for (;;) hold.push(new Array(1000).fill(hold.length));
  },
  loop: () => {
    for (;;);
  },
  pattern: () => /^(a+)+$/.test(`${'a'.repeat(60)}!`),
  suicide: () => process.kill(process.pid, 'SIGKILL'),
  abort: () => process.abort(),
  throw: () => {
    throw new Error('https://example.com/secret-path and some-token');
  },
  exit: () => process.exit(0),
  'exit-7': () => process.exit(7),
  flood: () => {
    for (;;) line({ type: 'alive' });
  },
  'long-line': () => {
    for (;;) write('x'.repeat(1_000_000));
  },
  garbage: () => write('this is no JSON\n'),
  'wrong-result': (feed) => line({ type: 'result', result: { kind: 'fetched', feed, at: 1 } }),
  stranger: () => result('nobody-knows-me', 'Hello.'),
  twice: (feed) => {
    result(feed, 'Fine.');
    result(feed, 'Fine.');
  },
  rights: (feed) => result(feed, tryAll().join(' ')),
  environment: (feed) => result(feed, Object.keys(process.env).sort().join(' ')),
};

const isAt = (place, { source }) => source.kind === 'http' && source.url.includes(place);

const deedOf = ({ source }) => (source.kind === 'http' ? source.url.split('/').at(-1) : 'good');

if (job.feeds.some((feed) => isAt('/late/', feed))) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500);
}
const together = job.feeds.filter((feed) => isAt('/together/', feed));
if (together.length > 1) {
  for (const { feed } of together) line({ type: 'started', feed });
  for (const feed of together) if (deedOf(feed) !== 'good') deeds[deedOf(feed)](feed.feed);
}
for (const feed of job.feeds) {
  line({ type: 'started', feed: feed.feed });
  line({ type: 'parsing', feed: feed.feed });
  deeds[deedOf(feed)](feed.feed);
}
process.exit(0);
