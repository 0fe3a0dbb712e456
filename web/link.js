// What is chosen, as texts that can be passed on: the page's own address, the playlist's, and two commands.
// A choice is {stream, variant, at, range}; variant, at and range may be null, a range has whole seconds.

import { pageAddress, playlistAddress } from './archive.js';
import { fileName, quoted } from './shell.js';

const SECOND = 1000;

/** `2026-01-02T03:04:05Z`; with milliseconds where there are some. */
function stamp(wall) {
  return new Date(wall).toISOString().replace('.000Z', 'Z');
}

/** The fragment of the page's address that stands for a choice. */
export function fragment({ stream, variant, at, range }) {
  const fields = [['stream', stream], ['variant', variant]].filter(([, name]) => name !== null);
  const names = new URLSearchParams(fields).toString();
  const times = [['at', at], ['start', range?.from ?? null], ['end', range?.to ?? null]];
  // Times stay legible: nothing in them needs to be encoded.
  return `#${names}${times.filter(([, wall]) => wall !== null).map(([name, wall]) => `&${name}=${stamp(wall)}`).join('')}`;
}

/** The choice that a fragment stands for; null for what it does not say, or says wrongly. */
export function fromFragment(text) {
  const fields = new URLSearchParams(text.slice(1));
  const time = (name) => {
    const wall = Date.parse(fields.get(name) ?? '');
    return Number.isNaN(wall) ? null : wall;
  };
  const [from, to] = [time('start'), time('end')];
  const whole = from !== null && to !== null && from < to;
  const range = whole ? { from: Math.floor(from / SECOND) * SECOND, to: Math.ceil(to / SECOND) * SECOND } : null;
  return { stream: fields.get('stream'), variant: fields.get('variant'), at: time('at'), range };
}

/** The address of the playlist of a range. */
export function playlistLink({ stream, variant, range }) {
  return `${playlistAddress(stream, variant, {})}?start=${stamp(range.from)}&end=${stamp(range.to)}`;
}

/** The address of this page with a range chosen. */
export function pageLink({ stream, variant, range }) {
  return new URL(fragment({ stream, variant, at: null, range }), pageAddress()).href;
}

/** The command that writes the same playlist from the directory of recordings, which is nobody's business here. */
export function writeCommand({ stream, variant, range }) {
  const source = [stream, variant].filter((name) => name !== null).map((name) => `/${quoted(name)}`).join('');
  const out = quoted(outName({ stream, variant, range }) + (variant === null ? '/' : '.m3u8'));
  const times = `--start ${stamp(range.from)} --end ${stamp(range.to)}`;
  return `streamctl playlist write "\${ROOT:?is the directory of the recordings}"${source} ${times} -o ${out}`;
}

/** The command that copies the range into one file. */
export function ffmpegCommand(choice) {
  return `ffmpeg -i ${quoted(playlistLink(choice))} -c copy ${quoted(`${outName(choice)}.mp4`)}`;
}

function outName({ stream, variant, range }) {
  const name = variant === null ? stream : `${stream}-${variant}`;
  return `${fileName(name)}-${stamp(range.from).replace(/[-:]/g, '')}`;
}
