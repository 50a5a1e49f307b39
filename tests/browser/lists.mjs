// By the links to older pages every article of the wire is reached, and no list has one twice.

import { open } from './browser.mjs';

export async function checkLists({ tally, browser, demo }) {
  const page = await open(browser, demo.base);
  const all = new Set();
  const map = (await demo.get('/sitemap.xml')).text;
  const paths = new Set([...map.matchAll(/\/a\/[a-z0-9]+(?=<\/loc>)/g)].map(([path]) => path));
  let address = '/';
  let n_pages = 0;
  while (address && n_pages < paths.size) {
    await page.goto(demo.base + address);
    n_pages += 1;
    // A part of the front page is a section of it; another page is one list.
    const lists = await page.evaluate((isFront) => {
      const parts = document.querySelectorAll(isFront ? 'main section' : 'main');
      const links = (part) => part.querySelectorAll(':is(h2, h3, h4) a[href^="/a/"]');
      return [...parts].map((part) => [...links(part)].map((link) => link.getAttribute('href')));
    }, address === '/');
    for (const list of lists) {
      tally.check(`a list of ${address} has no article twice`, new Set(list).size === list.length, list.join(' '));
      list.forEach((path) => all.add(path));
    }
    address = await page.evaluate(() => document.querySelector('main a[rel=next]')?.getAttribute('href'));
  }
  tally.check('there is more than one page', n_pages > 1, n_pages);
  const missing = [...paths].filter((path) => !all.has(path));
  tally.check('every article is reached by the links to older pages', missing.length === 0, missing.join(' '));
  await page.context().close();
}
