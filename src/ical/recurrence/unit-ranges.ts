/** Units of a day (hours, minutes or seconds counted from midnight): `from` up to and without `to`. */
export interface UnitRange {
  readonly from: number;
  readonly to: number;
}

/** A limit on one level of the clock: which of the `size` hours of a day, minutes of an hour, ... */
export interface ClockLimit {
  readonly size: number;
  /** Ascending; empty for all. */
  readonly values: readonly number[];
}

/** The units of a day that satisfy all limits, from the hour downwards, as ranges that do not touch. */
export function allowedUnits(limits: readonly ClockLimit[]): UnitRange[] {
  let ranges: UnitRange[] = [{ from: 0, to: 1 }];
  for (const { size, values } of limits) {
    ranges =
      values.length === 0
        ? ranges.map(({ from, to }) => ({ from: from * size, to: to * size }))
        : joinTouching(ranges.flatMap((range) => withinRange(range, size, values)));
  }
  return ranges;
}

function withinRange({ from, to }: UnitRange, size: number, values: readonly number[]): UnitRange[] {
  const ranges: UnitRange[] = [];
  for (let outer = from; outer < to; outer++) {
    for (const value of values) ranges.push({ from: outer * size + value, to: outer * size + value + 1 });
  }
  return ranges;
}

function joinTouching(ranges: readonly UnitRange[]): UnitRange[] {
  const joined: UnitRange[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last?.to === range.from) joined[joined.length - 1] = { from: last.from, to: range.to };
    else joined.push(range);
  }
  return joined;
}

/** The index of the first range that ends after `unit`; the number of ranges when there is none. */
export function rangeAt(ranges: readonly UnitRange[], unit: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.to ?? 0) <= unit) low = middle + 1;
    else high = middle;
  }
  return low;
}
