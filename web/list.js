// The list of streams and variants. Names come from directories anyone may have made: they are only ever text.

import { serverNow, span, streams, variants } from './archive.js';
import { span as spanText } from './clock.js';

const RECENT_MS = 60_000;
// How long a stream that does not grow is believed to stay so: each look costs several requests a variant.
const QUIET_MS = 120_000;

/** Reads one stream: its variants that hold segments, by name, and the span of all of them; null where there is none. */
export async function readStream(stream) {
  const listed = await variants(stream);
  const read = await Promise.all(listed.map(async (variant) => [variant, await span(stream, variant)]));
  const held = read.filter(([, found]) => found !== null);
  if (held.length === 0) return null;
  const spans = held.map(([, found]) => found);
  return {
    variants: new Map(held),
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
  };
}

/** True when something was recorded so lately that more is to be expected. */
export function isRecent({ to }) {
  return serverNow() - to < RECENT_MS;
}

/** The list in `root`; calls `onChoose(stream, variant)` with variant null for the stream itself. */
export class StreamList {
  #root;
  #none;
  #onChoose;
  #items = new Map();
  #chosen = null;

  constructor(root, none, onChoose) {
    this.#root = root;
    this.#none = none;
    this.#onChoose = onChoose;
  }

  /** Reads what may have changed; calls `onRead(stream, held)` after each stream that holds something. */
  async read(onRead) {
    const listed = await streams();
    for (const [stream, item] of this.#items) {
      if (listed.includes(stream)) continue;
      item.root.remove();
      this.#items.delete(stream);
    }
    this.#none.hidden = listed.length > 0;
    this.#none.textContent = 'None yet.';
    // All names stand before the first span is known: nothing moves when the spans come in.
    const names = async (stream) => [stream, await variants(stream).catch(() => [])];
    const unknown = await Promise.all(listed.filter((stream) => !this.#items.has(stream)).map(names));
    for (const [stream, held] of unknown) this.#rows(this.#place(stream), stream, held);
    for (const stream of listed) {
      const item = this.#items.get(stream);
      if (performance.now() < item.readAgain) continue;
      let held = null;
      try {
        held = await readStream(stream);
        this.#show(stream, held);
      } catch (error) {
        // One stream's trouble is not the others'.
        item.button.lastChild.textContent = `can't be read: ${error.message}`;
        continue;
      }
      item.readAgain = held && isRecent(held) ? 0 : performance.now() + QUIET_MS;
      if (held) onRead(stream, held);
    }
  }

  /** Marks what is playing. */
  choose(stream, variant) {
    this.#chosen = { stream, variant };
    for (const name of this.#items.keys()) this.#mark(name);
  }

  #place(stream) {
    const item = {
      root: document.createElement('li'),
      button: this.#button(stream, stream, null),
      list: document.createElement('ul'),
      variants: new Map(),
      readAgain: 0,
    };
    item.root.append(item.button, item.list);
    this.#items.set(stream, item);
    const after = [...this.#items.keys()].sort().indexOf(stream);
    this.#root.insertBefore(item.root, this.#root.children[after] ?? null);
    return item;
  }

  #show(stream, held) {
    const item = this.#items.get(stream);
    describe(item.button, held);
    this.#rows(item, stream, held ? [...held.variants.keys()] : []);
    for (const [name, button] of item.variants) describe(button, held.variants.get(name));
  }

  /** A row for each variant, and no other. */
  #rows(item, stream, names) {
    for (const [name, button] of item.variants) {
      if (names.includes(name)) continue;
      button.parentElement.remove();
      item.variants.delete(name);
    }
    for (const name of names) {
      if (!item.variants.has(name)) {
        const row = document.createElement('li');
        row.append(this.#button(name, stream, name));
        item.list.append(row);
        item.variants.set(name, row.firstChild);
      }
    }
    this.#mark(stream);
  }

  #button(text, stream, variant) {
    const button = document.createElement('button');
    button.type = 'button';
    const name = document.createElement('bdi');
    name.textContent = text;
    const note = document.createElement('small');
    note.textContent = '…';
    const live = document.createElement('em');
    live.textContent = 'live';
    live.hidden = true;
    button.append(name, live, note);
    button.addEventListener('click', () => this.#onChoose(stream, variant));
    return button;
  }

  #mark(stream) {
    const item = this.#items.get(stream);
    const isChosen = (variant) => String(this.#chosen?.stream === stream && this.#chosen.variant === variant);
    item.button.setAttribute('aria-current', isChosen(null));
    for (const [name, button] of item.variants) button.setAttribute('aria-current', isChosen(name));
  }
}

function describe(button, held) {
  const [, live, note] = button.children;
  button.disabled = held === null;
  live.hidden = held === null || !isRecent(held);
  note.textContent = held === null ? 'nothing recorded' : spanText(held);
}
