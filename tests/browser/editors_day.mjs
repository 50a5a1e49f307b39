// An editor's day at the desk of a wire of its own, by mouse and once more by keys alone: a rule, a source that is looked at
// and added, headlines, the guard, a schedule, publishing, a correction, a kill by two, two editors, a session that ends.

import path from 'node:path';
import { PASSWORD, signUp } from './account.mjs';
import { Agency, STORIES } from './agency.mjs';
import { open } from './browser.mjs';
import { Keys, Mouse } from './hands.mjs';
import { Wire } from './wire.mjs';

const WAIT_MS = 120_000;

export async function checkEditorsDay({ tally, browser, bin, data, shots }) {
  const agency = await Agency.start(['Tolva', 'Marnstad']);
  const settings = { MEDIAWIRE_RETRIEVE__PROXY: agency.url, MEDIAWIRE_RETRIEVE__HOST_DELAY_MS: '0', MEDIAWIRE_DESK__KILL_NEEDS: '2' };
  let wire;
  try {
    wire = await Wire.start(bin, 'serve', data, settings);
    const [, link] = await wire.says(/first account: (\S+)/);
    const page = await open(browser, wire.base);
    await signUp(page, wire, link);
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.context().close();
    for (const [i, Hand] of [Mouse, Keys].entries()) {
      const how = Hand === Mouse ? 'by mouse' : 'by keys';
      const claim = (words, holds, detail) => tally.check(`${how}: ${words}`, holds, detail);
      const source = agency.sources[i];
      const world = { browser, wire, claim, Hand, source, other: `bo${i}`, shot: (at, name) => at.screenshot({ path: path.join(shots, `day-${name}-${i}.png`), fullPage: true }) };
      await day(world);
    }
  } finally {
    await wire?.stop();
    await agency.stop();
  }
}

async function day(world) {
  const ada = await sitDown(world);
  await logIn(world, ada, 'ada');
  const bo = await invite(world, ada);
  await route(world, ada);
  await addSource(world, ada);
  await restyle(world, ada);
  await schedule(world, ada);
  await correct(world, ada);
  await two(world, ada, bo);
  await kill(world, ada, bo);
  await end(world, ada, bo);
  for (const { page } of [ada, bo]) await page.context().close();
}

// A window, the hands at it, and what they find there by its words.
async function sitDown({ browser, wire, Hand }) {
  const page = await open(browser, wire.base);
  const hands = new Hand(page);
  return {
    page,
    hands,
    button: (name) => page.getByRole('button', { name, exact: true }).first(),
    link: (name) => page.getByRole('link', { name, exact: true }).first(),
    field: (name) => page.getByLabel(name, { exact: true }).first(),
    summary: (words) => page.locator('summary', { hasText: words }).first(),
    words: () => page.locator('main').innerText(),
  };
}

async function logIn({ wire, claim }, { page, hands, field, button }, name) {
  await page.goto(`${wire.base}/desk`);
  await hands.type(field('Name'), name);
  await hands.type(field('Password'), 'not the password');
  await hands.follow(button('Log in'));
  claim('a wrong password opens nothing', await page.locator('[role=alert]').isVisible());
  await hands.type(field('Password'), PASSWORD);
  await hands.follow(button('Log in'));
  claim('the right one opens the queue', page.url() === `${wire.base}/desk`, page.url());
}

// Makes the account of another editor, who chooses a password in a window of their own.
async function invite(world, ada) {
  await ada.hands.follow(ada.link('Accounts'));
  await ada.hands.type(ada.field('Name'), world.other);
  await ada.hands.choose(ada.field('Role'), 'editor');
  await ada.hands.follow(ada.button('Make a link'));
  const link = await ada.page.locator('[role=status] code').innerText();
  const bo = await sitDown(world);
  await bo.page.goto(link);
  await bo.hands.type(bo.field('Password'), PASSWORD);
  await bo.hands.type(bo.field('Once more'), PASSWORD);
  await bo.hands.follow(bo.button('Choose'));
  world.claim('another editor comes in by a link', bo.page.url() === `${world.wire.base}/desk`, bo.page.url());
  return bo;
}

async function route({ claim, source }, { hands, link, field, button, words }) {
  await hands.follow(link('Routing'));
  const rule = `ferries-${source.slug}`;
  await hands.type(field('Its name, as it stands on record'), rule);
  await hands.type(field('One of these words or phrases in the headline, with commas between'), `ferry to ${source.town}`);
  await hands.choose(field('It goes'), 'nowhere: it is set aside');
  await hands.follow(button('Try it on the last week'));
  claim('a rule is tried first', (await words()).includes('Nothing was saved'), await words());
  await hands.follow(button('Save it'));
  claim('then it is saved', (await words()).includes(rule), await words());
}

