// What a person does at the desk about sources, on a demonstration of its own: looks at one before it is added, says its
// terms, tries and saves a site rule, tries a routing rule, takes an article, hands feeds in, gives a program a token, reads the record.

import path from 'node:path';
import { signUp } from './account.mjs';
import { bringAxe, checkAccess } from './axe.mjs';
import { checkLook, look, open } from './browser.mjs';
import { Wire } from './wire.mjs';

const WAIT_MS = 180_000;
const STILL = ['--speed', '100000', '--no-bulletins'];
const SOURCE = '/desk/sources/tolva-news';

export async function checkDeskSources({ tally, browser, bin, data, shots }) {
  const wire = await Wire.start(bin, 'demo', data, {}, STILL);
  try {
    const [, n_dispatches] = await wire.says(/stories come to (\d+) dispatches/);
    await wire.reaches(Number(n_dispatches), WAIT_MS);
    const [, link] = await wire.says(/first account: (\S+)/);
    const world = { tally, browser, wire, shots };
    const page = await begin(world, link);
    const slug = await sourceOf(page, wire);
    await checkRouting(world, page);
    await checkAdding(world, page, slug);
    await checkTerms(world, page, slug);
    await checkTaking(world, page);
    await checkFeeds(world, page);
    await checkTokens(world, page);
    await checkRecord(world, page);
    await checkEveryPage(world, page, slug);
    await page.context().close();
  } finally {
    await wire.stop();
  }
}

async function begin({ browser, wire }, link) {
  const page = await open(browser, wire.base);
  await signUp(page, wire, link);
  return page;
}

// The page of the first source that has a feed.
async function sourceOf(page, wire) {
  await page.goto(`${wire.base}/desk/sources`);
  const all = await page.$$eval('a[href^="/desk/sources/"]', (links) => links.map((link) => link.getAttribute('href')));
  return all.includes(SOURCE) ? SOURCE : all[0];
}

async function follow(page, act) {
  const there = page.waitForNavigation();
  await act();
  await there;
}

const main = (page) => page.locator('main').innerText();
const press = (page, name) =>
  follow(page, () => page.getByRole('button', { name, exact: true }).first().click());

async function checkRouting({ tally, wire, shots }, page) {
  await page.goto(`${wire.base}/desk`);
  await follow(page, () => page.keyboard.press('R'));
  await page.fill('#rule-id', 'with-numbers');
  await page.fill('#if-language', 'en');
  await page.selectOption('#then-go', 'hold');
  await press(page, 'Try it on the last week');
  const tried = await main(page);
  tally.check('a rule is tried before it is saved', /rules say something of [1-9]/.test(tried), tried.slice(0, 600));
  tally.check('a trial says that nothing was saved', tried.includes('Nothing was saved'));
  tally.check('what differs is named', tried.includes('now it is on the wire'));
  await page.screenshot({ path: path.join(shots, 'desk-routing-trial.png'), fullPage: true });
  await page.goto(`${wire.base}/desk/routing`);
  tally.check('a trial saves nothing', !(await main(page)).includes('with-numbers'));
  await page.fill('#rule-id', 'with-numbers');
  await page.fill('#if-words', 'zeppelin');
  await page.selectOption('#then-go', 'hold');
  await press(page, 'Save it');
  tally.check('a rule is saved', (await main(page)).includes('words is zeppelin, then go is hold'));
  await follow(page, () => page.getByRole('button', { name: 'Switch with-numbers off' }).click());
  tally.check('a rule is switched off', (await page.locator('.queue .count').first().innerText()) === 'off');
  await page.goto(`${wire.base}/desk/routing`);
  await page.fill('#rule-id', 'all');
  await page.selectOption('#then-go', 'auto');
  await press(page, 'Save it');
  tally.check('a rule that lets all out is refused in words', (await main(page)).includes('would let everything out'));
}

async function checkAdding({ tally, wire, shots }, page, slug) {
  await page.goto(wire.base + slug);
  const list = await page.locator('p.about bdi').first().innerText();
  await page.goto(`${wire.base}/desk/sources`);
  await follow(page, () => page.keyboard.press('n'));
  await page.fill('#url', list);
  await press(page, 'Look');
  const found = await main(page);
  tally.check('a list is found and shown', found.includes('Found:') && found.includes('What is read of the newest'), found.slice(0, 400));
  tally.check('what is read of an article is shown', (await page.locator('article.card h4').count()) > 0);
  await page.screenshot({ path: path.join(shots, 'desk-add-look.png'), fullPage: true });
  await page.check('input[name=auto]');
  await page.fill('#slug', 'another');
  await press(page, 'Add it');
  tally.check('nothing goes out by itself without a licence', (await main(page)).includes('no licence is stated'));
  tally.check('what was typed is there to be set right', (await page.inputValue('#slug')) === 'another');
  await page.fill('#terms-licence', 'invented for a test');
  await press(page, 'Add it');
  tally.check('a list is no second source', (await main(page)).includes('has this list already'), await main(page));
}

