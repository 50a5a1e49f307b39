// A source takes back what stands on the wire: the house's rule takes it off, and the editor withdraws it for ever.

import { arrives, itemOf } from './changes.mjs';
import { traces } from './traces.mjs';
import { Happening } from './views.mjs';

const STORY = 'tolva/lien-ferry-draft';
const WHY = 'Tolva News could not confirm the document';
// Of the first line of the text as many letters are looked for.
const LETTERS = 60;

export async function withdrawal(world) {
  const happening = new Happening(world, 'withdrawal', 'A withdrawal');
  const { stage, editor } = world;
  const item = await itemOf(world, STORY);
  await arrives(world, item, 0);
  // The demonstration has an editor of its own, who withdraws what an agency took back unless a person has decided something.
  await editor.decide(item, 'editor-note', { 'editor-note': 'We have asked the ministry whether the document is its own.' });
  await arrives(world, item, 1);
  const before = await happening.look(item, 'Before, with a note of the house');
  await takenBack(happening, { item, before });
  const n_of_it = stage.receiver.of(item.public).length;
  await editor.decide(item, 'kill', { 'kill-why': WHY });
  await arrives(world, item, n_of_it, 'item.killed');
  happening.happens(`The editor withdraws it for ever, with the reason “${WHY}”.`);
  const n_killed = stage.receiver.messages.length - 1;
  const killed = await happening.look(item, 'After the editor withdrew it');
  await checkOff(happening, { item, before, after: killed, n_before: n_killed }, { type: 'item.killed', status: 410 });
  happening.claim('the reader is told why', killed.reader.beside.some((line) => line.includes(WHY)), killed.reader.beside.join(' / '));
  happening.claim('so is who reads WordPress', killed.press.page.beside.some((line) => line.includes(WHY)), killed.press.page.beside.join(' / '));
  return happening;
}

// The source takes it back, and the wire takes it off by itself.
async function takenBack(happening, { item, before }) {
  const { world } = happening;
  const { stage, editor } = world;
  const n_of_it = stage.receiver.of(item.public).length;
  await editor.lookAway();
  await stage.publish([`${STORY}.v2`], [['poll', item.agency], ['watch', item.public]]);
  const { status } = await stage.agency(item.url);
  happening.happens(`${item.name} takes the story back: ${item.url} answers ${status} from now on, and its feed says so. The wire asks the feed, and looks at the page.`);
  const message = await arrives(world, item, n_of_it, 'item.withheld');
  const after = await happening.look(item, 'After the source took it back');
  happening.claim('the editor finds it among what sources changed', after.editor.changes.length > 0);
  await checkOff(happening, { item, before, after, n_before: stage.receiver.messages.indexOf(message) }, { type: 'item.withheld', status: 451 });
}

// Nothing of the item is left to be read, and everybody is told that it is off.
async function checkOff(happening, { item, before, after, n_before }, { type, status }) {
  const claim = (words, holds, found) => happening.claim(`${type}: ${words}`, holds, found);
  const { reader, feeds, messages, press, editor } = after;
  claim(`the reader finds a notice that answers ${status}`, reader.status === status && reader.headline !== item.headline, `${reader.status} ${reader.headline}`);
  claim('the notice is not to be found by search engines', reader.robots.includes('noindex'), reader.robots);
  claim('no list has it', reader.lists.every(({ headline }) => !headline), reader.lists.map(({ at, headline }) => `${at} ${headline}`).join(' / '));
  claim('no feed has it', feeds.every(({ entry }) => !entry), feeds.map(({ kind, entry }) => `${kind} ${entry?.title}`).join(' / '));
  claim('the receiver is told once, and nothing of its words', messages.filter((one) => one.type === type).length === 1 && messages.at(-1).type === type && messages.at(-1).data.headline === undefined, messages.map(({ type }) => type).join(' '));
  claim('the same post holds the notice', press.post?.id === before.press.post.id && press.page.text.length === 0, press.post?.title);
  claim(`the post’s page answers ${status}`, press.page.status === status, press.page.status);
  claim('nobody comments on the notice, who could on the post', before.press.page.takesComments && !press.page.takesComments);
  claim('WordPress keeps no older version of it', press.revisions.every((one) => !JSON.stringify(one).includes(item.headline)), `${press.revisions.length} revisions`);
  claim('the address that the post had first leads to the notice', (press.old ?? press.page).status === status, press.old?.status);
  claim('the editor finds it among what was taken off', editor.lists.some(({ name }) => name === 'off'), editor.lists.map(({ name }) => name).join(' '));
  const words = [item.headline, before.reader.text[0].slice(0, LETTERS), before.press.post.slug, new URL(item.url).pathname];
  const lists = before.reader.lists.map(({ at }) => at).filter((at) => /^\/s(ection|ource)\//.test(at));
  const { n, found } = await traces(happening.world, { item, lists, words, n_before });
  claim(`none of ${n} pages, feeds, posts and messages repeats its headline, its first words or its address at the source`, found.length === 0, found.join('; '));
}
