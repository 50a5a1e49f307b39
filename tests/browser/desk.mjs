// The desk, on a demonstration of its own: what a person does there in a day, by mouse and by keyboard, and every page of
// it narrow and wide, light and dark.

import path from 'node:path';
import { signUp } from './account.mjs';
import { bringAxe, checkAccess } from './axe.mjs';
import { checkLook, look, open } from './browser.mjs';
import { checkListenerEnds, checkQueue } from './queue.mjs';
import { Wire } from './wire.mjs';

const WAIT_MS = 180_000;
const STILL = ['--speed', '100000', '--no-bulletins'];
const PASSWORD = 'a ferry to Tolva at noon';

export async function checkDesk({ tally, browser, bin, data, shots }) {
  const wire = await Wire.start(bin, 'demo', data, {}, STILL);
  try {
    const [, n_dispatches] = await wire.says(/stories come to (\d+) dispatches/);
    await wire.reaches(Number(n_dispatches), WAIT_MS);
    const [, link] = await wire.says(/first account: (\S+)/);
    const world = { tally, browser, wire, shots };
    const page = await begin(world, link);
    const items = await itemsOf(page, wire);
    await checkByMouse(world, page, items);
    await checkByKeyboard(world, page, items);
    await checkQueue(world, page);
    await checkEveryPage(world, page, items, link);
    await checkEnd(world, page, items);
    await page.context().close();
  } finally {
    await wire.stop();
  }
}

// The first account is made by the link that was printed, and is logged in by that.
async function begin({ tally, browser, wire }, link) {
  const page = await open(browser, wire.base);
  await page.goto(`${wire.base}/desk`);
  tally.check('who is not logged in is led to the log-in', page.url().endsWith('/desk/login'), page.url());
  await signUp(page, wire, link);
  await page.goto(link);
  tally.check('the link holds once', (await page.textContent('[role=alert]')).includes('was used'));
  return page;
}

async function itemsOf(page, wire) {
  await page.goto(`${wire.base}/desk?show=wire`);
  const all = await page.$$eval('.queue .line', (lines) =>
    lines.map((line) => ({ words: line.textContent, path: new URL(line.href).pathname, lang: line.lang })),
  );
  const counted = all.filter((item) => item.lang === 'en' && /\d/.test(item.words));
  return { all, counted: counted[0], other: counted[1], persian: all.find((item) => item.lang === 'fa') };
}

// Does what leads to another page, and waits for that.
async function follow(page, act) {
  const there = page.waitForNavigation();
  await act();
  await there;
}

const main = (page) => page.locator('main').innerText();
// Where readers find what the desk has at that path.
const public_ = (item) => item.path.replace('/desk/item/', '/a/');

