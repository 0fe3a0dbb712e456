// node outage.js CHROMIUM hls.js|native URL: a visitor watches a live stream, and the server is away for a while: from
// when the line `playing` is printed, until `away` is. Prints what is to be seen then, and when it plays again.

import { report, withBrowser } from './browser.js';
import { openPage } from './page.js';

const [, , chromium, engine, url] = process.argv;

await withBrowser(chromium, {}, async (context) => {
  const page = await openPage(context, url, engine);
  await page.playsFor(0.5);
  await page.listen();
  report({ step: 'playing' });

  await page.interruption();
  report({ step: 'away', ...(await page.seen()) });

  await page.relief();
  await page.playsFor(0.5);
  report({ step: 'back', ...(await page.seen()), said: await page.said() });
});
