// How many bytes an article takes: the page, and the styles, scripts and fonts that it loads; pictures apart.

import { open } from './browser.mjs';

const PLAIN_BYTES_MAX = 60_000;
const SENT_BYTES_MAX = 15_000;
const LATER_MS = 100;
const KINDS = ['Document', 'Stylesheet', 'Script', 'Font'];

export async function checkWeight({ tally, browser, demo }, articles) {
  const page = await open(browser, demo.base, { width: 390 });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const loaded = new Map();
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    loaded.set(requestId, { type, url: response.url, plain: 0, sent: 0 });
  });
  session.on('Network.dataReceived', ({ requestId, dataLength }) => {
    if (loaded.has(requestId)) loaded.get(requestId).plain += dataLength;
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (loaded.has(requestId)) loaded.get(requestId).sent = encodedDataLength;
  });
  let [most_plain, most_sent] = [0, 0];
  for (const { path } of articles) {
    loaded.clear();
    await page.goto(demo.base + path);
    // What a script loads once it runs counts too.
    await page.waitForTimeout(LATER_MS);
    const counted = [...loaded.values()].filter(({ type }) => KINDS.includes(type));
    const sum = (part) => counted.reduce((all, one) => all + one[part], 0);
    const told = counted.map((one) => `${one.url} ${one.plain} ${one.sent}`).join('; ');
    tally.check(`${path} takes ${PLAIN_BYTES_MAX} bytes at most`, sum('plain') > 0 && sum('plain') <= PLAIN_BYTES_MAX, told);
    tally.check(`${path} takes ${SENT_BYTES_MAX} bytes at most as it is sent`, sum('sent') > 0 && sum('sent') <= SENT_BYTES_MAX, told);
    most_plain = Math.max(most_plain, sum('plain'));
    most_sent = Math.max(most_sent, sum('sent'));
  }
  console.log(`the heaviest of ${articles.length} articles takes ${most_plain} bytes, ${most_sent} as they are sent`);
  await page.context().close();
}
