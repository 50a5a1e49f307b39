// The page of an item at the desk, on a demonstration of its own: the house's lines and note, what is decided by two, the
// capture beside the article; narrow and wide, light and dark, one item in Persian among them.

import path from 'node:path';
import { signUp } from './account.mjs';
import { bringAxe, checkAccess } from './axe.mjs';
import { checkLook, look, open } from './browser.mjs';
import { Wire } from './wire.mjs';

const WAIT_MS = 180_000;
const STILL = ['--speed', '100000', '--no-bulletins'];

export async function checkDeskItem({ tally, browser, bin, data, shots }) {
  const wire = await Wire.start(bin, 'demo', data, {}, STILL);
  try {
    const [, n_dispatches] = await wire.says(/stories come to (\d+) dispatches/);
    await wire.reaches(Number(n_dispatches), WAIT_MS);
    const [, link] = await wire.says(/first account: (\S+)/);
    const world = { tally, browser, wire, shots };
    const page = await begin(world, link);
    const { english, persian } = await itemsOf(page, wire);
    await checkLines(world, page, english);
    await checkPersian(world, page, persian);
    await checkTwo(world, page, english);
    await checkRefused(world, page, english);
    await checkCapture(world, page, english);
    await checkLooks(world, page, english, persian);
    await page.context().close();
  } finally {
    await wire.stop();
  }
}

async function begin({ browser, wire }, link) {
  const page = await open(browser, wire.base);
  await bringAxe(page);
  await signUp(page, wire, link);
  return page;
}

async function itemsOf(page, wire) {
  await page.goto(`${wire.base}/desk?show=wire`);
  const all = await page.$$eval('.queue .line', (lines) =>
    lines.map((line) => ({ path: new URL(line.href).pathname, lang: line.lang })),
  );
  const of = (lang) => all.find((item) => item.lang === lang);
  return { english: of('en'), persian: of('fa') };
}

async function follow(page, act) {
  const there = page.waitForNavigation();
  await act();
  await there;
}

// Sends the form of a field; what the guard asks about is confirmed with a reason.
async function send(page, field) {
  const form = page.locator(`form:has(#${field})`);
  await follow(page, () => form.getByRole('button').first().click());
  if ((await page.locator('[data-confirm]').count()) > 0) {
    await page.fill(`#${field}-why`, 'For a test');
    await follow(page, () => page.locator('[data-confirm]').click());
  }
}

const public_ = (item) => item.path.replace('/desk/item/', '/a/');

