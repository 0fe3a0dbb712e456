// node range.js CHROMIUM URL LIVE EMPTY STREAM ROOT STREAMCTL: a visitor chooses a range of a stream, behind a proxy that
// has the server under a prefix; takes its texts away, and runs those that are commands. Besides, the page's looks: both
// themes, phones, and what axe-core says in every state. LIVE is a server with a stream whose newest segment has just
// come, so it is looked at first; EMPTY is one with no streams. Prints what came of each thing done.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { report, withBrowser } from './browser.js';
import { openPage } from './page.js';
import { openProxy } from './proxy.js';

const [, , chromium, url, live, empty, stream, root, streamctl] = process.argv;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 375, height: 812 };
const UNSEEN = 'esc\u001b[201~\n\'x\u202e';
const run = promisify(execFile);

/** Runs a text as what somebody has pasted into a shell, in a directory of its own; what files there are then. */
async function paste(text) {
  const cwd = await mkdtemp(join(tmpdir(), 'paste-'));
  const PATH = `${dirname(streamctl)}:${process.env.PATH}`;
  await run('bash', ['-c', text], { cwd, env: { ...process.env, PATH, ROOT: root } });
  return { cwd, files: (await readdir(cwd, { recursive: true })).sort() };
}

async function choose(context, address) {
  const names = new URLSearchParams({ stream, variant: 'source' });
  const page = await openPage(context, `${address}#${names}`, 'hls.js');
  await page.playsFor(0.5);
  await page.dragOverAxis(0.1, 0.8);
  await page.saysOfRange('missing');
  report({ step: 'dragged', ...(await page.range()), axis: await page.axis() });
  await page.dragHandle('to-handle', -100);
  await page.saysOfRange('9 s,');
  report({ step: 'handle', ...(await page.range()) });

  await page.fill('#from', '2026-01-02T10:00:03');
  await page.fill('#to', '2026-01-02T10:00:14');
  await page.focus('#to-handle');
  for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowLeft']) await page.press(key);
  await page.focus('#from-handle');
  for (const key of ['Home', 'ArrowRight', 'ArrowUp']) await page.press(key);
  await page.saysOfRange('11 s,');
  const keys = await page.range();
  report({ step: 'keys', ...keys });
  report({ step: 'plays', trouble: (await page.seen()).trouble });

  for (const name of Object.keys(keys.texts)) {
    const told = await page.copy(name);
    report({ step: `copied ${name}`, ...told, text: keys.texts[name], clipboard: await page.clipboard() });
  }
  const { texts } = keys;
  const saved = await paste(texts.ffmpeg);
  const probe = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', join(saved.cwd, saved.files[0])];
  report({ step: 'saved', files: saved.files, length: Number((await run('ffprobe', probe)).stdout) });
  const written = await paste(texts.write);
  const fetched = await (await fetch(texts.playlist)).text();
  const lengths = (text) => text.split('\n').filter((line) => line.startsWith('#EXTINF'));
  const local = lengths(await readFile(join(written.cwd, written.files[0]), 'utf8'));
  report({ step: 'written', files: written.files, listed: local.length, same: local.join() === lengths(fetched).join() });

  await page.focus('#clear');
  await page.press('Enter');
  report({ step: 'cleared', ...(await page.range()) });
  await page.fill('#to', '2026-01-02T10:00:05');
  await page.fill('#from', '2026-01-02T10:00:09');
  report({ step: 'odd', ...(await page.range()), shift: await page.shift(), moved: await page.moved() });

  // Of all its variants, and of a name that would be more than a word in a terminal.
  for (const name of [stream, UNSEEN]) {
    await page.go(new URLSearchParams({ stream: name, start: '2026-01-02T10:00:00Z', end: '2026-01-02T10:00:06Z' }));
    await page.saysOfRange('all recorded');
    const { texts: its } = await page.range();
    report({ step: name === stream ? 'whole' : 'unseen', text: its.write, files: (await paste(its.write)).files });
  }
  await page.go(`${names}&start=2026-01-02T10:00:00Z&end=2026-01-20T10:00:00Z`);
  await page.saysOfRange('8d');
  report({ step: 'too long', ...(await page.range()) });
  await page.close();

  const linked = await openPage(context, texts.page, 'hls.js');
  await linked.shows(Date.parse('2026-01-02T10:00:02Z') / 1000);
  await linked.saysOfRange('missing');
  report({ step: 'linked', ...(await linked.range()), shift: await linked.shift(), moved: await linked.moved() });
  await linked.close();

  return texts.page;
}

