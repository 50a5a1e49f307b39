// Opens the site of a demonstration in Chromium, and asks for what it gives to machines.
//
//     MEDIAWIRE_BIN=target/debug/mediawire NODE_PATH=… node tests/browser/run.mjs
//
// Starts a demonstration of its own and ends only that. Screenshots go to MEDIAWIRE_TEST_SHOTS, else target/browser.
// Prints a line for each claim that does not hold, and `N passed, N failed, N skipped` at the end.

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkAgencies } from './agencies.mjs';
import { checkArticles } from './articles.mjs';
import { checkAttacks } from './attacks.mjs';
import { launch } from './browser.mjs';
import { checkDesk } from './desk.mjs';
import { checkDeskDestinations } from './desk_destinations.mjs';
import { checkDeskSources } from './desk_sources.mjs';
import { checkDeskItem } from './desk_item.mjs';
import { checkDeskPersian } from './desk_persian.mjs';
import { checkEditorsDay } from './editors_day.mjs';
import { checkEmpty } from './empty.mjs';
import { checkHostile } from './hostile.mjs';
import { checkMachines } from './machines.mjs';
import { checkPages } from './pages.mjs';
import { Tally } from './tally.mjs';
import { checkWidget } from './widget.mjs';
import { Wire } from './wire.mjs';
import { checkWordPress } from './wordpress.mjs';

const WAIT_MS = 180_000;
// All stories at once, and then silence: nothing changes while it is looked at.
const STILL = ['--speed', '100000', '--no-bulletins'];

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const target = process.env.CARGO_TARGET_DIR ?? path.join(root, 'target');
const bin = process.env.MEDIAWIRE_BIN ?? path.join(target, 'debug/mediawire');
const shots = process.env.MEDIAWIRE_TEST_SHOTS ?? path.join(target, 'browser');

// Where the item stood that its agency withdrew: the last line that its editor printed names it.
async function withdrawn(demo) {
  const [, path] = await demo.says(/withdrawn: \S*(\/a\/[a-z0-9]+)/);
  return path;
}

const tally = new Tally();
const work = await mkdtemp(path.join(tmpdir(), 'mediawire-browser.'));
const data = path.join(work, 'demo');
await mkdir(shots, { recursive: true });

let demo;
let browser;
try {
  demo = await Wire.start(bin, 'demo', data, {}, STILL);
  const [, n_dispatches] = await demo.says(/stories come to (\d+) dispatches/);
  await demo.reaches(Number(n_dispatches), WAIT_MS);
  browser = await launch();
  const world = { tally, browser, bin, data, demo, shots, withdrawn: await withdrawn(demo) };
  await tally.part('machines', () => checkMachines(world));
  await tally.part('articles', () => checkArticles(world));
  await tally.part('pages', () => checkPages(world));
  await tally.part('the widget', () => checkWidget(world));
  await tally.part('agencies', () => checkAgencies(world));
  const other = path.join(work, 'other');
  await tally.part('an empty wire', () => checkEmpty({ ...world, data: other }));
  await tally.part('the desk', () => checkDesk({ ...world, data: path.join(work, 'desk') }));
  await tally.part('sources at the desk', () => checkDeskSources({ ...world, data: path.join(work, 'sources') }));
  await tally.part('destinations at the desk', () => checkDeskDestinations({ ...world, data: path.join(work, 'destinations') }));
  await tally.part('an item at the desk', () => checkDeskItem({ ...world, data: path.join(work, 'desk-item') }));
  await tally.part('an editor’s day', () => checkEditorsDay({ ...world, data: path.join(work, 'day') }));
  await tally.part('the desk in Persian', () => checkDeskPersian({ ...world, data: path.join(work, 'persian') }));
  await tally.part('WordPress', () => checkWordPress({ ...world, data: path.join(work, 'wordpress') }));
  await tally.part('attacks', () => checkAttacks({ ...world, data: path.join(work, 'attacked') }));
  await tally.part('a hostile page', () => checkHostile({ ...world, data: other, work }));
} catch (error) {
  tally.check('the demonstration runs', false, error.stack ?? error);
} finally {
  await browser?.close();
  await demo?.stop();
  await rm(work, { recursive: true, force: true });
}
process.exitCode = tally.close();
