// The editor at the desk: where an item lies, what the page of changes and its own page tell, and what is decided there.

import path from 'node:path';
import { signUp } from '../account.mjs';
import { open } from '../browser.mjs';

const LISTS = ['new', 'held', 'scheduled', 'spiked', 'wire', 'off'];
const WIDTHS = { phone: 390, desktop: 1280 };

export class Editor {
  // The first account of the desk, in its window.
  static async open({ browser, stage, out }) {
    const editor = Object.assign(new Editor(), { base: stage.base, out });
    editor.page = await open(browser, stage.base);
    const [, link] = await stage.wire.says(/first account: (\S+)/);
    await signUp(editor.page, stage.wire, link);
    return editor;
  }

  // Makes a rule by which what has these words in its headline waits for the desk.
  async holds(rule, words) {
    await this.page.goto(`${this.base}/desk/routing`);
    await this.page.fill('#rule-id', rule);
    await this.page.fill('#if-words', words);
    await this.page.selectOption('#then-go', 'hold');
    await this.follow(this.page.getByRole('button', { name: 'Save it', exact: true }));
  }

  async follow(button) {
    await Promise.all([this.page.waitForNavigation(), button.first().click()]);
  }

  // The items of a list.
  async list(name) {
    await this.page.goto(`${this.base}/desk?show=${name}`);
    return this.page.$$eval('.queue > li', (all) =>
      all.map((li) => ({
        public: li.querySelector('a.line').pathname.split('/').pop(),
        headline: li.querySelector('a.line').innerText,
        lines: li.innerText.split('\n').map((line) => line.trim()).filter(Boolean),
      })),
    );
  }

  async see(item) {
    const lists = [];
    for (const name of LISTS) {
      const line = (await this.list(name)).find((one) => one.public === item.public);
      const title = await this.page.locator('h1').innerText();
      if (line) lists.push({ name, title, lines: line.lines });
    }
    await this.page.goto(`${this.base}/desk/changes`);
    const changes = await this.page.$$eval('.queue > li', (all, id) =>
      all.filter((li) => li.querySelector('a.line').pathname.endsWith(id)).map((li) => li.querySelector('.about').innerText), item.public);
    const answer = await this.page.goto(this.at(item));
    const own = await this.page.evaluate(() => {
      const words = (selector) => [...document.querySelectorAll(selector)].map((element) => element.innerText.replace(/\s+/g, ' ').trim());
      return { headline: words('main h1')[0], state: words('.state')[0], asks: words('.ask, .wrong'), past: words('section > ol.past > li'), text: words('.text > p') };
    });
    return { lists, changes, status: answer.status(), ...own };
  }

  at(item) {
    return `${this.base}/desk/item/${item.public}`;
  }

  // Opens the form `action` of an item, fills its fields, and sends it.
  async decide(item, action, fields = {}, button = undefined) {
    await this.page.goto(this.at(item));
    await this.page.evaluate(() => document.querySelectorAll('main details').forEach((it) => { it.open = true; }));
    const sends = this.page.locator(`form[action$="/${action}"] button:not([hidden]), button[formaction$="/${action}"]`);
    for (const [field, value] of Object.entries(fields)) await this.page.fill(`#${field}`, value);
    await this.follow(button ? sends.filter({ hasText: button }) : sends);
    const wrong = this.page.locator('[role=alert]');
    if ((await wrong.count()) > 0) throw new Error(`${action} was refused: ${await wrong.first().innerText()}`);
  }

  // Pictures of its page, of the list in which it lies, and of the changes that tell of it.
  async shoot(item, seen, name) {
    const files = [];
    const pages = [['item', this.at(item)]];
    if (seen.changes.length > 0) pages.push(['changes', `${this.base}/desk/changes`]);
    if (seen.lists.length > 0) pages.push([`list-${seen.lists[0].name}`, `${this.base}/desk?show=${seen.lists[0].name}`]);
    for (const [window, width] of Object.entries(WIDTHS)) {
      await this.page.setViewportSize({ width, height: 900 });
      for (const [what, at] of pages) {
        await this.page.goto(at);
        const file = `${name}-desk-${what}-${window}.png`;
        await this.page.screenshot({ path: path.join(this.out, file), fullPage: true });
        files.push(file);
      }
    }
    return files;
  }

  lookAway() {
    return this.page.goto('about:blank');
  }

  close() {
    return this.page.context().close();
  }
}
