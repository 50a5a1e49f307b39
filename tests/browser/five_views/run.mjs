// The demonstration's silent edit, correction, withdrawal and embargo, as a reader, a feed reader, a receiver of webhooks, a
// WordPress and an editor see them. `scripts/five-views` starts it with what it needs.
//
//     node tests/browser/five_views/run.mjs OUT_DIR WORK_DIR
//
// WORK_DIR/wordpress holds what `scripts/wordpress start` printed; the wire keeps its data there too. Writes
// OUT_DIR/transcript.md and pictures, prints a line for each claim that does not hold, and `N passed, N failed, N skipped`
// at the end.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../browser.mjs';
import { Tally } from '../tally.mjs';
import { correction, silentEdit } from './changes.mjs';
import { Editor } from './editor.mjs';
import * as embargo from './embargo.mjs';
import { Press } from './press.mjs';
import { Reader } from './reader.mjs';
import { Stage } from './stage.mjs';
import { Transcript } from './transcript.mjs';
import { withdrawal } from './withdrawal.mjs';

// The first versions, which are out before anything happens.
const FIRST = ['mingjiang/zhangpeng-narvan', 'meridian/cannery-reopens', 'tolva/lien-ferry-draft', 'tolva/cod-auction'];

const [out, work] = process.argv.slice(2);
const { MEDIAWIRE_BIN: bin, MEDIAWIRE_TEST_PYTHON: python_bin } = process.env;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

const tally = new Tally();
const told = [];
const open = [];

// The whole play; each part is told as far as it came.
async function play() {
  const browser = await launch();
  open.push(browser);
  const press = await Press.open({ browser, out, work });
  const stage = await Stage.start({ bin, python_bin, root, data: path.join(work, 'demo'), press });
  open.push({ close: () => stage.stop() });
  const editor = await Editor.open({ browser, stage, out });
  const world = { tally, browser, work, out, stage, press, editor, reader: new Reader({ browser, stage, out }) };
  await embargo.waits(world);
  await editor.lookAway();
  await stage.addDestinations();
  const sources = [...new Set(FIRST.map((story) => story.split('/')[0]))];
  await stage.publish(FIRST, sources.map((source) => ['poll', source]));
  const heading = { press, version: await stage.version(), browser: browser.version() };
  let begun;
  // It ends by itself while the others happen.
  await tally.part('the beginning of the embargo', async () => { begun = await embargo.begin(world); });
  await tally.part('the silent edit', async () => { told.push(await silentEdit(world)); });
  await tally.part('the correction', async () => { told.push(await correction(world)); });
  await tally.part('the withdrawal', async () => { told.push(await withdrawal(world)); });
  if (begun) await tally.part('the end of the embargo', async () => { told.push(await embargo.end(begun)); });
  tally.check('every message to the receiver was signed', stage.receiver.refused.length === 0, stage.receiver.refused.join('; '));
  return heading;
}

try {
  const { press, version, browser } = await play();
  const transcript = new Transcript();
  transcript.heading(1, 'Four happenings, as five see them');
  transcript.say(`Seen on ${new Date().toISOString().slice(0, 10)}, with ${version}, Chromium ${browser} and WordPress ${press.version}; all agencies, people and events are invented.`);
  transcript.say('The reader looks at the wire’s pages in Chromium. The feed reader asks its three feeds, with the validators of its last look. The receiver of webhooks checks who sends, and keeps what came. WordPress is one into which the wire writes, seen by its REST API and its public pages. The editor sits at the desk.');
  for (const happening of told) happening.tell(transcript);
  await transcript.write(out);
} catch (error) {
  tally.check('the demonstration is played', false, error.stack ?? error);
} finally {
  for (const one of open.reverse()) await one.close();
}
process.exitCode = tally.close();
