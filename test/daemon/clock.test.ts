import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { createClock, localTimeIn } from '../../src/daemon/clock.ts';
import { DAY } from '../../src/model/time.ts';

describe('how an instant reads', () => {
  const cases = [
    ['UTC', '2026-06-10T12:34:56Z', '2026-06-10T12:34:56'],
    ['UTC', '2026-06-10T00:00:00Z', '2026-06-10T00:00:00'],
    ['Europe/Berlin', '2026-03-29T00:59:59Z', '2026-03-29T01:59:59'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00'],
    ['Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T02:30:00'],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00'],
    ['America/New_York', '2026-11-01T05:59:59Z', '2026-11-01T01:59:59'],
    ['America/New_York', '2026-11-01T06:00:00Z', '2026-11-01T01:00:00'],
    ['Asia/Kathmandu', '2026-12-31T18:15:00Z', '2027-01-01T00:00:00'],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29T23:59:59'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31T00:00:00'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-04-05T01:30:00'],
    ['America/St_Johns', '2026-01-01T03:29:59Z', '2025-12-31T23:59:59'],
  ] as const;
  for (const [zone, instant, local] of cases) {
    test(`${instant} in ${zone}`, () => assert.equal(localTimeIn(zone)(Date.parse(instant)), local));
  }

  test('as luxon says, in any zone at any time', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const instants = fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2060, 0) });
    fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        const expected = DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
        assert.equal(localTimeIn(zone)(instant), expected);
      }),
      { numRuns: 300 },
    );
  });

  test('an unknown zone is refused', () => assert.throws(() => localTimeIn('Mars/Olympus'), RangeError));
});

describe('the trust in the clock', () => {
  /** A machine with or without a time service, its mark of success and a hardware clock. */
  function machine(
    context: TestContext,
    has: { service?: boolean; synchronized?: boolean; hardware?: boolean },
  ) {
    const folder = mkdtempSync(join(tmpdir(), 'daywall-clock-'));
    context.after(() => rmSync(folder, { recursive: true }));
    const [service, hardware] = [join(folder, 'timesync'), join(folder, 'rtc0')];
    const synchronized = join(service, 'synchronized');
    if (has.service) mkdirSync(service);
    if (has.synchronized) writeFileSync(synchronized, '');
    if (has.hardware) writeFileSync(hardware, '');
    return { clock: createClock('UTC', synchronized, hardware), synchronized };
  }

  const PAST = 0;
  const AHEAD = 365 * DAY;
  const NOW = Date.UTC(2027, 5, 10);

  const cases = [
    ['no time service: it has to be believed', {}, PAST, true],
    ['no time service, but behind what is stored', {}, AHEAD, false],
    ['a time service that has not answered', { service: true }, PAST, false],
    ['a time service that has answered', { service: true, synchronized: true }, PAST, true],
    [
      'answered: what is stored was written by a clock ahead',
      { service: true, synchronized: true },
      AHEAD,
      true,
    ],
    ['a hardware clock', { service: true, hardware: true }, PAST, true],
    ['a hardware clock behind what is stored', { service: true, hardware: true }, AHEAD, false],
  ] as const;
  for (const [name, has, bound, trusted] of cases) {
    test(name, (context) => {
      context.mock.timers.enable({ apis: ['Date'], now: NOW });
      assert.equal(machine(context, has).clock.isTrusted(bound === PAST ? 0 : NOW + bound), trusted);
    });
  }

  test('none in a year before this program, whoever says so', (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2017, 0) });
    const { clock } = machine(context, { service: true, synchronized: true, hardware: true });
    assert.equal(clock.isTrusted(0), false);
  });

  test('the answer of the time service is heard', async (context) => {
    const { clock, synchronized } = machine(context, { service: true });
    let stop = (): void => undefined;
    const heard = new Promise<void>((resolve) => {
      stop = clock.watchTrust(resolve);
    });
    // The watch does not keep a process alive, so something else has to.
    const timer = setTimeout(() => undefined, 60_000);
    writeFileSync(synchronized, '');
    await heard;
    stop();
    clearTimeout(timer);
    assert.equal(clock.isTrusted(0), Date.now() >= Date.UTC(2026, 10, 1));
  });

  test('where there is no time service there is nothing to hear, and no error', (context) => {
    machine(context, {}).clock.watchTrust(() => assert.fail('nothing happened'))();
  });
});
