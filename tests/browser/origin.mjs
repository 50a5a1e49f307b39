// The sources of a test: an HTTP proxy that answers for every host itself, so that nothing leaves this machine. Each
// source has a list of a few articles, and their pages; all of it says its payload wherever a source says something.

import http from 'node:http';

const FORMATS = ['rss', 'atom', 'json'];
const N_ITEMS = 3;
// A longer address is refused by retrieval before it does any harm.
const QUERY_CHARS_MAX = 2000;

const escape = (text) => text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
// XML 1.0 has no place for these: a list with them would be read by nobody.
const escapeXml = (text) => escape([...text].filter((letter) => /[\t\n\r\u0020-\ufffd]|[^\u0000-\uffff]/u.test(letter)).join(''));

// Addresses instead of names, so that no name server is asked: 3ffe::/16 was the 6bone's, and is nobody's since
// 2006 (RFC 3701).
const home = (s) => `http://[3ffe::${(s + 1).toString(16)}]`;

export class Origin {
  // Sources that say `payloads`, a few each; `sources` holds the address of each one's list.
  static async start(payloads) {
    const origin = new Origin();
    const n_sources = Math.ceil(payloads.length / N_ITEMS);
    const items = payloads.map((payload, i) => ({ payload, i, url: `${home(Math.floor(i / N_ITEMS))}/${i}?${payload.slice(0, QUERY_CHARS_MAX)}` }));
    origin.sources = Array.from({ length: n_sources }, (_, s) => {
      const own = items.slice(s * N_ITEMS, (s + 1) * N_ITEMS);
      const name = own.map(({ payload }) => payload).join(' and ');
      return { slug: `s${s}`, list: `${home(s)}/list`, home: `${home(s)}/`, name, format: FORMATS[s % FORMATS.length], items: own };
    });
    // The articles that were asked for.
    origin.taken = new Set();
    origin.server = http.createServer((request, response) => origin.answer(request, response));
    origin.server.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
    await new Promise((resolve) => origin.server.listen(0, '127.0.0.1', resolve));
    origin.url = `http://127.0.0.1:${origin.server.address().port}`;
    return origin;
  }

  answer(request, response) {
    const url = new URL(request.url, this.url);
    const source = this.sources.find((one) => one.home === `${url.origin}/`);
    const item = source?.items.find((one) => url.pathname === `/${one.i}`);
    const send = (kind, text) => response.writeHead(200, { 'content-type': `${kind}; charset=utf-8` }).end(text);
    if (item) {
      this.taken.add(item);
      return send('text/html', page(item));
    }
    if (source && url.pathname === '/list') return send(...LISTS[source.format](source));
    response.writeHead(404).end();
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}

// Text of its own for every article, so that none is taken for a copy of another.
const words = (i) => `
<p>The harbour office of the ${i}th district said on Monday that ${i * 7 + 3} boats had left before noon, and that the last of them carried ${i + 12} crates of salted fish to the market across the strait.</p>
<p>Its clerk counted them twice, wrote the number ${i} into the book, and went home when the bell of the old church had struck for the second time that afternoon.</p>`;

function page({ payload, i, url }) {
  const text = escape(payload);
  // Every other page is as careless as its payload would like it to be.
  const data = JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: payload,
    description: payload,
    articleSection: payload,
    author: [{ '@type': 'Person', name: payload, url: payload }],
    image: { '@type': 'ImageObject', url: payload, caption: payload },
    url,
    datePublished: '2026-11-20T08:00:00Z',
  });
  return `<!doctype html><html lang="en"><head><title>${text}</title>
<meta name="author" content="${text}"><meta name="description" content="${text}">
<meta property="og:title" content="${text}"><meta property="og:image" content="${text}"><meta property="og:site_name" content="${text}">
<link rel="canonical" href="${escape(url)}">
<script type="application/ld+json">${i % 2 === 0 ? data.replaceAll('<', '\\u003c') : data}</script></head>
<body><main><article><h1>${text}</h1><p class="byline">By <a rel="author" href="${text}">${text}</a></p>
${words(i)}
<p>In its own words: ${text}</p>
<figure><img src="${text}" srcset="${text}" alt="${text}" title="${text}" width="640" height="360"><figcaption>${text}</figcaption></figure>
<p>More is at <a href="${text}" title="${text}">the office</a>, as it says.</p>
<table><caption>${text}</caption><tr><th>${text}</th><td>${text}</td></tr></table>
<figure><img src="/p.png" alt="x"><figcaption>${payload}</figcaption></figure>
<div>${payload}</div>
<p>The office will count again on the ${i}th day of the next month, it said, if the weather lets the boats out.</p>
</article></main></body></html>`;
}

const content = ({ payload, i }) => `${words(i)}<p>${escape(payload)}</p><div>${payload}</div>`;

const LISTS = {
  rss({ name, home, items }) {
    const told = items.map((item) => {
      const text = escapeXml(item.payload);
      return `<item><title>${text}</title><link>${escapeXml(item.url)}</link><guid isPermaLink="false">${item.i} ${text}</guid>
<dc:creator>${text}</dc:creator><category>${text}</category><description>${text}</description>
<content:encoded>${escapeXml(content(item))}</content:encoded><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate>
<media:content url="${text}" medium="image"><media:title>${text}</media:title><media:credit>${text}</media:credit></media:content></item>`;
    });
    // In this format a title may be HTML, and readers take it for that: the name is text in it.
    return [
      'application/rss+xml',
      `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>${escapeXml(escape(name))}</title><link>${home}</link><description>${escapeXml(name)}</description>${told.join('')}</channel></rss>`,
    ];
  },
  atom({ name, home, items }) {
    const told = items.map((item) => {
      const text = escapeXml(item.payload);
      return `<entry><title type="text">${text}</title><id>urn:${item.i}</id><link href="${escapeXml(item.url)}"/>
<author><name>${text}</name><uri>${text}</uri></author><category term="${text}" label="${text}"/>
<summary type="html">${escapeXml(escape(item.payload))}</summary><content type="html">${escapeXml(content(item))}</content>
<rights>${text}</rights><updated>2026-11-20T08:00:00Z</updated><published>2026-11-20T08:00:00Z</published></entry>`;
    });
    return [
      'application/atom+xml',
      `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>${escapeXml(name)}</title><id>${home}</id>
<link href="${home}"/><updated>2026-11-20T08:00:00Z</updated><subtitle>${escapeXml(name)}</subtitle>${told.join('')}</feed>`,
    ];
  },
  json({ name, home, items }) {
    const told = items.map((item) => ({
      id: `${item.i} ${item.payload}`,
      url: item.url,
      title: item.payload,
      summary: item.payload,
      content_html: content(item),
      image: item.payload,
      tags: [item.payload],
      authors: [{ name: item.payload, url: item.payload, avatar: item.payload }],
      date_published: '2026-11-20T08:00:00Z',
    }));
    const version = 'https://jsonfeed.org/version/1.1';
    return ['application/feed+json', JSON.stringify({ version, title: name, home_page_url: home, description: name, items: told })];
  },
};
