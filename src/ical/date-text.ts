import { DAY, HOUR, type LocalDate, type LocalDateTime, MINUTE, SECOND } from '../model/time.ts';
import type { WallTime } from './rule.ts';

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** Days that are remembered; a range has fewer. */
const MAX_DAYS = 2000;

/** Writes dates and times as ISO 8601; remembers the days, since the same ones come again and again. */
export class DateText {
  readonly #dates = new Map<number, LocalDate>();

  /** `YYYY-MM-DD` of the day of a wall clock reading. */
  date(wall: WallTime): LocalDate {
    const day = Math.floor(wall / DAY);
    const known = this.#dates.get(day);
    if (known !== undefined) return known;
    if (this.#dates.size >= MAX_DAYS) this.#dates.clear();
    const text = new Date(day * DAY).toISOString().slice(0, 10);
    this.#dates.set(day, text);
    return text;
  }

  /** `YYYY-MM-DDTHH:MM:SS` */
  dateTime(wall: WallTime): LocalDateTime {
    const time = wall - Math.floor(wall / DAY) * DAY;
    const hour = TWO_DIGITS[Math.floor(time / HOUR)];
    const minute = TWO_DIGITS[Math.floor(time / MINUTE) % 60];
    const second = TWO_DIGITS[Math.floor(time / SECOND) % 60];
    return `${this.date(wall)}T${hour}:${minute}:${second}`;
  }
}
