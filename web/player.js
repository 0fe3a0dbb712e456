// One video element that plays wall-clock time: which list to load, where in it to go, what to do when it fails.

import * as hls from './hls-engine.js';
import * as native from './native-engine.js';
import { Timeline } from './timeline.js';

// Nearer to the newest segment than this is live: a few segments in hand, one on the way, one for luck.
const LIVE_MS = 15_000;
// As near to where the engine would begin a live list.
const EDGE_S = 5;
// After the end of a list there may be more; less than this is only the rounding of names.
const MORE_MS = 1000;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 5000;
/** What is told when the browser refuses to begin with sound. */
export const MUTED = 'Muted, for the browser lets no sound begin by itself: press M to hear it.';
const NOTHING = new Timeline([], true);

/** Calls `on.change()` when what it knows of time has changed, `on.tell(sentence)` with trouble, null when it is over. */
export class Player {
  /** The recorded ranges that are known, in order; kept up to date by the owner. */
  recorded = [];

  #span = null;
  #live = false;
  #video;
  #on;
  #address = null;
  #engine = null;
  #timeline = NOTHING;
  #wanted = null;
  #arrived = false;
  #begun = false;
  #plays = true;
  #failed = false;
  #interrupted = false;
  #retry = 0;
  #retryMs = FIRST_RETRY_MS;

