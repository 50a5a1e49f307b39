// Every type of page. To add one, add a line to TYPES.

import { readArticles } from './articles.mjs';

// `at` says where one is, from what is `known` of the wire; `status` is what it answers, 200 where none is said;
// `isKept`: its pictures are looked at by people, at every width, scheme and language of the interface.
const TYPES = [
  { name: 'front', at: () => '/', isKept: true },
  { name: 'section', at: () => '/section/world', isKept: true },
  { name: 'opinion', at: () => '/section/opinion' },
  { name: 'source', at: () => '/source/safir' },
  { name: 'article', at: (known) => known.in('en').path, isKept: true },
  { name: 'article-persian', at: (known) => known.in('fa').path, isKept: true },
  { name: 'article-chinese', at: (known) => known.in('zh')?.path, isKept: true },
  { name: 'article-arabic', at: (known) => known.in('ar')?.path },
  { name: 'article-russian', at: (known) => known.in('ru')?.path },
  { name: 'article-german', at: (known) => known.in('de')?.path },
  { name: 'article-view', at: (known) => known.view.path },
  { name: 'article-restyled', at: (known) => known.restyled.path },
  { name: 'withdrawn', at: (known) => known.withdrawn, status: [410, 451], isKept: true },
  { name: 'verify', at: (known) => `${known.restyled.path}/verify`, isKept: true },
  { name: 'history', at: (known) => known.link(/^\/a\/[a-z0-9]+\/history$/) },
  { name: 'older', at: () => '/?before=12' },
  { name: 'older-none', at: () => '/?before=1' },
  { name: 'days', at: (known) => known.link(/^\/days$/) },
  { name: 'day', at: (known) => known.link(/^\/day\/\d/) },
  { name: 'languages', at: (known) => known.link(/^\/languages$/) },
  { name: 'language', at: (known) => known.link(/^\/language\/[a-z]/) },
  { name: 'views', at: (known) => known.link(/^\/views$/) },
  { name: 'reports', at: () => '/reports' },
  { name: 'search', at: (known) => known.link(/^\/search\b/) && '/search?q=harbour' },
  { name: 'search-none', at: (known) => known.link(/^\/search\b/) && '/search?q=zzxxqqvv' },
  { name: 'about', at: () => '/about' },
  { name: 'style', at: () => '/style' },
  { name: 'not-found', at: () => '/no/such/page', status: [404] },
];

// Each type with its `address` and the statuses that it may answer; a type that this site has nowhere is skipped.
export async function types(world) {
  const all = await readArticles(world);
  const restyled = all.find((article) => article.lang === 'en' && article.dispatch.headline !== article.source_headline);
  const pages = ['/', '/about', '/days', '/languages', restyled.path, `${restyled.path}/verify`];
  const texts = await Promise.all(pages.map(async (path) => (await world.demo.get(path)).text));
  const links = texts.flatMap((text) => [...text.matchAll(/ (?:href|action)="(\/[^"]*)"/g)].map(([, path]) => path));
  const known = {
    restyled,
    withdrawn: world.withdrawn,
    view: all.find((article) => article.dispatch.genre === 'view' && article.lang === 'en'),
    in: (lang) => all.find((article) => article.lang === lang && article.dispatch.genre !== 'view' && article !== restyled),
    link: (pattern) => links.find((path) => pattern.test(path)),
  };
  const found = TYPES.map(({ at, status = [200], ...type }) => ({ ...type, status, address: at(known) }));
  for (const { name } of found.filter((type) => !type.address)) world.tally.skip(`${name}: this site has no such page`);
  return found.filter((type) => type.address);
}
