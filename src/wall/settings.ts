/** What the wall's parts take from the configuration. PURE. */
import type { Config } from '../config/schema.ts';
import type { PictureSettings } from '../daemon/picture.ts';
import type { RefreshPlan } from '../daemon/state.ts';
import type { ConfigProblem } from '../model/agenda.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../model/time.ts';

/** Waits after the first, second and any further failure in a row (R20). */
const BACKOFF = [1 * MINUTE, 2 * MINUTE, 5 * MINUTE] as const;

/** `seed`: any number that differs between devices. */
export function planOf({ refresh, view }: Config, seed: number): RefreshPlan {
  const { interval, jitter } = refresh;
  return {
    interval,
    jitter,
    backoff: BACKOFF,
    longestRetryAfter: HOUR,
    horizonReserve: (view.agenda.days + 7) * DAY,
    seed,
  };
}

export interface PictureFacts {
  /** File that was read, or that a person should write. */
  readonly configFile: string;
  readonly configProblem: ConfigProblem | null;
  /** No right clock is earlier. */
  readonly oldestTrueTime: Instant;
}

export function pictureSettingsOf(config: Config, facts: PictureFacts): PictureSettings {
  return {
    calendars: config.calendars.map(({ id, name, color, declined, free, show }) => ({
      calendar: { id, name, color },
      declined,
      free,
      show,
    })),
    days: config.view.agenda.days,
    staleAfterMinutes: config.refresh.staleAfter / MINUTE,
    ...facts,
  };
}

/** Milliseconds between two verifications: often enough for the probe and for systemd's watchdog. */
export function heartbeatOf(watchdogTimeout: number | null): number {
  return Math.min(30 * SECOND, (watchdogTimeout ?? Infinity) / 2);
}
