/** The clocks of this machine: the edge through which time enters the wall. */
import { existsSync, type FSWatcher, watch } from 'node:fs';
import type { Instant, LocalDateTime, Moment } from '../model/time.ts';
import type { Tick } from './state.ts';

/** Touched by systemd-timesyncd once the clock was set from the network (systemd-timesyncd(8)). */
const SYNCHRONIZED = '/run/systemd/timesync/synchronized';

/** There when the machine keeps time while it is off. */
const HARDWARE_CLOCK = '/sys/class/rtc/rtc0';

/** No clock that is right is earlier than this program. */
const OLDEST_TRUE_TIME = Date.UTC(2026, 10, 1);

export interface Clock {
  tick(): Tick;
  /** The instant as the clock on the wall reads it. */
  moment(instant: Instant): Moment;
  /** `lowerBound`: an instant that is past unless the clock once ran ahead. */
  isTrusted(lowerBound: Instant): boolean;
  /** Calls back once after so many milliseconds of the monotonic clock. Returns how to stop that. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Calls back when the network has set the clock. Returns how to stop. */
  watchTrust(changed: () => void): () => void;
}

/** How an instant reads in an IANA zone, `YYYY-MM-DDTHH:MM:SS`. Throws RangeError for an unknown zone. */
export function localTimeIn(zone: string): (instant: Instant) => LocalDateTime {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
    calendar: 'iso8601',
    numberingSystem: 'latn',
  });
  return (instant) => format.format(instant).replace(' ', 'T');
}

/**
 * The same for one zone, which becomes that of the whole process: its `Date` then reads the wall's
 * clock. Unlike the first Intl.DateTimeFormat, which maps 8 MB of ICU's tables, that costs nothing.
 * `zone` must be one that the configuration has accepted; an unknown one reads as UTC.
 */
function adoptZone(zone: string): (instant: Instant) => LocalDateTime {
  process.env.TZ = zone;
  const two = (value: number): string => String(value).padStart(2, '0');
  return (instant) => {
    const date = new Date(instant);
    const year = String(date.getFullYear()).padStart(4, '0');
    const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
    return `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${time}`;
  };
}

function watchFile(path: string, changed: () => void): () => void {
  let watcher: FSWatcher | null = null;
  const folder = path.slice(0, path.lastIndexOf('/'));
  try {
    if (existsSync(folder)) watcher = watch(folder, { persistent: false }, changed);
    watcher?.on('error', () => watcher?.close());
  } catch {
    return () => undefined; // without inotify, trust is asked again at each wake
  }
  return () => watcher?.close();
}

/** The machine's own clocks, read in the display zone. One per process: it takes on that zone. */
export function createClock(zone: string, synchronized = SYNCHRONIZED, hardware = HARDWARE_CLOCK): Clock {
  const localTime = adoptZone(zone);
  const folder = synchronized.slice(0, synchronized.lastIndexOf('/'));
  return {
    tick: () => ({ instant: Date.now(), monotonic: performance.now() }),
    moment: (instant) => ({ instant, local: localTime(instant) }),
    isTrusted: (lowerBound) => {
      const now = Date.now();
      if (now < OLDEST_TRUE_TIME) return false;
      // The network is right even against a bound that a clock running ahead has left behind.
      if (existsSync(synchronized)) return true;
      // Where nothing tells whether the clock was set, it has to be believed.
      return now >= lowerBound && (existsSync(hardware) || !existsSync(folder));
    },
    after: (milliseconds, callback) => {
      const timer = setTimeout(callback, Math.ceil(milliseconds));
      return () => clearTimeout(timer);
    },
    watchTrust: (changed) => watchFile(synchronized, changed),
  };
}
