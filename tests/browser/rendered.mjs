// Serves a data folder that exists, and compares what a reader sees of its articles with what was dispatched.
//
//     MEDIAWIRE_BIN=target/debug/mediawire NODE_PATH=… node tests/browser/rendered.mjs --data DIR [--n 200] [--seed 1]
//
// Prints a line for each article that differs, and `N passed, N failed, N skipped` at the end.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkBody, listArticles, readArticle } from './articles.mjs';
import { launch, open, share } from './browser.mjs';
import { Tally } from './tally.mjs';
import { Wire } from './wire.mjs';

const N_HANDS = 2;

const { values } = parseArgs({ options: { data: { type: 'string' }, n: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } } });
if (!values.data) throw new Error('name the data folder with --data');

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const bin = process.env.MEDIAWIRE_BIN ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, 'target'), 'debug/mediawire');

// `n` of `all`, each as probable as any other, and the same for the same seed.
function draw(all, n, seed) {
  const lot = (one) => createHash('sha256').update(`${seed} ${one}`).digest('hex');
  const lots = all.map((one) => [lot(one), one]).sort();
  return lots.slice(0, n).map(([, one]) => one);
}

const tally = new Tally();
const wire = await Wire.start(bin, 'serve', values.data);
let browser;
try {
  browser = await launch();
  const all = await listArticles(wire);
  const drawn = draw(all, Number(values.n), values.seed);
  tally.check('there are articles to compare', drawn.length > 0, all.length);
  let n_letters = 0;
  const hand = () => open(browser, wire.base, { width: 1280 });
  await share(drawn, N_HANDS, hand, async (page, address) => {
    const article = await readArticle({ bin, data: values.data }, address);
    await page.goto(wire.base + address);
    await checkBody(tally, page, article);
    n_letters += article.text.length;
    tally.check(`${address} makes no trouble in the browser`, page.trouble.length === 0, page.trouble.join('; '));
    page.trouble.length = 0;
  });
  console.log(`${drawn.length} of ${all.length} articles, ${n_letters} letters`);
} catch (error) {
  tally.check('the articles can be compared', false, error.stack ?? error);
} finally {
  await browser?.close();
  await wire.stop();
}
process.exitCode = tally.close();
