// Feeds that misbehave in every way cost themselves, are named, and give their addresses to nobody.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answers, type BadServer, startBadServer } from '../feeds/bad-server.ts';
import { calendarOf, PLAIN_COUNT, plainCalendar } from './calendars.ts';
import { pixelsOfScene, sceneOfSnapshot, textsOf, untilShown } from './expected.ts';
import { createRig, eventually, type Health, processorTime, startWall, type Wall } from './wall-process.ts';

const TYPE = { 'content-type': 'text/calendar' };
const SECRET = 'secret-q7Vx92LmT';

const GOOD: Answers = {
  '/plain': (_, response) => response.writeHead(200, TYPE).end(plainCalendar('Meeting')),
};

async function serve(context: TestContext, more: Answers = {}): Promise<BadServer> {
  const server = await startBadServer({ ...GOOD, ...more });
  context.after(() => server.close());
  return server;
}

const feed = (server: BadServer, name: string, path: string) => ({
  name,
  source: `url = "${server.origin}/${SECRET}${path}"`,
});

const reasonOf = (health: Health, name: string): string | undefined =>
  health.calendars.find((calendar) => calendar.name === name)?.failure?.reason;

const occurrencesOf = (health: Health, name: string): number =>
  health.calendars.find((calendar) => calendar.name === name)?.occurrences ?? -1;

const isOver = ({ refresh, calendars }: Health): boolean =>
  !refresh.running && calendars.every(({ freshness, failure }) => freshness === 'fresh' || failure !== null);

/** Asks for health all the time until `stop`; resolves to how often it was answered. */
function keepAsking(wall: Wall): { stop(): Promise<number> } {
  let asking = true;
  const asked = (async () => {
    let answers = 0;
    while (asking) {
      await wall.health();
      answers += 1;
      await sleep(100);
    }
    return answers;
  })();
  return {
    stop: () => {
      asking = false;
      return asked;
    },
  };
}

/** The child of the wall that reads feeds. */
async function refreshOf(wall: Wall): Promise<number> {
  return await eventually('the refresh runs', () => wall.others()[0] ?? null, wall.stderr);
}