async function addSource({ claim, source, shot }, { page, hands, link, field, button, words }) {
  await hands.follow(link('Sources'));
  await hands.follow(link('Add a source'));
  await hands.type(page.locator('#url'), source.list);
  await hands.follow(button('Look'));
  const found = await words();
  claim('a source is looked at before it is added', found.includes('What is read of the newest') && found.includes(source.town), found);
  await shot(page, 'look');
  await hands.type(field('Short name in addresses'), source.slug);
  await hands.type(field('The licence or agreement under which it is republished, in words'), 'agreement of a test');
  await hands.follow(button('Add it'));
  await hands.follow(link('Queue'));
  const waiting = STORIES.length - 1;
  claim('its articles come in while the queue lies open', await lies(page, () => comes(page, hands, waiting)), await words());
  claim('what the rule sets aside is not among them', !(await words()).includes('Ferry'), await words());
  const aside = async () => {
    await hands.follow(link('Set aside'));
    return (await words()).includes(`Ferry to ${source.town}`);
  };
  claim('it lies where the rule has put it', await lies(page, aside), await words());
}

// Whether `holds` comes true within the time.
async function lies(page, holds) {
  const deadline = Date.now() + WAIT_MS;
  while (Date.now() < deadline) {
    if (await holds()) return true;
    await page.waitForTimeout(100);
  }
  return false;
}

// Shows what the bar says is new, until the queue has that many lines.
async function comes(page, hands, n) {
  if ((await page.locator('.queue .line').count()) >= n) return true;
  const more = page.locator('#live a');
  if (await more.isVisible()) await hands.follow(more);
  return false;
}

// Opens the item of a story out of the list that is shown.
async function openItem({ source }, { page, hands, words }, [, title]) {
  const start = title.split('{town}')[0].trim().split(' ').slice(0, 2).join(' ');
  const line = page.locator('.queue li', { hasText: source.name }).locator('.line', { hasText: new RegExp(start, 'i') }).first();
  await hands.follow(line);
  return new URL(page.url()).pathname.replace('/desk/item/', '/a/');
}

const story = (slug) => STORIES.find(([name]) => name === slug);

// Waits until readers find these words at that address, or until they do not.
async function readers({ wire }, page, at, words, isThere = true) {
  return lies(page, async () => (await wire.get(at)).text.includes(words) === isThere);
}

async function restyle(world, ada) {
  const { claim, source, shot } = world;
  const { page, hands, link, field, button, words } = ada;
  await hands.follow(link('Queue'));
  const at = await openItem(world, ada, story('storm'));
  const house = `Storm closes 14 ports in northern ${source.town}: Harbour Office`;
  const made = await page.locator('.made ins').allInnerTexts();
  claim('the house style makes its headline', ['closes', 'ports', 'northern'].every((word) => made.some((one) => one.trim() === word)), made);
  await hands.follow(button('Take it'));
  if (await page.locator('[data-confirm]').count()) await hands.follow(page.locator('[data-confirm]'));
  await hands.type(field('Headline'), house.replace('14', '41'));
  await hands.follow(button('Give it this headline'));
  const told = await page.locator('[role=alert]').innerText();
  claim('the guard stops a number that changed', told.includes('a number changed'), told);
  await shot(page, 'guard');
  await hands.follow(link('Leave it'));
  claim('nothing was given', !(await words()).includes('41 ports'), await words());
  await hands.type(field('Headline'), house);
  await hands.follow(button('Give it this headline'));
  if (await page.locator('[data-confirm]').count()) await hands.follow(page.locator('[data-confirm]'));
  claim('the right headline is given', (await page.locator('h1').innerText()) === house, await page.locator('h1').innerText());
  claim('readers see nothing before it is let out', (await world.wire.get(at)).status === 404);
  await hands.follow(button('Let it out'));
  claim('readers see it under the house’s headline', await readers(world, page, at, house));
  const shown = (await world.wire.get(at)).text;
  claim('its source and address stand at its end', shown.includes(source.name) && shown.includes(`${source.home}storm`));
}

