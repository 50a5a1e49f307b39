// What a source changes in a text that stands on the wire: without a word, and with a correction of its own.

import { Happening } from './views.mjs';
import { without } from './transcript.mjs';
import { until } from './wait.mjs';

const SILENT = { story: 'mingjiang/zhangpeng-narvan', feed: '/rss/news.xml' };
const CORRECTED = { story: 'meridian/cannery-reopens', feed: '/feeds/all.atom' };

// A line that tells readers that the source changed the article, and a day as such lines write it.
const TELLS = /\bsource\b.*\bchanged\b/i;
const DAY = /\b\d{1,2} \p{L}+ \d{4}\b/u;

// The item that an agency's story became, by what the receiver was sent of it.
export async function itemOf({ stage }, story) {
  const [agency, slug] = story.split('/');
  const is_of = ({ data }) => data.source?.slug === agency && data.source.url.includes(slug);
  const { data } = await until(`a message of ${story}`, () => stage.receiver.messages.find(is_of));
  return { public: data.item, headline: data.headline, url: data.source.url, agency, story, name: data.source.name };
}

// The states of posts that show what a message of the type says.
const STATES = { 'item.withheld': /^withheld$/, 'item.killed': /^killed/ };

// Waits until the receiver has a message of the item behind the first `n_before`, of `type` if one is named, and WordPress
// shows what it says; the message.
export async function arrives({ stage, press }, item, n_before, type) {
  const isIt = (message) => type === undefined || message.type === type;
  const message = await until(`a message of ${item.story}`, () => stage.receiver.of(item.public).slice(n_before).find(isIt));
  await stage.isSearchable();
  await until(`the post of ${item.story}`, async () => {
    const meta = (await press.post(item))?.meta;
    return meta && (STATES[message.type]?.test(meta.mediawire_state) ?? Number(meta.mediawire_number) >= message.data.number);
  });
  return message;
}

export async function silentEdit(world) {
  const happening = new Happening(world, 'silent-edit', 'A silent edit');
  const { before, after, feedBefore, feedAfter } = await change(happening, SILENT, (item) => [['watch', item.public]], 'the wire looks at the page again, which it does by itself within minutes');
  happening.claim('the agency’s own feed says nothing of it', feedBefore === feedAfter);
  checkChange(happening, before, after, { kinds: false });
  return happening;
}

export async function correction(world) {
  const happening = new Happening(world, 'correction', 'A correction');
  const { before, after } = await change(happening, CORRECTED, (item) => [['poll', item.agency]], 'the wire asks the agency’s feed again');
  checkChange(happening, before, after, { kinds: true });
  const note = without(after.reader.text, before.reader.text).find((line) => /correction/i.test(line));
  happening.claim('the agency’s own words about its correction stand in the text', note, without(after.reader.text, before.reader.text).join(' / '));
  return happening;
}

// The next version of a story comes out; what the five saw before it and after it.
async function change(happening, { story, feed }, jobs, how) {
  const { world } = happening;
  const { stage, editor } = world;
  const item = await itemOf(world, story);
  await arrives(world, item, 0);
  const before = await happening.look(item, 'Before');
  const [page, list] = await source(stage, item, feed);
  await editor.lookAway();
  const n_before = stage.receiver.of(item.public).length;
  await stage.publish([`${story}.v2`], jobs(item));
  await arrives(world, item, n_before);
  const [pageAfter, listAfter] = await source(stage, item, feed);
  happening.happens(`${item.name} changes the page ${item.url}, and ${how}. Its feed ${list === listAfter ? 'stays as it was, byte by byte' : 'says that the piece was changed'}.`);
  const after = await happening.look(item, 'After');
  const [gone, come] = [without(before.reader.text, after.reader.text), without(after.reader.text, before.reader.text)];
  happening.claim('readers have what the source has now', come.length > 0 && come.every((line) => pageAfter.includes(key(line))), come.join(' / '));
  happening.claim('and nothing that it took out', gone.every((line) => page.includes(key(line)) && !pageAfter.includes(key(line))), gone.join(' / '));
  return { before, after, feedBefore: list, feedAfter: listAfter };
}

// Letters and digits alone: what a page's mark-up puts between words is not compared.
const key = (text) => text.replace(/<[^>]*>/g, '').replace(/&\w+;|[^\p{L}\p{N}]/gu, '');

async function source(stage, item, feed) {
  const [page, list] = await Promise.all([stage.agency(item.url), stage.agency(new URL(feed, item.url).href)]);
  return [key(page.text), list.text];
}

// What must hold of every change of a source; `kinds`: whether the house tells readers the kinds of this one.
function checkChange(happening, before, after, { kinds }) {
  const tells = (lines, was) => without(lines, was).find((line) => TELLS.test(line));
  const told = (who, line, how) => {
    happening.claim(`${who} is told that the source changed it`, line, 'nothing');
    happening.claim(`${who} is told when`, line && DAY.test(line), line ?? 'nothing');
    happening.claim(`${who} is told how`, line && how, line ?? 'nothing');
  };
  const isNamed = (line) => !kinds || (line && /:\s*\p{L}+/u.test(line));
  const line = tells(after.reader.beside, before.reader.beside);
  // With the words, or by a link beside them.
  const isLed = after.reader.links.some(({ words, path }) => path.includes('/history') && line?.includes(words));
  told('the reader', line, isNamed(line) && isLed);
  const step = after.reader.history.steps.at(-1).join(' ');
  happening.claim('the history shows what went and what came', step.includes('[-') && step.includes('{+'), step);
  for (const feed of after.feeds) {
    const was = before.feeds.find(({ kind }) => kind === feed.kind).entry;
    const line = feed.entry && tells(feed.entry.lines, was.lines);
    told(`who reads the ${feed.kind}`, line, isNamed(line) && feed.entry.links.some((link) => link.includes('/history')));
    happening.claim(`in the ${feed.kind} it is the same entry`, feed.status === 200 && feed.entry?.id === was.id && feed.is_well_formed, `${feed.status} ${feed.entry?.id}`);
    // RSS has no element for it.
    if (feed.kind !== 'RSS') happening.claim(`the ${feed.kind} says that it was changed since`, feed.entry?.updated > was.updated, feed.entry?.updated);
  }
  const [message] = after.messages;
  happening.claim('the receiver is sent the change once, as item.updated', after.messages.length === 1 && message.type === 'item.updated', after.messages.map(({ type }) => type).join(' '));
  const { changed } = message?.data.source ?? {};
  happening.claim('its message tells that the source changed it, and when', !Number.isNaN(Date.parse(changed?.date)), JSON.stringify(message?.data.source));
  if (kinds) happening.claim('its message tells how', changed?.kinds?.length > 0, JSON.stringify(changed));
  const pressLine = tells(after.press.page.beside, before.press.page.beside);
  told('who reads WordPress', pressLine, isNamed(pressLine) && after.press.page.links.some(({ path }) => path.includes('/history')));
  happening.claim('it is the same post, at the same address', after.press.post.id === before.press.post.id && after.press.post.link === before.press.post.link, after.press.post.link);
  happening.claim('WordPress has the text that readers have', without(after.reader.text, before.reader.text).every((line) => after.press.page.text.join(' ').includes(line)), after.press.page.text.join(' / '));
  happening.claim('the editor finds it among what sources changed', after.editor.changes.length === 1, after.editor.changes.join(' / '));
  happening.claim('it stands on the wire for the editor', after.editor.lists.some(({ name }) => name === 'wire'), after.editor.lists.map(({ name }) => name).join(' '));
}
