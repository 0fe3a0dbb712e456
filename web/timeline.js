// One loaded media playlist as a map between the player's clock (seconds) and the wall's (milliseconds).

/** Entries are {media, length, wall}, in order; `live` says whether the list may still grow. */
export class Timeline {
  constructor(entries, live) {
    this.entries = entries;
    this.live = live;
  }

  /** The wall time of the first sample; null when the list is empty. */
  get from() {
    return this.entries.length > 0 ? this.entries[0].wall : null;
  }

  /** The wall time at which the last segment ends; null when the list is empty. */
  get to() {
    const last = this.entries.at(-1);
    return last ? last.wall + last.length * 1000 : null;
  }

  /** The wall time at a moment of the player's clock; null when the list is empty. */
  wallAt(media) {
    const index = Math.max(0, lastNotAfter(this.entries, (entry) => entry.media, media));
    const entry = this.entries[index];
    return entry ? entry.wall + (media - entry.media) * 1000 : null;
  }

  /** The player's moment for a wall time, in a hole that of its end; null outside the list. */
  mediaAt(wall) {
    if (this.entries.length === 0 || wall < this.from || wall >= this.to) return null;
    const index = lastNotAfter(this.entries, (entry) => entry.wall, wall);
    const { media, length, wall: begin } = this.entries[index];
    return media + Math.min(length, (wall - begin) / 1000);
  }

  /** The ranges of wall time that the list covers, one for each segment. */
  ranges() {
    return this.entries.map(({ wall, length }) => ({ from: wall, to: wall + length * 1000 }));
  }
}

function lastNotAfter(entries, key, value) {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(entries[middle]) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Reads a media playlist of this server, whose every segment has a date; null if the text is a master. */
export function parsePlaylist(text) {
  if (text.includes('\n#EXT-X-STREAM-INF:')) return null;
  const entries = [];
  let media = 0;
  let wall = null;
  let length = null;
  let isGap = false;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) {
      wall = Date.parse(line.slice(25));
    } else if (line.startsWith('#EXTINF:')) {
      length = Number.parseFloat(line.slice(8));
    } else if (line === '#EXT-X-GAP') {
      isGap = true;
    } else if (line !== '' && !line.startsWith('#') && length !== null) {
      if (wall !== null && !isGap) entries.push({ media, length, wall });
      media += length;
      wall = wall === null ? null : wall + length * 1000;
      length = null;
      isGap = false;
    }
  }
  return new Timeline(entries, !/^#EXT-X-ENDLIST$/m.test(text));
}

/** The first variant's address in a master playlist, or null. */
export function firstVariant(text, url) {
  const line = /\n#EXT-X-STREAM-INF:.*\r?\n([^#\r\n]+)/.exec(text);
  return line ? new URL(line[1], url).href : null;
}
