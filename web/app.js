// The page: ties the list of streams, the player, the time axis and the keyboard together.

import { joined, objection, playlistAddress, serverNow } from './archive.js';
import { Axis } from './axis.js';
import { fromInput, here, length, utc, utcInput } from './clock.js';
import { Copies } from './copies.js';
import { Coverage } from './coverage.js';
import { ffmpegCommand, fragment, fromFragment, pageLink, playlistLink, writeCommand } from './link.js';
import { StreamList, isRecent, readStream } from './list.js';
import { Picture } from './picture.js';
import { MUTED, Player } from './player.js';
import { Range, told } from './range.js';

const STEP_MS = 10_000;
const FAR_MS = 60_000;
const LEAP_MS = 10 * 60_000;
const REFRESH_MS = 20_000;
// After a failure: as long as the player waits at most before it tries again.
const REFRESH_LOST_MS = 5000;
const CLOCK_MS = 250;
// A range that is being dragged is looked at when it rests for so long.
const REST_MS = 400;
// The input has no fractions of a second.
const SECOND_MS = 1000;
const NO_RANGE = 'Drag over the axis, or give a start and an end.';
// Where nothing but the stream is chosen.
const NOTHING = { variant: null, at: null, range: null };

const part = (id) => document.getElementById(id);
const video = part('video');
const player = new Player(video, { change: showPlayer, tell });
const axis = new Axis(part('axis'), {
  choose: goFrom,
  drag: (from, to) => range.between(from, to),
  view: () => cover(),
  draw: () => range.draw(),
});
const range = new Range(part('player'), axis, showRange);
const copies = new Copies(part('copies'), part('copied').firstElementChild);
const picture = new Picture(part('coverage'), goFrom);
const list = new StreamList(part('streams'), part('none'), (stream, variant) => choose({ ...NOTHING, stream, variant }));

// What is chosen: its names, where to play from (null: live, or else its beginning), its hours and what of them has
// been looked at.
let chosen = null;

// What is wrong, as sentences; the player's hides the list's.
const troubles = { player: null, list: null };
// Whether the video has to wait for what it is to show.
let waits = false;

function choose({ stream, variant, at, range: linked }) {
  const choice = { stream, variant, at, hours: [], coverage: null };
  chosen = choice;
  player.close();
  picture.clear();
  range.clear();
  range.choose(linked);
  list.choose(stream, variant);
  part('empty').hidden = true;
  part('playing').textContent = variant === null ? stream : `${stream} / ${variant}`;
  document.title = `${part('playing').textContent} – streamctl`;
  remember(at);
  tell(null);
  if (linked !== null) zoomTo(linked);
  open(choice, at ?? linked?.from ?? null);
}

/** Shows the nearest part of the axis that has a range well in it. */
function zoomTo({ from, to }) {
  const sizes = [...part('zoom').options].map(({ value }) => value).filter((value) => value !== 'all');
  part('zoom').value = sizes.findLast((size) => Number(size) >= 2 * (to - from)) ?? 'all';
  zoom();
}

function zoom() {
  const { value } = part('zoom');
  axis.zoom = value === 'all' ? null : Number(value);
}

async function open(choice, at) {
  const { stream, variant } = choice;
  try {
    const held = await readStream(stream);
    if (chosen !== choice || !learn(held)) return;
    const address = (query) => playlistAddress(stream, variant, query);
    player.open(address, at ?? (player.live ? null : player.span.from));
  } catch (error) {
    if (chosen !== choice) return;
    tell(`${stream} can't be read: ${error.message}.`);
    if (error.passing) setTimeout(() => chosen === choice && open(choice, at), REFRESH_LOST_MS);
  }
}

/** Takes in what is recorded of the chosen stream, now or as it has grown; false if that is nothing. */
function learn(held) {
  const span = chosen.variant === null ? longest(held) : held?.variants.get(chosen.variant);
  if (!span) {
    tell(`Nothing is recorded of ${part('playing').textContent}.`);
    return false;
  }
  chosen.hours = span.hours;
  const isNew = chosen.coverage === null;
  chosen.coverage ??= new Coverage(chosen.stream, span.variant);
  player.learn(span, isRecent(span));
  picture.learn(chosen.coverage, span.hours, held.variants.get(span.variant) ?? span);
  cover();
  // A range that came with the page's address could not be looked at yet.
  if (isNew && range.value !== null) showRange();
  return true;
}

function longest(held) {
  if (held === null) return undefined;
  const { variant, hours } = [...held.variants.values()].reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
  return { variant, hours, from: held.from, to: held.to };
}

