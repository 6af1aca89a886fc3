/** Every example of RFC 5545 section 3.8.5.3, with the dates the RFC gives for it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recur } from '../../src/ical/recurrence.ts';
import { parseRule, type RecurrenceRule } from '../../src/ical/rule.ts';

/** `1997-09: 2 9 16 | 1997-10: 7` as dates at 09:00. */
function dates(text: string): string[] {
  return text.split('|').flatMap((part) => {
    const [month = '', days = ''] = part.split(': ');
    return days
      .trim()
      .split(' ')
      .map((day) => `${month.trim()}-${day.padStart(2, '0')}T09:00:00`);
  });
}

function days(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).join(' ');
}

const wall = (text: string) => Date.parse(`${text}Z`);

/** The examples' UNTILs in UTC lie hours away from any instance, so that the zone does not matter. */
function endOf({ until }: RecurrenceRule): number {
  if (until === null) return Number.POSITIVE_INFINITY;
  return until.kind === 'utc' ? until.instant : until.kind === 'local' ? until.wall : until.date;
}

function* instances(text: string, start: string): Generator<string> {
  const rule = parseRule(text);
  const options = { dateOnly: false, from: wall(start), budget: { steps: 10_000 } };
  for (const time of recur(rule, wall(start), options)) {
    if (time > endOf(rule)) return;
    yield new Date(time).toISOString().slice(0, 19);
  }
}

/** DTSTART, rule, what it gives: all of it, or the beginning when the rule has no end. */
function example(name: string, start: string, rules: string | string[], expected: string[]): void {
  test(name, () => {
    for (const text of [rules].flat()) {
      const endless = !/COUNT|UNTIL/.test(text);
      const found: string[] = [];
      for (const instance of instances(text, start)) {
        found.push(instance);
        if (endless && found.length === expected.length) break;
      }
      assert.deepEqual(found, expected, text);
    }
  });
}

const SEPTEMBER_2 = '1997-09-02T09:00:00';

