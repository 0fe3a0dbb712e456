// The page of streamctl as a visitor has it: what one can do there, and what one sees.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const DEADLINE_MS = 20_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NO_LIBRARY = { contentType: 'text/javascript', body: '// none' };

/**
 * Opens the page in a new tab, played by `hls.js`; by the browser, `native`, as a build without hls.js would; or by
 * `none`, as it is where the browser has no HLS either.
 */
export async function openPage(context, url, engine) {
  const tab = await context.newPage();
  tab.setDefaultTimeout(DEADLINE_MS);
  const complaints = [];
  tab.on('pageerror', (error) => complaints.push(String(error)));
  tab.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  await tab.addInitScript(() => {
    globalThis.shift = 0;
    globalThis.moved = [];
    const name = ({ node }) => node?.id || node?.parentElement?.id || node?.nodeName;
    const add = (list) => list.getEntries().forEach(({ value, sources }) => {
      globalThis.shift += value;
      globalThis.moved.push(...sources.map(name));
    });
    new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
  });
  if (engine === 'none') await tab.addInitScript(() => (HTMLMediaElement.prototype.canPlayType = () => ''));
  if (engine !== 'hls.js') await tab.route('**/page/hls.js', (route) => route.fulfill(NO_LIBRARY));
  await tab.goto(url);
  return new Page(tab, complaints);
}

class Page {
  #tab;

  constructor(tab, complaints) {
    this.#tab = tab;
    /** What the browser complained of: errors, and breaches of the page's policy. */
    this.complaints = complaints;
  }