  constructor(video, on) {
    this.#video = video;
    this.#on = on;
    const arrive = () => {
      this.#arrived = true;
      on.change();
    };
    video.addEventListener('playing', () => {
      this.#retryMs = FIRST_RETRY_MS;
      arrive();
      this.#catchUp();
    });
    video.addEventListener('canplay', () => video.seeking || arrive());
    video.addEventListener('play', () => this.#intend(true));
    // The pause of an element that was emptied or has come to its end is nobody's wish.
    video.addEventListener('pause', () => this.#engine === null || video.ended || !video.paused || this.#intend(false));
    video.addEventListener('ended', () => this.#goOn());
  }

  /** What is recorded of the stream, {from, to}; null when no stream is open. */
  get span() {
    return this.#span;
  }

  /** True while more of the stream is to be expected. */
  get live() {
    return this.#live;
  }

  /** What of the stream is loaded as a list, empty while there is none. */
  get timeline() {
    return this.#timeline;
  }

  /** The wall time under the playhead, or the one on its way there; null when unknown. */
  get wall() {
    return this.#arrived ? this.#timeline.wallAt(this.#video.currentTime) : this.#wanted;
  }

  /** True when it plays, or will as soon as it can; false when it can't be played. */
  get plays() {
    return this.#plays && !this.#failed;
  }

  /** True when the playhead is as near to the newest segment as makes sense. */
  get isAtEdge() {
    if (!this.#live || this.wall === null) return false;
    const edge = this.#arrived ? (this.#engine?.edge ?? null) : null;
    return edge === null ? this.#span.to - this.wall < LIVE_MS : edge - this.#video.currentTime < EDGE_S;
  }

  /** Takes in what is recorded; what a playlist told of newer segments stays known. */
  learn({ from, to }, live) {
    this.#span = { from, to: Math.max(to, this.#span?.to ?? to) };
    this.#live = live;
    this.#on.change();
  }

  /** Begins the learnt stream, whose playlist for some parameters `address(query)` names, at a wall time or null for live. */
  open(address, at) {
    this.#address = address;
    this.#retryMs = FIRST_RETRY_MS;
    const { from, to } = this.#span;
    this.#load(at === null ? null : Math.max(from, Math.min(at, to - MORE_MS)));
  }

  /** Stops and forgets the stream. */
  close() {
    this.#unload();
    this.#span = null;
    this.#live = false;
    this.recorded = [];
    this.#on.change();
  }

  #unload() {
    clearTimeout(this.#retry);
    this.#engine?.close();
    this.#engine = null;
    this.#timeline = NOTHING;
    this.#arrived = false;
    this.#begun = false;
    this.#wanted = null;
    this.#failed = false;
  }

  /** Plays from a wall time, within the loaded list where that is possible. */
  goTo(wall) {
    if (this.#span === null) return;
    const at = Math.max(wall, this.#span.from);
    const media = this.#arrived ? this.#timeline.mediaAt(at) : null;
    if (media !== null && this.#isSeekable(media) && !this.#engine.isLeaving(at, this.#timeline)) {
      this.#video.currentTime = Math.min(media, this.#engine.edge ?? media);
      this.#on.change();
    } else if (at < this.#span.to - LIVE_MS || (!this.#live && at < this.#span.to)) {
      this.#load(at);
    } else if (this.#live) {
      this.goLive();
    }
  }

  #isSeekable(media) {
    const { seekable } = this.#video;
    for (let i = 0; i < seekable.length; i++) {
      if (seekable.start(i) <= media && media <= seekable.end(i)) return true;
    }
    return false;
  }

  /** Goes on or back by some milliseconds of playing time: a hole takes none. */
  step(ms) {
    if (this.wall === null) return;
    const media = this.#arrived ? this.#video.currentTime + ms / 1000 : null;
    const wall = media === null ? this.wall + ms : this.#timeline.wallAt(media);
    this.goTo(ms < 0 && wall < this.#timeline.from ? this.#beforeHole(wall, ms) : wall);
  }

  /** A hole leads to where it ends, so a step back that would fall into one is taken from where it begins. */
  #beforeHole(wall, ms) {
    const next = this.recorded.findIndex((range) => range.to > wall);
    return next > 0 && this.recorded[next].from > wall ? this.recorded[next - 1].to + ms : wall;
  }

  /** Plays the newest there is. */
  goLive() {
    if (!this.#live) return;
    const edge = this.#arrived && this.#engine?.isSliding ? this.#engine.edge : null;
    if (edge === null) this.#load(null);
    else this.#video.currentTime = edge;
    this.#start();
  }

  /** Where loading the live edge took long, there is a newer one when it begins to play. */
  #catchUp() {
    if (this.#begun || this.#engine === null) return;
    this.#begun = true;
    const edge = this.#engine.isSliding ? this.#engine.edge : null;
    if (edge !== null && edge - this.#video.currentTime >= EDGE_S) this.#video.currentTime = edge;
  }

  /** Plays if it does not, pauses if it does. */
  toggle() {
    if (!this.plays) {
      this.#start();
      return;
    }
    this.#intend(false);
    this.#video.pause();
  }

  #load(at) {
    this.#interrupted = false;
    this.#on.tell(null);
    this.#begin(at);
  }

  /** What is told stays: an attempt to go on where it was interrupted is no news yet. */
  #begin(at) {
    this.#unload();
    this.#wanted = at;
    const Engine = hls.isUsable() ? hls.HlsEngine : native.isUsable(this.#video) ? native.NativeEngine : null;
    if (Engine === null) {
      this.#fail('This browser has no HLS of its own, and this build of streamctl has no hls.js to help it.');
      return;
    }
    const engine = new Engine(this.#video, this.#address, at, this.#span, {
      timeline: (timeline) => this.#engine === engine && this.#take(timeline),
      trouble: (refusal) => this.#engine === engine && this.#suffer(refusal),
    });
    this.#engine = engine;
    this.#on.change();
    if (this.#plays) this.#start();
  }

  #fail(sentence) {
    this.#failed = true;
    this.#on.tell(sentence);
    this.#on.change();
  }

  #take(timeline) {
    this.#timeline = timeline;
    if (this.#interrupted) this.#on.tell(null);
    this.#interrupted = false;
    this.#span.to = Math.max(this.#span.to, timeline.to ?? 0);
    this.#on.change();
    const { wall } = this;
    // The list would slide away under a paused or far-back playhead: one that begins there does not.
    if (this.#arrived && wall !== null && this.#engine.isLeaving(wall, timeline)) this.#load(Math.max(wall, timeline.from));
  }

  #suffer({ message, passing }) {
    const { wall } = this;
    const begun = this.#timeline.from !== null;
    const at = this.isAtEdge ? null : wall;
    this.#unload();
    this.#wanted = at;
    if (!passing && !begun) {
      this.#fail(`This can't be played: ${message}.`);
      return;
    }
    this.#interrupted = true;
    this.#on.tell(`Interrupted: ${message}. Trying again.`);
    this.#retry = setTimeout(() => this.#begin(at), this.#retryMs);
    this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
  }

  #goOn() {
    const { to } = this.#timeline;
    if (to !== null && (this.#live || this.#span.to - to > MORE_MS)) this.goTo(to);
    else this.#intend(false);
  }

  #intend(plays) {
    this.#plays = plays;
    this.#on.change();
  }

  #start() {
    this.#intend(true);
    if (this.#failed) {
      this.#load(this.#wanted);
      return;
    }
    this.#video.play().catch((error) => {
      if (error.name !== 'NotAllowedError') return;
      if (this.#video.muted) {
        this.#intend(false);
        return;
      }
      this.#video.muted = true;
      this.#on.tell(MUTED);
      this.#start();
    });
  }
}
