import type { CalendarStatus } from '../model/agenda.ts';
import { MINUTE, type Moment } from '../model/time.ts';
import type { CalendarInput } from './input.ts';

/** How a calendar's feed is doing at `now`; a success that lies in the future counts as just now. */
export function calendarStatus(input: CalendarInput, now: Moment, staleAfterMinutes: number): CalendarStatus {
  const { calendar, lastSuccess, failure, warningCount } = input;
  if (lastSuccess === null) {
    return { calendar, freshness: 'never', lastSuccess, ageMinutes: null, failure, warningCount };
  }
  const age = Math.max(0, now.instant - lastSuccess.instant);
  return {
    calendar,
    freshness: age > staleAfterMinutes * MINUTE ? 'stale' : 'fresh',
    lastSuccess,
    ageMinutes: Math.floor(age / MINUTE),
    failure,
    warningCount,
  };
}