async function schedule(world, ada) {
  const { claim } = world;
  const { page, hands, link, button, words } = ada;
  await hands.follow(link('Queue'));
  const at = await openItem(world, ada, story('bridge'));
  // The year after next: no test waits for that.
  await hands.typeMoment(page.locator('#at'), { month: '03', day: '04', year: '2031', hour: '05', minute: '06', half: 'AM' });
  await hands.follow(button('Schedule'));
  await hands.follow(link('Scheduled'));
  claim('what is scheduled stands among such', (await words()).includes('2031-03-04 05:06'), await words());
  await openItem(world, ada, story('bridge'));
  await hands.follow(button('Let it out'));
  claim('what is let out goes out before its moment', await readers(world, page, at, 'ridge'));
}

async function correct(world, ada) {
  const { claim, shot } = world;
  const { page, hands, link, field, button } = ada;
  await hands.follow(link('On the wire'));
  const at = await openItem(world, ada, story('storm'));
  const words = 'An earlier headline here named the wrong office.';
  await hands.type(field('What was wrong, and what is right'), words);
  await hands.follow(button('Correct it'));
  claim('readers are told what was corrected', await readers(world, page, at, words));
  await shot(page, 'corrected');
}

// Two editors at one headline.
async function two(world, ada, bo) {
  const { claim, source, shot } = world;
  for (const one of [ada, bo]) {
    await one.hands.follow(one.link('On the wire'));
    await openItem(world, one, story('bridge'));
  }
  await bo.hands.type(bo.field('Headline'), `Engineers finish bridge across ${source.town} strait`);
  await bo.hands.follow(bo.button('Give it this headline'));
  const live = ada.page.locator('#live');
  await live.waitFor({ state: 'visible', timeout: WAIT_MS });
  claim('who has it open is told at once', (await live.innerText()).includes('has changed'), await live.innerText());
  const mine = `Engineers Finish Bridge Across ${source.town} strait`;
  await ada.hands.type(ada.field('Headline'), mine);
  await ada.hands.follow(ada.button('Give it this headline'));
  const told = await ada.page.locator('[role=alert]').innerText();
  claim('who comes second is told by whom', told.includes(world.other) && told.includes(mine), told);
  claim('what was typed is there still', (await ada.field('Headline').inputValue()) === mine);
  await shot(ada.page, 'two');
}

async function kill(world, ada, bo) {
  const { claim } = world;
  await ada.hands.follow(ada.link('Queue'));
  const at = await openItem(world, ada, story('fine'));
  await ada.hands.follow(ada.button('Let it out'));
  claim('an article is out', await readers(world, ada.page, at, '30,000'));
  await ada.hands.follow(ada.link('On the wire'));
  await openItem(world, ada, story('fine'));
  await ada.hands.type(ada.page.locator('#kill-why'), 'The court says otherwise');
  await ada.hands.follow(ada.button('Ask for a kill, and withhold'));
  claim('who asks for a kill takes it off', await readers(world, ada.page, at, '30,000', false));
  await bo.hands.follow(bo.link('Taken off'));
  await openItem(world, bo, story('fine'));
  claim('who is to confirm reads who asks', (await bo.words()).includes('ada asks for a kill'), await bo.words());
  await bo.hands.follow(bo.button('Kill, for ever'));
  const killed = () => bo.words().then((words) => words.includes('killed, which is for ever'));
  claim('another confirms it', await killed(), await bo.words());
  const gone = await world.wire.get(at);
  claim('readers find that it is gone', gone.status === 410 && gone.text.includes('The court says otherwise'), gone.status);
}

// The other's role changes: that ends their session, on the page that lies open before them too.
async function end(world, ada, bo) {
  const { claim, other } = world;
  await bo.hands.follow(bo.link('Queue'));
  await openItem(world, bo, story('school'));
  await bo.hands.type(bo.field('Headline'), 'Words that are typed when the session ends');
  await ada.hands.follow(ada.link('Accounts'));
  const row = ada.page.locator('tr', { hasText: other });
  await ada.hands.choose(row.getByLabel(`Role of ${other}`), 'reporter');
  await ada.hands.follow(row.getByRole('button', { name: 'Change' }));
  const live = bo.page.locator('#live');
  await live.waitFor({ state: 'visible', timeout: WAIT_MS });
  claim('a page that lies open says that its session has ended', (await live.innerText()).includes('session has ended'), await live.innerText());
  await bo.hands.follow(bo.button('Give it this headline'));
  claim('what is sent then is not done', (await bo.words()).includes('your session has ended'), await bo.words());
  await bo.hands.follow(bo.link('Log in'));
  claim('from there one logs in', bo.page.url().endsWith('/desk/login'), bo.page.url());
  await ada.hands.follow(ada.button('Log out'));
  claim('and the day is over', ada.page.url().endsWith('/desk/login'), ada.page.url());
}
