// Where text runs from right to left, and where it must not.

import { open } from './browser.mjs';
import { MARKS } from './marks.mjs';

const LANGUAGES = { persian: 'fa', arabic: 'ar', russian: 'ru', german: 'de', chinese: 'zh' };

// Whose terms give the headline only: there is no body to run anywhere.
const BARE = ['article-arabic'];

export async function checkDirections({ tally, browser, demo }, all) {
  const page = await open(browser, demo.base, { width: 390 });
  for (const { name, address } of all.filter(({ name }) => name.startsWith('article'))) {
    await page.goto(demo.base + address);
    const lang = LANGUAGES[name.slice('article-'.length)] ?? 'en';
    const dir = ['ar', 'fa'].includes(lang) ? 'rtl' : 'ltr';
    const { article, body, dek, disclaimer, source } = MARKS;
    const bodies = BARE.includes(name) ? [] : [`${article} ${body} > *`];
    const parts = [
      ...[`${article} h1`, ...bodies].map((part) => [part, dir, 1]),
      // Not every article has one.
      [`${article} ${dek}`, dir, 0],
      ...[disclaimer, `${source} a bdi`, `${article} time`, 'body > header'].map((part) => [part, 'ltr', 1]),
    ];
    for (const [part, expected, n_min] of parts) {
      const found = await page
        .locator(part)
        .evaluateAll((all) => all.map((element) => getComputedStyle(element).direction));
      tally.check(`${part} of ${name} runs ${expected}`, found.length >= n_min && found.every((one) => one === expected), found);
    }
    const told = await page.locator(article).first().getAttribute('lang');
    tally.check(`${name} names its language`, told === lang, told);
  }
  await page.context().close();
}
