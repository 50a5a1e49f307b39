// What a reader sees of an item in Chromium: its page, its history, the lists.

import path from 'node:path';
import { look, open } from '../browser.mjs';

const WIDTHS = { phone: 390, desktop: 1280 };
const SCHEMES = ['light', 'dark'];
// Of these no picture is the same as of the others.
const HISTORY_LOOKS = ['phone-dark', 'desktop-light'];

export class Reader {
  constructor({ browser, stage, out }) {
    Object.assign(this, { browser, base: stage.base, out });
  }

  // The page of `item` (its public id and what is known of where it is listed), and what leads to it. A browser may show a page
  // that it has for as long as `cached` says.
  async see(item) {
    this.page = await open(this.browser, this.base);
    const { status, robots, cached, seen } = await this.visit(`/a/${item.public}`, articleSeen);
    const { seen: history, status: historyStatus } = await this.visit(`/a/${item.public}/history`, historySeen);
    const lists = [];
    const own = [item.section ?? seen.section, item.source ?? seen.source];
    for (const at of ['/', ...own, `/search?q=${encodeURIComponent(item.headline)}`].filter(Boolean)) {
      const { seen: links } = await this.visit(at, linksSeen);
      lists.push({ at: at.startsWith('/search') ? '/search?q=HEADLINE' : at, headline: links.find((link) => link.path === `/a/${item.public}`)?.words });
    }
    await this.page.context().close();
    return { status, robots, cached, ...seen, history: { status: historyStatus, ...history }, lists };
  }

  async visit(at, what) {
    const answer = await this.page.goto(this.base + at);
    const robots = await this.page.evaluate(() => document.querySelector('meta[name=robots]')?.content ?? '');
    const cached = answer.headers()['cache-control'] ?? '';
    return { status: answer.status(), robots, cached, seen: await this.page.evaluate(what) };
  }

  // Pictures of the item's page, narrow and wide, light and dark, and of its history; the names of their files. What is
  // wrong with a page in a window is kept in `faults`.
  async shoot(item, name) {
    const windows = Object.entries(WIDTHS).flatMap(([name, width]) => SCHEMES.map((scheme) => [`${name}-${scheme}`, { width, scheme }]));
    const all = await Promise.all(windows.map(([window, kind]) => this.window(item, name, window, kind)));
    return { files: all.flatMap(({ files }) => files), faults: all.flatMap(({ faults }) => faults) };
  }

  async window(item, name, window, kind) {
    const looks = [[`/a/${item.public}`, `${name}-reader-${window}.png`]];
    if (HISTORY_LOOKS.includes(window)) looks.push([`/a/${item.public}/history`, `${name}-history-${window}.png`]);
    const page = await open(this.browser, this.base, kind);
    const faults = [];
    for (const [at, file] of looks) {
      page.trouble.length = 0;
      await page.goto(this.base + at);
      await page.screenshot({ path: path.join(this.out, file), fullPage: true });
      const { overflow, faint } = await look(page);
      faults.push(...[...page.trouble, ...faint].map((what) => `${file}: ${what}`));
      if (overflow > 0) faults.push(`${file}: ${overflow} px wider than the window`);
    }
    await page.context().close();
    return { files: looks.map(([, file]) => file), faults };
  }
}

// Runs in the page: an article, or what stands in its place.
function articleSeen() {
  const main = document.querySelector('main');
  const article = main.querySelector('article.article');
  const parts = article ? [...article.children].filter((part) => !part.matches('.body')) : [main];
  const lines = (part) => part.innerText.split('\n').map((line) => line.trim()).filter(Boolean);
  return {
    headline: main.querySelector('h1').innerText,
    text: [...main.querySelectorAll('.body > *')].flatMap(lines),
    beside: parts.flatMap(lines),
    notes: [...main.querySelectorAll('[role=note], .note')].map((note) => note.innerText),
    links: parts.flatMap((part) => [...part.querySelectorAll('a')].map((a) => ({ words: a.innerText, path: a.getAttribute('href') }))),
    section: main.querySelector('.kicker a')?.getAttribute('href'),
    source: [...document.querySelectorAll('a[href*="/source/"]')].map((a) => a.getAttribute('href'))[0],
  };
}

// Runs in the page: each step that a history tells, with what was taken out in [-…-] and what came in {+…+}.
function historySeen() {
  const told = (element) => {
    const copy = element.cloneNode(true);
    for (const gone of copy.querySelectorAll('del')) gone.textContent = `[-${gone.textContent.trim()}-]`;
    for (const come of copy.querySelectorAll('ins')) come.textContent = `{+${come.textContent.trim()}+}`;
    return [...copy.querySelectorAll('p')].map((line) => line.textContent.replace(/\s+/g, ' ').trim()).filter(Boolean);
  };
  const all = (selector) => [...document.querySelectorAll(selector)].map(told);
  return { steps: all('main .dispatches > li'), decided: all('main .decisions > li') };
}

// Runs in the page: where its main part leads.
function linksSeen() {
  return [...document.querySelectorAll('main a')].map((a) => ({ words: a.innerText.trim(), path: a.getAttribute('href') })).filter(({ words }) => words);
}
