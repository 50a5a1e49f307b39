// The lists of the desk: marking lines and doing something with all of them, filters without a script, and what is told
// while a page lies open.

import { checkLook, look, open } from './browser.mjs';

const WAIT_MS = 60_000;

const main = (page) => page.locator('main').innerText();
const lines = (page) =>
  page.$$eval('.queue li', (all) =>
    all.map((line) => ({
      item: line.dataset.item,
      lang: line.querySelector('.line').lang,
      top: line.getBoundingClientRect().top,
    })),
  );

async function follow(page, act) {
  const there = page.waitForNavigation();
  await act();
  await there;
}

export async function checkQueue(world, page) {
  await checkMarking(world, page);
  await checkFilters(world, page);
  await checkLive(world, page);
}

async function checkMarking({ tally, wire }, page) {
  const at = `${wire.base}/desk?show=wire`;
  await page.goto(at);
  await page.keyboard.press('h');
  tally.check('a key for marked lines does nothing where none is', page.url() === at, page.url());
  for (const key of ['j', 'v', 'j', 'v', 'j', 'v', 'v']) await page.keyboard.press(key);
  const marked = await page.locator('.bulk [name=item]:checked').count();
  tally.check('v marks a line and takes that back', marked === 2, marked);
  await page.fill('#bulk-why', 'Enter is pressed here');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(300);
  tally.check('Enter in the reason presses no button', page.url() === at && (await page.inputValue('#bulk-why')) !== '');
  await page.keyboard.press('Escape');
  await follow(page, () => page.keyboard.press('t'));
  tally.check('what was done of all is counted', (await main(page)).includes('2 items are done.'));
  await page.getByLabel('mine').check();
  await follow(page, () => page.getByRole('button', { name: 'Filter' }).click());
  const mine = await lines(page);
  tally.check('what was taken on is mine', mine.length === 2, mine.length);
  tally.check('the filter is in the address', new URL(page.url()).search.includes('mine=yes'), page.url());
  for (const { item } of mine) {
    await page.goto(`${wire.base}/desk/item/${item}`);
    await page.selectOption('#to', '');
    await follow(page, () => page.getByRole('button', { name: 'Assign' }).click());
  }
  await page.keyboard.press('m');
  await page.keyboard.type('Ask the port once more');
  await page.keyboard.press('Tab');
  await follow(page, () => page.keyboard.press('Enter'));
  const noted = await page.locator('.notes').innerText();
  tally.check('a note is left by keys alone', noted.includes('Ask the port once more'), noted);
}

async function checkFilters({ tally, browser, wire }, page) {
  const { cookies } = await page.context().storageState();
  const plain = await open(browser, wire.base, { script: false });
  await plain.context().addCookies(cookies);
  await plain.goto(`${wire.base}/desk?show=wire`);
  await plain.selectOption('[name=lang]', 'fa');
  await plain.selectOption('[name=genre]', 'report');
  await follow(plain, () => plain.getByRole('button', { name: 'Filter' }).click());
  const all = await lines(plain);
  const isPersian = all.length > 0 && all.every((line) => line.lang === 'fa');
  tally.check('lists are filtered without JavaScript', isPersian, JSON.stringify(all));
  const set = new URL(plain.url()).searchParams;
  const inAddress = ['show', 'lang', 'genre'].map((name) => set.get(name)).join(' ');
  tally.check('all filters are in the address', inAddress === 'wire fa report', inAddress);
  await plain.check(`.queue [value^="${all[0].item}@"]`);
  await follow(plain, () => plain.getByRole('button', { name: 'Hold' }).click());
  tally.check('lines are done without JavaScript', (await main(plain)).includes('1 item is done.'));
  await plain.context().close();
}

// One page lies open while another does something.
async function checkLive({ tally, wire, shots }, page) {
  const [watched, off] = [await page.context().newPage(), await page.context().newPage()];
  await watched.goto(`${wire.base}/desk?show=wire`);
  await off.goto(`${wire.base}/desk?show=off`);
  const before = await lines(watched);
  const { item } = before[1];
  const act = async (name) => {
    await page.goto(`${wire.base}/desk/item/${item}`);
    if (name !== 'Let it out') {
      await page.locator('summary', { hasText: 'Take it off' }).click();
      await page.fill('#withhold-why', 'It is looked into once more');
    }
    await follow(page, () => page.getByRole('button', { name, exact: true }).click());
  };
  await act('Withhold, for now');
  const mark = watched.locator(`[data-item="${item}"] .now`);
  await mark.waitFor({ timeout: WAIT_MS });
  await watched.waitForFunction((at) => document.querySelector(at).textContent === 'taken off', `[data-item="${item}"] .now`);
  const after = await lines(watched);
  tally.check('a line that others take off is marked where it stands', (await mark.innerText()) === 'taken off');
  tally.check('nothing moves', JSON.stringify(after) === JSON.stringify(before));
  checkLook(tally, 'the list with a line that changed', await look(watched), []);
  await watched.screenshot({ path: `${shots}/desk-live-mark.png` });
  const bar = off.locator('#live');
  await bar.waitFor({ state: 'visible', timeout: WAIT_MS });
  tally.check('what is new is counted', (await bar.innerText()) === '1 more: show it', await bar.innerText());
  await off.screenshot({ path: `${shots}/desk-live-bar.png` });
  await follow(off, () => bar.getByRole('link').click());
  tally.check('and shown when it is asked for', (await lines(off)).some((line) => line.item === item));
  await act('Let it out');
  await watched.close();
  await off.close();
}

// A page lies open while its session ends elsewhere.
export async function checkListenerEnds({ tally }, listening) {
  const bar = listening.locator('#live');
  await bar.waitFor({ state: 'visible', timeout: WAIT_MS });
  const words = await bar.innerText();
  tally.check('a page that lies open says that its session has ended', words.includes('session has ended'), words);
}
