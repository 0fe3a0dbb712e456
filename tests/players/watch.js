// node watch.js CHROMIUM end|SECONDS URL: each player watches the stream, to its end or for so many seconds.
// Prints a line of JSON when each has played for two seconds, and what it has seen in the end.

import { report, withBrowser } from './browser.js';
import { openStage, PLAYERS } from './stage.js';

const DEADLINE_MS = 50_000;
const [, , chromium, until, url] = process.argv;

async function watch(context, address, player) {
  const page = await context.newPage();
  // The directives of RFC 8216bis that were sent, each way of it once.
  const directives = new Set();
  page.on('request', (request) => {
    const names = [...new URL(request.url()).searchParams.keys()].filter((name) => name.startsWith('_HLS_'));
    if (names.length > 0) directives.add(names.join(' '));
  });
  await page.goto(address);
  let refused = null;
  try {
    await page.evaluate((source) => globalThis.theatre.play(source), url);
    await page.waitForFunction(
      () => globalThis.theatre.seen().fatal.length > 0 || globalThis.theatre.seen().advanced >= 2,
      undefined,
      { timeout: DEADLINE_MS },
    );
    report({ player, step: 'playing' });
    await page.waitForFunction(
      (seconds) => {
        const { ended, advanced, fatal } = globalThis.theatre.seen();
        return fatal.length > 0 || ended || advanced >= seconds;
      },
      until === 'end' ? Infinity : Number(until),
      { timeout: DEADLINE_MS },
    );
  } catch (error) {
    refused = String(error);
  }
  report({ player, refused, directives: [...directives], ...(await page.evaluate(() => globalThis.theatre.seen())) });
}

const stage = await openStage();
try {
  await withBrowser(chromium, {}, (context) =>
    // At once, for they mostly wait: each has a page of its own.
    Promise.all(PLAYERS.map((player) => watch(context, stage.address(player), player))),
  );
} finally {
  stage.close();
}
