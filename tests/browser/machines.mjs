// What is asked without a browser: feeds, site map, health, validators, codings, methods.

import zlib from 'node:zlib';

const FEEDS = ['feed.rss', 'feed.atom', 'feed.json'];
const DECODE = { gzip: zlib.gunzipSync, br: zlib.brotliDecompressSync };
const POLICY = [/^default-src 'none'/, /base-uri 'none'/, /form-action '(none|self)'/, /frame-ancestors 'none'/];

export async function checkMachines({ tally, demo }) {
  const front = (await demo.get('/')).text;
  const sections = [...new Set([...front.matchAll(/href="(\/section\/[a-z-]+)"/g)].map(([, path]) => path))];
  const sources = [...new Set([...front.matchAll(/href="(\/source\/[a-z-]+)"/g)].map(([, path]) => path))];
  tally.check('the front page leads to sections and to sources', sections.length >= 5 && sources.length >= 3, `${sections} ${sources}`);
  const article = /href="(\/a\/[a-z0-9]+)"/.exec(front)[1];
  const feeds = ['', ...sections, ...sources].flatMap((path) => FEEDS.map((file) => `${path}/${file}`));
  const pages = ['/', '/about', '/style', ...sections, ...sources, article, `${article}/verify`, '/?before=12'];
  const assets = [...new Set([...front.matchAll(/ (?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path))];
  tally.check('the front page has a style sheet', assets.some((path) => path.includes('.css')), assets.join(' '));
  const files = ['/sitemap.xml', '/robots.txt', ...assets];
  for (const path of [...feeds, ...pages, ...files]) await checkKept(tally, demo, path);
  await checkHealth(tally, demo);
  await checkMethods(tally, demo, ['/', article, '/feed.rss', '/no/such/page']);
  for (const path of ['/no/such/page', '/a/aaaaaaaaaaaaaaaaaaaa', '/a/..%2f..', '/section/none', '/source/none', '/none.rss']) {
    const answer = await demo.get(path);
    const isPage = answer.status === 404 && /^text\/html/.test(answer.headers['content-type']);
    tally.check(`${path} is a page that says that nothing is there`, isPage && answer.text.includes('Not found'), answer.status);
  }
  for (const path of ['/?before=x', '/?before=99999999999999999999', '/?before=-5']) {
    const answer = await demo.get(path);
    tally.check(`${path} breaks nothing`, answer.status < 500, answer.status);
  }
}

// Who has the answer gets 304. Where a minute ends between the two questions, both are asked once more.
async function checkNotSentAgain(tally, demo, path, headers) {
  const twice = async () => {
    const first = await demo.get(path, { headers });
    const again = await demo.get(path, { headers: { ...headers, 'if-none-match': first.headers.etag } });
    return { first, again };
  };
  let { first, again } = await twice();
  if (again.status === 200 && again.headers.etag !== first.headers.etag) ({ first, again } = await twice());
  const name = `${path} ${headers['accept-encoding'] ?? ''} is not sent again`;
  tally.check(name, again.status === 304 && again.body.length === 0 && again.headers.etag === first.headers.etag, again.status);
}

// The answer at `path` has a validator that is honoured and decodes to the same bytes in every coding.
async function checkKept(tally, demo, path) {
  const plain = await demo.get(path);
  tally.check(`${path} answers`, plain.status === 200 && plain.body.length > 0, plain.status);
  tally.check(`${path} has a tag`, /^"[^"]+"$/.test(plain.headers.etag ?? ''), plain.headers.etag);
  const cached = plain.headers['cache-control'] ?? '';
  const isItems = !path.startsWith('/assets/') && path !== '/robots.txt';
  tally.check(`${path} is ${isItems ? 'asked for again each time' : 'kept'}`, isItems ? cached === 'no-cache' : /max-age=\d+/.test(cached), cached);
  tally.check(`${path} is sniffed by nobody`, plain.headers['x-content-type-options'] === 'nosniff');
  const policy = plain.headers['content-security-policy'] ?? '';
  tally.check(`${path} has a strict policy`, POLICY.every((rule) => rule.test(policy)) && !policy.includes('unsafe'), policy);
  for (const [coding, decode] of Object.entries(DECODE)) {
    let coded = await demo.get(path, { headers: { 'accept-encoding': coding } });
    // A page is written anew each minute: then both are asked for again.
    let whole = plain;
    if (!coded.headers.etag?.includes(plain.headers.etag.slice(1, -1))) {
      whole = await demo.get(path);
      coded = await demo.get(path, { headers: { 'accept-encoding': coding } });
    }
    const isCoded = coded.headers['content-encoding'] === coding;
    const bytes = isCoded ? decode(coded.body) : coded.body;
    tally.check(`${path} is the same in ${coding}`, bytes.equals(whole.body) && (isCoded || whole.body.length < 1000));
    tally.check(`${path} in ${coding} may be kept apart`, /(^|, ?)accept-encoding/i.test(coded.headers.vary), coded.headers.vary);
    await checkNotSentAgain(tally, demo, path, { 'accept-encoding': coding });
  }
  await checkNotSentAgain(tally, demo, path, {});
  const head = await demo.get(path, { method: 'HEAD' });
  const isHead = head.status === 200 && head.body.length === 0 && head.headers['content-type'] === plain.headers['content-type'];
  tally.check(`HEAD of ${path} has heads and no body`, isHead, head.status);
}

async function checkHealth(tally, demo) {
  const health = await demo.get('/healthz');
  tally.check('/healthz says ok', health.status === 200 && health.text === 'ok\n', health.text);
  const ready = await demo.get('/readyz');
  tally.check('/readyz names the last dispatch', ready.status === 200 && /^ok, dispatch \d+\n$/.test(ready.text), ready.text);
  const metrics = await demo.get('/metrics');
  const lines = metrics.text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const isMetric = (line) => /^[a-z_:][a-z0-9_:]*(\{[^}]*\})? -?[\d.eE+-]+$/i.test(line);
  tally.check('/metrics has lines that Prometheus reads', metrics.status === 200 && lines.length > 0 && lines.every(isMetric), lines.find((line) => !isMetric(line)));
  tally.check('/metrics counts the dispatches', /^mediawire_dispatches\{[^}]*\} \d+$/m.test(metrics.text));
}

async function checkMethods(tally, demo, paths) {
  for (const path of paths) {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const answer = await demo.get(path, { method });
      tally.check(`${method} ${path} is not allowed`, answer.status === 405, answer.status);
    }
  }
}
