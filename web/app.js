// The page: ties the list of streams, the player, the time axis and the keyboard together.

import { joined, playlistAddress, serverNow } from './archive.js';
import { Axis } from './axis.js';
import { fromInput, here, length, utc, utcInput } from './clock.js';
import { Coverage } from './coverage.js';
import { StreamList, isRecent, readStream } from './list.js';
import { Picture } from './picture.js';
import { MUTED, Player } from './player.js';

const STEP_MS = 10_000;
const LEAP_MS = 10 * 60_000;
const REFRESH_MS = 20_000;
// After a failure: as long as the player waits at most before it tries again.
const REFRESH_LOST_MS = 5000;
const CLOCK_MS = 250;
// The input has no fractions of a second.
const SECOND_MS = 1000;

const part = (id) => document.getElementById(id);
const video = part('video');
const player = new Player(video, { change: showPlayer, tell });
const axis = new Axis(part('axis'), goFrom, () => cover());
const picture = new Picture(part('coverage'), goFrom);
const list = new StreamList(part('streams'), part('none'), (stream, variant) => choose(stream, variant, null));

// What is chosen: its names, its hours and what of them has been looked at.
let chosen = null;

// What is wrong, as sentences; the player's hides the list's.
const troubles = { player: null, list: null };
// Whether the video has to wait for what it is to show.
let waits = false;

function choose(stream, variant, at) {
  const choice = { stream, variant, hours: [], coverage: null };
  chosen = choice;
  player.close();
  picture.clear();
  list.choose(stream, variant);
  part('playing').textContent = variant === null ? stream : `${stream} / ${variant}`;
  document.title = `${part('playing').textContent} – streamctl`;
  remember(at);
  tell(null);
  open(choice, at);
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
  chosen.coverage ??= new Coverage(chosen.stream, span.variant);
  player.learn(span, isRecent(span));
  picture.learn(chosen.coverage, span.hours, held.variants.get(span.variant) ?? span);
  cover();
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
  const choice = new URLSearchParams({ stream: chosen.stream });
  if (chosen.variant !== null) choice.set('variant', chosen.variant);
  if (at !== null) choice.set('at', new Date(at).toISOString());
  history.replaceState(null, '', `#${choice}`);
}

function remembered() {
  const choice = new URLSearchParams(location.hash.slice(1));
  const at = Date.parse(choice.get('at') ?? '');
  return { stream: choice.get('stream'), variant: choice.get('variant'), at: Number.isNaN(at) ? null : at };
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
  drawAxis();
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
  return player.live ? `${age} ago` : 'Recorded';
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
  ArrowLeft: () => player.step(-STEP_MS),
  ArrowRight: () => player.step(STEP_MS),
  l: goLive,
  m: () => (video.muted = !video.muted),
  f: toggleFull,
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
  action();
});

part('play').addEventListener('click', () => player.toggle());
video.addEventListener('click', () => player.toggle());
part('back').addEventListener('click', () => player.step(-STEP_MS));
part('forward').addEventListener('click', () => player.step(STEP_MS));
part('live').addEventListener('click', goLive);
part('mute').addEventListener('click', keys.m);
part('full').addEventListener('click', toggleFull);
part('zoom').addEventListener('change', ({ target }) => (axis.zoom = target.value === 'all' ? null : Number(target.value)));
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
  const { stream, variant, at } = remembered();
  if (stream !== null) choose(stream, variant, at);
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
      if (chosen === null && isRecent(held)) choose(stream, null, null);
      else if (chosen?.stream === stream && player.span !== null) learn(held);
    });
    tellOfList(null);
  } catch (error) {
    tellOfList(`The list of streams can't be read: ${error.message}.`);
  }
  if (chosen === null && first !== null) choose(first, null, null);
}

const { stream, variant, at } = remembered();
if (stream !== null) choose(stream, variant, at);
refresh();
