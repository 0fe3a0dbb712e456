// Plays with the browser's own HLS, for builds without hls.js.
//
// Browsers differ in what they can do: Chromium stops at a hole for ever and can't seek in a list that grows.
// So a chosen time is played as finished pieces without holes, one after the other; only the edge is a live list.

import { fetchText, Refusal } from './archive.js';
import { firstVariant, parsePlaylist, Timeline } from './timeline.js';

const PIECE = 3_600_000;
const LIVE_WINDOW = '1h';
// RFC 8216 section 6.3.3: a client starts no closer to the end of a live list than three target durations.
const LIVE_SEGMENTS = 3;
const RELOAD_MS = 4000;
const HOLE_MS = 10;

/** True when the browser says that it plays HLS by itself. */
export function isUsable(video) {
  return video.canPlayType('application/vnd.apple.mpegurl') !== '';
}

/** As HlsEngine: one stream being played from `at` (null: the live edge). */
export class NativeEngine {
  /** Where the edge is, the browser alone knows: getting there is a new start. */
  edge = null;
  isSliding = false;
  #video;
  #address;
  #query;
  #on;
  #closed = false;
  #timer = 0;

  constructor(video, address, at, span, on) {
    this.#video = video;
    this.#address = address;
    this.#on = on;
    video.addEventListener('error', this.#failed);
    const begun = at === null ? this.#beginLive() : this.#beginPiece(at, span);
    begun.catch(this.#lose);
  }

  async #beginPiece(at, span) {
    const times = (to) => ({ start: new Date(at).toISOString(), end: new Date(to).toISOString() });
    const limit = Math.min(at + PIECE, span.to);
    this.#query = times(limit);
    const { entries } = await this.#read();
    if (this.#closed) return;
    if (entries.length === 0) throw new Refusal('nothing is recorded there');
    const after = entries.findIndex((entry, i) => i > 0 && entry.wall - endOf(entries[i - 1]) > HOLE_MS);
    const piece = after < 0 ? entries : entries.slice(0, after);
    this.#on.timeline(new Timeline(piece, false));
    // One millisecond short of its end keeps the segment after the piece out of the range.
    const to = after < 0 ? limit : endOf(piece.at(-1)) - 1;
    const begin = () => {
      const media = new Timeline(piece, false).mediaAt(at);
      if (!this.#closed && media > 0) this.#video.currentTime = media;
    };
    this.#video.addEventListener('loadedmetadata', begin, { once: true });
    this.#video.src = this.#address(times(to));
  }

  async #beginLive() {
    this.#query = { window: LIVE_WINDOW };
    const { entries } = await this.#read();
    if (this.#closed) return;
    const first = entries.at(-LIVE_SEGMENTS) ?? entries[0];
    this.#video.src = this.#address(this.#query);
    const follow = async () => {
      const { entries: now, live } = await this.#read();
      if (this.#closed) return;
      // The player's clock runs from where the browser began, not from the front of the list.
      const began = this.#video.getStartDate?.().getTime();
      const origin = Number.isFinite(began) ? began : first?.wall;
      const shifted = now.map((entry) => ({ ...entry, media: (entry.wall - origin) / 1000 }));
      this.#on.timeline(new Timeline(shifted, live));
    };
    const again = () => {
      follow().catch(this.#lose);
      if (!this.#closed) this.#timer = setTimeout(again, RELOAD_MS);
    };
    again();
  }

  async #read() {
    let url = this.#address(this.#query);
    let text = await fetchText(url);
    const variant = firstVariant(text, url);
    if (variant !== null) {
      url = variant;
      text = await fetchText(url);
    }
    return parsePlaylist(text);
  }

  #lose = (error) => this.#closed || this.#on.trouble(error);

  /** The browser does not tell whether it was the server that failed it: whether that answers does. */
  #failed = () => {
    const because = new Refusal('the browser cannot play this with its own HLS');
    this.#read().then(() => this.#lose(because), this.#lose);
  };

  /** The browser alone decides what it keeps of a live list. */
  isLeaving() {
    return false;
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#video.removeEventListener('error', this.#failed);
    this.#video.removeAttribute('src');
    this.#video.load();
  }
}

function endOf({ wall, length }) {
  return wall + length * 1000;
}
