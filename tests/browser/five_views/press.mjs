// A WordPress that a wire writes into: its posts as its REST API has them, and its public pages in Chromium.

import { readFile } from 'node:fs/promises';
import path from 'node:path';

const WIDTHS = { phone: 390, desktop: 1280 };
const FIELDS = 'id,status,slug,link,title,excerpt,content,meta,featured_media,tags';

export class Press {
  // The one that scripts/wordpress has started.
  static async open({ browser, out, work }) {
    const lines = (await readFile(path.join(work, 'wordpress'), 'utf8')).trim().split('\n');
    const press = Object.assign(new Press(), Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2))), { out });
    press.windows = {};
    for (const [name, width] of Object.entries(WIDTHS)) {
      press.windows[name] = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
    }
    press.version = /content="WordPress ([\d.]+)"/.exec(await (await fetch(press.url)).text())?.[1] ?? '';
    return press;
  }

  // What the REST API answers the administrator, who sees drafts, revisions and what is in the trash too.
  async ask(at) {
    const authorization = `Basic ${Buffer.from(`${this.admin}:${this.admin_password}`).toString('base64')}`;
    const answer = await fetch(`${this.url}/wp-json/wp/v2/${at}`, { headers: { authorization } });
    if (!answer.ok) throw new Error(`WordPress answers ${answer.status} to ${at}: ${await answer.text()}`);
    return answer.json();
  }

  posts() {
    const all = 'publish,future,draft,pending,private,trash';
    return this.ask(`posts?context=edit&per_page=100&status=${all}&_fields=${FIELDS}`);
  }

  // The post of an item, if there is one.
  async post(item) {
    return (await this.posts()).find((post) => post.meta.mediawire_id === item.public);
  }

  // The post of an item and its public page; `was` is the address that the post had before.
  async see(item, was = '') {
    const post = await this.post(item);
    if (!post) return { n: (await this.posts()).length };
    const page = await this.page(post.link);
    const revisions = await this.ask(`posts/${post.id}/revisions?context=edit&_fields=id,title,content`);
    const old = was && was !== post.link ? await this.page(was) : undefined;
    const { id, status, slug, link, meta } = post;
    return { post: { id, status, slug, link, meta, title: post.title.raw, all: JSON.stringify(post) }, revisions, page, old, was };
  }

  // A public page as a reader sees it: its lines within the source's text, and beside it.
  async page(link) {
    const { desktop } = this.windows;
    const answer = await desktop.goto(link);
    const seen = await desktop.evaluate(() => {
      const lines = (part) => part.innerText.split('\n').map((line) => line.trim()).filter(Boolean);
      const ours = [...document.querySelectorAll('.mediawire-byline, .mediawire-notes, .mediawire-read-on, .mediawire-notice, .mediawire-foot')];
      return {
        title: document.querySelector('h1')?.innerText ?? '',
        text: [...document.querySelectorAll('.mediawire-text > *')].flatMap(lines),
        beside: ours.flatMap(lines),
        links: ours.flatMap((part) => [...part.querySelectorAll('a')].map((a) => ({ words: a.innerText, path: a.getAttribute('href') }))),
        robots: document.querySelector('meta[name=robots]')?.content ?? '',
        takesComments: document.querySelector('#commentform') !== null,
      };
    });
    return { status: answer.status(), at: desktop.url(), ...seen };
  }

  // What WordPress shows to anybody: its first page, its feed, what it finds for the words `asked`, its posts and images.
  async shown(asked) {
    const all = ['/', '/feed/', `/?s=${asked}`, '/wp-json/wp/v2/posts?per_page=100', '/wp-json/wp/v2/media?per_page=100'];
    const ask = async (at) => ({ where: `WordPress ${at}`, text: await (await fetch(this.url + at)).text() });
    return Promise.all(all.map(ask));
  }

  async shoot(link, name) {
    const files = [];
    for (const [window, page] of Object.entries(this.windows)) {
      await page.goto(link);
      const file = `${name}-wordpress-${window}.png`;
      await page.screenshot({ path: path.join(this.out, file), fullPage: true });
      files.push(file);
    }
    return files;
  }

  async close() {
    for (const page of Object.values(this.windows)) await page.context().close();
  }
}
