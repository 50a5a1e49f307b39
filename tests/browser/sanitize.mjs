// The cases of a suite of sanitizers, each a feed in XML, taken by the program and published as any other: nothing of
// them may run, ask for anything, or become an element that acts.
//
//     node tests/browser/sanitize.mjs TESTS
//
// TESTS is a folder of others (feedparser's `tests`); every feed in a folder `sanitize` is a case. It is read here and
// not kept. `scripts/check-sanitize` calls this with what it needs. Prints how many cases are neutral, and of how many
// the harness itself notices the harm where they stand as their feed wrote them.

import http from 'node:http';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listArticles } from './articles.mjs';
import { launch, share } from './browser.mjs';
import { openWatched, seeHarm } from './harm.mjs';
import { Tally } from './tally.mjs';
import { askWith, Wire } from './wire.mjs';

const WAIT_MS = 600_000;
const N_HANDS = 2;
// Cases that must be there to be looked at; the others hold nothing to be published.
const PUBLISHED_MIN = 0.95;
// Elements of feeds that hold a text: what is told of each case is made its own, so that none is a copy of another.
const TEXTS = /(<(?:description|content:encoded|content|summary|xhtml:body|body|div|xhtml:div|fullitem)\b(?![^>]*base64)[^>]*[^/>]>|<(?:description|content|summary|body|div)>)(\s*<!\[CDATA\[)?/g;
const TITLES = /(<title\b(?![^>]*base64)[^>]*>)(\s*<!\[CDATA\[)?/g;
const ITEM = /<(item|entry)(\s[^>]*)?>/g;

// Addresses instead of names, so that no name server is asked: 3ffe::/16 is nobody's (RFC 3701).
const host = (i) => `http://[3ffe::${(i + 1).toString(16)}]`;
// Long enough that a description is taken for the text, and not for its beginning.
const words = (i) =>
  [1, 2, 3, 4, 5]
    .map((n) => `Boat ${i * 5 + n} of the harbour left before noon with ${i * 7 + n} crates of salted fish for the market across the strait, said its master. `)
    .join('');

async function readCases(folder) {
  const found = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const isCase = path.basename(entry.parentPath) === 'sanitize' && entry.name.endsWith('.xml');
    if (isCase) found.push(path.join(entry.parentPath, entry.name));
  }
  found.sort();
  return Promise.all(found.map(async (file, i) => ({ i, file, name: path.basename(file, '.xml'), text: await readFile(file, 'utf8') })));
}

// The feed of a case, with what a wire asks of an item beside its text: a headline, an address, words of its own.
function asFeed({ i, text }) {
  const opened = (start) => (_, tag, cdata = '') => `${tag}${cdata}${start}`;
  const told = text.replace(TEXTS, opened(words(i))).replace(TITLES, opened(`Boat ${i} goes out: `));
  const isAtom = /<feed[\s>]/.test(text);
  const head = (n) => {
    const title = `<title>Boat ${i} goes out, ${n}</title>`;
    const url = `${host(i)}/${n}`;
    return isAtom ? `${title}<id>${url}</id><link rel="alternate" href="${url}"/>` : `${title}<link>${url}</link><guid>${url}</guid>`;
  };
  const carrier = isAtom ? `<content type="text">${words(i)}</content>` : `<description>${words(i)}</description>`;
  let n = 0;
  if (new RegExp(ITEM.source).test(told)) {
    return told.replace(ITEM, (tag, name, _, at) => {
      const end = told.indexOf(`</${name}>`, at);
      const item = told.slice(at, end < 0 ? undefined : end);
      // A headline of the case's own is what it is about; a text of ours carries what is about a summary or a headline.
      const title = /<title[\s>]/.test(item) ? head(n).replace(/<title>.*?<\/title>/, '') : head(n);
      const hasText = /<(description|content:encoded|content|xhtml:body|body|div)[\s>]/.test(item);
      const own = title + (hasText ? '' : carrier);
      n += 1;
      return tag + own;
    });
  }
  // A case about the feed's own words has no item: it is given one, and they are the source's.
  const item = isAtom ? `<entry>${head(0)}${carrier}</entry>` : `<item>${head(0)}${carrier}</item>`;
  return told.replace(/<\/(channel|rdf:RDF|rss|feed)>/, (end) => item + end);
}

// An HTTP proxy that answers for every host itself, so that nothing leaves this machine.
async function serve(cases) {
  const feeds = new Map(cases.map((one) => [`${host(one.i)}/list`, asFeed(one)]));
  const server = http.createServer((request, response) => {
    const feed = feeds.get(request.url);
    if (feed === undefined) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': 'application/xml; charset=utf-8' }).end(feed);
  });
  server.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${server.address().port}` };
}

async function settle(wire) {
  const deadline = Date.now() + WAIT_MS;
  while (Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const jobs = [...(await wire.get('/metrics')).text.matchAll(/^mediawire_jobs\{kind="(\w+)"\} (\d+)$/gm)];
    if (jobs.length > 1 && jobs.every(([, kind, n]) => n === '0' || ['poll', 'watch', 'parked'].includes(kind))) return;
  }
  throw new Error(`the work is not done in ${WAIT_MS} ms`);
}

// Elements of feeds whose text a case may be about.
const SAID = /<(title|description|content:encoded|content|summary|info|tagline|subtitle|rights|copyright|xhtml:body|body|div|fullitem)\b[^>]*>([^]*?)<\/\1>/g;
const decode = (text) => text.replace(/<!\[CDATA\[|\]\]>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

// Opens a page with each text of the feed as its body, as the feed wrote it: whether harm is noticed.
async function checkRaw(page, { text }) {
  const origin = 'http://control.example';
  const said = [...text.replace(/^\s*<!--[^]*?-->/, '').matchAll(SAID)].map(([, , inside]) => decode(inside));
  for (const raw of new Set(said)) {
    await page.route('**', (route) => {
      const isPage = route.request().url() === `${origin}/`;
      return isPage ? route.fulfill({ contentType: 'text/html', body: `<!doctype html><body>${raw}` }) : route.abort();
    });
    const seen = await seeHarm(page, `${origin}/`);
    await page.unroute('**');
    if (seen.harm.length + seen.acting.length + seen.wrong.length > 0) return true;
  }
  return false;
}

const [folder] = process.argv.slice(2);
const bin = process.env.MEDIAWIRE_BIN;
const tally = new Tally();
const cases = await readCases(folder);
const work = await mkdtemp(path.join(tmpdir(), 'mediawire-sanitize.'));
const data = path.join(work, 'data');
// The last is the control of the site itself: what its pages have of elements that act, whatever they show.
const plain = { i: cases.length, name: 'plain', text: `<rss version="2.0"><channel><title>Plain</title><item><description>x</description></item></channel></rss>` };
const { server, url } = await serve([...cases, plain]);
const settings = { MEDIAWIRE_RETRIEVE__PROXY: url, MEDIAWIRE_RETRIEVE__HOST_DELAY_MS: '0' };
const browser = await launch();
let wire;
try {
  const added = new Set();
  for (const { i, name } of [...cases, plain]) {
    const add = ['add', `${host(i)}/list`, '--slug', `c${i}`, '--display', 'full', '--auto', '--licence', 'ours', '--index', 'own', '--data', data];
    // A feed without a title of its own is given a name.
    const named = () => askWith(settings, bin, ...add, '--name', `The paper ${name}`);
    const said = await askWith(settings, bin, ...add).catch(named).catch((error) => console.log(`not taken: ${name}: ${error.message}`));
    if (said !== undefined) added.add(i);
  }
  wire = await Wire.start(bin, 'serve', data, settings);
  await settle(wire);
  const pages = new Map([...cases, plain].map(({ i }) => [`/source/c${i}`, i]));
  for (const address of await listArticles(wire)) {
    const source = /\/source\/c(\d+)/.exec((await wire.get(address)).text)?.[1];
    if (source !== undefined) pages.set(address, Number(source));
  }
  const seen = [];
  const own = new Set();
  const look = async (page, [address, i]) => {
    const { status } = await wire.get(address);
    if (status === 200) seen.push({ i, address, ...(await seeHarm(page, wire.base + address)) });
  };
  const isPlain = ([, i]) => i === plain.i;
  await share([...pages].filter(isPlain), 1, () => openWatched(browser, wire.base, own), look);
  seen.flatMap(({ scripts }) => scripts).forEach((hash) => own.add(hash));
  const usual = new Set(seen.splice(0).flatMap(({ acting }) => acting));
  await share([...pages].filter((one) => !isPlain(one)), N_HANDS, () => openWatched(browser, wire.base, own), look);
  const told = new Set(seen.map(({ i }) => i));
  const harmful = new Map();
  for (const { i, address, harm, acting, wrong } of seen) {
    const found = [...harm, ...acting.filter((one) => !usual.has(one)), ...wrong];
    if (found.length > 0) harmful.set(i, `${address}: ${found.slice(0, 3).join('; ')}`);
  }
  for (const { i, name } of cases) {
    // What has no word in it is read, and nothing of it is published: neither an article nor a page of its source.
    if (!told.has(i)) console.log(`nothing of it is published: ${name}`);
    tally.check(`${name} is neutral as it is published`, added.has(i) && !harmful.has(i), harmful.get(i) ?? 'its feed is not taken');
  }
  let n_raw = 0;
  await share(cases, N_HANDS, () => openWatched(browser, 'http://control.example'), async (page, one) => {
    n_raw += (await checkRaw(page, one)) ? 1 : 0;
  });
  const n_articles = [...pages.keys()].filter((address) => address.startsWith('/a/')).length;
  tally.check('nearly every case is published', told.size >= cases.length * PUBLISHED_MIN, told.size);
  console.log(`${cases.length - harmful.size} of ${cases.length} cases are neutral, ${told.size} of them on ${seen.length} pages with ${n_articles} articles`);
  console.log(`as their feeds wrote them, ${n_raw} are noticed to do or to hold what is not neutral`);
  tally.check('the harness notices harm where it stands', n_raw > cases.length / 4, n_raw);
} finally {
  await browser.close();
  await wire?.stop();
  server.closeAllConnections();
  server.close();
  await rm(work, { recursive: true, force: true });
}
process.exitCode = tally.close();
