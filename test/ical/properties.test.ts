/** What must hold for any feed (design, section 8). Runs are seeded, so that a failure comes again. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Occurrence } from '../../src/model/occurrence.ts';
import { calendar, event, read, readChunks } from './feed.ts';

const RUNS = { numRuns: 150, seed: 20260611 };
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Sydney', 'America/Santiago', 'Pacific/Apia'];
const FROM = Date.UTC(2026, 2, 20);
const TO = Date.UTC(2026, 3, 20);
const HOUR = 3_600_000;

const iso = (instant: number): string => new Date(instant).toISOString();
const stamp = (instant: number): string => iso(instant).slice(0, 19).replaceAll(/[-:]/g, '');
const zone = fc.constantFrom(...ZONES);
const range = { from: iso(FROM), to: iso(TO) };

const rule = fc.oneof(
  fc
    .tuple(fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY'), fc.integer({ min: 1, max: 4 }))
    .map(([frequency, interval]) => `FREQ=${frequency};INTERVAL=${interval}`),
  fc
    .subarray(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], { minLength: 1 })
    .map((days) => `FREQ=WEEKLY;BYDAY=${days}`),
  fc.integer({ min: 1, max: 31 }).map((day) => `FREQ=MONTHLY;BYMONTHDAY=${day},-${day}`),
  fc.integer({ min: 1, max: 60 }).map((count) => `FREQ=DAILY;COUNT=${count}`),
  fc.integer({ min: 5, max: 11 }).map((interval) => `FREQ=HOURLY;INTERVAL=${interval}`),
);

/** The start of a series: its wall clock, as if it were UTC. */
const start = fc.integer({ min: 0, max: 24 * 60 }).map((hours) => FROM - 30 * 24 * HOUR + hours * HOUR);

interface Series {
  readonly uid: string;
  readonly lines: readonly string[];
  readonly zone: string;
}

const series: fc.Arbitrary<Series> = fc
  .record({ uid: fc.uuid(), zone, rule, start, hours: fc.integer({ min: 0, max: 50 }), days: fc.boolean() })
  .map(({ uid, zone: name, rule: text, start: first, hours, days }) => ({
    uid,
    zone: name,
    lines: days
      ? [`DTSTART;VALUE=DATE:${stamp(first).slice(0, 8)}`, `DURATION:P${1 + (hours % 4)}D`, `RRULE:${text}`]
      : [`DTSTART;TZID=${name}:${stamp(first)}`, `DURATION:PT${hours}H`, `RRULE:${text}`],
  }));

const component = ({ uid, lines }: Series, ...more: string[]): string =>
  event(`UID:${uid}`, ...lines, ...more);
const occurrencesOf = (feed: string, displayZone: string, from = FROM, to = TO): readonly Occurrence[] =>
  read(feed, { from: iso(from), to: iso(to), zone: displayZone }).occurrences;
const idOf = ({ uid, recurrenceId }: Occurrence): string => `${uid} ${recurrenceId}`;

/** The DATE-TIME or DATE of a property that names an instance. */
const naming = (property: string, recurrenceId: string): string =>
  `${property}:${recurrenceId.replaceAll(/[-:]/g, '')}`;

test('the order of components never changes the result', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(series, { minLength: 1, maxLength: 6, selector: ({ uid }) => uid }),
      zone,
      (all, display) => {
        const feed = calendar(...all.map((one) => component(one)));
        const reversed = calendar(...all.toReversed().map((one) => component(one)));
        assert.deepEqual(occurrencesOf(reversed, display), occurrencesOf(feed, display));
      },
    ),
    RUNS,
  );
});

/** Outlook's way: the zone under a name of its own. */
const OWN_ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Our Zone',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
].join('\r\n');

