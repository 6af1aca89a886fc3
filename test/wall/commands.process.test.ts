// The other commands of the built program, as a person or a script runs them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { loadImage } from '@napi-rs/canvas';
import { startBadServer } from '../feeds/bad-server.ts';
import { calendarOf, PLAIN_COUNT, plainCalendar } from './calendars.ts';
import { bareEnvironment, CLI, runCommand, temporaryFolder } from './wall-process.ts';

const execFileAsync = promisify(execFile);

function run(program: string, args: readonly string[], cwd: string) {
  return execFileAsync(program, [...args], { cwd, env: bareEnvironment(cwd) });
}

const COMMANDS = ['run', 'render', 'agenda', 'check'];
const USAGE = 64;

describe('help', { concurrency: 3 }, () => {
  for (const args of [['--help'], ['-h'], ['help'], []]) {
    test(`daywall ${args.join(' ')}`, async (context) => {
      const { code, stdout, stderr } = await runCommand(temporaryFolder(context), args);
      assert.equal(code, 0);
      assert.equal(stderr, '');
      for (const command of COMMANDS) assert.match(stdout, new RegExp(`^ {2}${command} `, 'm'));
    });
  }

  for (const command of COMMANDS) {
    test(`of ${command}, asked in both ways`, async (context) => {
      const folder = temporaryFolder(context);
      const [first, second] = await Promise.all([
        runCommand(folder, ['help', command]),
        runCommand(folder, [command, '--help']),
      ]);
      assert.equal(first.code, 0);
      assert.equal(second.code, 0);
      assert.equal(first.stdout, second.stdout);
      assert.match(first.stdout, new RegExp(`^Usage: daywall ${command} `, 'm'));
    });
  }

  test('the version', async (context) => {
    const { code, stdout } = await runCommand(temporaryFolder(context), ['--version']);
    assert.equal(code, 0);
    assert.match(stdout, /^daywall \d+\.\d+\.\d+ /);
  });
});

describe('what is not understood', { concurrency: 3 }, () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['dance'], /no command "dance".*run, render, agenda, check/],
    [['constructor'], /no command "constructor"/],
    [['run', '--loud'], /--loud.*daywall run --help/],
    [['run', 'now'], /now.*daywall run --help/],
    [['render', '--out'], /--out.*daywall render --help/],
    [['agenda', '--json=yes'], /--json.*daywall agenda --help/],
  ];
  for (const [args, message] of cases) {
    test(`daywall ${args.join(' ')}`, async (context) => {
      const { code, stdout, stderr } = await runCommand(temporaryFolder(context), args);
      assert.equal(code, USAGE, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
    });
  }

  const refused: readonly (readonly [readonly string[], RegExp])[] = [
    [['render', '--demo'], /--out FILE\.png is missing/],
    [['render', '--demo', '--out', 'x.png', '--size', 'large'], /--size must be WIDTHxHEIGHT.*"large"/],
    [['render', '--demo', '--out', 'x.png', '--at', 'noon'], /--at must be a time.*"noon"/],
    [['render', '--demo', '--out', 'no/such/folder/x.png'], /could not be written/],
    [['agenda'], /There is no calendar to read/],
    [['agenda', '--demo', '--zone', 'Mars'], /--zone must be a time zone.*"Mars"/],
    [['agenda', '--demo', '--from', '2026-06-10', '--to', '2026-06-10'], /--to must be later/],
    [['agenda', '--demo', '--from', '2026-02-31'], /--from must be a time/],
  ];
  for (const [args, message] of refused) {
    test(`daywall ${args.join(' ')}`, async (context) => {
      const { code, stderr } = await runCommand(temporaryFolder(context), args);
      assert.equal(code, 1, stderr);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
    });
  }
});