  /** What is to be seen now. */
  seen() {
    return this.#tab.evaluate(() => {
      const part = (id) => document.getElementById(id);
      const video = document.querySelector('video');
      return {
        wall: Date.parse(part('utc').dateTime) / 1000,
        edge: part('edge').textContent,
        playing: part('playing').textContent,
        trouble: part('trouble').hidden ? null : part('trouble').textContent,
        loading: !part('wait').hidden,
        button: part('play').ariaLabel,
        native: video.src.startsWith('http'),
        paused: video.paused,
        muted: video.muted,
      };
    });
  }

  /** Waits until a condition holds in the page. */
  async until(condition, argument) {
    await this.#tab.waitForFunction(condition, argument);
  }

  /** Waits until the time shown has moved on by so many seconds, in small steps: as long as one plays. */
  async playsFor(seconds) {
    await this.#tab.evaluate(() => (globalThis.advance = { last: null, sum: 0 }));
    await this.until((wanted) => {
      const { advance } = globalThis;
      const wall = Date.parse(document.getElementById('utc').dateTime) / 1000;
      const step = wall - advance.last;
      // A jump is not playing.
      if (advance.last !== null && step > 0 && step < 1) advance.sum += step;
      advance.last = wall;
      return advance.sum >= wanted && !document.querySelector('video').paused;
    }, seconds);
  }

  press(key) {
    return this.#tab.keyboard.press(key);
  }

  click(x, y) {
    return this.#tab.mouse.click(x, y);
  }

  /** Types a time into the form, unix seconds, and goes back to the top of the page. */
  async choose(time) {
    await this.#tab.fill('#at', new Date(time * 1000).toISOString().slice(0, 19));
    await this.#tab.press('#at', 'Enter');
    await this.#tab.evaluate(() => document.activeElement.blur());
  }

  /** Where the axis is on the screen, and which times it shows at its ends. */
  async axis() {
    const ends = await this.#tab.evaluate(() => {
      const axis = document.getElementById('axis');
      return { first: Number(axis.ariaValueMin), last: Number(axis.ariaValueMax) };
    });
    return { ...(await this.#tab.locator('#axis').boundingBox()), ...ends };
  }

  /** Where the first hole of the chosen stream is, as its playlist says. */
  hole() {
    return this.#tab.evaluate(async () => {
      const [stream, variant] = [...document.querySelector('[aria-current=true]').parentElement.querySelectorAll('bdi')]
        .map((name) => name.textContent);
      const playlist = await (await fetch(`playlist/${stream}/${variant}.m3u8?window=2h`)).text();
      const segments = [...playlist.matchAll(/#EXT-X-PROGRAM-DATE-TIME:(.*)\n#EXTINF:([\d.]+)/g)]
        .map(([, date, length]) => ({ from: Date.parse(date) / 1000, to: Date.parse(date) / 1000 + Number(length) }));
      const after = segments.findIndex(({ from }, i) => i > 0 && from - segments[i - 1].to > 0.01);
      return { from: segments[after - 1].to, to: segments[after].from };
    });
  }

  /** What the picture of a day's coverage shows, as soon as that is a day of this date. */
  async coverage(date) {
    await this.until((wanted) => {
      const [day, picture] = ['day', 'picture'].map((id) => document.getElementById(id));
      return day.textContent === wanted && picture.ariaDisabled === 'false';
    }, date);
    return this.#tab.evaluate(() => {
      const part = (id) => document.getElementById(id);
      const bars = (name) => (part('picture').querySelector(`path.${name}`).getAttribute('d') ?? '').split('M').length - 1;
      return {
        sum: part('sum').textContent,
        holes: [...part('holes').children].map((row) => row.textContent),
        bars: { full: bars('full'), missing: bars('missing'), doubtful: bars('doubtful') },
        before: !part('day-before').disabled,
        after: !part('day-after').disabled,
      };
    });
  }

  /** Clicks on a time, unix seconds, of the day that the picture shows; tells what was to be read there before. */
  async pointAt(time) {
    const picture = this.#tab.locator('#picture svg');
    await picture.scrollIntoViewIfNeeded();
    const box = await picture.boundingBox();
    const at = time % 86400;
    const x = box.x + ((at % 3600) / 3600) * box.width;
    const y = box.y + ((Math.floor(at / 3600) + 0.5) / 24) * box.height;
    await this.#tab.mouse.move(x, y);
    const note = await this.#tab.locator('#note').textContent();
    await this.#tab.mouse.click(x, y);
    return note;
  }

  /** What an assistive reader is told of the picture. */
  pictureSays() {
    return this.#tab.evaluate(() => document.getElementById('picture').ariaValueText);
  }

  /** Focuses the first that matches a selector, and scrolls there. */
  focus(selector) {
    return this.#tab.locator(selector).first().focus();
  }

  /** The variants of the chosen stream, in the list's order. */
  variants() {
    return this.#tab.locator('#streams > li:has([aria-current=true]) ul bdi').allTextContents();
  }

  /** Chooses a variant in the list with the keyboard. */
  async openVariant(name) {
    const button = this.#tab.locator('#streams > li:has([aria-current=true]) ul button').filter({ has: this.#tab.getByText(name, { exact: true }) });
    await button.press('Enter');
    await this.until((variant) => document.getElementById('playing').textContent.endsWith(` / ${variant}`), name);
    await this.#tab.evaluate(() => document.activeElement.blur());
  }

  /** All that can be reached by Tab from where nothing is focused yet, by its id or its text, as far as it shows that it is. */
  async reachedByTab() {
    const reached = [];
    for (let presses = 0; presses < 60; presses++) {
      await this.press('Tab');
      const focus = await this.#tab.evaluate(() => {
        const { activeElement: element } = document;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const isShown = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
        return element === document.body ? null : { name: element.id || element.firstChild.textContent, isShown };
      });
      if (focus === null) break;
      if (focus.isShown) reached.push(focus.name);
    }
    await this.#tab.evaluate(() => document.activeElement.blur());
    return [...new Set(reached)];
  }

  /** By how much the page has moved about under its reader: the sum of the browser's layout shifts. */
  shift() {
    return this.#tab.evaluate(() => globalThis.shift);
  }

  /** What has moved, by its id. */
  moved() {
    return this.#tab.evaluate(() => globalThis.moved);
  }

  /** The text of each button in the list of streams, and whether it can be chosen. */
  listed() {
    return this.#tab.locator('#streams button').evaluateAll((buttons) =>
      buttons.map((button) => ({ name: button.firstChild.textContent, note: button.lastChild.textContent, open: !button.disabled })));
  }

  /** How many elements match a selector. */
  count(selector) {
    return this.#tab.locator(selector).count();
  }

  /** Waits until the time shown is near a moment, unix seconds. */
  async shows(time) {
    await this.until((wanted) => Math.abs(Date.parse(document.getElementById('utc').dateTime) / 1000 - wanted) < 3, time);
  }

  /** What the page says of the chosen range: its fields' values, its handles' times, its texts and its sentence. */
  range() {
    return this.#tab.evaluate(() => {
      const part = (id) => document.getElementById(id);
      const handles = ['from-handle', 'to-handle'].map(part);
      return {
        fields: ['from', 'to'].map((id) => part(id).value),
        handles: handles.map((handle) => (handle.hidden ? null : handle.ariaValueText)),
        texts: Object.fromEntries([...document.querySelectorAll('[data-text]')]
          .map((row) => [row.dataset.text, row.querySelector('input').value])),
        says: part('range-says').textContent,
        hash: location.hash,
      };
    });
  }

  /** Waits until it says something of the chosen range that has these words. */
  async saysOfRange(words) {
    await this.until((wanted) => document.getElementById('range-says').textContent.includes(wanted), words);
  }

  /** Drags the pointer over the axis, from one share of it to another. */
  async dragOverAxis(from, to) {
    const { x, y, width, height } = await this.axis();
    const at = (share) => [x + share * width, y + height / 4];
    await this.#tab.mouse.move(...at(from));
    await this.#tab.mouse.down();
    await this.#tab.mouse.move(...at((from + to) / 2));
    await this.#tab.mouse.move(...at(to));
    await this.#tab.mouse.up();
  }

  /** The same with a finger. */
  async swipeOverAxis(from, to) {
    const { x, y, width, height } = await this.axis();
    const client = await this.#tab.context().newCDPSession(this.#tab);
    const touch = (type, share) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: share === null ? [] : [{ x: x + share * width, y: y + height / 4 }],
      });
    await touch('touchStart', from);
    for (const part of [0.25, 0.5, 0.75, 1]) await touch('touchMove', from + (to - from) * part);
    await touch('touchEnd', null);
  }

  /** Drags a handle of the range by some pixels. */
  async dragHandle(id, pixels) {
    const { x, y, width, height } = await this.#tab.locator(`#${id}`).boundingBox();
    await this.#tab.mouse.move(x + width / 2, y + height / 2);
    await this.#tab.mouse.down();
    await this.#tab.mouse.move(x + width / 2 + pixels, y + height / 2);
    await this.#tab.mouse.up();
  }

  /** Puts a value into a field. */
  fill(selector, value) {
    return this.#tab.fill(selector, value);
  }

  /** Copies one of the texts with its button, by its name, and waits until that is told; tells how. */
  async copy(name) {
    await this.#tab.locator(`[data-text=${name}] button`).press('Enter');
    await this.until(() => document.getElementById('copied').textContent !== '');
    return this.#tab.evaluate((wanted) => {
      const row = document.querySelector(`[data-text=${wanted}]`);
      return {
        button: row.querySelector('button span').textContent,
        said: document.getElementById('copied').textContent,
        selected: getSelection().toString(),
      };
    }, name);
  }

  /** What is on the clipboard. */
  clipboard() {
    return this.#tab.evaluate(() => navigator.clipboard.readText());
  }

  /** Runs a script in the page. */
  evaluate(script, argument) {
    return this.#tab.evaluate(script, argument);
  }

  /** Chooses one of the themes. */
  chooseTheme(name) {
    return this.#tab.selectOption('#theme', name);
  }

  /** Goes to another fragment of the page's address. */
  async go(fragment) {
    await this.#tab.evaluate((wanted) => (location.hash = wanted), String(fragment));
  }

  reload() {
    return this.#tab.reload();
  }

  /** What of the page is wider than the window, in pixels: 0 where nothing scrolls to the side. */
  async overhang(width) {
    await this.#tab.setViewportSize({ width, height: 812 });
    return this.#tab.evaluate(async () => {
      // What is laid out by script has its place with the next frame.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      return Math.max(0, document.documentElement.scrollWidth - innerWidth);
    });
  }

  /** What axe-core finds wrong in a theme and a window, one line for each element. */
  async findings(theme, viewport) {
    await this.#tab.setViewportSize(viewport);
    await this.#tab.emulateMedia({ colorScheme: theme });
    if (!(await this.#tab.evaluate(() => 'axe' in globalThis))) await this.#tab.evaluate(AXE);
    return this.#tab.evaluate(async () => {
      // Of WCAG 2.2, which axe-core does not look at unless it is asked to.
      const rules = { 'target-size': { enabled: true } };
      const { violations } = await globalThis.axe.run(document, { rules, resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
    });
  }

  /** Waits until something is wrong, and returns the sentence that says what. */
  async trouble() {
    await this.until(() => !document.getElementById('trouble').hidden);
    return (await this.seen()).trouble;
  }

  /** Waits until nothing is wrong any more. */
  async relief() {
    await this.until(() => document.getElementById('trouble').hidden);
  }

  /** Waits until the page says that it is interrupted, and has asked for a playlist in vain once more. */
  async interruption() {
    await this.until(() => document.getElementById('trouble').textContent.startsWith('Interrupted'));
    await this.#tab.waitForEvent('requestfailed', (request) => request.url().includes('/playlist/'));
  }

  /** Keeps all that the page says over its video from now on, each text once. */
  async listen() {
    await this.#tab.evaluate(() => {
      const stage = document.getElementById('stage');
      globalThis.said = new Set();
      const hear = () => globalThis.said.add([...stage.querySelectorAll('p:not([hidden])')].map((p) => p.textContent).join(' + '));
      new MutationObserver(hear).observe(stage, { subtree: true, attributes: true, childList: true });
    });
  }

  /** What it has said since then. */
  said() {
    return this.#tab.evaluate(() => [...globalThis.said]);
  }

  close() {
    return this.#tab.close();
  }
}
