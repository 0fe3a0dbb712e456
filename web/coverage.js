// What of one variant is recorded, by the UTC day and fetched only where it is looked at.

import { coverage, hourStart, joined } from './archive.js';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
// A wider view shows whole hours: where days are a few pixels wide, nobody sees more.
const MOST_DAYS = 14;
// The newest day grows; for so long it is taken as it was read.
const FRESH_MS = 10_000;

/** The days that these hours lie in, by their first moments, oldest first. */
export function days(hours) {
  return [...new Set(hours.map((hour) => Math.floor(hourStart(hour) / DAY_MS) * DAY_MS))].sort((a, b) => a - b);
}

/** The coverage of one variant. */
export class Coverage {
  #stream;
  #variant;
  #known = new Map();
  #seen = new Map();

  constructor(stream, variant) {
    this.#stream = stream;
    this.#variant = variant;
  }

  /** The variant's name. */
  get variant() {
    return this.#variant;
  }

  /** What is recorded of a day of these hours, as `coverage` tells it; again and again while it is the newest. */
  async day(start, hours) {
    const now = performance.now();
    const known = this.#known.get(start);
    if (known && (known.isOver || now - known.at < FRESH_MS)) return known.told;
    const told = coverage(this.#stream, this.#variant, start, start + DAY_MS);
    this.#known.set(start, { told, at: now, isOver: start !== days(hours).at(-1) });
    told.then((day) => this.#seen.set(start, covered(day)), () => this.#known.delete(start));
    return told;
  }

  /** True when a moment is recorded by what has been read already: what is there stays there. */
  isKnown(wall) {
    const ranges = this.#seen.get(Math.floor(wall / DAY_MS) * DAY_MS) ?? [];
    return ranges.some(({ from, to }) => from <= wall && wall < to);
  }

  /** The covered ranges between two moments. */
  async between(from, to, hours) {
    const seen = hours.filter((hour) => hourStart(hour) < to && hourStart(hour) + HOUR_MS > from);
    const wanted = days(seen);
    if (wanted.length > MOST_DAYS) {
      return joined(seen.map((hour) => ({ from: hourStart(hour), to: hourStart(hour) + HOUR_MS })));
    }
    const told = await Promise.all(wanted.map((day) => this.day(day, hours)));
    return joined(told.flatMap(covered));
  }

  /** The first moment from `wall` on that is recorded; null if none is, as far as it is known. */
  async next(wall, hours) {
    for (const day of days(hours).filter((start) => start + DAY_MS > wall)) {
      const range = covered(await this.day(day, hours)).find(({ to }) => to > wall);
      if (range) return Math.max(range.from, wall);
    }
    return null;
  }
}

/** What the holes leave of a range, in order. */
export function covered({ from, to, holes }) {
  const ranges = [];
  let at = from;
  for (const hole of holes) {
    if (hole.from > at) ranges.push({ from: at, to: hole.from });
    at = Math.max(at, hole.to);
  }
  if (to > at) ranges.push({ from: at, to });
  return ranges;
}