async function cover() {
  const choice = chosen;
  const view = axis.view;
  if (!choice?.coverage || view === null) return;
  const recorded = await choice.coverage.between(view.from, view.to, choice.hours).catch(() => []);
  if (chosen !== choice) return;
  player.recorded = recorded;
  drawAxis();
}

function drawAxis() {
  axis.draw(joined([...player.recorded, ...player.timeline.ranges()]));
}

function goTo(wall) {
  remember(wall);
  player.goTo(wall);
}

/** Goes to a time that somebody pointed at: in a hole to its end, for a player finds nothing in a long one. */
async function goFrom(wall) {
  const choice = chosen;
  if (choice.coverage?.isKnown(wall)) {
    goTo(wall);
    return;
  }
  const found = await choice.coverage?.next(wall, choice.hours).catch(() => null);
  if (chosen === choice) goTo(found ?? wall);
}

function goLive() {
  remember(null);
  player.goLive();
}

/** Keeps the choice in the address, so that it can be reloaded and passed on. */
function remember(at) {
  chosen.at = at;
  history.replaceState(null, '', fragment({ ...chosen, range: range.value }));
}

let resting = 0;
let looking = new AbortController();

/** Shows what follows from another range: at once, but what the server has to be asked for. */
function showRange() {
  const { value } = range;
  picture.chosen = value;
  if (chosen !== null) remember(chosen.at);
  const choice = value && { ...chosen, range: value };
  copies.show(choice && {
    playlist: playlistLink(choice),
    page: pageLink(choice),
    ffmpeg: ffmpegCommand(choice),
    write: writeCommand(choice),
  });
  clearTimeout(resting);
  looking.abort();
  if (value === null) sayOfRange(range.wants ?? NO_RANGE);
  else resting = setTimeout(() => lookAtRange(choice), REST_MS);
}

/** Tells how much of a range is recorded, and if the server has something against its playlist. */
async function lookAtRange(choice) {
  const { coverage, hours, range: { from, to } } = choice;
  if (!coverage) return;
  looking = new AbortController();
  const { signal } = looking;
  try {
    const recorded = await coverage.between(from, to, hours);
    const against = await objection(playlistLink(choice), signal);
    if (!signal.aborted) sayOfRange(range.wants ?? (against === null ? told(choice.range, recorded) : `The server refuses: ${against}.`));
  } catch (error) {
    if (!signal.aborted) sayOfRange(`What is recorded there can't be read: ${error.message}.`);
  }
}

function sayOfRange(sentence) {
  const says = part('range-says');
  if (says.textContent !== sentence) says.textContent = sentence;
}

function tell(sentence) {
  troubles.player = sentence;
  showTrouble();
}

function tellOfList(sentence) {
  troubles.list = sentence;
  showTrouble();
}

function showTrouble() {
  const sentence = troubles.player ?? troubles.list;
  part('trouble').hidden = sentence === null;
  part('trouble').textContent = sentence ?? '';
  showWait();
}

/** Tells that it loads, unless it is told that something is wrong. */
function showWait() {
  part('wait').hidden = !waits || !(part('trouble').hidden || troubles.player === MUTED);
}

function wait(is) {
  waits = is;
  showWait();
}

function showPlayer() {
  // The newest segments are known to the playlist first: the axis grows with it.
  axis.span = player.span;
  range.span = player.span;
  drawAxis();
  for (const name of ['far-back', 'back', 'play', 'forward', 'far-forward']) part(name).disabled = player.span === null;
  part('live').disabled = !player.live;
  part('live').setAttribute('aria-pressed', String(player.isAtEdge));
  toggled(part('play'), player.plays, player.plays ? 'Pause' : 'Play');
  showClock();
}

function showClock() {
  const { wall } = player;
  axis.wall = wall;
  picture.wall = wall;
  part('utc').textContent = wall === null ? '—' : `${utc(wall)} UTC`;
  part('utc').dateTime = wall === null ? '' : new Date(wall).toISOString();
  part('local').textContent = wall === null ? '' : here(wall);
  part('edge').textContent = wall === null ? '' : edgeText(wall);
  part('edge').classList.toggle('live', player.isAtEdge);
  const input = part('at');
  if (wall !== null && document.activeElement !== input) input.value = utcInput(wall);
}

function edgeText(wall) {
  const age = length(serverNow() - wall);
  if (player.isAtEdge) return `Live, ${age} ago`;
  return player.live ? `${age} behind live` : 'Recorded';
}

