// Every article of the demonstration: its body, its source, its disclaimer, its proof.

import { open, share } from './browser.mjs';
import { MARKS } from './marks.mjs';
import { ask } from './wire.mjs';

// The demonstration has 69 pieces. Two are copies of another, one is withheld, one was withdrawn by its agency.
const N_ARTICLES = 65;
const N_HANDS = 2;

// The paths of the articles on the site map.
export async function listArticles(wire) {
  const map = (await wire.get('/sitemap.xml')).text;
  return [...map.matchAll(/<loc>[^<]*(\/a\/[a-z0-9]+)<\/loc>/g)].map(([, path]) => path);
}

// An article as `mediawire show --json` tells it, with its `path` on the site.
export async function readArticle({ bin, data }, path) {
  const told = await ask(bin, 'show', path.slice('/a/'.length), '--json', '--data', data);
  return { ...JSON.parse(told), path };
}

// Every article of the site map; it is asked for once.
export function readArticles(world) {
  world.articles ??= (async () => {
    const all = [];
    const hand = () => ({});
    await share(await listArticles(world.demo), N_HANDS, hand, async (_, path) => all.push(await readArticle(world, path)));
    return all;
  })();
  return world.articles;
}

// White space as a browser folds it; a no-break space is none.
const fold = (text) => text.replace(/[ \t\n\r\f]+/g, ' ').trim();

// The text that a reader sees of the body on the page that is shown, without the wire's own few words in it.
export async function seenBody(page) {
  return fold(
    await page.evaluate(({ body, ours }) => {
      const element = document.querySelector(body);
      element.querySelectorAll(ours).forEach((own) => own.remove());
      return element.innerText;
    }, MARKS),
  );
}

// Whether the reader of `page`, which shows `article`, sees the body that was dispatched, as far as the source's terms
// let it be shown.
export async function checkBody(tally, page, article) {
  const [told, whole, name] = [await seenBody(page), fold(article.text), article.path];
  const kind = article.dispatch.display;
  if (kind === 'full') return tally.same(`the body of ${name} is the dispatched one`, told, whole);
  if (kind === 'headline') return tally.same(`nothing of the body of ${name} is shown`, told, '');
  const words = told.replace(/…$/, '');
  const isBeginning = words !== '' && whole.startsWith(words) && words.length < 300;
  return tally.check(`the teaser of ${name} is the beginning of its body`, isBeginning, told);
}

export async function checkArticles(world) {
  const { tally, browser, demo } = world;
  const all = await readArticles(world);
  tally.check(`${N_ARTICLES} articles are published`, all.length === N_ARTICLES, all.length);
  checkCopy(tally, all);
  const hand = () => open(browser, demo.base, { width: 390 });
  await share(all, N_HANDS, hand, async (page, article) => {
    page.trouble.length = 0;
    await page.goto(demo.base + article.path);
    await checkAround(tally, page, article);
    await checkBody(tally, page, article);
    tally.check(`${article.path} makes no trouble in the browser`, page.trouble.length === 0, page.trouble.join('; '));
  });
}

// Two agencies publish the same text on the sand battery.
function checkCopy(tally, all) {
  const sand = all.filter((article) => article.lang === 'en' && /sand/i.test(article.source_headline));
  tally.check('the copy of another agency’s piece is not published', sand.length === 1, sand.map((a) => a.url).join(' '));
  const texts = new Set(all.map((article) => fold(article.text)));
  tally.check('no text is published twice', texts.size === all.length, `${texts.size} of ${all.length}`);
}

// What stands around the body.
async function checkAround(tally, page, article) {
  const name = article.path;
  const seen = await page.evaluate((marks) => {
    const text = (selector) => document.querySelector(selector)?.innerText.trim() ?? '';
    const foot = document.querySelector(marks.foot);
    const link = foot.querySelector(`${marks.source} a`);
    const data = JSON.parse(document.querySelector('script[type="application/ld+json"]').text);
    const isBelow = foot.getBoundingClientRect().top >= document.querySelector(marks.body).getBoundingClientRect().bottom;
    return {
      headline: text('h1'),
      source: text(marks.source),
      href: link.getAttribute('href'),
      words: link.innerText,
      isSeen: link.checkVisibility() && isBelow,
      disclaimer: text(marks.disclaimer),
      ledger: text(marks.ledger),
      links: [...foot.querySelectorAll('a')].map((one) => one.getAttribute('href')),
      based: data.isBasedOn,
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  }, MARKS);
  tally.same(`the headline of ${name} is the dispatched one`, seen.headline, article.dispatch.headline);
  tally.check(`${name} names its source at the bottom`, seen.isSeen && seen.source.includes(article.source), seen.source);
  tally.check(`${name} has the source’s URL as words and as link`, seen.href === article.url && seen.words === article.url, `${seen.words} ${seen.href}`);
  tally.check(`${name} has the disclaimer`, /do not necessarily reflect/.test(seen.disclaimer), seen.disclaimer);
  tally.check(`${name} leads to its proof`, seen.links.includes(`${article.path}/verify`), seen.links.join(' '));
  const based = JSON.stringify(seen.based ?? '').replaceAll('\\/', '/');
  tally.check(`the structured data of ${name} name the source’s URL`, based.includes(article.url), based);
  tally.check(`${name} is no wider than a phone`, seen.overflow <= 0, `${seen.overflow} px`);
  const own = article.source_headline;
  const isRestyled = article.dispatch.headline !== own;
  const isTold = isRestyled ? seen.ledger.includes(own) : seen.ledger === '';
  tally.check(`${name} shows the source’s own headline where it differs`, isTold, seen.ledger);
}