/** Where the browser has no clipboard for a page: over plain HTTP, from another machine. */
async function copyWithout(context, link) {
  const insecure = new URL(link);
  insecure.hostname = 'page.example';
  const page = await openPage(context, insecure.href, 'hls.js');
  await page.saysOfRange('missing');
  const has = await page.evaluate(() => navigator.clipboard !== undefined);
  const { texts } = await page.range();
  report({ step: 'without clipboard', has, text: texts.ffmpeg, ...(await page.copy('ffmpeg')) });
  const secure = await openPage(context, link, 'none');
  report({ step: 'copied the old way', clipboard: await secure.clipboard() });
  await secure.close();
  await page.evaluate(() => (document.execCommand = () => false));
  await page.focus('#help');
  report({ step: 'selected', text: texts.playlist, ...(await page.copy('playlist')) });
  await page.close();
}

async function look(page, state) {
  const findings = [];
  for (const viewport of [DESKTOP, PHONE]) {
    for (const theme of ['light', 'dark']) findings.push(...(await page.findings(theme, viewport)));
  }
  report({ step: `looks ${state}`, findings, overhang: [await page.overhang(PHONE.width), await page.overhang(320)] });
}

async function lookAtLive(context) {
  const page = await openPage(context, live, 'hls.js');
  await page.until(() => document.getElementById('edge').textContent.startsWith('Live'));
  report({ step: 'loads live', ...(await loaded(page)) });
  await look(page, 'live');
  await page.close();
}

async function lookAtNothing(context) {
  const page = await openPage(context, empty, 'hls.js');
  await page.until(() => !document.getElementById('empty').hidden);
  report({ step: 'loads none', ...(await loaded(page)) });
  await look(page, 'none');
  await useTheme(page);
  await page.close();
}

async function lookAtRecording(context, address, link) {
  const page = await openPage(context, `${address}#${new URLSearchParams({ stream })}`, 'hls.js');
  await page.until(() => document.getElementById('edge').textContent === 'Recorded');
  report({ step: 'loads vod', ...(await loaded(page)) });
  await look(page, 'vod');
  await page.go(new URL(link).hash);
  await page.saysOfRange('missing');
  await page.copy('ffmpeg');
  await look(page, 'range');
  await page.go('stream=nowhere');
  await page.trouble();
  await look(page, 'error');
  await page.close();
}

async function loaded(page) {
  return { shift: await page.shift(), moved: await page.moved(), complaints: page.complaints, ...(await page.seen()) };
}

async function useTheme(page) {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const seen = [];
  for (const theme of ['light', 'dark']) {
    await page.chooseTheme(theme);
    seen.push(await ground());
  }
  await page.reload();
  report({ step: 'theme', light: seen[0], dark: seen[1], reloaded: await ground() });
  await page.chooseTheme('system');
}

async function touch(browser, link) {
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true });
  const page = await openPage(context, link, 'hls.js');
  await page.saysOfRange('missing');
  await page.swipeOverAxis(0.2, 0.5);
  await page.saysOfRange('5 s,');
  report({ step: 'touched', ...(await page.range()), axis: await page.axis(), shift: await page.shift(), moved: await page.moved() });
  await context.close();
}

const proxy = await openProxy(url, '/tv/');
const address = `http://127.0.0.1:${proxy.port}/tv/`;
try {
  await withBrowser(chromium, { viewport: DESKTOP }, async (context) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(address).origin });
    await lookAtLive(context);
    const link = await choose(context, address);
    await copyWithout(context, link);
    await touch(context.browser(), link);
    await lookAtNothing(context);
    await lookAtRecording(context, address, link);
  });
} finally {
  proxy.close();
}
