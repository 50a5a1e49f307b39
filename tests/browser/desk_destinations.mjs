// Destinations at the desk, on a demonstration of its own with a real WordPress and a webhook: one is added, what a person
// changed in WordPress is kept and overwritten by click, what a receiver refuses is tried again; in every state, language and width.

import { once } from 'node:events';
import http from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { signUp } from './account.mjs';
import { bringAxe, checkAccess } from './axe.mjs';
import { checkLook, look, open } from './browser.mjs';
import { askWith, Wire } from './wire.mjs';

const WAIT_MS = 180_000;
const SOON_MS = 60_000;
const STILL = ['--speed', '100000', '--no-bulletins'];
// Only the newest dispatches are sent: the whole of the demonstration is another part's.
const N_SENT = 12;
const EDITED = 'A person has changed it there.';

export async function checkDeskDestinations({ tally, browser, bin, data, shots }) {
  const dir = process.env.MEDIAWIRE_TEST_WORDPRESS;
  if (!dir) return tally.skip('no WordPress (MEDIAWIRE_TEST_WORDPRESS)');
  const lines = (await readFile(path.join(dir, 'site.environment'), 'utf8')).trim().split('\n');
  const press = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
  const receiver = await receive();
  const settings = { MEDIAWIRE_DESTINATIONS__INSIDE: `${new URL(press.url).host} 127.0.0.1:${receiver.port}` };
  const wire = await Wire.start(bin, 'demo', data, settings, STILL);
  try {
    const [, n_dispatches] = await wire.says(/stories come to (\d+) dispatches/);
    await wire.reaches(Number(n_dispatches), WAIT_MS);
    const [, link] = await wire.says(/first account: (\S+)/);
    const page = await open(browser, wire.base);
    await signUp(page, wire, link);
    const world = { tally, browser, wire, shots, press, receiver, page };
    await checkAdding(world, Math.max(1, Number(n_dispatches) - N_SENT));
    const item = await anyItem(world);
    await checkByHand(world, item);
    await checkRefused(world, item);
    await checkEveryState(world, item);
    const told = JSON.parse(await askWith(settings, bin, 'destination', 'list', '--json', '--data', data));
    tally.check('the command tells the same', told.length === 2 && told.every((it) => it.owed + it.set_aside >= 0), JSON.stringify(told));
    // In whatever language the desk speaks by now.
    await page.goto(`${wire.base}/desk/destinations`);
    await section(page, 'hook').locator('summary').click();
    await follow(page, () => section(page, 'hook').locator('form[action$="/remove"] button').click());
    tally.check('what is removed is listed no more', (await section(page, 'hook').count()) === 0 && (await section(page, 'site').count()) === 1);
    await page.context().close();
  } finally {
    await wire.stop();
    receiver.server.close();
  }
}

// A program that takes webhooks, and answers with `status`.
async function receive() {
  const receiver = { status: 204, n: 0 };
  receiver.server = http.createServer((request, answer) => {
    request.resume();
    request.on('end', () => {
      receiver.n += 1;
      answer.writeHead(receiver.status).end();
    });
  });
  receiver.server.listen(0, '127.0.0.1');
  await once(receiver.server, 'listening');
  receiver.port = receiver.server.address().port;
  return receiver;
}

const main = (page) => page.locator('main').innerText();
const section = (page, slug) => page.locator(`section[aria-labelledby="d-${slug}"]`);

async function follow(page, act) {
  const there = page.waitForNavigation();
  await act();
  await there;
}

