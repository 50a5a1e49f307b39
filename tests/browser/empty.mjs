// A wire without items.

import path from 'node:path';
import { checkLook, look, open } from './browser.mjs';
import { Wire } from './wire.mjs';

export async function checkEmpty({ tally, browser, bin, data, shots }) {
  const wire = await Wire.start(bin, 'serve', data);
  try {
    for (const [width, scheme] of [[390, 'dark'], [1280, 'light']]) {
      const page = await open(browser, wire.base, { width, scheme });
      for (const [name, address] of [['empty', '/'], ['empty-section', '/section/world']]) {
        await page.goto(wire.base + address);
        const seen = await look(page);
        checkLook(tally, `${name} at ${width} px, ${scheme},`, seen, page.trouble);
        tally.check(`${name} at ${width} px says that nothing is there`, /Nothing (has been published|here) yet/.test(seen.text), seen.text);
        await page.screenshot({ path: path.join(shots, `${name}-${width}-${scheme}.png`), fullPage: true });
      }
      await page.context().close();
    }
    for (const file of ['/feed.rss', '/feed.atom', '/feed.json', '/sitemap.xml']) {
      const answer = await wire.get(file);
      tally.check(`${file} of an empty wire answers`, answer.status === 200, answer.status);
    }
  } finally {
    await wire.stop();
  }
}
