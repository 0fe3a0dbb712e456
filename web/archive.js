// What the server has recorded, read from its lists of names.
// Times are milliseconds since 1970, as in Date; a range is {from, to}.

const HOUR = /^\d{4}-\d\d-\d\dT\d\d$/;
const SEGMENT = /^([0-5]\d):([0-5]\d)(?:\.(\d{1,6}))?-(\d{1,6}(?:\.\d+)?)-(?:full|suspect|partial)-.+\.ts$/;
const HOUR_MS = 3_600_000;
// Neighbours closer than this are joined; the server's own rule for a hole.
const HOLE_MS = 10;

// A proxy's ways to say that the server is away, and the server's that it can't just now.
const PASSING = [502, 503, 504];

/** An answer of the server that is not the one asked for, or none; its message is a sentence for people. */
export class Refusal extends Error {
  /** True when the same request may well be answered a little later. */
  passing;

  constructor(message, passing = false) {
    super(message);
    this.passing = passing;
  }
}

/** What has become of a request that no whole answer came to. */
export function silence() {
  return new Refusal('the server does not answer', true);
}

/** What an answer of 400 and above says. */
export function refusal(status, body) {
  return new Refusal(sentenceIn(body) ?? `the server answered ${status}`, PASSING.includes(status));
}

/** The page's own address, without what was chosen in it, and without a login: nothing can be fetched with one, and
    links are handed on. */
export function pageAddress() {
  return location.origin + location.pathname;
}

/** The address of a path below the page's own, whatever prefix a proxy put in front; names are encoded. */
export function address(...names) {
  return new URL(names.map(encodeURIComponent).join('/'), pageAddress()).href;
}

/** The address of a stream's master playlist, or of one variant's; `query` without empty values. */
export function playlistAddress(stream, variant, query) {
  const names = variant === null ? [`${stream}.m3u8`] : [stream, `${variant}.m3u8`];
  const url = new URL(address('playlist', ...names));
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** The sentence in a server's error body, or null. */
function sentenceIn(body) {
  try {
    const { error } = JSON.parse(body);
    return typeof error === 'string' && error !== '' ? error : null;
  } catch {
    return null;
  }
}

let clockOffset = 0;

/** The time on the server's clock, to its second: the one that tells what is recent. */
export function serverNow() {
  return Date.now() + clockOffset;
}

/** Fetches text; throws a Refusal with the server's sentence when it says no, or does not answer. */
export async function fetchText(url) {
  let answer;
  let body;
  try {
    answer = await fetch(url, { cache: 'no-cache' });
    body = await answer.text();
  } catch {
    throw silence();
  }
  const date = Date.parse(answer.headers.get('date') ?? '');
  // The header has whole seconds: a smaller difference tells nothing.
  if (Math.abs(date - serverNow()) > 2000) clockOffset = date - Date.now();
  if (!answer.ok) throw refusal(answer.status, body);
  return body;
}

/** What the server has against a request for text, as a sentence, without the text itself; null if nothing. */
export async function objection(url, signal) {
  const answer = await fetch(url, { method: 'HEAD', cache: 'no-cache', signal });
  return answer.ok ? null : fetchText(url).then(() => null, (error) => error.message);
}

async function names(...path) {
  const listed = JSON.parse(await fetchText(address('files', ...path)));
  // A name that is no Unicode can't be put into an address.
  return listed.filter((name) => name.isWellFormed());
}

/** The names of all streams, also of those that hold nothing. */
export function streams() {
  return names();
}

/** The names of a stream's variants, also of those that hold nothing. */
export function variants(stream) {
  return names(stream);
}

/** The hours of a variant, oldest first; other names are left out. */
export async function hours(stream, variant) {
  return (await names(stream, variant)).filter((name) => HOUR.test(name) && !Number.isNaN(hourStart(name))).sort();
}

/** When an hour begins. */
export function hourStart(hour) {
  return Date.parse(`${hour}:00:00Z`);
}

/** The range that a segment's name tells, or null when it names no playable segment. */
export function segmentRange(hour, name) {
  const match = SEGMENT.exec(name);
  if (match === null) return null;
  const [, minutes, seconds, fraction = '', duration] = match;
  const length = Number(duration) * 1000;
  if (!(length > 0 && length <= 24 * HOUR_MS)) return null;
  const from = hourStart(hour) + minutes * 60_000 + seconds * 1000 + Number(fraction.padEnd(6, '0')) / 1000;
  return { from, to: from + length };
}

/** Ranges in order, those that touch or overlap made one. */
export function joined(ranges) {
  const result = [];
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from - last.to <= HOLE_MS) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** The covered ranges of one hour. */
export async function covered(stream, variant, hour) {
  const listed = await names(stream, variant, hour);
  return joined(listed.map((name) => segmentRange(hour, name)).filter((range) => range !== null));
}

/** From a variant's first segment to the end of its last one, with its name and hours; null where there is none. */
export async function span(stream, variant) {
  const listed = await hours(stream, variant);
  const first = await firstCovered(stream, variant, listed);
  if (first === null) return null;
  const last = await firstCovered(stream, variant, listed.toReversed());
  return { variant, from: first[0].from, to: Math.max(...last.map((range) => range.to)), hours: listed };
}

async function firstCovered(stream, variant, listed) {
  for (const hour of listed) {
    const ranges = await covered(stream, variant, hour);
    if (ranges.length > 0) return ranges;
  }
  return null;
}

/**
 * What of a variant is recorded between two moments: {from, to, holes, doubtful}. A hole is a range with `after`, the
 * kind of the segment before it or null; a doubtful segment is a range with its `kind`.
 */
export async function coverage(stream, variant, from, to) {
  const url = new URL(address('coverage', stream, variant));
  url.searchParams.set('start', new Date(from).toISOString());
  url.searchParams.set('end', new Date(to).toISOString());
  const told = JSON.parse(await fetchText(url.href));
  const range = ({ start, end }) => ({ from: Date.parse(start), to: Date.parse(end) });
  const doubtful = (kind) => (segment) => ({ ...range(segment), kind });
  return {
    ...range(told),
    holes: told.holes.map((hole) => ({ ...range(hole), after: hole.after })),
    doubtful: [...told.suspects.map(doubtful('suspect')), ...told.partials.map(doubtful('partial'))],
  };
}