describe('agenda', { concurrency: 3 }, () => {
  test('of a file as JSON', async (context) => {
    const folder = temporaryFolder(context);
    writeFileSync(join(folder, 'plain.ics'), plainCalendar('Meeting'));
    const { code, stdout, stderr } = await runCommand(folder, [
      'agenda',
      'plain.ics',
      '--json',
      '--zone',
      'UTC',
    ]);
    assert.equal(code, 0, stderr);
    const { zone, feeds } = JSON.parse(stdout);
    assert.equal(zone, 'UTC');
    assert.equal(feeds.length, 1);
    assert.equal(feeds[0].kind, 'fetched');
    assert.equal(feeds[0].content.occurrences.length, PLAIN_COUNT);
  });

  test('of a range in another zone as text', async (context) => {
    const folder = temporaryFolder(context);
    const lines = [
      'DTSTART:20260611T220000Z',
      'DTEND:20260611T230000Z',
      'SUMMARY:Late call',
      'LOCATION:Kitchen',
    ];
    writeFileSync(join(folder, 'call.ics'), calendarOf([{ uid: 'call', lines }]));
    const range = ['--from', '2026-06-12', '--to', '2026-06-13', '--zone', 'Europe/Berlin'];
    const { code, stdout } = await runCommand(folder, ['agenda', 'call.ics', ...range]);
    assert.equal(code, 0);
    assert.match(stdout, /^2026-06-12\n {2}00:00-01:00 +Late call @ Kitchen/);
    const before = ['--from', '2026-06-11', '--to', '2026-06-12', '--zone', 'Europe/Berlin'];
    assert.match(
      (await runCommand(folder, ['agenda', 'call.ics', ...before])).stdout,
      /^Nothing in this range/,
    );
  });

  test('of a feed that fails: exit 1, why, and not the address', async (context) => {
    const server = await startBadServer();
    context.after(() => server.close());
    const url = `${server.origin}/secret-q7Vx92LmT/html`;
    const folder = temporaryFolder(context);
    const { code, stdout, stderr } = await runCommand(folder, ['agenda', url, '--json']);
    assert.equal(code, 1);
    assert.equal(JSON.parse(stdout).feeds[0].reason, 'not-a-calendar');
    assert.doesNotMatch(stdout + stderr, /q7Vx92LmT/);
    const missing = await runCommand(folder, ['agenda', 'nowhere.ics']);
    assert.equal(missing.code, 1);
    assert.match(missing.stdout, /not-found/);
  });

  test('--explain says why each event is shown or not', async (context) => {
    const folder = temporaryFolder(context);
    const dentist = (uid: string, ...lines: string[]) => ({ uid, lines: ['SUMMARY:Dentist', ...lines] });
    const declined = 'ATTENDEE;PARTSTAT=DECLINED:mailto:robin@example.org';
    const home = [
      dentist('shown', 'DTSTART:20260611T080000Z'),
      dentist('weekly', 'DTSTART:20260604T080000Z', 'RRULE:FREQ=WEEKLY', 'EXDATE:20260611T080000Z'),
      dentist('off', 'DTSTART:20260611T080000Z', 'STATUS:CANCELLED'),
      dentist('declined', 'DTSTART:20260611T100000Z', declined),
      dentist('broken', 'DTSTART:soon'),
    ];
    writeFileSync(join(folder, 'home.ics'), calendarOf(home));
    writeFileSync(join(folder, 'work.ics'), calendarOf([dentist('copy', 'DTSTART:20260611T080000Z')]));
    const feeds = ['home', 'work'].map((name) => `[[calendars]]\nname = "${name}"\nfile = "${name}.ics"\n`);
    const own = 'own_addresses = ["robin@example.org"]\n';
    writeFileSync(join(folder, 'wall.toml'), `zone = "UTC"\n${feeds[0]}${own}${feeds[1]}`);
    const args = [
      'agenda',
      '--config',
      'wall.toml',
      '--from',
      '2026-06-11',
      '--to',
      '2026-06-12',
      '--explain',
    ];
    const { code, stdout, stderr } = await runCommand(folder, args);
    assert.equal(code, 0, stderr);
    for (const line of [
      /^ {2}shown +line 4: "Dentist" \(shown\) is shown: on 2026-06-11 08:00\.$/m,
      /^ {2}merged +line 4: "Dentist" \(shown\) is merged with the same event in work: .*/m,
      /^ {2}hidden +line 9: "Dentist" \(weekly\) is deleted on 2026-06-11 08:00 by EXDATE:20260611T080000Z \(line 14\)/m,
      /^ {2}hidden +line \d+: "Dentist" \(off\) is hidden, cancelled by STATUS:CANCELLED/m,
      /^ {2}hidden +line \d+: "Dentist" \(declined\) is hidden on the wall, because you declined it/m,
      /^ {2}skipped +line \d+: "Dentist" \(broken\) is skipped: DTSTART:soon/m,
    ]) {
      assert.match(stdout, line);
    }
    const asked = await runCommand(folder, [...args, '--about', 'WEEKLY', '--json']);
    const { explanations, feeds: results } = JSON.parse(asked.stdout);
    assert.equal(explanations.length, 2);
    assert.equal(explanations[0].list.length, 2);
    assert.equal(results[0].content.explanations, undefined);
  });

  test('--batch answers each line, in order, whatever it holds', async (context) => {
    const job = (summary: string, more = {}) =>
      JSON.stringify({
        ics: calendarOf([
          { uid: 'x', lines: ['DTSTART:20260611T090000Z', 'DURATION:PT1H', `SUMMARY:${summary}`] },
        ]),
        from: '2026-06-11T00:00:00Z',
        to: '2026-06-12T00:00:00Z',
        displayZone: 'UTC',
        ...more,
      });
    const lines = [
      job('one'),
      'no json',
      job('two', { displayZone: undefined }),
      job('three', { ics: 'BEGIN' }),
      job('four'),
    ];
    const { code, stdout } = await runCommand(
      temporaryFolder(context),
      ['agenda', '--batch'],
      lines.join('\n'),
    );
    assert.equal(code, 0);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(answers.length, lines.length);
    const expected = (summary: string) => [
      { uid: 'x', summary, start: '2026-06-11T09:00:00Z', end: '2026-06-11T10:00:00Z', allDay: false },
    ];
    assert.deepEqual(answers[0], expected('one'));
    assert.equal(typeof answers[1].error, 'string');
    assert.equal(typeof answers[2].error, 'string');
    assert.deepEqual(answers[4], expected('four'));
  });

  test('ends quietly when its reader has had enough', async (context) => {
    const folder = temporaryFolder(context);
    const job = {
      ics: 'BEGIN:VCALENDAR',
      from: '2026-06-11T00:00:00Z',
      to: '2026-06-12T00:00:00Z',
      displayZone: 'UTC',
    };
    writeFileSync(join(folder, 'jobs'), `${JSON.stringify(job)}\n`.repeat(20_000));
    const script = '("$0" "$1" agenda --batch < jobs; echo "code $?" >&2) | head -n 1';
    const { stdout, stderr } = await run('sh', ['-c', script, process.execPath, CLI], folder);
    assert.equal(stdout, '[]\n');
    assert.equal(stderr, 'code 0\n');
  });
});