test('nor does the order of series, overrides, versions and zones', () => {
  const steps = fc.array(fc.nat(), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(series, zone, fc.nat(), steps, (one, display, choice, turns) => {
      const inOwnZone = {
        ...one,
        lines: one.lines.map((line) => line.replace(`TZID=${one.zone}`, 'TZID=Our Zone')),
      };
      const before = occurrencesOf(calendar(OWN_ZONE, component(inOwnZone)), display);
      const chosen = [0, 1, 2].map((index) => before[(choice + index) % Math.max(1, before.length)]);
      const overrides = [...new Set(chosen)].flatMap((occurrence, index) => {
        if (occurrence === undefined) return [];
        const id = naming('RECURRENCE-ID', occurrence.recurrenceId ?? '');
        const start = `DTSTART;TZID=Our Zone:${stamp(FROM + index * 50 * HOUR)}`;
        const range = index === 2 ? id.replace('ID:', 'ID;RANGE=THISANDFUTURE:') : id;
        return [event(`UID:${one.uid}`, range, start, index === 1 ? 'STATUS:CANCELLED' : 'DURATION:PT2H')];
      });
      const old = event(`UID:${one.uid}`, 'SEQUENCE:-1', 'SUMMARY:Old', `DTSTART:${stamp(FROM + HOUR)}Z`);
      const current = component(inOwnZone, 'SEQUENCE:3');
      const parts = [OWN_ZONE, current, old, ...overrides];
      const shuffled = [...parts];
      for (const [index, turn] of turns.entries()) {
        const [moved = ''] = shuffled.splice(turn % shuffled.length, 1);
        shuffled.splice(index % (shuffled.length + 1), 0, moved);
      }
      const found = occurrencesOf(calendar(...shuffled), display);
      assert.deepEqual(found, occurrencesOf(calendar(...parts), display));
      assert.ok(!found.some(({ title }) => title === 'Old'), 'the old version is not shown');
    }),
    RUNS,
  );
});

test('the display zone never moves what has a zone of its own', () => {
  const timed = series.filter(({ lines }) => !lines.some((line) => line.includes('VALUE=DATE')));
  const instants = (feed: string, display: string): string[] =>
    occurrencesOf(feed, display).map((one) =>
      one.allDay ? 'a day' : `${idOf(one)} ${one.start.instant} ${one.end.instant}`,
    );
  fc.assert(
    fc.property(timed, zone, zone, (one, display, other) => {
      const feed = calendar(component(one));
      assert.deepEqual(instants(feed, display), instants(feed, other));
    }),
    RUNS,
  );
});

test('the place of lines within a component never changes the result', () => {
  fc.assert(
    fc.property(series, zone, fc.integer({ min: 0, max: 9 }), (one, display, turns) => {
      const lines = component(one).split('\r\n');
      const inner = lines.slice(1, -1);
      const turned = inner.map((_, index) => inner[(index + turns) % inner.length] ?? '');
      const feed = calendar('BEGIN:VEVENT', ...turned, 'END:VEVENT');
      assert.deepEqual(occurrencesOf(feed, display), occurrencesOf(calendar(component(one)), display));
    }),
    RUNS,
  );
});

test('folds, line ends, unknown lines and the size of chunks never change the result', () => {
  const noise = fc.constantFrom(
    'X-FOO;A="b;c:d":e',
    'COMMENT:ünknown',
    'GEO:1;2',
    'DTSTAMP:20260101T000000Z',
    '',
  );
  fc.assert(
    fc.property(
      series,
      zone,
      fc.array(fc.nat(200), { maxLength: 20 }),
      fc.constantFrom('\r\n', '\n', '\r'),
      fc.array(fc.tuple(fc.nat(30), noise), { maxLength: 5 }),
      fc.integer({ min: 1, max: 99 }),
      (one, display, folds, lineEnd, unknown, size) => {
        const feed = calendar(component(one));
        const lines = feed.trimEnd().split('\r\n');
        for (const [at, line] of unknown) lines.splice(3 + (at % (lines.length - 4)), 0, line);
        let text = lines.join(lineEnd);
        for (const at of folds) {
          const place = at % text.length;
          const nearEnd = /[\r\n]/.test(text.slice(Math.max(0, place - 1), place + 1));
          if (!nearEnd && place > 0) text = `${text.slice(0, place)}${lineEnd} ${text.slice(place)}`;
        }
        const bytes = new TextEncoder().encode(text);
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        const found = readChunks(chunks, { ...range, zone: display }).occurrences;
        assert.deepEqual(found, occurrencesOf(feed, display));
      },
    ),
    RUNS,
  );
});