function toggled(button, on, label) {
  button.classList.toggle('is-on', on);
  button.setAttribute('aria-label', label);
  button.title = label;
}

function toggleFull() {
  const player = part('player');
  if (document.fullscreenElement) document.exitFullscreen();
  else if (player.requestFullscreen) player.requestFullscreen();
  // The iPhone lets only the video itself fill the screen.
  else video.webkitEnterFullscreen?.();
}

const keys = {
  ' ': () => player.toggle(),
  k: () => player.toggle(),
  ArrowLeft: (far) => player.step(far ? -FAR_MS : -STEP_MS),
  ArrowRight: (far) => player.step(far ? FAR_MS : STEP_MS),
  l: goLive,
  m: () => (video.muted = !video.muted),
  f: toggleFull,
  i: () => putHere('from'),
  o: () => putHere('to'),
};
const axisKeys = {
  PageDown: () => goTo(player.wall - LEAP_MS),
  PageUp: () => goTo(player.wall + LEAP_MS),
  Home: () => goTo(player.span.from),
  End: () => (player.live ? goLive() : goTo(player.span.to - STEP_MS)),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches('input, select')) return;
  // Space on a button presses that button.
  if (event.key === ' ' && event.target.matches('button')) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const action = keys[key] ?? (event.target === part('axis') ? axisKeys[key] : undefined);
  if (!action || player.span === null) return;
  event.preventDefault();
  action(event.shiftKey);
});

/** Puts an end of the range where the player is. */
function putHere(end) {
  if (player.wall !== null) range.put(end, player.wall);
}

part('from-here').addEventListener('click', () => putHere('from'));
part('to-here').addEventListener('click', () => putHere('to'));
part('to-streams').addEventListener('click', () => {
  const button = part('streams').querySelector('[aria-current="true"]') ?? part('streams').querySelector('button');
  part('streams-title').scrollIntoView();
  button?.focus({ preventScroll: true });
});
part('play').addEventListener('click', () => player.toggle());
video.addEventListener('click', () => player.toggle());
part('back').addEventListener('click', () => player.step(-STEP_MS));
part('forward').addEventListener('click', () => player.step(STEP_MS));
part('far-back').addEventListener('click', () => player.step(-FAR_MS));
part('far-forward').addEventListener('click', () => player.step(FAR_MS));
part('live').addEventListener('click', goLive);
part('mute').addEventListener('click', keys.m);
part('full').addEventListener('click', toggleFull);
part('zoom').addEventListener('change', zoom);
part('choose').addEventListener('submit', (event) => {
  event.preventDefault();
  const wall = fromInput(part('at').value);
  const { span, live } = player;
  if (wall === null) tell('Give a date and a time, in UTC.');
  else if (span === null) return;
  else if (wall < span.from - SECOND_MS || (wall > span.to && !live)) tell(`Recorded is ${utc(span.from)} to ${utc(span.to)}, UTC.`);
  else goFrom(wall);
});

video.addEventListener('volumechange', () => {
  toggled(part('mute'), video.muted, video.muted ? 'Sound on' : 'Mute');
  if (!video.muted && troubles.player === MUTED) tell(null);
});
for (const name of ['waiting', 'seeking', 'loadstart']) video.addEventListener(name, () => wait(true));
for (const name of ['playing', 'canplay', 'seeked', 'emptied', 'error']) video.addEventListener(name, () => wait(false));

addEventListener('hashchange', () => {
  const linked = fromFragment(location.hash);
  if (linked.stream !== null) choose(linked);
});
setInterval(showClock, CLOCK_MS);

/** Reads the list again and again, and what is recorded of the chosen stream with it. */
async function refresh() {
  if (!document.hidden) await readList();
  setTimeout(refresh, troubles.list === null ? REFRESH_MS : REFRESH_LOST_MS);
}

async function readList() {
  let first = null;
  try {
    await list.read((stream, held) => {
      first ??= stream;
      // Something live, unless the address or the reader has chosen.
      if (chosen === null && isRecent(held)) choose({ ...NOTHING, stream });
      else if (chosen?.stream === stream && player.span !== null) learn(held);
    });
    tellOfList(null);
  } catch (error) {
    tellOfList(`The list of streams can't be read: ${error.message}.`);
  }
  if (chosen === null && first !== null) choose({ ...NOTHING, stream: first });
  part('empty').hidden = chosen !== null || troubles.list !== null;
}

const linked = fromFragment(location.hash);
if (linked.stream !== null) choose(linked);
showRange();
refresh();
