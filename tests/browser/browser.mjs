// Chromium, and what is asked of every page that it opens.

import { createRequire } from 'node:module';

const { chromium } = createRequire(import.meta.url)('playwright-core');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// WCAG 2.2, 1.4.3: text of the usual size, and large text.
const CONTRAST_MIN = 4.5;
const CONTRAST_LARGE_MIN = 3;

export function launch() {
  const executablePath = process.env.MEDIAWIRE_TEST_CHROMIUM || '/usr/bin/chromium-headless-shell';
  return chromium.launch({ executablePath, args: FLAGS });
}

// A page of `browser` that keeps what went wrong on it in `trouble`: the words of the console, what the policy
// stopped, and requests that left `origin`. `locale` is what its reader would like to read.
export async function open(browser, origin, { width = 1280, scheme = 'light', script = true, locale = 'en' } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: script,
    serviceWorkers: 'block',
    locale,
  });
  const page = await context.newPage();
  page.trouble = [];
  // A status of 400 or more is said on the console too: it is checked where it is expected.
  page.on('console', (said) => {
    const isStatus = /^Failed to load resource: the server responded with a status of/.test(said.text());
    if (['error', 'warning'].includes(said.type()) && !isStatus) page.trouble.push(`console: ${said.text()}`);
  });
  page.on('pageerror', (error) => page.trouble.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    page.trouble.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) page.trouble.push(`request to ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // What the browser itself gives up on leaving a page (a picture that came into view late) is no trouble of the page.
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') page.trouble.push(`failed: ${request.url()} (${why})`);
  });
  return page;
}

// Does `each` for every one of `all`, a few at a time: `n_hands` workers, of which each has what `hand` made it.
export async function share(all, n_hands, hand, each) {
  const waiting = [...all].reverse();
  const work = async () => {
    const tool = await hand();
    try {
      while (waiting.length > 0) await each(tool, waiting.pop());
    } finally {
      await tool.context?.().close();
    }
  };
  await Promise.all(Array.from({ length: n_hands }, work));
}

// What is true of the page that is shown, as plain data.
export function look(page) {
  return page.evaluate(
    ({ usual, large }) => {
      const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
      const light = (colour) => {
        const part = (n) => (n / 255 <= 0.03928 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4);
        const [r, g, b] = numbers(colour);
        return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
      };
      const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const colour = getComputedStyle(at).backgroundColor;
          if ((numbers(colour)[3] ?? 1) > 0) return colour;
        }
        return 'rgb(255, 255, 255)';
      };
      const isSeen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).clipPath === 'none';
      const holders = new Set();
      const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (words.nextNode()) if (words.currentNode.data.trim()) holders.add(words.currentNode.parentElement);
      const faint = [];
      for (const element of holders) {
        const style = getComputedStyle(element);
        if (!isSeen(element)) continue;
        const [a, b] = [light(style.color), light(ground(element))].sort((x, y) => y - x);
        const size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        const contrast = (a + 0.05) / (b + 0.05);
        if (contrast < (isLarge ? large : usual)) {
          faint.push(`${contrast.toFixed(2)} ${element.className || element.tagName}: ${element.textContent.slice(0, 30)}`);
        }
      }
      const root = document.documentElement;
      // A body keeps the levels that the source gave it.
      const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((h) => !h.closest('.body'));
      const levels = headings.map((h) => Number(h.tagName[1]));
      const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
      return {
        title: document.title,
        lang: root.lang,
        dir: root.dir,
        n_h1: levels.filter((level) => level === 1).length,
        skipped: levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1),
        doubled: ids.filter((id, i) => ids.indexOf(id) !== i),
        nameless: [...document.links]
          .filter((a) => a.checkVisibility() && !a.closest('[aria-hidden=true]') && !a.textContent.trim())
          .map((a) => a.outerHTML),
        n_landmarks: document.querySelectorAll('main').length,
        overflow: root.scrollWidth - root.clientWidth,
        n_scripts: document.body.querySelectorAll('script:not([src], [type="application/ld+json"]), [onclick], [onload]').length,
        faint,
        text: document.body.innerText,
        words: document.querySelector('main').innerText,
      };
    },
    { usual: CONTRAST_MIN, large: CONTRAST_LARGE_MIN },
  );
}

// Checks what holds for every page of the site, whatever it shows.
export function checkLook(tally, name, seen, trouble, [lang, dir] = ['en', 'ltr']) {
  tally.check(`${name} makes no trouble in the browser`, trouble.length === 0, trouble.join('; '));
  tally.check(`${name} says its language and direction`, seen.lang === lang && seen.dir === dir, `${seen.lang} ${seen.dir}`);
  tally.check(`${name} has a title`, seen.title.length > 0);
  tally.check(`${name} has one first heading and one main part`, seen.n_h1 === 1 && seen.n_landmarks === 1, `${seen.n_h1}, ${seen.n_landmarks}`);
  tally.check(`${name} skips no level of headings`, seen.skipped.length === 0, seen.skipped);
  tally.check(`${name} has no id twice and no link without words`, seen.doubled.length + seen.nameless.length === 0, [...seen.doubled, ...seen.nameless].join(' '));
  tally.check(`${name} is no wider than the window`, seen.overflow <= 0, `${seen.overflow} px`);
  tally.check(`${name} has no script among its words`, seen.n_scripts === 0, seen.n_scripts);
  tally.check(`${name} has words that stand out from their ground`, seen.faint.length === 0, seen.faint.join('; '));
}
