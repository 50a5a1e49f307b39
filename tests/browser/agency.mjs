// An agency of a test: an HTTP proxy that answers for its host itself, with a feed and the pages that it names.

import http from 'node:http';

// Addresses instead of names, so that no name server is asked: 3ffe::/16 is nobody's since 2006 (RFC 3701).
const home = (n) => `http://[3ffe::a${n}]/`;

// What its sources announce, each with text of its own. Those of one source are told by its name and town.
export const STORIES = [
  ['storm', 'Storm Closes 14 Ports in Northern {town}, Harbour Office Says', 'The Harbour Office of {town} closed 14 ports in the north on Monday, when a storm from the Gulf of Marn drove boats against the quays. Nobody was hurt, the Harbour Office said.'],
  ['bridge', 'Engineers Finish Bridge Across {town} Strait', 'After eleven years of work engineers joined the two halves of the bridge across the strait of {town} at dawn. Lorries will use it from spring, the builders wrote.'],
  ['school', 'School in {town} Teaches Pupils to Repair Boats', 'A school in {town} has begun to teach its pupils how wooden boats are repaired. Its head teacher, Mira Oland, wants them to know what their grandparents knew.'],
  ['fine', 'Court in {town} Fines Shipping Line 30,000 Crowns', 'A court in {town} fined a shipping line 30,000 crowns for oil that one of its tankers had lost in August. The line will not appeal, its lawyer told the court.'],
  ['ferry', 'Ferry to {town} Leaves Two Hours Late', 'The morning ferry to {town} left two hours late, since its bell could not be found. It hung in the tower of the old church, where a trainee had put it for the night.'],
];

export class Agency {
  // Sources of that many towns; `sources` holds the name, the short name and the list of each.
  static async start(towns) {
    const agency = new Agency();
    agency.sources = towns.map((town, n) => ({ town, name: `${town} Courier`, slug: `${town.toLowerCase()}-courier`, home: home(n), list: `${home(n)}feed` }));
    agency.server = http.createServer((request, response) => agency.answer(request, response));
    agency.server.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
    await new Promise((resolve) => agency.server.listen(0, '127.0.0.1', resolve));
    agency.url = `http://127.0.0.1:${agency.server.address().port}`;
    return agency;
  }

  answer(request, response) {
    const url = new URL(request.url, this.url);
    const source = this.sources.find((one) => one.home === `${url.origin}/`);
    const story = STORIES.find(([slug]) => url.pathname === `/${slug}`);
    const send = (kind, text) => response.writeHead(200, { 'content-type': `${kind}; charset=utf-8` }).end(text);
    if (source && story) return send('text/html', page(source, story));
    if (source && url.pathname === '/feed') return send('application/rss+xml', feed(source));
    response.writeHead(404).end();
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}

const told = (words, { town }) => words.replaceAll('{town}', town);

function feed(source) {
  const items = STORIES.map(([slug, title]) => `<item><title>${told(title, source)}</title><link>${source.home}${slug}</link><guid>${source.slug} ${slug}</guid></item>`);
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${source.name}</title><link>${source.home}</link>${items.join('')}</channel></rss>`;
}

function page(source, [slug, title, text]) {
  const headline = told(title, source);
  const more = `Letters about this report reach the ${source.name} at its office behind the fish market, which is open from eight until the last boat has come in. The next edition tells how it went on in ${source.town}, with a map of all places that are named here.`;
  return `<!doctype html><html lang="en"><head><title>${headline}</title><link rel="canonical" href="${source.home}${slug}"></head>
<body><main><article><h1>${headline}</h1><p>${told(text, source)}</p><p>${more}</p></article></main></body></html>`;
}
