// Times as people read them; all are milliseconds since 1970.

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `2026-01-02 03:04:05`, in UTC. */
export function utc(wall) {
  return utcInput(wall).replace('T', ' ');
}

/** `2026-01-02T03:04:05`, in UTC, as a date-time input holds it. */
export function utcInput(wall) {
  return new Date(wall).toISOString().slice(0, 19);
}

/** The moment that a date-time input's value means in UTC, or null. */
export function fromInput(value) {
  const wall = value === '' ? NaN : Date.parse(`${value}Z`);
  return Number.isNaN(wall) ? null : wall;
}

/** The same moment on this machine's clock, with its zone. */
export function here(wall) {
  return `${local.format(wall)} (${zone})`;
}

/** `2026-01-02 03:04 – 05:06`, in UTC; the second date only where it differs. */
export function span({ from, to }) {
  const [begin, end] = [utc(from).slice(0, 16), utc(to).slice(0, 16)];
  return `${begin} – ${begin.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end}`;
}

/** `5 s`, `3 min 7 s`, `2 h 5 min`, `4 d 3 h`. */
export function length(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const units = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first < 0) return '0 s';
  const [[name, size], next] = [units[first], units[first + 1]];
  const rest = next ? Math.floor((seconds % size) / next[1]) : 0;
  return `${Math.floor(seconds / size)} ${name}${rest > 0 ? ` ${rest} ${next[0]}` : ''}`;
}
