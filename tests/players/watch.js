// node watch.js CHROMIUM end|SECONDS URL: each player watches the stream, to its end or for so many seconds.
// Prints what each has seen as a line of JSON.

import { report, withBrowser } from './browser.js';
import { openStage, PLAYERS } from './stage.js';

const DEADLINE_MS = 50_000;
const [, , chromium, until, url] = process.argv;

async function watch(context, address, player) {
  const page = await context.newPage();
  await page.goto(address);
  let refused = null;
  try {
    await page.evaluate((source) => globalThis.theatre.play(source), url);
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
  report({ player, refused, ...(await page.evaluate(() => globalThis.theatre.seen())) });
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
