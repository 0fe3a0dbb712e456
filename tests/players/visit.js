// node visit.js CHROMIUM hls.js|native URL: a visitor watches the demo on the page, live and back in time, with the
// keyboard and with the pointer. Prints what came of each thing done as a line of JSON; times are in seconds.

import { report, withBrowser } from './browser.js';
import { openPage } from './page.js';

const MINUTE = 60;
const [, , chromium, engine, url] = process.argv;

await withBrowser(chromium, { viewport: { width: 1280, height: 900 } }, async (context) => {
  const page = await openPage(context, url, engine);

  await page.playsFor(2);
  report({ step: 'live', ...(await page.seen()), now: Date.now() / 1000, shift: await page.shift() });

  report({ step: 'tab', reached: await page.reachedByTab() });
  if (engine === 'hls.js') await useKeys(page);

  const wanted = Math.floor(Date.now() / 1000) - 30 * MINUTE;
  await page.choose(wanted);
  await page.playsFor(1);
  report({ step: 'chosen', wanted, ...(await page.seen()) });

  await crossHole(page);

  const axis = await page.axis();
  await page.click(axis.x + axis.width / 4, axis.y + axis.height / 4);
  await page.playsFor(1);
  report({ step: 'pointed', share: 1 / 4, first: axis.first, last: axis.last, ...(await page.seen()) });

  const variant = (await page.variants()).at(-1);
  await page.openVariant(variant);
  await page.playsFor(1);
  report({ step: 'variant', variant, ...(await page.seen()) });
  report({ step: 'end', complaints: page.complaints });
});

async function useKeys(page) {
  await page.press(' ');
  await page.until(() => document.querySelector('video').paused);
  const paused = await page.seen();
  await page.press('k');
  await page.playsFor(1);
  const resumed = await page.seen();
  report({ step: 'paused', paused, resumed });

  await page.press('ArrowLeft');
  const back = await page.seen();
  await page.playsFor(1);
  report({ step: 'stepped', before: resumed.wall, ...back });

  await page.press('m');
  const muted = await page.seen();
  await page.press('m');
  report({ step: 'muted', first: muted.muted, second: (await page.seen()).muted });

  await page.press('l');
  await page.playsFor(1);
  report({ step: 'live again', ...(await page.seen()), now: Date.now() / 1000 });
}

/** Plays into the hole of the demo and out of it, and steps back over it. */
async function crossHole(page) {
  const hole = await page.hole();
  await page.choose(hole.from - 3);
  await page.playsFor(1);
  const before = await page.seen();
  await page.until((to) => Date.parse(document.getElementById('utc').dateTime) / 1000 >= to, hole.to);
  await page.playsFor(1);
  const after = await page.seen();
  await page.press('ArrowLeft');
  await page.playsFor(0.5);
  report({ step: 'hole', hole, before: before.wall, after: after.wall, back: (await page.seen()).wall });
}
