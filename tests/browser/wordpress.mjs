// The demonstration in a real WordPress, as a reader and an editor of the house see it there.

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Wire } from './wire.mjs';

const WAIT_MS = 120_000;
const EDITOR_MS = 60_000;
const STILL = ['--speed', '100000', '--no-bulletins'];

export async function checkWordPress({ tally, browser, bin, data, shots }) {
  const dir = process.env.MEDIAWIRE_TEST_WORDPRESS;
  if (!dir) return tally.skip('no WordPress (MEDIAWIRE_TEST_WORDPRESS)');
  const lines = (await readFile(path.join(dir, 'site.environment'), 'utf8')).trim().split('\n');
  const press = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
  const settings = { MEDIAWIRE_DESTINATIONS__INSIDE: new URL(press.url).host };
  const first = await Wire.start(bin, 'demo', data, settings, STILL);
  const [, n] = await first.says(/stories come to (\d+) dispatches/);
  await first.reaches(Number(n), WAIT_MS);
  await first.stop();
  const add = ['destination', 'add', 'wordpress', 'site', '--data', data, '--url', press.url, '--user', press.user];
  await command(bin, [...add, '--status', 'publish', '--from', 'start'], settings, press.password);
  const told = await command(bin, ['destination', 'test', 'site', '--data', data], settings);
  tally.check('the WordPress lacks nothing', !/^(lacks|fails)/m.test(told), told);

  const known = new Set((await posts(press)).map((post) => post.id));
  const wire = await Wire.start(bin, 'demo', data, settings, STILL);
  try {
    const all = await settled(press, known);
    tally.check('the demonstration is in WordPress', all.length > 30, all.length);
    const ids = new Set(all.map((post) => post.meta.mediawire_id));
    tally.check('each item is one post', ids.size === all.length, `${ids.size} of ${all.length}`);
    const one = (what) => all.find(what);
    const pages = [
      ['report', one((post) => post.meta.mediawire_lang.startsWith('en'))],
      ['persian', one((post) => post.meta.mediawire_lang.startsWith('fa'))],
      ['pictured', one((post) => post.featured_media > 0)],
    ];
    for (const [name, post] of pages) {
      if (tally.check(`there is a post that is ${name}`, post)) await checkPage({ tally, browser, shots }, name, post);
    }
    await checkEditor({ tally, browser }, press, pages.map(([, post]) => post).filter(Boolean));
  } finally {
    await wire.stop();
  }
}

// What a command printed; `input` is what it reads.
function command(bin, words, settings, input = '') {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('MEDIAWIRE_')));
  const child = spawn(bin, words, { env: { ...env, ...settings } });
  let said = '';
  child.stdout.on('data', (bytes) => { said += bytes; });
  child.stderr.on('data', (bytes) => { said += bytes; });
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`${words[1]} ended with ${code}: ${said}`))));
  });
}

async function posts(press) {
  const authorization = `Basic ${Buffer.from(`${press.user}:${press.password}`).toString('base64')}`;
  const fields = '_fields=id,link,title,meta,featured_media';
  const all = [];
  for (let page = 1; page < 20; page += 1) {
    const answer = await fetch(`${press.url}/wp-json/wp/v2/posts?per_page=100&page=${page}&${fields}`, { headers: { authorization } });
    if (!answer.ok) break;
    all.push(...await answer.json());
  }
  return all;
}

// The posts that are new, once no more come for three seconds.
async function settled(press, known) {
  const deadline = Date.now() + WAIT_MS;
  let all = [];
  for (let calm = 0; calm < 3 && Date.now() < deadline;) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const now = (await posts(press)).filter((post) => !known.has(post.id));
    calm = now.length === all.length && now.length > 0 ? calm + 1 : 0;
    all = now;
  }
  return all;
}

// The public page, on a desk and in a hand.
async function checkPage({ tally, browser, shots }, name, post) {
  const { mediawire_source_url: url, mediawire_source_name: source, mediawire_lang: lang } = post.meta;
  for (const width of [390, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    const answer = await page.goto(post.link);
    tally.check(`the ${name} post answers at ${width} px`, answer.status() === 200, answer.status());
    const seen = await page.evaluate(() => {
      const all = [...document.querySelectorAll('.mediawire-foot > *')];
      const text = document.querySelector('.mediawire-text');
      const pictures = [...document.querySelectorAll('.mediawire-text img, .wp-post-image')];
      return {
        last: all.at(-1)?.innerText ?? '',
        link: all.at(-1)?.querySelector('a')?.getAttribute('href') ?? '',
        disclaimer: document.querySelector('.mediawire-disclaimer')?.innerText ?? '',
        lang: text?.lang, dir: text?.dir,
        n_same: pictures.length - new Set(pictures.map((it) => it.src)).size,
        n_broken: pictures.filter((it) => it.complete && it.naturalWidth === 0).length,
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      };
    });
    tally.check(`the ${name} post ends with its source and URL at ${width} px`, seen.last.includes(source) && seen.last.includes(url) && seen.link !== '', seen.last);
    tally.check(`the ${name} post has the disclaimer`, seen.disclaimer.includes('not changed'), seen.disclaimer);
    const dir = /^(ar|fa)/.test(lang) ? 'rtl' : 'ltr';
    tally.check(`the ${name} post is in its language`, seen.lang === lang && seen.dir === dir, `${seen.lang} ${seen.dir}`);
    tally.check(`the ${name} post shows no picture twice and none that is broken`, seen.n_same + seen.n_broken === 0, JSON.stringify(seen));
    tally.check(`the ${name} post is no wider than a window of ${width} px`, seen.overflow <= 0, `${seen.overflow} px`);
    await page.screenshot({ path: path.join(shots, `wordpress-${name}-${width}.png`), fullPage: true });
    await context.close();
  }
}

// WordPress's own editor takes every block as one of its own.
async function checkEditor({ tally, browser }, press, all) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(`${press.url}/wp-login.php`);
  await page.fill('#user_login', press.user);
  await page.fill('#user_pass', 'login');
  await page.click('#wp-submit');
  await page.waitForURL(/wp-admin/);
  for (const post of all) {
    await page.goto(`${press.url}/wp-admin/post.php?post=${post.id}&action=edit`);
    await page.waitForFunction(() => globalThis.wp?.data?.select('core/block-editor')?.getBlocks().length > 0, null, { timeout: EDITOR_MS });
    const [n, bad] = await page.evaluate(() => {
      const flat = (blocks) => blocks.flatMap((block) => [block, ...flat(block.innerBlocks)]);
      const blocks = flat(globalThis.wp.data.select('core/block-editor').getBlocks());
      return [blocks.length, blocks.filter((block) => !block.isValid).map((block) => block.originalContent)];
    });
    tally.check(`the editor of WordPress knows all blocks of ${post.link}`, n > 5 && bad.length === 0, `${n} blocks: ${bad[0]}`);
  }
  await page.context().close();
}
