// Where something of an item is shown to anybody who asks: the wire's pages and feeds, WordPress, the messages to receivers.

const PAGES = ['/', '/reports', '/views', '/days', '/languages', '/widget', '/widget.html', '/sitemap.xml', '/news-sitemap.xml'];
const PARTS = ['', '/history', '/verify'];
const FILES = ['feed.rss', 'feed.atom', 'feed.json'];
// So many words of a headline are searched for: a page of results says all that was searched for once more.
const WORDS = 3;

// Every place that holds one of `words`. `lists` are the pages that would list the item; of the messages those count that came
// behind the first `n_before`.
export async function traces({ stage, press }, { item, lists, words, n_before }) {
  const day = `/day/${new Date().toISOString().slice(0, 10)}`;
  const asked = encodeURIComponent(item.headline.split(/\s+/).slice(0, WORDS).join(' '));
  const feeds = ['', day, ...lists].flatMap((list) => FILES.map((file) => `${list}/${file}`));
  const own = PARTS.map((part) => `/a/${item.public}${part}`);
  const ask = async (at) => ({ where: at, text: (await stage.wire.get(at)).text });
  const wire = await Promise.all([...own, ...PAGES, `/search?q=${asked}`, day, ...lists, ...feeds].map(ask));
  const posts = (await press.posts()).map((post) => ({ where: `the post ${post.id}`, text: JSON.stringify(post) }));
  const shown = await press.shown(asked);
  const messages = stage.receiver.messages.slice(n_before).map(({ type, data }) => ({ where: `a message ${type}`, text: JSON.stringify(data) }));
  const all = [...wire, ...posts, ...shown, ...messages];
  const found = all.flatMap(({ where, text }) => words.filter((word) => plain(text).includes(word)).map((word) => `${where} has ${word}`));
  return { n: all.length, found };
}

// Text as it reads once what HTML, JSON and addresses write in their own way is undone.
function plain(text) {
  const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”' };
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\\//g, '/')
    .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, n) => String.fromCodePoint(Number(n)))
    .replace(/&(\w+);/g, (whole, name) => named[name] ?? whole);
}
