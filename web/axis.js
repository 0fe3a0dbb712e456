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
// A pointer that moves less between its press and its release has only pointed.
const DRAG_PX = 6;
// A screen reader that says every second that it has passed is no help.
const ANNOUNCE_MS = 5 * SECOND;
// The drawing's own units across; the view box in the page.
const WIDTH = 1000;

/**
 * The axis in `root`. Calls `on.choose(wall)` when a time is pointed at, `on.drag(from, to)` while a pointer is dragged
 * from one to another, `on.view()` when it shows other times, and `on.draw()` when anything on it has to be placed anew.
 */
export class Axis {
  #root;
  #parts;
  #on;
  #span = null;
  #zoom = null;
  #view = null;
  #wall = null;
  #announced = -Infinity;
  #ranges = [];
  #chosen = null;
  // Where a pointer was pressed, and whether it has been dragged since.
  #press = null;

  constructor(root, on) {
    this.#root = root;
    this.#on = on;
    const part = (selector) => root.querySelector(selector);
    this.#parts = {
      covered: part('.covered'), ticks: part('#ticks'), head: part('#head'), hint: part('#hint'),
      chosen: part('#chosen'),
    };
    root.addEventListener('pointerdown', (event) => this.#begin(event));
    root.addEventListener('pointermove', (event) => this.#point(event));
    root.addEventListener('pointerup', (event) => this.#release(event));
    root.addEventListener('pointercancel', () => this.#leave());
    root.addEventListener('pointerleave', () => this.#press === null && this.#leave());
    new ResizeObserver(() => this.#place()).observe(root);
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

  /** How wide it is on the screen, in pixels. */
  get width() {
    return this.#view === null ? 0 : this.#root.clientWidth;
  }

  /** Shows a range as the chosen one; null for none. */
  set chosen(range) {
    this.#chosen = range;
    const { chosen } = this.#parts;
    chosen.hidden = range === null || this.#view === null;
    if (chosen.hidden) return;
    chosen.style.clipPath = `inset(0 ${(1 - this.share(range.to)) * 100}% 0 ${this.share(range.from) * 100}%)`;
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
    this.#putHead();
    if (wall === null || this.#view === null) return;
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
    this.draw(this.#ranges);
    this.#place();
    if (isNew && view !== null) this.#on.view();
  }

  #putHead() {
    const { head } = this.#parts;
    head.hidden = this.#wall === null || this.#view === null;
    if (!head.hidden) head.style.transform = `translateX(${this.share(this.#wall) * this.width}px)`;
  }

  #place() {
    this.#drawTicks();
    this.#putHead();
    this.#on.draw();
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

  /** Where a time is: 0 at the left end and before it, 1 at the right end and after it. */
  share(wall) {
    const { from, to } = this.#view;
    return Math.min(1, Math.max(0, (wall - from) / Math.max(1, to - from)));
  }

  #path(ranges) {
    const { from, to } = this.#view ?? { from: 0, to: 0 };
    const x = (wall) => (this.share(wall) * WIDTH).toFixed(2);
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
      if ((1 - this.share(wall)) * this.#root.clientWidth > TICK_PX * 0.7) tick.textContent = label;
      tick.style.left = `${this.share(wall) * 100}%`;
      ticks.append(tick);
    }
  }

  /** The time at a place on the screen; outside of the axis that of its nearer end. */
  wallAt(clientX) {
    const { left, width } = this.#root.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - left) / width));
    return this.#view.from + share * (this.#view.to - this.#view.from);
  }

  /** The place on the screen of a time. */
  placeOf(wall) {
    const { left, width } = this.#root.getBoundingClientRect();
    return left + this.share(wall) * width;
  }

  #begin(event) {
    if (this.#view === null || event.button > 0) return;
    this.#root.setPointerCapture(event.pointerId);
    // The time, not the place: a live axis moves on under the pointer.
    this.#press = { x: event.clientX, wall: this.wallAt(event.clientX), isDrag: false };
    this.#point(event);
  }

  #point(event) {
    if (this.#view === null) return;
    const wall = this.wallAt(event.clientX);
    const press = this.#press;
    if (press !== null && Math.abs(event.clientX - press.x) >= DRAG_PX) press.isDrag = true;
    if (press?.isDrag) {
      const [from, to] = [press.wall, wall].sort((a, b) => a - b);
      this.#hint(wall, `${utc(from).slice(11)} – ${utc(to).slice(11)}, ${length(to - from)}`);
      this.#on.drag(from, to);
    } else {
      this.#hint(wall, `${utc(wall)} UTC, ${length(this.#span.to - wall)} before the end`);
    }
  }

  #hint(wall, text) {
    const { hint } = this.#parts;
    hint.textContent = text;
    hint.hidden = false;
    const x = this.share(wall) * this.#root.clientWidth - hint.offsetWidth / 2;
    hint.style.transform = `translateX(${Math.max(0, Math.min(this.#root.clientWidth - hint.offsetWidth, x))}px)`;
  }

  #release(event) {
    const press = this.#press;
    this.#leave();
    if (press !== null && !press.isDrag && this.#view !== null) this.#on.choose(this.wallAt(event.clientX));
  }

  #leave() {
    this.#press = null;
    this.#parts.hint.hidden = true;
  }
}
