// A page that means harm, brought in as an archive file, on a wire of either direction.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkLook, look, open } from './browser.mjs';
import { ask, Wire } from './wire.mjs';

const LANGUAGES = [
  ['en', 'ltr'],
  ['fa', 'rtl'],
];

const WORD = 'unbreakable'.repeat(40);
const HEADLINE = 'Harm <b>&amp;</b> &lt;/script>&lt;script>window.harm=1&lt;/script> \u202egnorw';
const PAGE = `<!doctype html><html lang="en"><head><title>${HEADLINE}</title>
<script>window.harm = 1</script><meta http-equiv="refresh" content="0;url=https://harm.example/">
<base href="javascript:window.harm=1//"><link rel="stylesheet" href="https://harm.example/x.css">
<meta property="og:image" content="https://harm.example/p.png">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"a<\\/script><script>window.harm=1<\\/script>"}</script></head>
<body onload="window.harm=1"><main><article><h1>${HEADLINE}</h1>
<p onclick="window.harm=1" style="position:fixed;inset:0;background:red">The first paragraph of the report is long enough to be one, and it says what happened at the harbour on Monday, in words that a reader would understand at once.</p>
<p>The second has <a href="javascript:window.harm=1">a link that runs</a>, <a href="data:text/html,x">one of data</a> and <a href="https://plain.example/">a plain one</a>; <img src="https://harm.example/i.png" onerror="window.harm=1"> it goes on with further words, so that nobody takes it for a menu or for the legend of a picture.</p>
<iframe src="https://harm.example/frame"></iframe><svg onload="window.harm=1"><script>window.harm=1</script></svg>
<p>The third holds a word without an end: ${WORD}, and &lt;img src=x onerror=window.harm=1&gt; written as text, which it must stay when the page is written anew by somebody else.</p>
<table>${`<tr>${'<td>1234567890</td>'.repeat(40)}</tr>`.repeat(3)}</table>
<pre>${'a long line of code '.repeat(30)}</pre>
<form action="https://harm.example/"><input name="a"><button>Send</button></form>
<p>The last paragraph ends the report with a sentence about the weather, which was fine on Monday and on Tuesday, and the harbour master said that it would remain so for a week.</p>
</article></main></body></html>`;

// A WARC file of one response, which warcio and `mediawire import` read.
function warc(url, html) {
  const body = Buffer.from(html);
  const head = `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${body.length}\r\n\r\n`;
  const block = Buffer.concat([Buffer.from(head), body]);
  const fields = [
    'WARC/1.1',
    'WARC-Type: response',
    'WARC-Record-ID: <urn:uuid:5b1c4a9e-6a0e-4c58-9f0e-2f3c8d7a1b20>',
    'WARC-Date: 2026-11-23T12:00:00Z',
    `WARC-Target-URI: ${url}`,
    'Content-Type: application/http; msgtype=response',
    `Content-Length: ${block.length}`,
  ];
  return Buffer.concat([Buffer.from(`${fields.join('\r\n')}\r\n\r\n`), block, Buffer.from('\r\n\r\n')]);
}

export async function checkHostile(world) {
  const { tally, bin, data, work } = world;
  const file = path.join(work, 'hostile.warc');
  await writeFile(file, warc('https://hostile.example/2026/harm', PAGE));
  await ask(bin, 'import', file, '--display', 'full', '--index', 'own', '--auto', '--licence', 'ours', '--data', data);
  for (const language of LANGUAGES) {
    const wire = await Wire.start(bin, 'serve', data, { MEDIAWIRE_SITE__LANG: language[0] });
    try {
      const found = /\/a\/[a-z0-9]+/.exec((await wire.get('/sitemap.xml')).text)?.[0];
      if (!tally.check('the hostile page is published as text', found !== undefined)) return;
      await checkSite(world, wire, found, language);
      const text = (await wire.get(found)).text;
      tally.check('text that looks like mark-up stays text', text.includes('&lt;img src=x onerror=window.harm=1&gt;'));
    } finally {
      await wire.stop();
    }
  }
}

async function checkSite({ tally, browser, shots }, wire, article, language) {
  const source = /\/source\/[^"/]+/.exec((await wire.get('/')).text)[0];
  const pages = [
    ['front', '/'],
    ['article', article],
    ['verify', `${article}/verify`],
    ['source', source],
    ['about', '/about'],
    ['style', '/style'],
  ];
  for (const [name, address] of pages) {
    for (const width of [390, 1280]) {
      const page = await open(browser, wire.base, { width });
      const answer = await page.goto(wire.base + address);
      const seen = await look(page);
      const claim = `${name} of a hostile page at ${width} px, ${language[0]},`;
      tally.check(`${claim} has status 200`, answer.status() === 200, answer.status());
      checkLook(tally, claim, seen, page.trouble, language);
      await checkHarmless(tally, page, claim);
      const shot = `hostile-${name}-${language[0]}-${width}.png`;
      await page.screenshot({ path: path.join(shots, shot), fullPage: true });
      await page.context().close();
    }
  }
}

async function checkHarmless(tally, page, name) {
  const found = await page.evaluate(() => ({
    harm: window.harm,
    odd: [...document.links].filter((link) => !/^(https?|mailto):$/.test(link.protocol)).map((link) => link.outerHTML),
    n: document.querySelectorAll('iframe, object, embed, style, base, [style], [onclick], [onload], [onerror]').length,
  }));
  tally.check(`${name} links only to the web and to itself`, found.odd.length === 0, found.odd.join(' '));
  tally.check(`${name} ran nothing of the source`, found.harm === undefined);
  tally.check(`${name} has no element of the source that acts`, found.n === 0, found.n);
}
