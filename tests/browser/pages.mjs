// Every type of page, narrow and wide, light and dark, with and without JavaScript.

import path from 'node:path';
import { checkLook, look, open } from './browser.mjs';
import { readArticles } from './articles.mjs';

const WIDTHS = [390, 1280];
const SCHEMES = ['light', 'dark'];

// One address of each type of page, and its status.
async function types({ bin, data, demo }) {
  const all = await readArticles({ bin, data, demo });
  const english = all.find((article) => article.lang === 'en' && article.text.includes('Photo'));
  const persian = all.find((article) => article.lang === 'fa');
  const view = all.find((article) => article.dispatch.genre === 'view' && article.lang === 'en');
  const restyled = all.find((article) => article.lang === 'en' && article.dispatch.headline !== article.source_headline);
  return [
    ['front', '/', 200],
    ['section', '/section/world', 200],
    ['opinion', '/section/opinion', 200],
    ['source', '/source/safir', 200],
    ['article', english.path, 200],
    ['article-persian', persian.path, 200],
    ['article-view', view.path, 200],
    ['article-restyled', restyled.path, 200],
    ['verify', `${restyled.path}/verify`, 200],
    ['older', '/?before=12', 200],
    ['older-none', '/?before=1', 200],
    ['about', '/about', 200],
    ['not-found', '/no/such/page', 404],
  ];
}

export async function checkPages(world) {
  const { tally, browser, demo, shots } = world;
  const pages = await types(world);
  const texts = new Map();
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      const page = await open(browser, demo.base, { width, scheme });
      for (const [name, address, status] of pages) {
        const claim = `${name} at ${width} px, ${scheme},`;
        page.trouble.length = 0;
        const answer = await page.goto(demo.base + address);
        tally.check(`${claim} has status ${status}`, answer.status() === status, answer.status());
        const seen = await look(page);
        checkLook(tally, claim, seen, page.trouble);
        texts.set(`${name} ${width}`, seen.text);
        await page.screenshot({ path: path.join(shots, `${name}-${width}-${scheme}.png`), fullPage: true });
      }
      await page.context().close();
    }
  }
  await checkWithoutScript(world, pages, texts);
  await checkDirections(world, pages);
  await checkLists(world);
}

// Between the two a minute may have passed: ages grow, and the verify page has checked once more.
const withoutAges = (text) =>
  text.replace(/just now|\d+ minutes? ago/g, 'ago').replace(/(Checked on \d+ \w+ \d+), \d+:\d+ UTC/g, '$1');

async function checkWithoutScript({ tally, browser, demo }, pages, texts) {
  const page = await open(browser, demo.base, { width: 390, script: false });
  for (const [name, address] of pages) {
    await page.goto(demo.base + address);
    const text = await page.locator('body').innerText();
    tally.same(`${name} says the same without JavaScript`, withoutAges(text), withoutAges(texts.get(`${name} 390`)));
  }
  await page.context().close();
}

// Where text runs from right to left, and where it must not.
async function checkDirections({ tally, browser, demo }, pages) {
  const page = await open(browser, demo.base, { width: 390 });
  const direction = (selector) =>
    page.locator(selector).evaluateAll((all) => all.map((element) => getComputedStyle(element).direction));
  for (const [name, address] of pages.filter(([name]) => name.startsWith('article'))) {
    await page.goto(demo.base + address);
    const expected = name === 'article-persian' ? 'rtl' : 'ltr';
    for (const part of ['.article h1', '.article .body > *', '.article .dek']) {
      const found = await direction(part);
      tally.check(`${part} of ${name} runs ${expected}`, found.length > 0 && found.every((dir) => dir === expected), found);
    }
    for (const part of ['.disclaimer', '.source a bdi', '.times', '.masthead']) {
      const found = await direction(part);
      tally.check(`${part} of ${name} runs ltr`, found.length > 0 && found.every((dir) => dir === 'ltr'), found);
    }
    const lang = await page.locator('.article').getAttribute('lang');
    tally.check(`${name} names its language`, lang === (expected === 'rtl' ? 'fa' : 'en'), lang);
  }
  await page.context().close();
}

// By the links to older pages every article of the wire is reached, and none of the lists has one twice.
async function checkLists({ tally, browser, demo }) {
  const page = await open(browser, demo.base);
  const all = new Set();
  const map = (await demo.get('/sitemap.xml')).text;
  const n = map.match(/<loc>/g).length;
  let address = '/';
  let n_pages = 0;
  while (address && n_pages < n) {
    await page.goto(demo.base + address);
    n_pages += 1;
    const links = (selector) =>
      page.locator(selector).evaluateAll((found) => found.map((link) => link.getAttribute('href')));
    const parts = address === '/' ? ['.lead, .front > .recent', '.news'] : ['.list'];
    for (const part of parts) {
      const found = await links(part.split(', ').map((one) => `${one} :is(h2, h3) a[href^="/a/"]`).join(', '));
      tally.check(`${part} of ${address} has no article twice`, new Set(found).size === found.length, found.length);
      found.forEach((path) => all.add(path));
    }
    address = (await links('a[rel=next]'))[0];
  }
  tally.check('there is more than one page', n_pages > 1, n_pages);
  tally.check('every article is reached by the links to older pages', all.size === n, `${all.size} of ${n}`);
  await page.context().close();
}