describe('feeds that misbehave', { concurrency: 3 }, () => {
  test('each fails with its reason, the good one is shown, and no address gets out', async (context) => {
    const failures = {
      '/silent': 'timeout',
      '/half': 'timeout',
      '/reset': 'connection',
      '/circle': 'redirect',
      '/html': 'not-a-calendar',
      '/bomb': 'too-large',
      '/404': 'not-found',
      '/500': 'http-status',
      '/401': 'authentication',
      '/not-http': 'connection',
    } as const;
    const rig = await createRig(context, { width: 800, height: 480 });
    const server = await serve(context);
    const bad = Object.keys(failures).map((path) => feed(server, `Bad ${path.slice(1)}`, path));
    rig.configure([feed(server, 'Good', '/plain'), ...bad], {
      refresh: 'read_timeout = 2\nconcurrency = 5\n',
    });
    const wall = startWall(context, rig);
    const argv = readFileSync(`/proc/${await refreshOf(wall)}/cmdline`, 'utf8');
    const health = await wall.until('the refresh is over', isOver);
    assert.deepEqual(
      Object.fromEntries(health.calendars.map(({ name, failure }) => [name, failure?.reason ?? null])),
      {
        Good: null,
        ...Object.fromEntries(Object.entries(failures).map(([path, why]) => [`Bad ${path.slice(1)}`, why])),
      },
    );
    assert.equal(occurrencesOf(health, 'Good'), PLAIN_COUNT);
    assert.equal(health.status, 'degraded');
    for (const { name } of bad)
      assert.ok(
        health.reasons.some((one) => one.includes(name)),
        `reasons name ${name}`,
      );
    await eventually('the snapshot is written', () => readFileSync(rig.snapshot, 'utf8').includes('Meeting'));
    const answers = await Promise.all(
      ['/', '/health', '/api/health', '/metrics'].map(async (path) => (await wall.get(path)).text),
    );
    assert.match(answers[3] ?? '', /calendar_failing\{[^}]*reason="redirect"/);
    await wall.stop();
    const told = [argv, wall.stderr(), readFileSync(rig.snapshot, 'utf8'), ...answers].join('\n');
    assert.ok(!told.includes('q7Vx92LmT'), `the token got out: ${told}`);
    assert.ok(!told.includes(`127.0.0.1:${server.port}`), `the address got out: ${told}`);
    assert.doesNotMatch(readFileSync(rig.snapshot, 'utf8'), /https?:/);
  });

  test('while one hangs, the others are on the wall already', async (context) => {
    const rig = await createRig(context);
    const server = await serve(context);
    rig.configure([feed(server, 'Good', '/plain'), feed(server, 'Slow', '/silent')]);
    const wall = startWall(context, rig);
    const health = await wall.until(
      'the good one is read',
      (one) => occurrencesOf(one, 'Good') === PLAIN_COUNT,
    );
    assert.equal(health.refresh.running, true);
    const frames = health.display.frames;
    await wall.until('it is drawn', ({ display }) => display.frames > frames || display.frames >= 2);
    assert.equal((await wall.health()).refresh.running, true, 'the other still hangs');
  });

  test('a calendar that fails keeps what it had', async (context) => {
    const rig = await createRig(context);
    let fails = false;
    const server = await serve(context, {
      '/moody': (_, response) => {
        if (fails) response.writeHead(503).end();
        else response.writeHead(200, TYPE).end(plainCalendar('Moody'));
      },
    });
    rig.configure([feed(server, 'Moody', '/moody')]);
    const first = startWall(context, rig);
    await first.until('it is read', isOver);
    await first.stop();
    fails = true;
    const wall = startWall(context, rig);
    const health = await wall.until('it failed', (one) => reasonOf(one, 'Moody') === 'http-status');
    assert.equal(occurrencesOf(health, 'Moody'), PLAIN_COUNT);
    await untilShown(
      'its occurrences and its failure are on the framebuffer',
      rig.framebuffer.bytes,
      (at) => pixelsOfScene(sceneOfSnapshot(rig, at, 'http-status')),
      wall.stderr,
    );
    assert.match(textsOf(sceneOfSnapshot(rig, Date.now(), 'http-status')), /Moody/);
  });
});

describe('a refresh that dies', { concurrency: 3 }, () => {
  test('killed while a feed hangs: that feed has failed, the other one lives', async (context) => {
    const rig = await createRig(context);
    const server = await serve(context);
    rig.configure([feed(server, 'Good', '/plain'), feed(server, 'Slow', '/silent')]);
    const wall = startWall(context, rig);
    await wall.until('the good one is read', (one) => occurrencesOf(one, 'Good') === PLAIN_COUNT);
    process.kill(await refreshOf(wall), 'SIGKILL');
    const health = await wall.until('the refresh is over', isOver);
    assert.equal(reasonOf(health, 'Slow'), 'out-of-memory');
    assert.equal(reasonOf(health, 'Good'), undefined);
    assert.ok(!wall.stderr().includes('q7Vx92LmT'), wall.stderr());
  });

  test('killed in the middle of a parse: that feed has failed, the other one lives', async (context) => {
    const rig = await createRig(context);
    const many = join(rig.folder, 'many.ics');
    writeFileSync(many, hourlyEvents(20_000));
    const server = await serve(context);
    rig.configure([{ name: 'Many', source: `file = "${many}"` }, feed(server, 'Good', '/plain')]);
    const wall = startWall(context, rig);
    const child = await refreshOf(wall);
    // What it reads is a second's work for its processor.
    await eventually('it has something to chew on', () => processorTime(child) >= 60, wall.stderr);
    process.kill(child, 'SIGKILL');
    const health = await wall.until('the refresh is over', isOver);
    assert.equal(reasonOf(health, 'Many'), 'out-of-memory');
    assert.equal(reasonOf(health, 'Good'), undefined);
    assert.equal(occurrencesOf(health, 'Good'), PLAIN_COUNT);
  });

  test('killed before anything came: every feed still gets its turn', async (context) => {
    const rig = await createRig(context);
    const server = await serve(context);
    rig.configure([feed(server, 'Good', '/plain'), feed(server, 'Other', '/plain?2')]);
    const wall = startWall(context, rig);
    const child = await refreshOf(wall);
    process.kill(child, 'SIGKILL');
    const health = await wall.until('the refresh is over', isOver);
    // Nobody can be blamed for a death before the first feed was begun: then all are tried again later.
    for (const name of ['Good', 'Other']) {
      assert.ok([undefined, 'out-of-memory'].includes(reasonOf(health, name)), reasonOf(health, name));
    }
    assert.equal((await wall.get('/health')).status, 200);
  });

  test('a wall that is killed leaves no refresh behind', async (context) => {
    const rig = await createRig(context);
    const server = await serve(context);
    rig.configure([feed(server, 'Slow', '/silent')]);
    const wall = startWall(context, rig);
    await refreshOf(wall);
    process.kill(wall.pid, 'SIGKILL');
    await wall.exited;
    await eventually('the refresh ends by itself', () => wall.others().length === 0);
  });
});

