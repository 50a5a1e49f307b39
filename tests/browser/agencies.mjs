// The invented agencies open in a browser by their names, and hold what the wire took from them.

import path from 'node:path';
import { open } from './browser.mjs';
import { readArticles } from './articles.mjs';

const N_AGENCIES = 3;

export async function checkAgencies(world) {
  const { tally, browser, demo, shots } = world;
  const fronts = demo.lines.flatMap((line) => /https?:\/\/[a-z-]+\.localhost:\d+\//.exec(line) ?? []);
  tally.check(`the demonstration names ${N_AGENCIES} agencies`, fronts.length === N_AGENCIES, fronts.join(' '));
  const all = await readArticles(world);
  for (const front of fronts) {
    const origin = new URL(front).origin;
    for (const width of [390, 1280]) {
      const page = await open(browser, origin, { width });
      const answer = await page.goto(front);
      const name = `${front} at ${width} px`;
      tally.check(`${name} opens`, answer.status() === 200 && (await page.title()) !== '', answer.status());
      const host = new URL(front).hostname.split('.')[0];
      await page.screenshot({ path: path.join(shots, `agency-${host}-${width}.png`), fullPage: true });
      const article = all.find((one) => one.url.startsWith(front));
      const opened = await page.goto(article.url);
      tally.check(`an article of ${name} opens`, opened.status() === 200, opened.status());
      const headline = await page.locator('h1').first().innerText();
      tally.check(`an article of ${name} has the source’s headline`, headline.includes(article.source_headline), headline);
      await page.screenshot({ path: path.join(shots, `agency-${host}-article-${width}.png`), fullPage: true });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      tally.check(`an article of ${name} is no wider than the window`, overflow <= 0, `${overflow} px`);
      tally.check(`${name} makes no trouble in the browser`, page.trouble.length === 0, page.trouble.join('; '));
      await page.context().close();
    }
  }
}