describe('render', { concurrency: 2 }, () => {
  for (const size of ['480x320', '480x800', '1080x1920', '3840x2160']) {
    test(`${size}, the same picture for the same moment`, async (context) => {
      const folder = temporaryFolder(context);
      const args = ['--demo', '--size', size, '--at', '2026-06-10T09:41:00Z'];
      const rendered = await runCommand(folder, ['render', '--out', 'one.png', ...args]);
      assert.equal(rendered.code, 0, rendered.stderr);
      const image = await loadImage(join(folder, 'one.png'));
      assert.equal(`${image.width}x${image.height}`, size);
      if (size !== '480x320') return;
      await runCommand(folder, ['render', '--out', 'two.png', ...args]);
      const [one, two] = ['one.png', 'two.png'].map((name) => readFileSync(join(folder, name)));
      assert.ok(one?.equals(two ?? Buffer.alloc(0)), 'two pictures of one moment differ');
    });
  }

  test('a size that no wall has is refused, and nothing is written', async (context) => {
    const folder = temporaryFolder(context);
    const { code } = await runCommand(folder, ['render', '--demo', '--out', 'x.png', '--size', '4000x4000']);
    assert.equal(code, 1);
    assert.ok(!existsSync(join(folder, 'x.png')), 'nothing is written');
  });
});
