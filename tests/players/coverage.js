// node coverage.js CHROMIUM URL: a visitor looks at the picture of what is recorded, and plays from where it shows
// something, by pointer and by keyboard. Prints what came of each thing done; times are in seconds.

import { report, withBrowser } from './browser.js';
import { openPage } from './page.js';

const [, , chromium, url] = process.argv;
const [FIRST_DAY, SECOND_DAY] = ['2026-01-01', '2026-01-02'];
const seconds = (text) => Date.parse(text) / 1000;

await withBrowser(chromium, { viewport: { width: 1280, height: 1300 } }, async (context) => {
  const page = await openPage(context, `${url}#stream=cam&variant=source&at=${SECOND_DAY}T10:00:00Z`, 'hls.js');
  await page.playsFor(0.5);
  report({ step: 'day', ...(await page.coverage(SECOND_DAY)), shift: await page.shift() });

  const inHole = await page.pointAt(seconds(`${SECOND_DAY}T10:00:08Z`));
  await page.playsFor(0.5);
  report({ step: 'hole', says: inHole, wall: (await page.seen()).wall });
  const inHour = await page.pointAt(seconds(`${SECOND_DAY}T11:00:02Z`));
  await page.playsFor(0.5);
  report({ step: 'hour', says: inHour, wall: (await page.seen()).wall });

  await page.focus('#holes button');
  await page.press('Enter');
  await page.playsFor(0.5);
  report({ step: 'listed', wall: (await page.seen()).wall });

  await page.focus('#picture');
  const said = [await page.pictureSays()];
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown']) {
    await page.press(key);
    said.push(await page.pictureSays());
  }
  await page.press('Enter');
  await page.playsFor(0.5);
  report({ step: 'keys', said, wall: (await page.seen()).wall });

  await page.press('PageUp');
  const earlier = await page.coverage(FIRST_DAY);
  const stays = (await page.seen()).wall;
  const says = await page.pictureSays();
  await page.press('Enter');
  await page.playsFor(0.5);
  report({ step: 'day before', ...earlier, stays, says, wall: (await page.seen()).wall });
  await page.until(() => !document.getElementById('day-after').disabled);
  await page.focus('#day-after');
  await page.press('Enter');
  await page.coverage(SECOND_DAY);

  await page.openVariant('low');
  await page.until(() => document.getElementById('sum').textContent.startsWith('low'));
  report({ step: 'variant', ...(await page.coverage(SECOND_DAY)) });
  report({ step: 'end', complaints: page.complaints });
});