test('a range expanded at once or in two parts gives the same', () => {
  const middle = fc.integer({ min: 1, max: 30 * 24 }).map((hours) => FROM + hours * HOUR);
  fc.assert(
    fc.property(fc.array(series, { minLength: 1, maxLength: 4 }), zone, middle, (all, display, split) => {
      const feed = calendar(...all.map((one) => component(one)));
      const parts = [
        ...occurrencesOf(feed, display, FROM, split),
        ...occurrencesOf(feed, display, split, TO),
      ];
      // What lies across the middle is in both parts.
      const once = new Map(parts.map((occurrence) => [idOf(occurrence), occurrence]));
      const whole = occurrencesOf(feed, display);
      assert.equal(once.size, whole.length);
      for (const occurrence of whole) assert.deepEqual(once.get(idOf(occurrence)), occurrence);
    }),
    RUNS,
  );
});

test('an EXDATE takes away exactly its instance', () => {
  fc.assert(
    fc.property(series, zone, fc.nat(), (one, display, choice) => {
      const before = occurrencesOf(calendar(component(one)), display);
      const chosen = before[choice % Math.max(1, before.length)];
      if (chosen === undefined) return;
      const feed = calendar(component(one, naming('EXDATE', chosen.recurrenceId ?? '')));
      assert.deepEqual(
        occurrencesOf(feed, display),
        before.filter((occurrence) => occurrence !== chosen),
      );
    }),
    RUNS,
  );
});

test('an override moves its instance and never doubles it', () => {
  fc.assert(
    fc.property(
      series,
      zone,
      fc.nat(),
      fc.integer({ min: -300, max: 300 }),
      (one, display, choice, shift) => {
        const before = occurrencesOf(calendar(component(one)), display);
        const chosen = before[choice % Math.max(1, before.length)];
        if (chosen === undefined) return;
        const to = FROM + 15 * 24 * HOUR + shift * HOUR;
        const override = event(
          `UID:${one.uid}`,
          naming('RECURRENCE-ID', chosen.recurrenceId ?? ''),
          `DTSTART:${stamp(to)}Z`,
          'DURATION:PT1H',
          'SUMMARY:Moved',
        );
        const after = occurrencesOf(calendar(override, component(one)), display);
        assert.equal(after.length, before.length);
        assert.equal(new Set(after.map(idOf)).size, after.length);
        const moved = after.find((occurrence) => idOf(occurrence) === idOf(chosen));
        assert.equal(moved?.title, 'Moved');
        assert.equal(moved?.allDay === false && moved.start.instant, to);
      },
    ),
    RUNS,
  );
});

test('an override moves its instance out of the range or into it, and nothing else', () => {
  const far = 200 * 24;
  const hours = fc.integer({ min: -far, max: far });
  fc.assert(
    fc.property(series, zone, fc.nat(), hours, fc.boolean(), (one, display, choice, shift, wholeDay) => {
      const wide = occurrencesOf(calendar(component(one)), display, FROM - far * HOUR, TO + far * HOUR);
      const chosen = wide[choice % Math.max(1, wide.length)];
      if (chosen === undefined) return;
      const to = FROM + shift * HOUR;
      const override = event(
        `UID:${one.uid}`,
        naming('RECURRENCE-ID', chosen.recurrenceId ?? ''),
        wholeDay ? `DTSTART;VALUE=DATE:${stamp(to).slice(0, 8)}` : `DTSTART:${stamp(to)}Z`,
        'SUMMARY:Moved',
      );
      const [moved, ...more] = occurrencesOf(calendar(override), display);
      assert.equal(more.length, 0);
      const others = occurrencesOf(calendar(component(one)), display).filter(
        (occurrence) => idOf(occurrence) !== idOf(chosen),
      );
      const found = occurrencesOf(calendar(component(one), override), display);
      assert.deepEqual(found.filter(({ title }) => title === 'Moved').length, moved === undefined ? 0 : 1);
      assert.deepEqual(
        found.filter(({ title }) => title !== 'Moved'),
        others,
      );
    }),
    RUNS,
  );
});

