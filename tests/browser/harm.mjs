// A browser page that notices whatever a text does that should only be read.

import { open } from './browser.mjs';

// What payloads call: ours `harm`, those of others what a demonstration of an attack usually calls.
const HOOKS = ['harm', 'alert', 'confirm', 'prompt', 'print', 'xss', 'open'];

// `own`: the digests of scripts that may run.
export async function openWatched(browser, origin, own = new Set()) {
  const page = await open(browser, origin);
  await page.addInitScript((hooks) => {
    globalThis.harmed = [];
    for (const hook of hooks) globalThis[hook] = (...words) => globalThis.harmed.push(`${hook}(${words})`);
    addEventListener('securitypolicyviolation', (event) => globalThis.harmed.push(`${event.violatedDirective} ${event.blockedURI}`));
  }, HOOKS);
  await page.addInitScript(defineCensus);
  // The engine itself says which scripts it was given: those of a page have its address or their file's, and those
  // of the checks have none. The site's own are told by their digest.
  page.scripts = [];
  const session = await page.context().newCDPSession(page);
  session.on('Debugger.scriptParsed', ({ url, embedderName, hash }) => {
    const from = url || embedderName;
    if (from && from !== 'about:blank' && !own.has(hash)) page.scripts.push(`script ${hash} of ${from}`);
  });
  await session.send('Debugger.enable');
  page.n_moves = 0;
  page.on('framenavigated', () => (page.n_moves += 1));
  return page;
}

// Forgets what was noticed so far.
export function forget(page) {
  page.trouble.length = 0;
  page.scripts.length = 0;
  page.n_moves = 0;
}

// Defines `census`: of a document, the kinds of elements and attributes that act, and what is wrong with its addresses
// and its structured data.
function defineCensus() {
  const ACTS = /^(object|embed|base|style|svg|math|template|frame|frameset|applet|portal|fencedframe|audio|video|source|picture|input|button|select|textarea|dialog|details|marquee)$/;
  const ADDRESSED = /^(script|iframe|link|form)$/;
  const RUNS = /^(javascript|vbscript|data|blob|file|view-source):/i;
  const kind = (element) => {
    const { localName } = element;
    if (ACTS.test(localName)) return localName;
    // Every page has a feed and an address of its own.
    if (!ADDRESSED.test(localName) || /alternate|canonical|next|prev/.test(element.rel ?? '')) return undefined;
    if (element.type === 'application/ld+json') return undefined;
    const parts = ['rel', 'src', 'href', 'action'].map((name) => element.getAttribute(name)?.replace(/[?#].*/, '') ?? '');
    return [localName, ...parts].join(' ').trim();
  };
  globalThis.census = (document) => {
    const acting = new Set();
    const wrong = [];
    for (const element of document.querySelectorAll('*')) {
      const acts = kind(element);
      if (acts !== undefined) acting.add(acts);
      for (const { name, value } of element.attributes) {
        if (/^on|^(style|ping|srcdoc|formaction|http-equiv)$/i.test(name)) acting.add(`${element.localName} [${name}]`);
        // A browser does not see control characters in the scheme of an address.
        const address = value.replace(/[\u0000-\u0020]/g, '');
        if (/href|src|action|data|poster|background|url/i.test(name) && RUNS.test(address)) wrong.push(`${name}=${address.slice(0, 60)}`);
      }
      if (element.protocol && !/^(https?|mailto):$/.test(element.protocol)) wrong.push(element.outerHTML.slice(0, 100));
      if (element.localName === 'script' && element.type === 'application/ld+json') {
        try {
          JSON.parse(element.text);
        } catch (error) {
          wrong.push(`structured data: ${error.message}`);
        }
      }
    }
    return { acting: [...acting], wrong };
  };
}

// Opens `address`: the harm that was noticed, its census, its links within the site and its first heading.
export async function seeHarm(page, address) {
  forget(page);
  await page.goto(address);
  const noticed = [...page.trouble, ...page.scripts, ...(page.n_moves === 1 ? [] : [`${page.n_moves} navigations`])];
  const look = () => {
    const links = [...document.querySelectorAll('a[href], link[href]')].map((link) => new URL(link.href, location));
    return {
      ...globalThis.census(document),
      harmed: globalThis.harmed,
      own: links.filter((url) => url.origin === location.origin).map((url) => url.pathname + url.search),
      heading: document.querySelector('h1')?.innerText ?? '',
    };
  };
  // A page that leads elsewhere by itself cannot be asked.
  const left = (error) => ({ acting: [], wrong: [], own: [], heading: '', harmed: [`left: ${error.message}`] });
  const { harmed, ...seen } = await page.evaluate(look).catch(left);
  const scripts = page.scripts.map((one) => one.split(' ')[1]);
  return { ...seen, scripts, harm: [...noticed, ...harmed] };
}
