// The time axis: what is recorded, where the playhead is, and a way to point elsewhere.

import { length, utc } from './clock.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
  HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY, 365 * DAY,
];
const TICK_PX = 90;
// A screen reader that says every second that it has passed is no help.
const ANNOUNCE_MS = 5 * SECOND;
// The drawing's own units across; the view box in the page.
const WIDTH = 1000;

/** The axis in `root`. Calls `onChoose(wall)` when a time is pointed at, `onView()` when it shows other times. */
export class Axis {
  #root;
  #parts;
  #onChoose;
  #onView;
  #span = null;
  #zoom = null;
  #view = null;
  #wall = null;
  #announced = -Infinity;
  #ranges = [];
  #pointing = false;

  constructor(root, onChoose, onView) {
    this.#root = root;
    this.#onChoose = onChoose;
    this.#onView = onView;
    const part = (selector) => root.querySelector(selector);
    this.#parts = {
      covered: part('.covered'), ticks: part('#ticks'), head: part('#head'), hint: part('#hint'),
    };
    root.addEventListener('pointerdown', (event) => this.#point(event, true));
    root.addEventListener('pointermove', (event) => this.#point(event, this.#pointing));
    root.addEventListener('pointerup', (event) => this.#release(event));
    root.addEventListener('pointercancel', () => this.#leave());
    root.addEventListener('pointerleave', () => this.#pointing || this.#leave());
    new ResizeObserver(() => this.#drawTicks()).observe(root);
  }

  /** Shows another span; null when nothing is chosen. */
  set span(span) {
    this.#span = span;
    this.#root.setAttribute('aria-disabled', String(span === null));
    this.#root.setAttribute('aria-valuemin', span ? Math.floor(span.from / SECOND) : 0);
    this.#root.setAttribute('aria-valuemax', span ? Math.ceil(span.to / SECOND) : 0);
    this.#look();
  }

  /** How much is shown, in milliseconds; null for everything. */
  set zoom(zoom) {
    this.#zoom = zoom;
    this.#view = null;
    this.#look();
  }

  /** The times that are shown, {from, to}; null when nothing is chosen. */
  get view() {
    return this.#view;
  }

  /** Draws what is recorded. */
  draw(ranges) {
    this.#ranges = ranges;
    this.#parts.covered.setAttribute('d', this.#path(ranges));
  }

  /** Puts the playhead; null hides it. */
  set wall(wall) {
    this.#wall = wall;
    this.#look();
    const { head } = this.#parts;
    head.hidden = wall === null || this.#view === null;
    if (head.hidden) return;
    head.style.left = `${this.#share(wall) * 100}%`;
    if (Math.abs(wall - this.#announced) < ANNOUNCE_MS) return;
    this.#announced = wall;
    this.#root.setAttribute('aria-valuenow', Math.round(wall / SECOND));
    this.#root.setAttribute('aria-valuetext', `${utc(wall)} UTC`);
  }

  #look() {
    const view = this.#wanted();
    if (view?.from === this.#view?.from && view?.to === this.#view?.to) return;
    // Growing by a segment is no reason to ask for anything.
    const isNew = view?.from !== this.#view?.from || Math.abs(view.to - this.#view.to) > MINUTE;
    this.#view = view;
    this.#drawTicks();
    this.draw(this.#ranges);
    if (isNew && view !== null) this.#onView();
  }

  #wanted() {
    const span = this.#span;
    if (span === null) return null;
    const zoom = this.#zoom;
    if (zoom === null || zoom >= span.to - span.from) return { from: span.from, to: span.to };
    const wall = this.#wall ?? span.to;
    const view = this.#view;
    // Stays put while the playhead is in it, so that what one points at does not run away.
    if (view && view.to - view.from === zoom && wall >= view.from && wall < view.to) return view;
    const to = Math.min(span.to, Math.max(span.from + zoom, wall + zoom / 2));
    return { from: to - zoom, to };
  }

  #share(wall) {
    const { from, to } = this.#view;
    return Math.min(1, Math.max(0, (wall - from) / Math.max(1, to - from)));
  }

  #path(ranges) {
    const { from, to } = this.#view ?? { from: 0, to: 0 };
    const x = (wall) => (this.#share(wall) * WIDTH).toFixed(2);
    return ranges
      .filter((range) => range.to > from && range.from < to)
      .map((range) => `M${x(range.from)} 0H${x(range.to)}V10H${x(range.from)}z`)
      .join('');
  }

  #drawTicks() {
    const { ticks } = this.#parts;
    ticks.replaceChildren();
    if (this.#view === null) return;
    const { from, to } = this.#view;
    const count = Math.max(1, this.#root.clientWidth / TICK_PX);
    const step = STEPS.find((size) => (to - from) / size <= count) ?? STEPS.at(-1);
    let day = null;
    for (let wall = Math.ceil(from / step) * step; wall < to; wall += step) {
      const text = utc(wall);
      const tick = document.createElement('span');
      const isNewDay = day !== null && day !== text.slice(0, 10);
      day = text.slice(0, 10);
      const label = step >= DAY ? day : isNewDay ? text.slice(5, 10) : text.slice(11, step < MINUTE ? 19 : 16);
      // A label that the end of the axis would cut is left out; its line stays.
      if ((1 - this.#share(wall)) * this.#root.clientWidth > TICK_PX * 0.7) tick.textContent = label;
      tick.style.left = `${this.#share(wall) * 100}%`;
      ticks.append(tick);
    }
  }

  #wallOf(event) {
    const { left, width } = this.#root.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    return this.#view.from + share * (this.#view.to - this.#view.from);
  }

  #point(event, pointing) {
    if (this.#view === null || event.button > 0) return;
    if (event.type === 'pointerdown') this.#root.setPointerCapture(event.pointerId);
    this.#pointing = pointing;
    const wall = this.#wallOf(event);
    const { hint } = this.#parts;
    hint.textContent = `${utc(wall)} UTC, ${length(this.#span.to - wall)} before the end`;
    hint.hidden = false;
    const half = hint.offsetWidth / 2;
    const x = this.#share(wall) * this.#root.clientWidth;
    hint.style.left = `${Math.max(half, Math.min(this.#root.clientWidth - half, x))}px`;
  }

  #release(event) {
    if (!this.#pointing || this.#view === null) return;
    this.#leave();
    this.#onChoose(this.#wallOf(event));
  }

  #leave() {
    this.#pointing = false;
    this.#parts.hint.hidden = true;
  }
}
