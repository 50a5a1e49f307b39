// Sources that mean harm: what they say is retrieved, published, and opened in Chromium on every page and feed that
// the site leads to. Nothing of it may run, ask for anything, or become an element that acts.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { listArticles } from './articles.mjs';
import { share } from './browser.mjs';
import { checkFeed } from './feed.mjs';
import { openWatched, seeHarm } from './harm.mjs';
import { Origin } from './origin.mjs';
import { PAYLOADS } from './payloads.mjs';
import { askWith, Wire } from './wire.mjs';

// Payloads of others, which are read here and not kept here.
const SUITE = new URL('../../../shared/eval/suites/dompurify_expect.json', import.meta.url);
const HARMLESS = ['Boats leave the harbour', 'Snow closes the upper pass', 'The ferry’s new bell is heard at noon'];
// A page that is of no use is refused: one whose text is swallowed by its own payload.
const PUBLISHED_MIN = 0.98;
const N_HANDS = 3;
// The same pages again with the interface in another language.
const OTHER_LANGUAGE = /^\/[a-z]{2}(-[A-Za-z]+)?(\/|\?|$)/;
const QUESTION_CHARS_MAX = 1000;
const N_SCRIPTS_MAX = 3;
const WAIT_MS = 180_000;

export async function checkAttacks(world) {
  const { tally } = world;
  const suite = await readFile(SUITE, 'utf8').catch(() => undefined);
  if (suite === undefined) tally.skip('the payloads of the suite beside the project: it is not there');
  const payloads = [...PAYLOADS, ...JSON.parse(suite ?? '[]').map(({ payload }) => payload)];
  await checkWatch(world);
  // What the site itself has of elements that act, by type of page, and of scripts, whatever it shows.
  const usual = { acting: new Map(), scripts: new Set() };
  await published(world, 'harmless', HARMLESS, async (wire) => {
    await crawl(world, wire, { addresses: [], own: new Set() }, (address, seen) => {
      const known = usual.acting.get(type(address)) ?? [];
      usual.acting.set(type(address), known.concat(seen.acting));
      seen.scripts.forEach((one) => usual.scripts.add(one));
    });
  });
  tally.check('the site runs hardly any script', usual.scripts.size <= N_SCRIPTS_MAX, usual.scripts.size);
  await published(world, 'harmful', payloads, (wire, origin) => checkSite(world, wire, origin, { payloads, usual }));
}

// That nothing is noticed means something only where what happens is: pages that do harm, and how it is noticed. One
// that leads elsewhere is seen to act, or has left before it was looked at.
const HARMFUL = [
  ['<script>void 0</script>', ['harm'], /^script /],
  ['<img src="data:," onerror="harm(0)">', ['harm'], /^harm\(0\)$/],
  ['<link rel="stylesheet" href="http://foreign.example/x.css">', ['harm'], /^request to http:\/\/foreign/],
  ['<meta http-equiv="refresh" content="0;url=http://foreign.example/">', ['harm', 'acting'], /^(left|request|meta \[http-equiv\]$)/],
  ['<a href="java\tscript:harm(0)">go</a>', ['wrong'], /^href=javascript:/],
  ['<svg><a href="#"><set attributeName="href" to="javascript:harm(0)"/></a></svg>', ['acting'], /^svg$/],
];

async function checkWatch({ tally, browser }) {
  const origin = 'http://control.example';
  const page = await openWatched(browser, origin);
  for (const [body, how, pattern] of HARMFUL) {
    await page.route('**', (route) => {
      const isPage = route.request().url() === `${origin}/`;
      return isPage ? route.fulfill({ contentType: 'text/html', body: `<!doctype html><body>${body}` }) : route.abort();
    });
    const seen = await seeHarm(page, `${origin}/`);
    tally.check(`the harm of ${body} is noticed`, how.flatMap((where) => seen[where]).some((one) => pattern.test(one)), JSON.stringify(seen));
    await page.unroute('**');
  }
  await page.context().close();
}

