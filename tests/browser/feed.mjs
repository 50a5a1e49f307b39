// A feed of harmful sources: it is well-formed, shows nothing but text, and its articles' bodies do no harm even in the
// most careless of feed readers.

import { forget } from './harm.mjs';

// Opens the feed as a page of its own, then the bodies of it that are not among `known`.
export async function checkFeed(tally, page, wire, address, known) {
  const answer = await wire.get(address);
  tally.check(`${address} answers`, answer.status === 200, answer.status);
  const kind = answer.headers['content-type'].split(';')[0];
  if (kind.endsWith('xml')) {
    // As a reader that knows no feeds shows it, and without the policy that the site sends with it.
    forget(page);
    const shown = { status: 200, contentType: 'application/xml', body: answer.body };
    await page.route(wire.base + address, (route) => route.fulfill(shown), { times: 1 });
    await page.goto(wire.base + address);
    const faults = [...page.trouble, ...page.scripts];
    tally.check(`${address} runs nothing and asks for nothing`, faults.length === 0, faults.slice(0, 3).join('; '));
  }
  const { fault, bodies } = await page.evaluate(read, { text: answer.text, isJson: kind.endsWith('json'), isText: kind === 'text/plain' });
  tally.check(`${address} is well-formed`, fault === '', fault);
  const fresh = bodies.filter((one) => !known.has(one));
  fresh.forEach((one) => known.add(one));
  await page.goto('about:blank');
  forget(page);
  const harmed = await page.evaluate(showEach, fresh);
  const harm = [...page.trouble, ...page.scripts, ...harmed];
  tally.check(`the bodies of ${address} only say something`, harm.length === 0, harm.slice(0, 3).join('; '));
}

// The bodies of a feed as HTML, and what keeps it from being read.
function read({ text, isJson, isText }) {
  if (isText) return { fault: '', bodies: [] };
  if (isJson) {
    try {
      return { fault: '', bodies: JSON.parse(text).items.map((item) => item.content_html ?? '') };
    } catch (error) {
      return { fault: error.message, bodies: [] };
    }
  }
  const parsed = new DOMParser().parseFromString(text, 'application/xml');
  const fault = parsed.querySelector('parsererror')?.textContent ?? '';
  const names = ['encoded', 'content', 'description'];
  const bodies = names.flatMap((name) => [...parsed.getElementsByTagNameNS('*', name)].map((element) => element.textContent));
  return { fault, bodies };
}

// Shows each of `bodies` as a document of its own without any policy; what they did, and what acts in them.
async function showEach(bodies) {
  const faults = [];
  for (const body of bodies) {
    const frame = document.createElement('iframe');
    const shown = new Promise((resolve) => frame.addEventListener('load', resolve));
    frame.srcdoc = `<!doctype html><body>${body}`;
    document.body.append(frame);
    await shown;
    await new Promise((resolve) => setTimeout(resolve));
    const { acting, wrong } = globalThis.census(frame.contentDocument);
    const found = [...frame.contentWindow.harmed, ...acting, ...wrong];
    if (found.length > 0) faults.push(`${found} in ${body.slice(0, 200)}`);
    frame.remove();
  }
  return faults;
}
