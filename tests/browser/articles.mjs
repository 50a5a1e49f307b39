// Every article of the demonstration: its body, its source, its disclaimer, its proof.

import { open } from './browser.mjs';
import { ask } from './wire.mjs';

// The demonstration has 69 pieces. Two are copies of another, one is withheld, one was withdrawn by its agency.
const N_ARTICLES = 65;

// Every article of the site map, as `mediawire show --json` tells it, with its `path` on the site.
export async function readArticles({ bin, data, demo }) {
  const map = (await demo.get('/sitemap.xml')).text;
  const paths = [...map.matchAll(/<loc>[^<]*(\/a\/[a-z0-9]+)<\/loc>/g)].map(([, path]) => path);
  const all = [];
  for (const path of paths) {
    const told = JSON.parse(await ask(bin, 'show', path.slice('/a/'.length), '--json', '--data', data));
    all.push({ ...told, path });
  }
  return all;
}

// White space as a browser folds it; a no-break space is none.
const fold = (text) => text.replace(/[ \t\n\r\f]+/g, ' ').trim();

export async function checkArticles(world) {
  const { tally, browser, demo } = world;
  const all = await readArticles(world);
  tally.check(`${N_ARTICLES} articles are published`, all.length === N_ARTICLES, all.length);
  checkCopy(tally, all);
  const page = await open(browser, demo.base, { width: 390 });
  for (const article of all) await checkArticle(world, page, article);
  tally.check('no article makes trouble in the browser', page.trouble.length === 0, page.trouble.join('; '));
  await page.context().close();
}

// Two agencies publish the same text on the sand battery.
function checkCopy(tally, all) {
  const sand = all.filter((article) => /sand/i.test(article.source_headline));
  tally.check('the copy of another agency’s piece is not published', sand.length === 1, sand.map((a) => a.url).join(' '));
  const texts = new Set(all.map((article) => fold(article.text)));
  tally.check('no text is published twice', texts.size === all.length, `${texts.size} of ${all.length}`);
}

// The body is the dispatched one, as far as the source's terms let it be shown.
function checkBody(tally, name, article, shown) {
  const [told, whole] = [fold(shown), fold(article.text)];
  const kind = article.dispatch.display;
  if (kind === 'full') tally.same(`the body of ${name} is the dispatched one`, told, whole);
  if (kind === 'headline') tally.same(`nothing of the body of ${name} is shown`, told, '');
  if (kind === 'teaser') {
    const words = told.replace(/…$/, '');
    const isBeginning = words !== '' && whole.startsWith(words) && words.length < 300;
    tally.check(`the teaser of ${name} is the beginning of its body`, isBeginning, told);
  }
}

async function checkArticle({ tally, demo }, page, article) {
  const name = article.path;
  await page.goto(demo.base + article.path);
  const seen = await page.evaluate(() => {
    const text = (selector) => document.querySelector(selector)?.innerText.trim() ?? '';
    const foot = document.querySelector('.article > footer');
    const link = foot.querySelector('.source a');
    const data = JSON.parse(document.querySelector('script[type="application/ld+json"]').text);
    // The wire's own few words among the body's.
    document.querySelectorAll('.body .ours').forEach((element) => element.remove());
    const body = document.querySelector('.body');
    const isBelow = foot.getBoundingClientRect().top >= body.getBoundingClientRect().bottom;
    return {
      headline: text('h1'),
      source: text('.source'),
      href: link.getAttribute('href'),
      words: link.innerText,
      isSeen: link.checkVisibility() && isBelow,
      disclaimer: text('.disclaimer'),
      ledger: text('.source-headline'),
      verify: foot.querySelector('.verify a').getAttribute('href'),
      based: data.isBasedOn,
      body: body.innerText,
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  });
  checkBody(tally, name, article, seen.body);
  tally.same(`the headline of ${name} is the dispatched one`, seen.headline, article.dispatch.headline);
  tally.check(`${name} names its source at the bottom`, seen.isSeen && seen.source.includes(article.source), seen.source);
  tally.check(`${name} has the source’s URL as words and as link`, seen.href === article.url && seen.words === article.url, `${seen.words} ${seen.href}`);
  tally.check(`${name} has the disclaimer`, /do not necessarily reflect/.test(seen.disclaimer), seen.disclaimer);
  tally.check(`${name} leads to its proof`, seen.verify === `${article.path}/verify`, seen.verify);
  const based = JSON.stringify(seen.based ?? '').replaceAll('\\/', '/');
  tally.check(`the structured data of ${name} name the source’s URL`, based.includes(article.url), based);
  tally.check(`${name} is no wider than a phone`, seen.overflow <= 0, `${seen.overflow} px`);
  const own = article.source_headline;
  const isRestyled = article.dispatch.headline !== own;
  const isTold = isRestyled ? seen.ledger.includes(own) : seen.ledger === '';
  tally.check(`${name} shows the source’s own headline where it differs`, isTold, seen.ledger);
}