test('occurrences touch the range, are sorted, and end after they start', () => {
  fc.assert(
    fc.property(fc.array(series, { maxLength: 5 }), (all) => {
      const found = occurrencesOf(calendar(...all.map((one) => component(one))), 'UTC');
      const times = found.map((occurrence) =>
        occurrence.allDay
          ? ([Date.parse(occurrence.start), Date.parse(occurrence.end)] as const)
          : ([occurrence.start.instant, occurrence.end.instant] as const),
      );
      for (const [index, [begin, end]] of times.entries()) {
        assert.ok(begin <= end && begin < TO && (end > FROM || (begin === end && begin >= FROM)));
        assert.ok(begin >= (times[index - 1]?.[0] ?? Number.NEGATIVE_INFINITY));
      }
    }),
    RUNS,
  );
});

const LINES = [
  'BEGIN:VCALENDAR',
  'END:VCALENDAR',
  'BEGIN:VEVENT',
  'END:VEVENT',
  'BEGIN:VTIMEZONE',
  'END:VTIMEZONE',
  'BEGIN:STANDARD',
  'END:STANDARD',
  'TZID:Home',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:-9959',
  'UID:1',
  'SEQUENCE:99999999999999999999',
  'DTSTART:20260401T000000Z',
  'DTSTART;TZID=Home:00010101T000000',
  'DTSTART;VALUE=DATE:99991231',
  'DTEND:99991231T235959Z',
  'DTEND;VALUE=DATE:00010101',
  'DURATION:P99999999999999W',
  'DURATION:-P1DT1H',
  'RRULE:FREQ=SECONDLY',
  'RRULE:FREQ=YEARLY;BYWEEKNO=-53;BYSETPOS=-366;UNTIL=99991231T235959Z',
  'RRULE:FREQ=DAILY;COUNT=999999999999',
  'RDATE;VALUE=PERIOD:00010101T000000Z/P9999D,20260401T000000Z/99991231T000000Z',
  'EXDATE:20260401T000000Z,,x',
  'EXRULE:FREQ=HOURLY',
  'RECURRENCE-ID;RANGE=THISANDFUTURE:20260401T000000Z',
  'RECURRENCE-ID:99991231T235959Z',
  'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
  'STATUS:CANCELLED',
  'SUMMARY:\\',
  ' folded',
  ':',
  ';',
  'ATTENDEE;="',
];

/** A fault of ours is caught and told in these words; it must never come to that. */
const OURS = /cannot be expanded/;

test('any lines return within the limits', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 60 }), zone, (lines, display) => {
      const result = read(lines.join('\n'), { ...range, zone: display, ownAddresses: ['a@b.example'] });
      assert.ok(result.occurrences.length <= 30_000);
      assert.ok(!result.warnings.some(({ text }) => OURS.test(text)), JSON.stringify(result.warnings));
      for (const occurrence of result.occurrences) {
        const text = JSON.stringify(occurrence);
        assert.doesNotMatch(text, /NaN|null,"local"|[+-]\d{6}-/, text);
      }
    }),
    { ...RUNS, numRuns: 400 },
  );
});

test('any bytes return, in any chunks', () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 });
  fc.assert(
    fc.property(chunks, (parts) => {
      readChunks(parts);
    }),
    { ...RUNS, numRuns: 500 },
  );
});

test('a feed with damaged bytes returns and keeps to its limits', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.array(series, { minLength: 1, maxLength: 4 }), damage, (all, hits) => {
      const bytes = new TextEncoder().encode(calendar(...all.map((one) => component(one))));
      for (const [at, value] of hits) bytes[at % bytes.length] = value;
      const result = readChunks([bytes], range);
      assert.ok(!result.warnings.some(({ text }) => OURS.test(text)), JSON.stringify(result.warnings));
    }),
    { ...RUNS, numRuns: 400 },
  );
});

test('a feed cut anywhere keeps what came before', () => {
  fc.assert(
    fc.property(fc.array(series, { minLength: 2, maxLength: 4 }), fc.nat(), (all, choice) => {
      const text = calendar(...all.map((one) => component(one)));
      const whole = occurrencesOf(text, 'UTC');
      const cut = text.slice(0, choice % text.length);
      const complete = new Set([...cut.matchAll(/UID:(\S+)[\s\S]*?END:VEVENT/g)].map(([, uid]) => uid));
      const kept = occurrencesOf(cut, 'UTC').filter(({ uid }) => complete.has(uid));
      assert.deepEqual(
        kept,
        whole.filter(({ uid }) => complete.has(uid)),
      );
    }),
    RUNS,
  );
});
