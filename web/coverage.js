// Which times of one variant are recorded, by the hour and fetched only where it is looked at.

import { covered, hourStart, joined } from './archive.js';

const HOUR_MS = 3_600_000;
// A wider view shows whole hours: the list of a single hour is some 150 kB.
const MOST_HOURS = 26;

/** What is covered of a variant with these hours. */
export class Coverage {
  #stream;
  #variant;
  #known = new Map();

  constructor(stream, variant) {
    this.#stream = stream;
    this.#variant = variant;
  }

  /** The covered ranges between two moments; the newest of the hours is always asked for again. */
  async between(from, to, hours) {
    const seen = hours.filter((hour) => hourStart(hour) < to && hourStart(hour) + HOUR_MS > from);
    if (seen.length > MOST_HOURS) {
      return joined(seen.map((hour) => ({ from: hourStart(hour), to: hourStart(hour) + HOUR_MS })));
    }
    const ranges = [];
    for (const hour of seen) {
      if (!this.#known.has(hour) || hour === hours.at(-1)) {
        this.#known.set(hour, await covered(this.#stream, this.#variant, hour));
      }
      ranges.push(...this.#known.get(hour));
    }
    return joined(ranges);
  }
}
