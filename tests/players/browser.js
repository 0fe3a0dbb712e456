// Starts headless Chromium with nothing of the machine's in it, and ends it with the script.

import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  // A name that is not this machine's own, as far as the browser knows: without TLS, pages there may do less.
  '--host-resolver-rules=MAP page.example 127.0.0.1',
];

/** Runs `work(context)` in a browser of its own; `options` are those of a new context. */
export async function withBrowser(executablePath, options, work) {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    await work(await browser.newContext(options));
  } finally {
    await browser.close();
  }
}

/** Prints one line of JSON for the test that started the script. */
export function report(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