async function checkTerms({ tally, wire, shots }, page, slug) {
  await page.goto(wire.base + slug);
  await page.fill('#terms-licence', 'agreement of a test');
  await press(page, 'Keep these terms');
  tally.check('terms are kept on record', (await page.locator('.past').innerText()).includes('agreement of a test'));
  await page.fill('#rule-text', '[[rule]]\nbody = "nav"\n');
  await press(page, 'Try it');
  const tried = await main(page);
  tally.check('a site rule is tried on captured pages', /\d+ pages were read: the rule changes [1-9]/.test(tried), tried.slice(0, 600));
  await page.screenshot({ path: path.join(shots, 'desk-site-rule.png'), fullPage: true });
  await checkSaving({ tally, wire, shots }, page);
  await page.fill('#rule-text', '[[rule]]\nbody = 3\n');
  await press(page, 'Try it');
  tally.check('a wrong rule is told by its line', (await main(page)).includes('the rule line 2: body'), await main(page));
}

async function checkSaving({ tally, wire, shots }, page) {
  const site = page.url();
  tally.check('what was tried may be saved', await page.getByRole('button', { name: 'Save it' }).isVisible());
  const text = '[[rule]]\nbody = "article"\n';
  await page.fill('#rule-text', text);
  await press(page, 'Save it');
  tally.check('another text is tried first', (await main(page)).includes('just this text was not tried'), site);
  const other = await page.context().newPage();
  await bringAxe(other);
  await other.goto(page.url().replace(/\/rule(\/save)?(#.*)?$/, ''));
  await other.fill('#rule-text', '[[rule]]\nbody = "main"\n');
  await press(other, 'Try it');
  await page.keyboard.press('Escape');
  await follow(page, () => page.keyboard.press('W'));
  tally.check('a rule is saved by a key', (await main(page)).includes('Pages are read by it.'), await main(page));
  tally.check('its text stands there', (await page.inputValue('#rule-text')) === text);
  await press(other, 'Save it');
  const told = await main(other);
  tally.check('the second is shown both', /was changed since you saw it[^]*body = "article"[^]*body = "main"/.test(told), told.slice(0, 900));
  await checkAccess(tally, 'desk rule that was changed meanwhile', other);
  await other.screenshot({ path: path.join(shots, 'desk-site-rule-stale.png'), fullPage: true });
  await other.close();
  await page.fill('#rule-text', '');
  await press(page, 'Try it');
  await press(page, 'Remove the file');
  tally.check('a rule is removed', (await main(page)).includes('There is no such file.'), await main(page));
}

async function checkTaking({ tally, wire }, page) {
  await page.goto(`${wire.base}/desk?show=wire`);
  await follow(page, () => page.locator('.queue .line').first().click());
  const url = await page.locator('main a[rel~=noopener]').first().getAttribute('href');
  await follow(page, () => page.keyboard.press('y'));
  await page.fill('#url', 'https://nobody.example/x');
  await press(page, 'Take it');
  tally.check('what is nobody’s is not taken', (await main(page)).includes('no source has its home page at'), await main(page));
  await page.goto(`${wire.base}/desk/take`);
  await page.fill('#url', url);
  await press(page, 'Take it');
  const told = await main(page);
  const is_told = /no new item was made of it|is this item’s already/.test(told) || page.url().includes('/desk/item/');
  tally.check('an article is taken, or it is said why not', is_told, told.slice(0, 400));
}

async function checkFeeds({ tally, wire, shots }, page) {
  const opml =
    '<opml version="2.0"><body><outline type="rss" text="A feed" xmlUrl="https://feed.example/a"/>' +
    '<outline type="rss" text="Inside" xmlUrl="http://10.0.0.1/feed"/></body></opml>';
  await page.goto(`${wire.base}/desk/opml`);
  await page.setInputFiles('#file', { name: 'feeds.opml', mimeType: 'text/x-opml', buffer: Buffer.from(opml) });
  await press(page, 'Show what it would add');
  tally.check('a file is shown first', (await main(page)).includes('1 would be added, 0 known already, 1 refused'), await main(page));
  await page.screenshot({ path: path.join(shots, 'desk-opml.png'), fullPage: true });
  await press(page, 'Add them');
  tally.check('its feeds are added after that', (await main(page)).includes('Added 1'));
  const file = await page.context().request.get(`${wire.base}/desk/opml/export`);
  tally.check('sources come out as a file', (await file.text()).includes('https://feed.example/a'), file.status());
}

async function checkTokens({ tally, wire, shots }, page) {
  await follow(page, () => page.keyboard.press('T'));
  await page.fill('#name', 'The night desk');
  await press(page, 'Make it');
  const token = await page.locator('[role=status] code').innerText();
  await page.screenshot({ path: path.join(shots, 'desk-token.png'), fullPage: true });
  const ask = (heads) => fetch(`${wire.base}/api/desk/queue`, { headers: heads });
  const answer = await ask({ authorization: `Bearer ${token}` });
  const queue = await answer.json();
  tally.check('a token reads the queue', answer.status === 200 && queue.list === 'waiting', answer.status);
  tally.check('nobody else does', (await ask({})).status === 401);
  const state = await page.context().cookies();
  const cookie = state.map(({ name, value }) => `${name}=${value}`).join('; ');
  tally.check('a cookie opens nothing to machines', (await ask({ cookie })).status === 401);
  await page.goto(`${wire.base}/desk/tokens`);
  tally.check('a token is shown once', !(await main(page)).includes(token));
  await follow(page, () => page.getByRole('button', { name: 'Revoke the token for The night desk' }).click());
  tally.check('a token that is revoked holds no more', (await ask({ authorization: `Bearer ${token}` })).status === 401);
}

async function checkRecord({ tally, wire, shots }, page) {
  await follow(page, () => page.keyboard.press('L'));
  const told = await main(page);
  for (const words of ['token-revoke', 'routing', 'agreement of a test', '127.0.0.1']) {
    tally.check(`the record tells ${words}`, told.includes(words));
  }
  await page.fill('#object', 'with-numbers');
  await press(page, 'Show');
  const rows = await page.locator('.deeds tbody tr').count();
  tally.check('the record is asked by object', rows === 2, rows);
  await page.screenshot({ path: path.join(shots, 'desk-record.png'), fullPage: true });
  const file = await page.context().request.get(`${wire.base}/desk/record.jsonl?by=ada`);
  const lines = (await file.text()).trim().split('\n').map((line) => JSON.parse(line));
  tally.check('the record is had as lines of JSON', lines.length > 5 && lines.every((line) => line.by === 'ada'), lines.length);
}

async function checkEveryPage({ tally, browser, wire, shots }, page, slug) {
  const state = await page.context().storageState();
  const pages = [
    ['routing', '/desk/routing?rule=with-numbers'],
    ['trial', '/desk/routing/trial'],
    ['source', slug],
    ['add', '/desk/add'],
    ['take', '/desk/take'],
    ['opml', '/desk/opml'],
    ['tokens', '/desk/tokens'],
    ['changes', '/desk/changes'],
    ['destinations', '/desk/destinations'],
    ['erasures', '/desk/erasures'],
    ['record', '/desk/record'],
  ];
  for (const width of [390, 1280]) {
    for (const scheme of ['light', 'dark']) {
      const view = await open(browser, wire.base, { width, scheme });
      await view.context().addCookies(state.cookies);
      await bringAxe(view);
      for (const [name, at] of pages) {
        const claim = `desk ${name} at ${width} px, ${scheme},`;
        view.trouble.length = 0;
        const answer = await view.goto(wire.base + at);
        tally.check(`${claim} has status 200`, answer.status() === 200, answer.status());
        checkLook(tally, claim, await look(view), view.trouble);
        await checkAccess(tally, claim, view);
        await view.screenshot({ path: path.join(shots, `desk-${name}-${width}-${scheme}.png`), fullPage: true });
      }
      await view.context().close();
    }
  }
  const plain = await open(browser, wire.base, { script: false });
  await plain.context().addCookies(state.cookies);
  await plain.goto(`${wire.base}/desk/routing`);
  await plain.fill('#rule-id', 'plain');
  await plain.fill('#if-words', 'zeppelin');
  await plain.selectOption('#then-go', 'spike');
  await plain.getByRole('button', { name: 'Save it' }).click();
  await plain.waitForURL(`${wire.base}/desk/routing`);
  tally.check('a rule is saved without JavaScript', (await main(plain)).includes('then go is spike'));
  await plain.context().close();
}
