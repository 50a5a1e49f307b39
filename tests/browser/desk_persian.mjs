// The desk in Persian, on a demonstration of its own: chosen in the bar, remembered, and every page of it right to left,
// narrow and wide, light and dark.

import path from 'node:path';
import { signUp } from './account.mjs';
import { bringAxe, checkAccess } from './axe.mjs';
import { checkLook, look, open } from './browser.mjs';
import { Wire } from './wire.mjs';

const WAIT_MS = 180_000;
const STILL = ['--speed', '100000', '--no-bulletins'];

export async function checkDeskPersian({ tally, browser, bin, data, shots }) {
  const wire = await Wire.start(bin, 'demo', data, {}, STILL);
  try {
    const [, n_dispatches] = await wire.says(/stories come to (\d+) dispatches/);
    await wire.reaches(Number(n_dispatches), WAIT_MS);
    const [, link] = await wire.says(/first account: (\S+)/);
    const world = { tally, browser, wire, shots };
    const page = await open(browser, wire.base);
    await checkChoice(world, page, link);
    const items = await itemsOf(page, wire);
    await checkGuard(world, page, items.english);
    await checkEveryPage(world, page, items);
    await page.context().close();
  } finally {
    await wire.stop();
  }
}

const language = (page) => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir].join(' '));

async function checkChoice({ tally, wire }, page, link) {
  await page.goto(`${wire.base}/desk/login`);
  tally.check('the desk begins in the site’s language', (await language(page)) === 'en ltr');
  await page.getByRole('button', { name: 'فارسی' }).click();
  await page.waitForURL(/\/desk\/login$/);
  tally.check('the log-in page is in the language that was chosen', (await language(page)) === 'fa rtl');
  await signUp(page, wire, link);
  tally.check('so is the desk', (await language(page)) === 'fa rtl');
  await page.goto(`${wire.base}/desk?show=wire&lang=en`);
  await page.getByRole('button', { name: 'English' }).click();
  await page.waitForURL(/show=wire&lang=en$/);
  tally.check('who changes the language comes back to the page', (await language(page)) === 'en ltr', page.url());
  await page.getByRole('button', { name: 'فارسی' }).click();
  await page.waitForURL(/show=wire&lang=en$/);
  await page.keyboard.press('?');
  const keys = await page.locator('#keys').innerText();
  tally.check('the keys are told in it', keys.includes('منتشر کردن') && keys.includes('j'), keys);
  await page.keyboard.press('Escape');
}

async function itemsOf(page, wire) {
  await page.goto(`${wire.base}/desk?show=wire`);
  const all = await page.$$eval('.queue .line', (lines) =>
    lines.map((line) => ({ words: line.textContent, path: new URL(line.href).pathname, lang: line.lang })),
  );
  const english = all.find((item) => item.lang === 'en' && /\d/.test(item.words));
  return { english, persian: all.find((item) => item.lang === 'fa') };
}

// What the guard says, and the words on record.
async function checkGuard({ tally, wire, shots }, page, item) {
  await page.goto(wire.base + item.path);
  await page.fill('#headline', item.words.replace(/\d+/, '7'));
  const there = page.waitForNavigation();
  await page.getByRole('button', { name: 'ثبت این تیتر' }).click();
  await there;
  const told = await page.locator('[role=alert]').innerText();
  tally.check('the guard speaks it', told.includes('عدد: عددی تغییر کرده است'), told);
  await page.screenshot({ path: path.join(shots, 'desk-fa-guard.png'), fullPage: true });
}

async function checkEveryPage({ tally, browser, wire, shots }, page, { english, persian }) {
  const state = await page.context().storageState();
  const pages = {
    queue: '/desk',
    wire: '/desk?show=wire',
    off: '/desk?show=off',
    item: english.path,
    'item-persian': persian.path,
    capture: `${persian.path}/capture`,
    sources: '/desk/sources',
    add: '/desk/add',
    opml: '/desk/opml',
    take: '/desk/take',
    routing: '/desk/routing',
    trial: '/desk/routing/trial',
    tokens: '/desk/tokens',
    changes: '/desk/changes',
    destinations: '/desk/destinations',
    erasures: '/desk/erasures',
    record: '/desk/record',
    accounts: '/desk/accounts',
    login: '/desk/login',
    nothing: '/desk/item/aaaaaaaaaaaaaaaaaaaa',
  };
  await page.goto(`${wire.base}/desk/sources`);
  pages.source = new URL(await page.locator('.health .about a').first().getAttribute('href'), wire.base).pathname;
  for (const width of [390, 1280]) {
    for (const scheme of ['light', 'dark']) {
      const view = await open(browser, wire.base, { width, scheme });
      await view.context().addCookies(state.cookies);
      await bringAxe(view);
      for (const [name, at] of Object.entries(pages)) {
        const claim = `desk in Persian, ${name} at ${width} px, ${scheme},`;
        view.trouble.length = 0;
        await view.goto(wire.base + at);
        checkLook(tally, claim, await look(view), view.trouble, ['fa', 'rtl']);
        await checkAccess(tally, claim, view);
        await view.screenshot({ path: path.join(shots, `desk-fa-${name}-${width}-${scheme}.png`), fullPage: true });
      }
      await view.context().close();
    }
  }
}
