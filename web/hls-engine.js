// Plays through hls.js, which the page loads as a plain script (window.Hls).

import { Timeline } from './timeline.js';
import { Refusal, refusal, silence } from './archive.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
// How much of a live stream is loaded behind its edge: a list that slides stays small for days.
const WINDOW = '1h';
const WINDOW_MS = HOUR;
const WINDOW_MARGIN = 2 * MINUTE;
// The list begins this much before the chosen moment, so that small steps back need no other list.
const LEAD = 10 * MINUTE;
// Older moments are played from finished lists of this length, one after the other: an open list is sent again with
// each new segment, and the server refuses one that begins more than 12 h before the newest.
const CLOSED_LENGTH = 3 * HOUR;
// A second media error within this time is not worth another attempt.
const MENDING_MS = 5000;

/** True when hls.js is part of this build and the browser can run it. */
export function isUsable() {
  return globalThis.Hls?.isSupported?.() === true;
}

/**
 * One stream being played from `at` (null: the live edge), with `span` as what is recorded of it.
 * Calls `on.timeline(timeline)` at each edition of the playlist and `on.trouble(refusal)` when it is lost.
 */
export class HlsEngine {
  /** True when the list is the one of the live edge, whose front is removed as it grows. */
  isSliding;
  #hls;
  #details = null;
  #mended = -Infinity;

  constructor(video, address, at, span, on) {
    const { Hls } = globalThis;
    this.isSliding = at === null;
    this.#hls = new Hls({ startPosition: this.isSliding ? -1 : 0, backBufferLength: 90 });
    let begun = this.isSliding;
    this.#hls.on(Hls.Events.LEVEL_UPDATED, (_, { details }) => {
      this.#details = details;
      const timeline = this.#timeline();
      on.timeline(timeline);
      if (begun) return;
      begun = true;
      const media = timeline.mediaAt(at);
      if (media !== null) this.#hls.startLoad(media);
    });
    this.#hls.on(Hls.Events.LEVEL_SWITCHED, (_, { level }) => {
      this.#details = this.#hls.levels[level]?.details ?? this.#details;
      if (this.#details) on.timeline(this.#timeline());
    });
    this.#hls.on(Hls.Events.ERROR, (_, data) => {
      if (!data.fatal) return;
      if (data.type === Hls.ErrorTypes.MEDIA_ERROR && performance.now() - this.#mended > MENDING_MS) {
        this.#mended = performance.now();
        this.#hls.recoverMediaError();
      } else {
        on.trouble(refusalOf(data));
      }
    });
    // In this order: a media source that opens after the list has come makes hls.js begin anew, at the list's beginning.
    this.#hls.once(Hls.Events.MEDIA_ATTACHED, () => this.#hls.loadSource(address(query(at, span))));
    this.#hls.attachMedia(video);
  }

  #timeline() {
    const entries = this.#details.fragments
      .filter((fragment) => fragment.programDateTime !== null)
      .map(({ start, duration, programDateTime }) => ({ media: start, length: duration, wall: programDateTime }));
    return new Timeline(entries, this.#details.live);
  }

  /** Where on the player's clock the live edge is, with some segments in hand; null in a finished list. */
  get edge() {
    return this.#details?.live ? this.#hls.liveSyncPosition : null;
  }

  /** True when a wall time is, or soon will be, too old for the loaded list. */
  isLeaving(wall, timeline) {
    // Before it is full, nothing leaves the window.
    const isFull = timeline.to - timeline.from > WINDOW_MS - WINDOW_MARGIN;
    return this.isSliding && timeline.live && isFull && wall < timeline.from + WINDOW_MARGIN;
  }

  close() {
    this.#hls.destroy();
  }
}

function query(at, span) {
  if (at === null) return { window: WINDOW };
  const start = Math.max(span.from, at - LEAD);
  const times = { start: new Date(start).toISOString() };
  if (span.to - start > CLOSED_LENGTH) times.end = new Date(start + CLOSED_LENGTH).toISOString();
  return times;
}

function refusalOf(data) {
  const code = data.response?.code;
  if (code >= 400) {
    const request = data.networkDetails;
    // Reading responseText of a request for bytes throws.
    return refusal(code, ['', 'text'].includes(request?.responseType) ? request.responseText : '');
  }
  if (data.type === globalThis.Hls.ErrorTypes.NETWORK_ERROR) return silence();
  return new Refusal(`the browser cannot play this (${data.details})`);
}
