// The chosen range: two handles on the axis and two fields with times that agree with them.

import { fromInput, length, utc, utcInput } from './clock.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const ENDS = ['from', 'to'];
// As the style has it; below 24 a finger misses it.
const HANDLE_PX = 24;

/** The range chosen in `root`, on the axis. Calls `onChange()` when it is another one. */
export class Range {
  #part;
  #axis;
  #onChange;
  #span = null;
  #ends = { from: null, to: null };
  // How far from its time a handle was taken.
  #taken = 0;

  constructor(root, axis, onChange) {
    this.#part = (name) => root.querySelector(`#${name}`);
    this.#axis = axis;
    this.#onChange = onChange;
    for (const end of ENDS) {
      const handle = this.#part(`${end}-handle`);
      handle.addEventListener('pointerdown', (event) => this.#grasp(event, end));
      handle.addEventListener('pointermove', (event) => this.#drag(event, end));
      handle.addEventListener('keydown', (event) => this.#press(event, end));
      this.#part(end).addEventListener('input', () => this.#type());
      this.#part(end).addEventListener('blur', () => this.#show());
    }
    this.#part('clear').addEventListener('click', () => {
      this.clear();
      this.#part('from').focus();
    });
  }

  /** The range, {from, to}; null while there is no whole one. */
  get value() {
    const { from, to } = this.#ends;
    return from !== null && to !== null && from < to ? { from, to } : null;
  }

  /** What is wrong or missing, as a sentence; null when there is nothing to say. */
  get wants() {
    const { from, to } = this.#ends;
    if (ENDS.some((end) => this.#part(end).validity.badInput)) return 'Give a date and a time, in UTC.';
    if (from === null && to === null) return null;
    if (from === null) return 'And the start?';
    if (to === null) return 'And the end?';
    if (from >= to) return 'The end has to be after the start.';
    const { span } = this;
    if (span && (to <= span.from || from >= span.to)) return `Recorded is ${utc(span.from)} to ${utc(span.to)}, UTC.`;
    return null;
  }

  get span() {
    return this.#span;
  }

  /** What can be chosen from, {from, to}; null when nothing is open. */
  set span(span) {
    this.#span = span && { from: Math.floor(span.from / SECOND) * SECOND, to: Math.ceil(span.to / SECOND) * SECOND };
    for (const name of [...ENDS, 'from-here', 'to-here']) this.#part(name).disabled = span === null;
    this.draw();
  }

  /** Chooses a range; null for none. */
  choose(range) {
    this.#set(range?.from ?? null, range?.to ?? null);
  }

  clear() {
    // What a field can't read is no value, and would stay.
    for (const end of ENDS) this.#part(end).value = '';
    this.#set(null, null);
  }

  /** Puts one end; the other goes where it would be on the wrong side. */
  put(end, wall) {
    const at = this.#within(wall);
    const { from, to } = { ...this.#ends, [end]: at };
    const isOdd = from !== null && to !== null && from >= to;
    this.#set(isOdd && end === 'to' ? null : from, isOdd && end === 'from' ? null : to);
  }

  /** A range between two moments that were pointed at. */
  between(a, b) {
    const [from, to] = [a, b].map((wall) => this.#within(wall)).sort((one, other) => one - other);
    this.#set(from, Math.max(to, from + SECOND));
  }

  #within(wall) {
    const { from, to } = this.#span;
    return Math.min(to, Math.max(from, Math.round(wall / SECOND) * SECOND));
  }

  #set(from, to) {
    if (this.#ends.from === from && this.#ends.to === to) return;
    this.#ends = { from, to };
    this.#show();
    this.draw();
    this.#onChange();
  }

  #show() {
    for (const end of ENDS) {
      const input = this.#part(end);
      const value = this.#ends[end] === null ? '' : utcInput(this.#ends[end]);
      // What somebody is typing stays as it is.
      if (input !== document.activeElement && !input.validity.badInput && fromInput(input.value) !== fromInput(value)) {
        input.value = value;
      }
    }
  }

  #type() {
    const [from, to] = ENDS.map((end) => fromInput(this.#part(end).value));
    this.#ends = { from, to };
    this.draw();
    this.#onChange();
  }

  /** Draws it where the axis has its times now. */
  draw() {
    const range = this.value;
    this.#axis.chosen = range;
    const { wants } = this;
    for (const end of ENDS) this.#part(end).setAttribute('aria-invalid', String(wants !== null && this.#part(end).value !== ''));
    this.#part('clear').disabled = ENDS.every((end) => this.#part(end).value === '' && !this.#part(end).validity.badInput);
    const places = range && this.#axis.width > 0 ? this.#places(range) : null;
    for (const end of ENDS) {
      const handle = this.#part(`${end}-handle`);
      handle.hidden = places === null || this.#span === null;
      if (handle.hidden) continue;
      handle.style.transform = `translateX(${places[end]}px)`;
      const [least, most] = this.#limits(end);
      const values = { min: least / SECOND, max: most / SECOND, now: range[end] / SECOND, text: `${utc(range[end])} UTC` };
      for (const [name, value] of Object.entries(values)) handle.setAttribute(`aria-value${name}`, value);
    }
  }

  /** Where the handles' left edges are: outside of the range, but never over the axis' ends, nor each other. */
  #places({ from, to }) {
    const { width } = this.#axis;
    const right = Math.min(width - HANDLE_PX, this.#axis.share(to) * width);
    const left = Math.max(0, Math.min(right, this.#axis.share(from) * width) - HANDLE_PX);
    return { from: left, to: Math.max(right, left + HANDLE_PX) };
  }

  #limits(end) {
    const { from, to } = this.#ends;
    // A range that was typed may reach beyond what there is.
    return end === 'from'
      ? [Math.min(from, this.#span.from), to - SECOND]
      : [from + SECOND, Math.max(to, this.#span.to)];
  }

  #move(end, wall) {
    const [least, most] = this.#limits(end);
    const at = Math.min(most, Math.max(least, Math.round(wall / SECOND) * SECOND));
    this.#set(end === 'from' ? at : this.#ends.from, end === 'to' ? at : this.#ends.to);
  }

  #grasp(event, end) {
    if (event.button > 0) return;
    this.#taken = event.clientX - this.#axis.placeOf(this.#ends[end]);
    event.target.setPointerCapture(event.pointerId);
    event.target.focus();
    // Or else the drag selects text.
    event.preventDefault();
  }

  #drag(event, end) {
    if (!event.target.hasPointerCapture(event.pointerId)) return;
    this.#move(end, this.#axis.wallAt(event.clientX - this.#taken));
  }

  #press(event, end) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const [least, most] = this.#limits(end);
    const at = this.#ends[end];
    const step = event.shiftKey ? MINUTE : SECOND;
    const places = {
      ArrowLeft: at - step, ArrowDown: at - step, ArrowRight: at + step, ArrowUp: at + step,
      PageDown: at - 10 * MINUTE, PageUp: at + 10 * MINUTE, Home: least, End: most,
    };
    if (!(event.key in places)) return;
    this.#move(end, places[event.key]);
    // The page's own keys step the player.
    event.preventDefault();
    event.stopPropagation();
  }
}

/** What is told of a chosen range, of which these parts are recorded. */
export function told({ from, to }, recorded) {
  const held = recorded.reduce((sum, part) => sum + Math.max(0, Math.min(part.to, to) - Math.max(part.from, from)), 0);
  const missing = to - from - held;
  // Below a second it is the rounding of the fields.
  if (missing < SECOND) return `${length(to - from)}, all recorded`;
  return held <= 0 ? `${length(to - from)}, nothing of it recorded` : `${length(to - from)}, ${length(missing)} of it missing`;
}
