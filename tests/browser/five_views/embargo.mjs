// What the editor embargoes: nobody sees a trace of it before its moment, whoever lets it out, and everybody has it then.

import { traces } from './traces.mjs';
import { Happening } from './views.mjs';
import { until } from './wait.mjs';

const STORY = 'tolva/cod-auction';
const RULE = { name: 'auctions-wait', words: 'auction' };
// An embargo ends on a minute, at the earliest after so long: all five look in that time.
const AHEAD_MS = 40_000;
const WAIT_MS = 150_000;
const LETTERS = 60;
// Where it is listed once it is out.
const LISTS = { section: '/section/business', source: '/source/tolva' };

// Sees to it that the story waits for the desk when it comes.
export function waits({ editor }) {
  return editor.holds(RULE.name, RULE.words);
}

// Begins: the story waits, is embargoed, and let out. What ends it is `end`, with what this gives.
export async function begin(world) {
  const happening = new Happening(world, 'embargo', 'An embargo');
  const { stage, editor } = world;
  const held = await until(`${STORY} in the queue`, async () => (await editor.list('held'))[0]);
  const { page } = editor;
  await page.goto(editor.at(held));
  const url = await page.locator('main a[rel~=noopener]').first().getAttribute('href');
  const paragraph = await page.locator('.text > p').first().innerText();
  const item = { public: held.public, headline: held.headline, url, agency: STORY.split('/')[0], story: STORY, ...LISTS };
  happening.item = item;
  happening.words = [item.public, item.headline, paragraph.slice(0, LETTERS), new URL(url).pathname];
  await check(happening, await happening.look(item, 'Before: it waits for the desk, by a rule of the house'), 'held');
  const moment = new Date(Math.ceil((Date.now() + AHEAD_MS) / 60_000) * 60_000);
  await editor.decide(item, 'embargo', { embargo: moment.toISOString().slice(0, 16), 'embargo-why': 'agreed with the auction hall' });
  await editor.decide(item, 'release', { why: 'checked' });
  happening.happens(`The editor embargoes it until ${moment.toISOString().slice(11, 16)} UTC, and lets it out.`);
  happening.moment = moment;
  const during = await happening.look(item, 'Embargoed, and let out');
  await check(happening, during, 'scheduled');
  const told = [during.editor.state, ...during.editor.lists.flatMap(({ lines }) => lines)].join(' ');
  happening.claim('the editor reads until when', told.includes(moment.toISOString().slice(11, 16)), told);
  happening.claim('all five looked before the moment', Date.now() < moment.getTime(), new Date().toISOString());
  return happening;
}

// Waits for the moment, and looks once more.
export async function end(happening) {
  const { item, moment, world } = happening;
  const { stage, press } = world;
  const message = await until('the end of the embargo', () => stage.receiver.of(item.public)[0], WAIT_MS);
  await until('the post', () => press.post(item));
  await stage.isSearchable();
  happening.happens('The moment comes; nobody does anything.');
  const { reader, feeds, messages, press: site, editor } = await happening.look(item, 'After the moment');
  const at = Date.parse(message.timestamp);
  happening.claim('it went out at the moment, and not before', at >= moment.getTime() && at < moment.getTime() + 10_000, message.timestamp);
  happening.claim('the reader reads it', reader.status === 200 && reader.headline === item.headline, `${reader.status} ${reader.headline}`);
  happening.claim('its lists have it', reader.lists.every(({ headline }) => headline === item.headline), reader.lists.map(({ at, headline }) => `${at} ${headline}`).join(' / '));
  happening.claim('the feeds have it', feeds.every(({ entry, status }) => status === 200 && entry?.title === item.headline), feeds.map(({ status, entry }) => `${status} ${entry?.title}`).join(' / '));
  happening.claim('the receiver is sent it once, as item.published', messages.length === 1 && message.type === 'item.published', messages.map(({ type }) => type).join(' '));
  happening.claim('WordPress has a post of it', site.page?.status === 200 && site.post.status === 'publish', site.post?.status);
  happening.claim('it stands on the wire for the editor', editor.lists.some(({ name }) => name === 'wire'), editor.lists.map(({ name }) => name).join(' '));
  return happening;
}

// Nobody but the editor sees anything of it; who asks for its address is answered as if there were nothing.
async function check(happening, { reader, feeds, messages, press, editor }, list) {
  const { item, words, world } = happening;
  const claim = (claim, holds, found) => happening.claim(`${list}: ${claim}`, holds, found);
  const nobody = `/a/${'a'.repeat(item.public.length)}`;
  const [own, other] = await Promise.all([`/a/${item.public}`, nobody].map((at) => world.stage.wire.get(at)));
  claim('its address answers the reader as that of nothing does', own.status === 404 && own.text.replaceAll(item.public, '') === other.text.replaceAll(nobody.slice(3), ''), own.status);
  claim('no list and no feed has it', reader.lists.every(({ headline }) => !headline) && feeds.every(({ entry }) => !entry), JSON.stringify(reader.lists));
  claim('nothing was sent of it', messages.length === 0 && !press.post, messages.map(({ type }) => type).join(' '));
  claim('the editor finds it where it waits', editor.lists.length === 1 && editor.lists[0].name === list, editor.lists.map(({ name }) => name).join(' '));
  const lists = [...Object.values(LISTS), '/language/en'];
  const { n, found } = await traces(world, { item, lists, words, n_before: 0 });
  claim(`none of ${n} pages, feeds, posts and messages has a trace of it`, found.length === 0, found.join('; '));
}
