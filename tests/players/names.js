// node names.js CHROMIUM URL: the page on an archive whose first stream and its variant have names made to do harm.
// Prints what becomes of them, and what the page says when it can't play.

import { report, withBrowser } from './browser.js';
import { openPage } from './page.js';

const [, , chromium, url] = process.argv;

await withBrowser(chromium, {}, async (context) => {
  const page = await openPage(context, url, 'hls.js');
  await page.playsFor(1);
  report({ step: 'stream', ...(await page.seen()) });
  const [variant] = await page.variants();
  await page.openVariant(variant);
  await page.playsFor(1);
  await page.until(() => ![...document.querySelectorAll('#streams small')].some((note) => note.textContent === '…'));
  const seen = await page.seen();
  report({ step: 'variant', ...seen, listed: await page.listed(), images: await page.count('img'), complaints: page.complaints });
  await page.choose(seen.wall + 86400);
  report({ step: 'too late', trouble: await page.trouble() });
  await page.close();

  const unknown = await openPage(context, `${url}#stream=nowhere`, 'hls.js');
  report({ step: 'unknown', trouble: await unknown.trouble() });
  await unknown.close();

  const helpless = await openPage(context, url, 'none');
  report({ step: 'helpless', trouble: await helpless.trouble() });
});