/** Endless hourly events, a kilobyte each. */
function hourlyEvents(count: number): string {
  const lines = ['DTSTART:20260101T000000Z', 'RRULE:FREQ=HOURLY', `DESCRIPTION:${'x'.repeat(1000)}`];
  return calendarOf(Array.from({ length: count }, (_, index) => ({ uid: `${index}`, lines })));
}

describe('feeds that are too much', { concurrency: 2 }, () => {
  const since1970 = (rule: string) => ({
    uid: `${rule}@endless`,
    lines: ['DTSTART:19700101T000000Z', 'DURATION:PT1S', `RRULE:${rule}`, `SUMMARY:${rule}`],
  });

  test('endless rules are cut, counted, and cost nobody else anything', async (context) => {
    const rig = await createRig(context);
    const rules = [
      'FREQ=SECONDLY',
      'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=MINUTELY;INTERVAL=7;BYDAY=-1SU',
      'FREQ=DAILY;BYMONTHDAY=-1;BYMONTH=2;BYHOUR=25',
      'FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3;BYMINUTE=0,1,2;BYSECOND=0,1,2',
    ];
    const server = await serve(context, {
      '/endless': (_, response) => response.writeHead(200, TYPE).end(calendarOf(rules.map(since1970))),
    });
    rig.configure([feed(server, 'Endless', '/endless'), feed(server, 'Good', '/plain')]);
    const wall = startWall(context, rig);
    const asking = keepAsking(wall);
    const health = await wall.until('the refresh is over', isOver);
    assert.ok((await asking.stop()) > 0, 'health answers meanwhile');
    assert.equal(occurrencesOf(health, 'Good'), PLAIN_COUNT);
    const endless = health.calendars[0];
    assert.equal(endless?.failure, null);
    assert.ok((endless?.cut ?? 0) > 0, 'it is counted that something was cut');
    assert.ok((endless?.occurrences ?? 0) >= 1000, `${endless?.occurrences} occurrences`);
  });

  test('60 MB of events, and one line of 60 MB', async (context) => {
    const rig = await createRig(context);
    const many = join(rig.folder, 'many.ics');
    writeFileSync(many, hourlyEvents(55_000));
    const long = join(rig.folder, 'long.ics');
    writeFileSync(long, calendarOf([{ uid: 'long', lines: [`SUMMARY:${'y'.repeat(60_000_000)}`] }]));
    const server = await serve(context);
    rig.configure(
      [
        feed(server, 'Good', '/plain'),
        { name: 'Many', source: `file = "${many}"` },
        { name: 'Long', source: `file = "${long}"` },
        feed(server, 'Huge', '/huge'),
      ],
      { refresh: 'body_size = 100\ndeadline = 12\n' },
    );
    const wall = startWall(context, rig);
    const asking = keepAsking(wall);
    const health = await wall.until('the refresh is over', isOver);
    assert.ok((await asking.stop()) > 0, 'health answers meanwhile');
    assert.equal(occurrencesOf(health, 'Good'), PLAIN_COUNT);
    const many1 = health.calendars[1];
    const isBounded =
      (many1?.cut ?? 0) > 0 ||
      ['timeout', 'too-large', 'out-of-memory'].includes(many1?.failure?.reason ?? '');
    assert.ok(isBounded, JSON.stringify(many1));
    assert.equal(await wall.stop().then(({ code }) => code), 0);
  });
});