example('daily for 10 occurrences', SEPTEMBER_2, 'FREQ=DAILY;COUNT=10', dates(`1997-09: ${days(2, 11)}`));
example(
  'daily until December 24',
  SEPTEMBER_2,
  'FREQ=DAILY;UNTIL=19971224T000000Z',
  dates(
    `1997-09: ${days(2, 30)} | 1997-10: ${days(1, 31)} | 1997-11: ${days(1, 30)} | 1997-12: ${days(1, 23)}`,
  ),
);
example(
  'every other day',
  SEPTEMBER_2,
  'FREQ=DAILY;INTERVAL=2',
  dates(
    '1997-09: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 | 1997-10: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 | 1997-11: 1 3 5',
  ),
);
example(
  'every 10 days, 5 occurrences',
  SEPTEMBER_2,
  'FREQ=DAILY;INTERVAL=10;COUNT=5',
  dates('1997-09: 2 12 22 | 1997-10: 2 12'),
);
example(
  'every day in January, for 3 years',
  '1998-01-01T09:00:00',
  [
    'FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
    'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
  ],
  dates(`1998-01: ${days(1, 31)} | 1999-01: ${days(1, 31)} | 2000-01: ${days(1, 31)}`),
);
example(
  'weekly for 10 occurrences',
  SEPTEMBER_2,
  'FREQ=WEEKLY;COUNT=10',
  dates('1997-09: 2 9 16 23 30 | 1997-10: 7 14 21 28 | 1997-11: 4'),
);
example(
  'weekly until December 24',
  SEPTEMBER_2,
  'FREQ=WEEKLY;UNTIL=19971224T000000Z',
  dates('1997-09: 2 9 16 23 30 | 1997-10: 7 14 21 28 | 1997-11: 4 11 18 25 | 1997-12: 2 9 16 23'),
);
example(
  'every other week',
  SEPTEMBER_2,
  'FREQ=WEEKLY;INTERVAL=2;WKST=SU',
  dates('1997-09: 2 16 30 | 1997-10: 14 28 | 1997-11: 11 25 | 1997-12: 9 23 | 1998-01: 6 20 | 1998-02: 3 17'),
);
example(
  'weekly on Tuesday and Thursday for 5 weeks',
  SEPTEMBER_2,
  ['FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH', 'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH'],
  dates('1997-09: 2 4 9 11 16 18 23 25 30 | 1997-10: 2'),
);
example(
  'every other week on Monday, Wednesday and Friday until December 24',
  '1997-09-01T09:00:00',
  'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
  dates(
    '1997-09: 1 3 5 15 17 19 29 | 1997-10: 1 3 13 15 17 27 29 31 | 1997-11: 10 12 14 24 26 28 | 1997-12: 8 10 12 22',
  ),
);
example(
  'every other week on Tuesday and Thursday, 8 occurrences',
  SEPTEMBER_2,
  'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
  dates('1997-09: 2 4 16 18 30 | 1997-10: 2 14 16'),
);
example(
  'monthly on the first Friday for 10 occurrences',
  '1997-09-05T09:00:00',
  'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
  dates(
    '1997-09: 5 | 1997-10: 3 | 1997-11: 7 | 1997-12: 5 | 1998-01: 2 | 1998-02: 6 | 1998-03: 6 | 1998-04: 3 | 1998-05: 1 | 1998-06: 5',
  ),
);
example(
  'monthly on the first Friday until December 24',
  '1997-09-05T09:00:00',
  'FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR',
  dates('1997-09: 5 | 1997-10: 3 | 1997-11: 7 | 1997-12: 5'),
);
example(
  'every other month on the first and last Sunday for 10 occurrences',
  '1997-09-07T09:00:00',
  'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
  dates('1997-09: 7 28 | 1997-11: 2 30 | 1998-01: 4 25 | 1998-03: 1 29 | 1998-05: 3 31'),
);
example(
  'monthly on the second-to-last Monday for 6 months',
  '1997-09-22T09:00:00',
  'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
  dates('1997-09: 22 | 1997-10: 20 | 1997-11: 17 | 1997-12: 22 | 1998-01: 19 | 1998-02: 16'),
);
example(
  'monthly on the third-to-last day',
  '1997-09-28T09:00:00',
  'FREQ=MONTHLY;BYMONTHDAY=-3',
  dates('1997-09: 28 | 1997-10: 29 | 1997-11: 28 | 1997-12: 29 | 1998-01: 29 | 1998-02: 26'),
);
example(
  'monthly on the 2nd and 15th for 10 occurrences',
  SEPTEMBER_2,
  'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15',
  dates('1997-09: 2 15 | 1997-10: 2 15 | 1997-11: 2 15 | 1997-12: 2 15 | 1998-01: 2 15'),
);
example(
  'monthly on the first and last day for 10 occurrences',
  '1997-09-30T09:00:00',
  'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
  dates('1997-09: 30 | 1997-10: 1 31 | 1997-11: 1 30 | 1997-12: 1 31 | 1998-01: 1 31 | 1998-02: 1'),
);
example(
  'every 18 months on the 10th to 15th for 10 occurrences',
  '1997-09-10T09:00:00',
  'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
  dates(`1997-09: ${days(10, 15)} | 1999-03: ${days(10, 13)}`),
);
example(
  'every Tuesday, every other month',
  SEPTEMBER_2,
  'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
  dates('1997-09: 2 9 16 23 30 | 1997-11: 4 11 18 25 | 1998-01: 6 13 20 27 | 1998-03: 3 10 17 24 31'),
);
example(
  'yearly in June and July for 10 occurrences',
  '1997-06-10T09:00:00',
  'FREQ=YEARLY;COUNT=10;BYMONTH=6,7',
  dates(
    '1997-06: 10 | 1997-07: 10 | 1998-06: 10 | 1998-07: 10 | 1999-06: 10 | 1999-07: 10 | 2000-06: 10 | 2000-07: 10 | 2001-06: 10 | 2001-07: 10',
  ),
);
example(
  'every other year in January, February and March for 10 occurrences',
  '1997-03-10T09:00:00',
  'FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3',
  dates(
    '1997-03: 10 | 1999-01: 10 | 1999-02: 10 | 1999-03: 10 | 2001-01: 10 | 2001-02: 10 | 2001-03: 10 | 2003-01: 10 | 2003-02: 10 | 2003-03: 10',
  ),
);
example(
  'every third year on the 1st, 100th and 200th day for 10 occurrences',
  '1997-01-01T09:00:00',
  'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
  dates(
    '1997-01: 1 | 1997-04: 10 | 1997-07: 19 | 2000-01: 1 | 2000-04: 9 | 2000-07: 18 | 2003-01: 1 | 2003-04: 10 | 2003-07: 19 | 2006-01: 1',
  ),
);
example(
  'every 20th Monday of the year',
  '1997-05-19T09:00:00',
  'FREQ=YEARLY;BYDAY=20MO',
  dates('1997-05: 19 | 1998-05: 18 | 1999-05: 17'),
);
example(
  'Monday of week number 20',
  '1997-05-12T09:00:00',
  'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
  dates('1997-05: 12 | 1998-05: 11 | 1999-05: 17'),
);
example(
  'every Thursday in March',
  '1997-03-13T09:00:00',
  'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
  dates('1997-03: 13 20 27 | 1998-03: 5 12 19 26 | 1999-03: 4 11 18 25'),
);
example(
  'every Thursday in June, July and August',
  '1997-06-05T09:00:00',
  'FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8',
  dates(
    '1997-06: 5 12 19 26 | 1997-07: 3 10 17 24 31 | 1997-08: 7 14 21 28 | 1998-06: 4 11 18 25 | 1998-07: 2 9 16 23 30 | 1998-08: 6 13 20 27 | 1999-06: 3 10 17 24 | 1999-07: 1 8 15 22 29 | 1999-08: 5 12 19 26',
  ),
);
example(
  'every Friday the 13th; DTSTART, which the RFC takes out with an EXDATE, is in the set',
  SEPTEMBER_2,
  'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
  dates('1997-09: 2 | 1998-02: 13 | 1998-03: 13 | 1998-11: 13 | 1999-08: 13 | 2000-10: 13'),
);
example(
  'the first Saturday after the first Sunday of the month',
  '1997-09-13T09:00:00',
  'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
  dates(
    '1997-09: 13 | 1997-10: 11 | 1997-11: 8 | 1997-12: 13 | 1998-01: 10 | 1998-02: 7 | 1998-03: 7 | 1998-04: 11 | 1998-05: 9 | 1998-06: 13',
  ),
);
example(
  'U.S. Presidential Election day',
  '1996-11-05T09:00:00',
  'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
  dates('1996-11: 5 | 2000-11: 7 | 2004-11: 2'),
);
example(
  'the third of Tuesday, Wednesday or Thursday, for 3 months',
  '1997-09-04T09:00:00',
  'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
  dates('1997-09: 4 | 1997-10: 7 | 1997-11: 6'),
);
example(
  'the second-to-last weekday of the month',
  '1997-09-29T09:00:00',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
  dates('1997-09: 29 | 1997-10: 30 | 1997-11: 27 | 1997-12: 30 | 1998-01: 29 | 1998-02: 26 | 1998-03: 30'),
);
example(
  'every 3 hours from 9 to 17 (the RFC means 17:00 in New York, but writes it as 17:00 UTC)',
  SEPTEMBER_2,
  'FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000',
  ['1997-09-02T09:00:00', '1997-09-02T12:00:00', '1997-09-02T15:00:00'],
);
example(
  'every 15 minutes for 6 occurrences',
  SEPTEMBER_2,
  'FREQ=MINUTELY;INTERVAL=15;COUNT=6',
  ['09:00', '09:15', '09:30', '09:45', '10:00', '10:15'].map((time) => `1997-09-02T${time}:00`),
);
example(
  'every hour and a half for 4 occurrences',
  SEPTEMBER_2,
  'FREQ=MINUTELY;INTERVAL=90;COUNT=4',
  ['09:00', '10:30', '12:00', '13:30'].map((time) => `1997-09-02T${time}:00`),
);
example(
  'every 20 minutes from 9 to 16:40 every day',
  SEPTEMBER_2,
  [
    'FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40',
    'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16',
  ],
  ['02', '03'].flatMap((day) =>
    ['09', '10', '11', '12', '13', '14', '15', '16'].flatMap((hour) =>
      ['00', '20', '40'].map((minute) => `1997-09-${day}T${hour}:${minute}:00`),
    ),
  ),
);
example(
  'two Tuesdays and Sundays in weeks that begin on Monday',
  '1997-08-05T09:00:00',
  'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
  dates('1997-08: 5 10 19 24'),
);
example(
  'the same in weeks that begin on Sunday',
  '1997-08-05T09:00:00',
  'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
  dates('1997-08: 5 17 19 31'),
);
example(
  'a date that does not exist is neither shown nor counted',
  '2007-01-15T09:00:00',
  'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
  dates('2007-01: 15 30 | 2007-02: 15 | 2007-03: 15 30'),
);
