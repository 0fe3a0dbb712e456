// A picture of what is recorded of a day: a row for every hour, in which one can point, by pointer or keyboard, to
// where to play from; and the day's holes as a list.

import { covered, DAY_MS, days } from './coverage.js';
import { length, utc } from './clock.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MINUTES = DAY_MS / MINUTE;
// The drawing's own units, as in the page's view box: a row is an hour of seconds, and has some room to the next.
const ROW = 10;
const BAR = 8;
// A hole of a moment is to be seen, too.
const LEAST_MS = 10_000;
// In seconds: about as wide as a pixel.
const MARK_STEP = 5;
// More than anybody reads; the rest is in the server's answer.
const MOST_HOLES = 200;

/** The picture in `root`. Calls `onChoose(wall)` when a time is chosen. */
export class Picture {
  #part;
  #onChoose;
  #coverage = null;
  #hours = [];
  #span = null;
  #day = null;
  #shown = null;
  #wall = null;
  #chosen = null;
  #minute = 0;
  // Whether it shows the day that is playing, and not one that the reader has gone to.
  #follows = true;

  constructor(root, onChoose) {
    this.#part = (name) => root.querySelector(`#${name}`);
    this.#onChoose = onChoose;
    const picture = this.#part('picture');
    picture.addEventListener('pointermove', (event) => this.#hint(event));
    picture.addEventListener('pointerleave', () => (this.#part('note').hidden = true));
    picture.addEventListener('click', (event) => this.#choose(this.#wallOf(event)));
    picture.addEventListener('focus', () => this.#begin());
    picture.addEventListener('keydown', (event) => this.#press(event));
    this.#part('day-before').addEventListener('click', () => this.#go(-1));
    this.#part('day-after').addEventListener('click', () => this.#go(1));
    const labels = Array.from({ length: 24 }, (_, hour) => text('span', String(hour).padStart(2, '0')));
    this.#part('hours').replaceChildren(...labels);
  }

  /** Forgets what it shows. */
  clear() {
    this.#coverage = null;
    this.#follows = true;
    this.#day = null;
    this.#draw(null);
  }

  /** Shows a variant's coverage: its hours, and {from, to} of all of them. Again as it grows. */
  learn(coverage, hours, span) {
    this.#coverage = coverage;
    this.#hours = hours;
    this.#span = span;
    this.#read();
  }

  /** Puts the mark of what is playing; null hides it. */
  set wall(wall) {
    this.#wall = wall;
    if (this.#follows && wall !== null && this.#coverage !== null && this.#wanted() !== this.#day) this.#read();
    this.#markPlaying();
  }

  /** Shows a range as the chosen one, as far as it lies in the day; null for none. */
  set chosen(range) {
    this.#chosen = range;
    this.#drawChosen();
  }

  #drawChosen() {
    const drawn = this.#chosen === null || this.#shown === null ? '' : this.#path(this.#chosen);
    this.#part('picture').querySelector('path.chosen').setAttribute('d', drawn);
  }

  /** The day that is playing, or else the last one. */
  #wanted() {
    const all = days(this.#hours);
    return all.findLast((day) => day <= (this.#wall ?? this.#span.to)) ?? all[0] ?? null;
  }

  async #read() {
    const all = days(this.#hours);
    if (this.#follows || !all.includes(this.#day)) this.#day = this.#wanted();
    const [coverage, day] = [this.#coverage, this.#day];
    if (day === null) return;
    const at = all.indexOf(day);
    this.#part('day').textContent = utc(day).slice(0, 10);
    this.#part('day-before').disabled = at <= 0;
    this.#part('day-after').disabled = at >= all.length - 1;
    let told = null;
    let trouble = null;
    try {
      told = await coverage.day(day, this.#hours);
    } catch (error) {
      trouble = error.message;
    }
    if (coverage !== this.#coverage || day !== this.#day) return;
    if (trouble === null) this.#draw(told);
    else this.#part('sum').textContent = `The coverage can't be read: ${trouble}.`;
  }

  #go(step) {
    const all = days(this.#hours);
    const day = all[all.indexOf(this.#day) + step];
    if (day === undefined) return;
    this.#follows = false;
    this.#day = day;
    this.#read();
  }

  #draw(told) {
    // What lies before the first segment of all, or after the last, was never to be recorded.
    const isMissing = ({ from, to }) => (from > told.from || this.#span.from < from) && (to < told.to || this.#span.to > to);
    const holes = told?.holes.filter(isMissing) ?? [];
    this.#shown = told && { ...told, holes, covered: covered(told) };
    const { doubtful = [], covered: ranges = [] } = this.#shown ?? {};
    const paths = { full: ranges, doubtful: doubtful.map(grown), missing: holes.map(widened) };
    for (const [name, drawn] of Object.entries(paths)) {
      this.#part('picture').querySelector(`path.${name}`).setAttribute('d', drawn.map((range) => this.#path(range)).join(''));
    }
    this.#part('picture').setAttribute('aria-disabled', String(told === null));
    this.#part('sum').textContent = told === null ? '\u00a0' : this.#sum();
    this.#list(holes);
    if (told !== null) this.#move(this.#minute);
    else this.#part('picture').setAttribute('aria-valuetext', 'nothing chosen');
    this.#markPlaying();
    this.#drawChosen();
    if (told === null) this.#part('day').textContent = '—';
  }

  #sum() {
    const { holes, covered: ranges, doubtful } = this.#shown;
    const total = (list) => list.reduce((sum, { from, to }) => sum + to - from, 0);
    const some = holes.length === 0 ? 'no hole' : `${count(holes.length, 'hole')} (${amount(total(holes))})`;
    const rest = doubtful.length > 0 ? `, ${count(doubtful.length, 'doubtful segment')}` : '';
    return `${this.#coverage.variant}: ${length(total(ranges))} recorded, ${some}${rest}`;
  }

  #list(holes) {
    const rows = holes.slice(0, MOST_HOLES).map((hole) => {
      const row = document.createElement('li');
      const button = text('button', told(hole));
      button.type = 'button';
      button.addEventListener('click', () => this.#choose(hole.from));
      row.append(button);
      return row;
    });
    if (holes.length > MOST_HOLES) rows.push(text('li', `and ${holes.length - MOST_HOLES} more`));
    // The list stays as it is under the reader's finger while nothing in it changes.
    const list = this.#part('holes');
    if (list.textContent !== rows.map((row) => row.textContent).join('')) list.replaceChildren(...rows);
  }

  /** A range as bars, one in each hour it touches. */
  #path({ from, to }) {
    let path = '';
    for (let at = Math.max(from, this.#day); at < Math.min(to, this.#day + DAY_MS); ) {
      const row = Math.floor((at - this.#day) / HOUR);
      const end = Math.min(to, this.#day + (row + 1) * HOUR);
      const x = (wall) => ((wall - this.#day - row * HOUR) / 1000).toFixed(1);
      path += `M${x(at)} ${row * ROW + 1}H${x(end)}v${BAR}H${x(at)}z`;
      at = end;
    }
    return path;
  }

  #markPlaying() {
    const since = this.#wall === null || this.#day === null ? -1 : this.#wall - this.#day;
    this.#mark('playing', since >= 0 && since < DAY_MS ? this.#wall : null);
  }

  #mark(name, wall) {
    const mark = this.#part('picture').querySelector(`.${name}`);
    mark.classList.toggle('is-there', wall !== null && this.#shown !== null);
    if (wall === null || this.#day === null) return;
    const row = Math.floor((wall - this.#day) / HOUR);
    // Steps that can't be seen are not worth drawing anew.
    const x = Math.floor((wall - this.#day - row * HOUR) / 1000 / MARK_STEP) * MARK_STEP;
    for (const [name, value] of [['x', x], ['y', row * ROW]]) {
      if (mark.getAttribute(name) !== String(value)) mark.setAttribute(name, value);
    }
  }

  /** Points to what is playing, or to the first that is recorded. */
  #begin() {
    if (this.#shown === null) return;
    const first = this.#shown.covered[0]?.from ?? this.#day;
    const isHere = this.#wall >= this.#day && this.#wall < this.#day + DAY_MS;
    this.#move(Math.floor(((isHere ? this.#wall : first) - this.#day) / MINUTE));
  }

  #move(minute) {
    this.#minute = Math.min(MINUTES - 1, Math.max(0, minute));
    const wall = this.#day + this.#minute * MINUTE;
    this.#mark('cursor', wall);
    const picture = this.#part('picture');
    picture.setAttribute('aria-valuenow', this.#minute);
    picture.setAttribute('aria-valuetext', `${utc(wall).slice(0, 16)} UTC, ${this.#state(wall, wall + MINUTE)}`);
  }

  /** What is told of a part of the day. */
  #state(from, to) {
    const touches = (range) => range.from < to && Math.max(range.to, range.from + 1) > from;
    const hole = this.#shown.holes.find(touches);
    if (hole) return told(hole);
    const segment = this.#shown.doubtful.find(touches);
    if (segment) return `a ${segment.kind} segment`;
    return this.#shown.covered.some(touches) ? 'recorded' : 'nothing recorded';
  }

  #press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || this.#shown === null) return;
    const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -60, ArrowDown: 60, Home: -MINUTES, End: MINUTES };
    if (event.key in moves) this.#move(this.#minute + moves[event.key]);
    else if (event.key === 'PageUp') this.#go(-1);
    else if (event.key === 'PageDown') this.#go(1);
    else if (event.key === 'Enter') this.#choose(this.#day + this.#minute * MINUTE);
    else return;
    // The page's own keys step the player.
    event.preventDefault();
    event.stopPropagation();
  }

  #wallOf(event) {
    const { left, top, width, height } = this.#part('picture').querySelector('svg').getBoundingClientRect();
    const share = (value) => Math.min(0.999999, Math.max(0, value));
    const row = Math.floor(share((event.clientY - top) / height) * 24);
    const wall = this.#day + (row + share((event.clientX - left) / width)) * HOUR;
    // Of a hole that is drawn wider than it is, its beginning is meant.
    const hole = this.#shown?.holes.find((each) => wall >= each.from && wall < widened(each).to);
    return hole && wall >= hole.to ? hole.from : wall;
  }

  #hint(event) {
    if (this.#shown === null) return;
    const wall = this.#wallOf(event);
    const note = this.#part('note');
    note.textContent = `${utc(wall).slice(11)} UTC, ${this.#state(wall, wall + 1)}`;
    note.hidden = false;
    const box = this.#part('picture').getBoundingClientRect();
    const x = Math.max(0, Math.min(box.width - note.offsetWidth, event.clientX - box.left - note.offsetWidth / 2));
    note.style.transform = `translate(${x}px, ${event.clientY - box.top - note.offsetHeight - 12}px)`;
  }

  #choose(wall) {
    if (this.#shown === null) return;
    this.#follows = true;
    this.#move(Math.floor((wall - this.#day) / MINUTE));
    this.#onChoose(wall);
  }
}

/** A hole as it is drawn, in its own row. */
function widened({ from, to }) {
  const rowEnd = (Math.floor(from / HOUR) + 1) * HOUR;
  return { from, to: Math.max(to, Math.min(rowEnd, from + LEAST_MS)) };
}

/** A doubtful segment as it is drawn: it grows to the left, away from the hole behind it. */
function grown({ from, to }) {
  const rowStart = Math.floor(from / HOUR) * HOUR;
  return { from: Math.min(from, Math.max(rowStart, to - LEAST_MS)), to };
}

function told({ from, to, after }) {
  const at = utc(from).slice(11);
  return to > from ? `${at}, ${amount(to - from)} missing` : `${at}, break after ${after}`;
}

/** A length, with the fractions of a short one. */
function amount(ms) {
  return ms < 10_000 ? `${Number((ms / 1000).toFixed(3))} s` : length(ms);
}

function count(number, thing) {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function text(name, content) {
  const element = document.createElement(name);
  element.textContent = content;
  return element;
}
