// The invented agencies open in a browser by their names, and hold what the wire took from them; so does a channel.

import path from 'node:path';
import { open } from './browser.mjs';
import { readArticles } from './articles.mjs';

const N_AGENCIES = 8;

export async function checkAgencies(world) {
  const { tally, browser, demo, shots } = world;
  const fronts = demo.lines.flatMap((line) => /https?:\/\/[a-z-]+\.localhost:\d+\//.exec(line) ?? []);
  tally.check(`the demonstration names ${N_AGENCIES} agencies`, fronts.length === N_AGENCIES, fronts.join(' '));
  const all = (await readArticles(world)).toSorted((a, b) => (a.url < b.url ? -1 : 1));
  for (const front of fronts) {
    const origin = new URL(front).origin;
    const own = all.filter((one) => one.url.startsWith(front));
    for (const width of [390, 1280]) {
      const page = await open(browser, origin, { width });
      const answer = await page.goto(front);
      const name = `${front} at ${width} px`;
      tally.check(`${name} opens`, answer.status() === 200 && (await page.title()) !== '', answer.status());
      await checkWidth(tally, name, page);
      const host = new URL(front).hostname.split('.')[0];
      await page.screenshot({ path: path.join(shots, `agency-${host}-${width}.png`), fullPage: true });
      for (const article of own) await checkOwnPage(tally, page, article, width);
      await page.screenshot({ path: path.join(shots, `agency-${host}-article-${width}.png`), fullPage: true });
      tally.check(`${name} makes no trouble in the browser`, page.trouble.length === 0, page.trouble.join('; '));
      await page.context().close();
    }
  }
  await checkChannel(world, fronts[0]);
}

// An article where its agency published it.
async function checkOwnPage(tally, page, article, width) {
  const name = `${article.url} at ${width} px`;
  const opened = await page.goto(article.url);
  tally.check(`${name} opens`, opened.status() === 200, opened.status());
  const headline = await page.locator('h1').first().innerText();
  tally.check(`${name} has the source’s headline`, headline.includes(article.source_headline), headline);
  await checkWidth(tally, name, page);
}

async function checkWidth(tally, name, page) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  tally.check(`${name} is no wider than the window`, overflow <= 0, `${overflow} px`);
}

// The ministry's channel, on a host of its own beside the agencies'.
async function checkChannel({ tally, browser, shots }, front) {
  const origin = `http://channels.localhost:${new URL(front).port}`;
  for (const width of [390, 1280]) {
    const page = await open(browser, origin, { width });
    const answer = await page.goto(`${origin}/s/tolva_mfa`);
    const name = `the channel at ${width} px`;
    tally.check(`${name} opens`, answer.status() === 200, answer.status());
    await page.screenshot({ path: path.join(shots, `channel-${width}.png`), fullPage: true });
    const n_posts = await page.locator('[data-post]').count();
    tally.check(`${name} has posts`, n_posts >= 5, n_posts);
    await page.locator('.js-messages_more').click();
    await page.waitForURL(/before=\d+/);
    const n_older = await page.locator('[data-post]').count();
    tally.check(`${name} leads to older posts`, n_older >= 3, n_older);
    await checkWidth(tally, name, page);
    tally.check(`${name} makes no trouble in the browser`, page.trouble.length === 0, page.trouble.join('; '));
    await page.context().close();
  }
}
