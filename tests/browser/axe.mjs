// What axe-core says of a page: every rule of WCAG 2.2, levels A and AA, and its best practices.

import { createRequire } from 'node:module';

const { source } = createRequire(import.meta.url)('axe-core');

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// To be run in every page before anything of it is.
export function bringAxe(page) {
  return page.addInitScript({ content: source });
}

export async function checkAccess(tally, name, page) {
  const found = await page.evaluate(async (rules) => {
    const { violations, passes } = await globalThis.axe.run(document, { runOnly: rules, elementRef: false });
    const told = (rule) => `${rule.id} (${rule.nodes.length}): ${rule.nodes[0].html.slice(0, 120)} ${rule.nodes[0].failureSummary}`;
    return { told: violations.map(told), n_passes: passes.length };
  }, RULES);
  // A page of which nothing could be judged has passed nothing.
  tally.check(`${name} was judged by axe`, found.n_passes > 10, found.n_passes);
  tally.check(`${name} has nothing that axe names`, found.told.length === 0, found.told.join('; ').replace(/\s+/g, ' '));
}