// The page of destinations, as soon as `holds` is true of its section of `slug`.
async function shown({ page, wire }, slug, holds) {
  const deadline = Date.now() + SOON_MS;
  for (;;) {
    await page.goto(`${wire.base}/desk/destinations`);
    const words = await section(page, slug).innerText();
    if (holds(words)) return words;
    if (Date.now() > deadline) throw new Error(`${slug} stays as it is: ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

const isPaid = (words) => words.includes('Nothing is owed.') && words.includes('It took something last at');

async function checkAdding(world, from) {
  const { tally, page, wire, press, receiver, shots } = world;
  await page.goto(`${wire.base}/desk/destinations`);
  await page.fill('#wp-slug', 'site');
  await page.fill('#wp-name', 'The Harbour Post');
  await page.fill('#wp-url', press.url);
  await page.fill('#wp-user', press.user);
  await page.fill('#wp-password', press.password);
  await page.selectOption('#wp-status', 'publish');
  await page.fill('#wp-from', String(from));
  await follow(page, () => page.getByRole('button', { name: 'Add it' }).nth(1).click());
  tally.check('a WordPress that was added is listed', (await section(page, 'site').count()) === 1, await main(page));
  tally.check('its password is not shown', !(await page.content()).includes(press.password));
  await page.fill('#slug', 'hook');
  await page.fill('#name', 'The archive');
  await page.fill('#url', `http://127.0.0.1:${receiver.port}/hook`);
  await page.fill('#from', String(from));
  await follow(page, () => page.getByRole('button', { name: 'Add it' }).first().click());
  tally.check('the secret of a webhook is shown once', (await main(page)).includes('whsec_'));
  await shown(world, 'hook', isPaid);
  tally.check('it is shown no second time', !(await main(page)).includes('whsec_') && receiver.n > 0, receiver.n);
  await shown(world, 'site', isPaid);
  await follow(page, () => section(page, 'site').getByRole('button', { name: 'Send a test' }).click());
  const told = await page.locator('[role=status]').innerText();
  tally.check('a test says what the WordPress is like', told.includes('Good: a draft was written') && !told.includes('Lacks'), told);
  await page.screenshot({ path: path.join(shots, 'desk-destinations-tested.png'), fullPage: true });
}

async function ask(press, at, body) {
  const authorization = `Basic ${Buffer.from(`${press.admin}:${press.admin_password}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(`${press.url}/wp-json/wp/v2/${at}`, { headers, method: body ? 'POST' : 'GET', body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`WordPress answers ${answer.status} to ${at}: ${await answer.text()}`);
  return answer.json();
}

// An item that stands on the wire in English and in WordPress: its post's number and public id.
async function anyItem({ press, page, wire }) {
  const all = await ask(press, 'posts?context=edit&per_page=100&_fields=id,title,meta');
  for (const { id, title, meta } of all) {
    if (meta.mediawire_state !== 'shown' || !meta.mediawire_lang.startsWith('en')) continue;
    const answer = await page.goto(`${wire.base}/desk/item/${meta.mediawire_id}`);
    if (answer.status() === 200 && (await page.locator('#headline').count()) === 1) return { id, public: meta.mediawire_id, headline: title.raw };
  }
  throw new Error('no item of the demonstration is in WordPress');
}

const title = async (press, item) => (await ask(press, `posts/${item.id}?context=edit&_fields=title`)).title.raw;

// Gives the item a headline at the desk, whatever the guard says of it.
async function give({ page, wire }, item, words) {
  await page.goto(`${wire.base}/desk/item/${item.public}`);
  await page.fill('#headline', words);
  await follow(page, () => page.getByRole('button', { name: 'Give it this headline', exact: true }).click());
  if ((await page.locator('#headline-why').count()) > 0) {
    await page.fill('#headline-why', 'For a test');
    await follow(page, () => page.getByRole('button', { name: 'Confirm', exact: true }).click());
  }
}

async function checkByHand(world, item) {
  const { tally, press, page, shots } = world;
  const edited = (words) => words.includes(EDITED);
  await ask(press, `posts/${item.id}`, { title: 'By a hand of the house' });
  await give(world, item, 'A headline that waits');
  const told = await shown(world, 'site', edited);
  tally.check('what a person edited is told with its reason', told.includes('edited by hand on WordPress at'), told);
  await page.screenshot({ path: path.join(shots, 'desk-destinations-edited.png'), fullPage: true });
  await follow(page, () => section(page, 'site').getByRole('button', { name: 'Keep', exact: true }).click());
  tally.check('what is kept is asked of no more', !edited(await section(page, 'site').innerText()));
  await shown(world, 'site', isPaid);
  tally.check('it stands as the person wrote it', (await title(press, item)) === 'By a hand of the house');

  await give(world, item, 'A headline that is written over it');
  await shown(world, 'site', edited);
  await follow(page, () => section(page, 'site').getByRole('button', { name: 'Overwrite', exact: true }).click());
  tally.check('what is overwritten is asked of no more', !edited(await section(page, 'site').innerText()));
  await shown(world, 'site', isPaid);
  tally.check('it stands as the wire shows it', (await title(press, item)) === 'A headline that is written over it');
}

async function checkRefused(world, item) {
  const { tally, page, receiver } = world;
  receiver.status = 400;
  await give(world, item, 'A headline that is refused');
  const told = await shown(world, 'hook', (words) => words.includes('Set aside.'));
  tally.check('what a receiver refuses is set aside with its reason', told.includes('400') && told.includes('set aside: 1'), told);
  receiver.status = 204;
  await follow(page, () => section(page, 'hook').getByRole('button', { name: /^Try again: dispatch/ }).click());
  await shown(world, 'hook', isPaid);
  tally.check('what is tried again is taken', !(await section(page, 'hook').innerText()).includes('Set aside.'));
}

// A post that waits for a person, a dispatch that was set aside and one that is tried again, all at once.
async function checkEveryState(world, item) {
  const { tally, browser, wire, press, receiver, page, shots } = world;
  await ask(press, `posts/${item.id}`, { title: 'By a hand of the house once more' });
  receiver.status = 400;
  await give(world, item, 'A headline that nobody takes');
  await shown(world, 'hook', (words) => words.includes('Set aside.'));
  receiver.status = 503;
  await give(world, item, 'A headline that comes later');
  await shown(world, 'hook', (words) => words.includes('next at'));
  await shown(world, 'site', (words) => words.includes(EDITED));
  const state = await page.context().storageState();
  for (const [lang, dir] of [['en', 'ltr'], ['fa', 'rtl']]) {
    for (const width of [390, 1280]) {
      for (const scheme of ['light', 'dark']) {
        const view = await open(browser, wire.base, { width, scheme });
        await view.context().addCookies(state.cookies);
        await bringAxe(view);
        await view.goto(`${wire.base}/desk/destinations`);
        if (lang === 'fa') {
          await follow(view, () => view.getByRole('button', { name: 'فارسی' }).click());
          await view.goto(`${wire.base}/desk/destinations`);
        }
        const claim = `destinations in trouble, ${lang} at ${width} px, ${scheme},`;
        view.trouble.length = 0;
        await view.locator('section details').evaluateAll((all) => all.forEach((it) => { it.open = true; }));
        checkLook(tally, claim, await look(view), view.trouble, [lang, dir]);
        await checkAccess(tally, claim, view);
        const hidden = await view.$$eval('section button', (all, width) =>
          all.filter((it) => it.getBoundingClientRect().right > width || it.getBoundingClientRect().left < 0).map((it) => it.textContent), width);
        tally.check(`${claim} has what a person decides in view`, hidden.length === 0, hidden.join(', '));
        await view.screenshot({ path: path.join(shots, `desk-destinations-trouble-${lang}-${width}-${scheme}.png`), fullPage: true });
        await view.context().close();
      }
    }
  }
}