// Waits until readers find something on the item's page: dispatches go out a moment after they are decided.
async function shows(page, url, selector, words) {
  const deadline = Date.now() + WAIT_MS;
  while (Date.now() < deadline) {
    await page.goto(url);
    const found = await page.locator(selector).allInnerTexts();
    if (found.some((text) => text.includes(words))) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

async function checkLines({ tally, wire }, page, item) {
  const at = wire.base + item.path;
  await page.goto(at);
  await page.keyboard.press('d');
  const focused = () => page.evaluate(() => document.activeElement.id);
  tally.check('a key opens the line below the headline', (await focused()) === 'dek', await focused());
  await page.keyboard.type('What the house says of it');
  await send(page, 'dek');
  tally.check('readers see whose line it is', await shows(page, wire.base + public_(item), '.dek', 'summary by'));
  await page.goto(at);
  await page.keyboard.press('p');
  tally.check('a key opens the note for readers', (await focused()) === 'editor-note', await focused());
  await page.keyboard.type('The date is the source’s.');
  await send(page, 'editor-note');
  tally.check('readers see the note', await shows(page, wire.base + public_(item), '.note', 'The date is the source’s.'));
  const inside = await page.locator('.body').innerText();
  tally.check('the note is no part of the text', !inside.includes('The date is the source’s.'));
}

async function checkPersian({ tally, wire, shots }, page, item) {
  await page.goto(wire.base + item.path);
  await page.keyboard.press('l');
  await page.keyboard.type('گزارش ویژه');
  await send(page, 'kicker');
  tally.check('a line stands above a Persian headline', await shows(page, wire.base + public_(item), '.over', 'گزارش ویژه'));
  const [over, headline] = await page.evaluate(() =>
    ['.article .over', '.article h1'].map((of) => {
      const box = document.querySelector(of).getBoundingClientRect();
      return { top: box.top, bottom: box.bottom, dir: getComputedStyle(document.querySelector(of)).direction };
    }),
  );
  tally.check('it stands above it, from right to left', over.bottom <= headline.top + 1 && over.dir === 'rtl', over);
  await page.screenshot({ path: path.join(shots, 'article-kicker-persian.png'), fullPage: true });
}

// Two windows at one headline: the second is shown both, and what was typed there stays.
async function checkTwo({ tally, wire, shots }, page, item) {
  const other = await page.context().newPage();
  await page.goto(wire.base + item.path);
  await other.goto(wire.base + item.path);
  await other.fill('#headline', 'The headline of another window');
  await send(other, 'headline');
  await page.fill('#headline', 'The headline of this window');
  await send(page, 'headline');
  const told = await page.locator('[role=alert]').innerText();
  tally.check('who comes second is told', told.includes('has decided the same meanwhile'), told);
  tally.check('both are shown', told.includes('of another window') && told.includes('of this window'), told);
  const typed = await page.inputValue('#headline');
  tally.check('what was typed stays', typed === 'The headline of this window', typed);
  await page.screenshot({ path: path.join(shots, 'desk-two.png'), fullPage: true });
  await other.close();
}

// What is refused comes back: the reason is where the reader is, and what was typed is where it was.
async function checkRefused({ tally, wire, shots }, page, item) {
  await page.goto(wire.base + item.path);
  await page.locator('summary', { hasText: 'Take it off' }).click();
  await page.fill('#withhold-why', '   ');
  await follow(page, () => page.getByRole('button', { name: 'Withhold, for now' }).click());
  const told = await page.evaluate(() => document.activeElement.getAttribute('role') + ': ' + document.activeElement.innerText);
  tally.check('a refusal is told, and has the focus', told.startsWith('alert: Nothing was done'), told);
  tally.check('its form is open', await page.locator('#withhold-why').isVisible());
  const long = 'word '.repeat(60) + 'end';
  await page.goto(wire.base + item.path);
  await page.keyboard.press('d');
  await page.evaluate((text) => {
    const field = document.querySelector('#dek');
    field.removeAttribute('maxlength');
    field.value = `${text} ${text}`;
  }, long);
  await page.fill('#dek-why', 'A reason of mine');
  await follow(page, () => page.getByRole('button', { name: 'Give it this line' }).first().click());
  const alert = await page.locator('[role=alert]').innerText();
  tally.check('what is too long is told', alert.includes('at most 400 characters'), alert);
  tally.check('the line is still there', (await page.inputValue('#dek')) === `${long} ${long}`);
  tally.check('so is the reason', (await page.inputValue('#dek-why')) === 'A reason of mine');
  await checkAccess(tally, 'an item with a refused form', page);
  await page.screenshot({ path: path.join(shots, 'desk-refused.png'), fullPage: true });
  await page.goto(wire.base + item.path);
  await page.fill('#why', 'Typed, and Enter pressed');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(300);
  tally.check('Enter in a reason lets nothing out', (await page.inputValue('#why')) === 'Typed, and Enter pressed');
}

async function checkCapture({ tally, wire }, page, item) {
  await page.goto(wire.base + item.path);
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await follow(page, () => page.keyboard.press('f'));
  const marks = await page.locator('.captured mark').allInnerTexts();
  const ours = await page.locator('section[aria-labelledby=ours] .text p').allInnerTexts();
  const kept = marks.join(' ').replace(/\s+/g, ' ');
  const missing = ours.filter((line) => !kept.includes(line.replace(/\s+/g, ' ')));
  tally.check('every paragraph is marked in the capture', ours.length > 0 && missing.length === 0, missing);
  tally.check('what was cut has its kind', (await page.locator('.captured .cut b').count()) > 0);
  const away = asked.filter((origin) => origin !== new URL(wire.base).origin);
  tally.check('nobody else is asked for anything', away.length === 0, away);
  await follow(page, () => page.keyboard.press('f'));
  tally.check('the same key leads back', page.url() === wire.base + item.path, page.url());
}

async function checkLooks({ tally, browser, wire, shots }, page, english, persian) {
  const state = await page.context().storageState();
  const pages = [
    ['item-decided', english.path],
    ['item-decided-persian', persian.path],
    ['capture', `${english.path}/capture`],
    ['capture-persian', `${persian.path}/capture`],
    ['article-lines', public_(english)],
    ['article-lines-persian', public_(persian)],
  ];
  for (const width of [390, 1280]) {
    for (const scheme of ['light', 'dark']) {
      const view = await open(browser, wire.base, { width, scheme });
      await view.context().addCookies(state.cookies);
      await bringAxe(view);
      for (const [name, at] of pages) {
        const claim = `desk ${name} at ${width} px, ${scheme},`;
        view.trouble.length = 0;
        await view.goto(wire.base + at);
        await view.evaluate(() => document.querySelectorAll('main details').forEach((it) => (it.open = true)));
        checkLook(tally, claim, await look(view), view.trouble);
        await checkAccess(tally, claim, view);
        await view.screenshot({ path: path.join(shots, `desk-${name}-${width}-${scheme}.png`), fullPage: true });
      }
      await view.context().close();
    }
  }
}
