// Every type of page: narrow and wide, light and dark, in each direction, with and without JavaScript.

import path from 'node:path';
import { bringAxe, checkAccess } from './axe.mjs';
import { checkLook, look, open, share } from './browser.mjs';
import { readArticles } from './articles.mjs';
import { checkDirections } from './directions.mjs';
import { checkLists } from './lists.mjs';
import { checkShift, checkSlowPictures, watchShift } from './shift.mjs';
import { types } from './types.mjs';
import { checkWeight } from './weight.mjs';

const WIDTHS = [390, 1280];
const SCHEMES = ['light', 'dark'];
// The languages of the interface that are looked at, one of each direction, and where the second one's pages are.
const ENGLISH = { language: ['en', 'ltr'], prefix: '' };
const PERSIAN = { language: ['fa', 'rtl'], prefix: '/fa' };
// As many browser pages at a time as the checks' machines have processors.
const N_HANDS = 2;

export async function checkPages(world) {
  const all = await types(world);
  const views = [];
  for (const face of await interfaces(world)) {
    for (const width of WIDTHS) for (const scheme of SCHEMES) views.push({ ...face, width, scheme });
  }
  const texts = new Map();
  for (const view of views) await checkView(world, all, view, texts);
  await checkWithoutScript(world, all, texts);
  await checkSlowPictures(world, all);
  await checkDirections(world, all);
  await checkLists(world);
  const articles = await readArticles(world);
  await checkWeight(world, articles.filter((article) => article.lang === 'en'));
}

async function interfaces({ tally, demo }) {
  const front = await demo.get(`${PERSIAN.prefix}/`);
  if (front.status === 200) return [ENGLISH, PERSIAN];
  tally.skip('the interface speaks no Persian');
  return [ENGLISH];
}

async function checkView({ tally, browser, demo, shots }, all, { language, prefix, width, scheme }, texts) {
  const hand = async () => {
    const page = await open(browser, demo.base, { width, scheme, locale: language[0] });
    await watchShift(page);
    await bringAxe(page);
    return page;
  };
  await share(all, N_HANDS, hand, async (page, { name, address, status, isKept }) => {
    const claim = `${name} at ${width} px, ${scheme}, ${language[0]},`;
    page.trouble.length = 0;
    const answer = await page.goto(demo.base + prefix + address);
    tally.check(`${claim} has status ${status.join(' or ')}`, status.includes(answer.status()), answer.status());
    await checkShift(tally, claim, page);
    const seen = await look(page);
    checkLook(tally, claim, seen, page.trouble, language);
    texts.set(`${name} ${width} ${language[0]}`, seen.words);
    await checkAccess(tally, claim, page);
    if (isKept || (language[0] === 'en' && scheme === 'light')) {
      await page.screenshot({ path: path.join(shots, `${name}-${language[0]}-${width}-${scheme}.png`), fullPage: true });
    }
  });
}

// Between the two minutes may have passed: ages grow, a source was asked and a text checked once more.
const withoutAges = (text) =>
  text.replace(/just now|\d+ minutes? ago/g, 'ago').replace(/\d+ \w+ \d+, \d+:\d+ UTC/g, 'a time');

async function checkWithoutScript({ tally, browser, demo }, all, texts) {
  const page = await open(browser, demo.base, { width: 390, script: false });
  for (const { name, address } of all) {
    await page.goto(demo.base + address);
    const text = await page.locator('main').innerText();
    tally.same(`${name} says the same without JavaScript`, withoutAges(text), withoutAges(texts.get(`${name} 390 en`)));
  }
  tally.check('no page makes trouble without JavaScript', page.trouble.length === 0, page.trouble.join('; '));
  await page.context().close();
}
