// The widget on a page of somebody else: by its script, by a frame, and as a part that a server takes in.

import http from 'node:http';
import path from 'node:path';
import { bringAxe, checkAccess } from './axe.mjs';
import { open } from './browser.mjs';

const WAYS = ['script', 'frame', 'part'];

function house(base, part) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A house</title></head><body><main><h1>A house</h1>
<section aria-label="script"><script src="${base}/widget.js" data-n="3" data-lang="en" async></script></section>
<section aria-label="frame"><iframe src="${base}/widget?n=3" title="Frame" width="300" height="400"></iframe></section>
<section aria-label="part">${part}</section></main></body></html>`;
}

export async function checkWidget({ tally, browser, demo, shots }) {
  const part = await demo.get('/widget.html?n=3');
  tally.check('the part of the widget answers', part.status === 200 && !/<(script|style|iframe)/.test(part.text), part.status);
  const server = http.createServer((request, response) => {
    const isPage = request.url === '/';
    response.writeHead(isPage ? 200 : 404, { 'content-type': 'text/html' }).end(isPage ? house(demo.base, part.text) : '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  for (const [width, scheme] of [[390, 'dark'], [1280, 'light']]) {
    const page = await open(browser, origin, { width, scheme });
    await bringAxe(page);
    await page.goto(`${origin}/`, { waitUntil: 'networkidle' });
    const name = `the widget at ${width} px, ${scheme},`;
    for (const way of WAYS) {
      const section = page.getByRole('region', { name: way, exact: true });
      const place = way === 'part' ? section : section.frameLocator('iframe');
      const links = await place.getByRole('listitem').getByRole('link').evaluateAll((all) => all.map((link) => link.href));
      const isWhole = links.length >= 3 && links.every((href) => href.startsWith(`${demo.base}/`));
      tally.check(`${name} as ${way} leads to three articles`, isWhole, links.join(' '));
    }
    const trouble = page.trouble.filter((one) => !one.startsWith(`request to ${demo.base}/`));
    tally.check(`${name} asks the wire and nobody else`, trouble.length === 0, trouble.join('; '));
    await checkAccess(tally, name, page);
    await page.screenshot({ path: path.join(shots, `widget-${width}-${scheme}.png`), fullPage: true });
    await page.context().close();
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
