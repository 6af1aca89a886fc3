import { DAY, HOUR, type LocalDate, type LocalDateTime, MINUTE, SECOND } from '../model/time.ts';
import type { WallTime } from './rule.ts';

/** Texts that are remembered; a range has fewer days, and its times of day are few. */
const MAX_TEXTS = 2000;

/**
 * Writes dates and times as ISO 8601. The same days and times of day come again and again in a
 * calendar, so their texts are kept and shared: that is quicker and takes less memory.
 */
export class DateText {
  readonly #dates = new Map<number, string>();
  readonly #times = new Map<number, string>();

  /** `YYYY-MM-DD` of the day of a wall clock reading. */
  date(wall: WallTime): LocalDate {
    return remembered(this.#dates, Math.floor(wall / DAY), (day) =>
      new Date(day * DAY).toISOString().slice(0, 10),
    );
  }

  /** `YYYY-MM-DDTHH:MM:SS` */
  dateTime(wall: WallTime): LocalDateTime {
    const second = Math.floor((wall - Math.floor(wall / DAY) * DAY) / SECOND);
    return this.date(wall) + remembered(this.#times, second, timeText);
  }
}

function remembered(texts: Map<number, string>, key: number, write: (key: number) => string): string {
  const known = texts.get(key);
  if (known !== undefined) return known;
  if (texts.size >= MAX_TEXTS) texts.clear();
  const text = write(key);
  texts.set(key, text);
  return text;
}

/** `THH:MM:SS` of a second of the day. */
function timeText(second: number): string {
  const time = second * SECOND;
  const parts = [Math.floor(time / HOUR), Math.floor(time / MINUTE) % 60, second % 60];
  return `T${parts.map((part) => String(part).padStart(2, '0')).join(':')}`;
}