// Serves a wire that has taken `payloads` from their sources.
async function published({ bin, data }, name, payloads, use) {
  const origin = await Origin.start(payloads);
  const settings = { MEDIAWIRE_RETRIEVE__PROXY: origin.url, MEDIAWIRE_RETRIEVE__HOST_DELAY_MS: '0' };
  const folder = ['--data', path.join(data, name)];
  let wire;
  try {
    for (const { list, slug } of origin.sources) {
      await askWith(settings, bin, 'add', list, '--slug', slug, '--display', 'full', '--auto', '--licence', 'ours', '--index', 'own', ...folder);
    }
    wire = await Wire.start(bin, 'serve', folder[1], settings);
    await settle(wire, origin, payloads.length);
    await use(wire, origin);
  } finally {
    await wire?.stop();
    await origin.stop();
  }
}

// Waits until every article has been taken, and nothing is left to do with them.
async function settle(wire, origin, n_payloads) {
  const deadline = Date.now() + WAIT_MS;
  while (Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (origin.taken.size < n_payloads) continue;
    const jobs = [...(await wire.get('/metrics')).text.matchAll(/^mediawire_jobs\{kind="(\w+)"\} (\d+)$/gm)];
    // Polls and looks at published pages are due again later.
    if (jobs.length > 1 && jobs.every(([, kind, n]) => n === '0' || ['poll', 'watch', 'parked'].includes(kind))) return;
  }
  throw new Error(`${origin.taken.size} of ${n_payloads} articles were taken in ${WAIT_MS} ms`);
}

async function checkSite(world, wire, origin, { payloads, usual }) {
  const { tally } = world;
  const articles = await listArticles(wire);
  const told = `${articles.length} of ${payloads.length}`;
  tally.check('nearly every attack is published', articles.length >= payloads.length * PUBLISHED_MIN, told);
  const asked = payloads.map((payload) => `/search?q=${encodeURIComponent(payload.slice(0, QUESTION_CHARS_MAX))}`);
  const names = new Map(origin.sources.map(({ slug, name }) => [`/source/${slug}`, name]));
  const n_pages = await crawl(world, wire, { addresses: [...articles, ...asked], own: usual.scripts }, (address, seen) => {
    tally.check(`${address} runs nothing and asks for nothing`, seen.harm.length === 0, seen.harm.slice(0, 3).join('; '));
    const unusual = seen.acting.filter((one) => !usual.acting.get(type(address))?.includes(one));
    tally.check(`${address} has no element of the source that acts`, unusual.length === 0, unusual.join(', '));
    tally.check(`${address} leads to the web and nowhere else`, seen.wrong.length === 0, seen.wrong.slice(0, 3).join(' '));
    const name = names.get(address);
    if (name !== undefined) tally.same(`${address} says the name of its source as text`, bare(seen.heading), bare(name));
  });
  console.log(`${told} attacks are published, on ${n_pages} pages and feeds`);
}

// An address without what it names: pages of one type are made by one template.
const type = (address) => address.replace(/\?.*/, '').replace(/^\/(a|source|section|day|language)\/[^/]+/, '/$1');

// What is left of a text without white space and characters that nobody sees.
const bare = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\ufffd-\uffff]+/gu, '');

// Opens every page and feed that the site leads to, each once; how many there were.
async function crawl({ tally, browser }, wire, { addresses, own }, each) {
  const known = new Set();
  const pages = [];
  const feeds = [];
  const meet = (address) => {
    if (known.has(address) || address.startsWith('/assets/') || OTHER_LANGUAGE.test(address)) return;
    known.add(address);
    (/\.(rss|atom|json|xml|txt)$/.test(address) ? feeds : pages).push(address);
  };
  ['/', '/widget', '/widget.html', ...addresses, '/sitemap.xml'].forEach(meet);
  // A round opens what the round before found.
  while (pages.length > 0) {
    const round = pages.splice(0);
    await share(round, Math.min(N_HANDS, round.length), () => openWatched(browser, wire.base, own), async (page, address) => {
      const seen = await seeHarm(page, wire.base + address);
      seen.own.forEach(meet);
      each(address, seen);
    });
  }
  const contents = new Set();
  await share(feeds, N_HANDS, () => openWatched(browser, wire.base), (page, address) => checkFeed(tally, page, wire, address, contents));
  return known.size;
}