// A part of the page with these words: dispatches go out a moment after they are decided.
async function says(page, url, words) {
  const deadline = Date.now() + WAIT_MS;
  while (Date.now() < deadline) {
    await page.goto(url);
    if ((await main(page)).includes(words)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

async function checkByMouse({ tally, wire, shots }, page, { counted }) {
  const at = wire.base + counted.path;
  const house = counted.words.replace(/\d+/, '7');
  await page.goto(at);
  await page.fill('#headline', house);
  const press = (name) => follow(page, () => page.getByRole('button', { name, exact: true }).click());
  await press('Give it this headline');
  const told = await page.locator('[role=alert]').innerText();
  tally.check('a number that changed is shown and named', told.includes('number: a number changed'), told);
  await page.screenshot({ path: path.join(shots, 'desk-guard.png'), fullPage: true });
  await page.fill('#headline-why', 'The ministry has counted again');
  await press('Confirm');
  tally.check('it is given with a reason', (await main(page)).includes(house));
  // How the house style was made, and what a source changed, stand in such lists too.
  const past = (await page.locator('.past').allInnerTexts()).join('\n');
  tally.check('what the guard found stands on record', past.includes('counted again [guard:'), past);
  tally.check('readers see it', await says(page, wire.base + public_(counted), house));

  await page.goto(at);
  await page.locator('summary', { hasText: 'Take it off' }).click();
  await page.fill('#withhold-why', 'It is looked into');
  await press('Withhold, for now');
  tally.check('what is taken off says so', await says(page, at, 'withheld: It is looked into'));
  const off = await wire.get(public_(counted));
  tally.check('nothing of it is left for readers', [410, 451].includes(off.status) && !off.text.includes(house), off.status);
  await press('Let it out');
  tally.check('it comes back', await says(page, wire.base + public_(counted), house));
}

async function checkByKeyboard({ tally, wire }, page, { all, other }) {
  await page.goto(`${wire.base}/desk`);
  await page.keyboard.press('?');
  tally.check('the keys are told', await page.locator('#keys').isVisible());
  await page.keyboard.press('Escape');
  await page.keyboard.press('w');
  await page.waitForURL(/show=wire/);
  const n = all.findIndex((item) => item === other);
  for (let i = 0; i <= n; i += 1) await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === other.path);
  await page.keyboard.press('e');
  await page.keyboard.press('Control+a');
  const house = other.words.toUpperCase();
  await page.keyboard.type(house);
  await page.keyboard.press('Tab');
  await follow(page, () => page.keyboard.press('Enter'));
  const asked = await page.locator('[role=alert]').count();
  if (asked > 0) {
    await page.locator('#headline-why').focus();
    await page.keyboard.type('Loud, for a test');
    await follow(page, () => page.keyboard.press('Enter'));
  }
  tally.check('a headline is given by keys alone', await says(page, wire.base + other.path, house));
  await follow(page, () => page.keyboard.press('h'));
  tally.check('an item is held by a key', await says(page, wire.base + other.path, 'hold by ada'));
  await page.keyboard.press('q');
  await page.waitForURL(`${wire.base}/desk`);
}

async function checkEveryPage({ tally, browser, wire, shots }, page, { counted, persian }, link) {
  const state = await page.context().storageState();
  const pages = [
    ['queue', '/desk', 200],
    ['wire', '/desk?show=wire', 200],
    ['off', '/desk?show=off', 200],
    ['item', counted.path, 200],
    ['item-persian', persian.path, 200],
    ['sources', '/desk/sources', 200],
    ['accounts', '/desk/accounts', 200],
    ['login', '/desk/login', 200],
    ['used', new URL(link).pathname, 404],
  ];
  for (const width of [390, 1280]) {
    for (const scheme of ['light', 'dark']) {
      const view = await open(browser, wire.base, { width, scheme });
      await view.context().addCookies(state.cookies);
      await bringAxe(view);
      for (const [name, at, status] of pages) {
        const claim = `desk ${name} at ${width} px, ${scheme},`;
        view.trouble.length = 0;
        const answer = await view.goto(wire.base + at);
        tally.check(`${claim} has status ${status}`, answer.status() === status, answer.status());
        checkLook(tally, claim, await look(view), view.trouble);
        await checkAccess(tally, claim, view);
        await view.screenshot({ path: path.join(shots, `desk-${name}-${width}-${scheme}.png`), fullPage: true });
      }
      await view.context().close();
    }
  }
  const plain = await open(browser, wire.base, { script: false });
  await plain.goto(`${wire.base}/desk/login`);
  await plain.fill('#name', 'ada');
  await plain.fill('#password', PASSWORD);
  await plain.click('button.main');
  tally.check('one logs in without JavaScript', plain.url() === `${wire.base}/desk`, plain.url());
  await plain.context().close();
}

async function checkEnd({ tally, wire }, page, { counted }) {
  await page.goto(wire.base + counted.path);
  const listening = await page.context().newPage();
  await listening.goto(`${wire.base}/desk`);
  // The session ends in another window, while something is typed here.
  const other = await page.context().newPage();
  await other.goto(`${wire.base}/desk`);
  await other.getByRole('button', { name: 'Log out' }).click();
  await other.waitForURL(/\/desk\/login$/);
  await checkListenerEnds({ tally }, listening);
  await page.fill('#headline', counted.words);
  await follow(page, () => page.getByRole('button', { name: 'Give it this headline' }).click());
  const told = await page.locator('[role=alert]').innerText();
  tally.check('a session that has ended is said, and nothing done', told.includes('your session has ended'), told);
  await page.goto(wire.base + counted.path);
  tally.check('nothing is shown any more', page.url().endsWith('/desk/login'), page.url());
}
