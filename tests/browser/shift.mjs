// Whether anything moves while a page comes in, and what it waits for before it shows anything.

import { open, share } from './browser.mjs';

// Web Vitals calls .1 good; here nothing moves but what rounding moves.
const SHIFT_MAX = 0.01;
const PICTURE_MS = 400;

// To be run in every page before anything of it is: adds up what moves.
export function watchShift(page) {
  return page.addInitScript(() => {
    globalThis.shifted = { sum: 0, what: [] };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        globalThis.shifted.sum += entry.value;
        for (const { node } of entry.sources) globalThis.shifted.what.push(node?.outerHTML?.slice(0, 80) ?? node?.nodeName);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

// Reads to the end of the page, and says what moved meanwhile.
export async function checkShift(tally, name, page) {
  const { sum, what, blocking } = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const { scrollHeight } = document.documentElement;
    for (let y = 0; y < scrollHeight; y += innerHeight) {
      scrollTo(0, y);
      await frame();
    }
    await Promise.all([...document.images].map((image) => image.complete || new Promise((done) => {
      image.addEventListener('load', done);
      image.addEventListener('error', done);
    })));
    await frame();
    scrollTo(0, 0);
    await frame();
    const loaded = performance.getEntriesByType('resource');
    const blocking = loaded.filter((one) => one.renderBlockingStatus === 'blocking').map((one) => one.name);
    return { ...globalThis.shifted, blocking };
  });
  tally.check(`${name} does not move while it comes in`, sum <= SHIFT_MAX, `${sum.toFixed(4)}: ${what.slice(0, 3).join(' ').replace(/\s+/g, ' ')}`);
  tally.check(`${name} waits for one file at most before it shows anything`, blocking.length <= 1, blocking.join(' '));
}

// The same where pictures come late: whatever is to be there has its place from the beginning.
export async function checkSlowPictures({ tally, browser, demo }, types) {
  const hand = async () => {
    const page = await open(browser, demo.base, { width: 390 });
    await watchShift(page);
    await page.route('**/*', async (route) => {
      if (route.request().resourceType() === 'image') await new Promise((done) => setTimeout(done, PICTURE_MS));
      await route.continue().catch(() => {});
    });
    return page;
  };
  await share(types, 2, hand, async (page, { name, address }) => {
    await page.goto(demo.base + address, { waitUntil: 'domcontentloaded' });
    await checkShift(tally, `${name} with late pictures`, page);
  });
}
