// A person's hands at a page: the same deeds by mouse, and by keys alone.

const TABS_MAX = 300;

class Hands {
  constructor(page) {
    this.page = page;
  }

  async press(target) {
    await this.reveal(target);
    await this.act(target);
  }

  // Does what leads to another page, and waits for that.
  async follow(target) {
    await Promise.all([this.page.waitForNavigation(), this.press(target)]);
  }

  // Opens what `target` lies folded in.
  async reveal(target) {
    const folded = target.locator('xpath=ancestor::details[not(@open)]/summary');
    if ((await folded.count()) > 0) await this.act(folded);
  }

  // Writes a day and a time of the kind that browsers take apart, as an American reader's browser shows them.
  async typeMoment(target, { month, day, year, hour, minute, half }) {
    await this.enter(target);
    await this.page.keyboard.type(`${month}${day}${year}`);
    await this.page.keyboard.press('ArrowRight');
    await this.page.keyboard.type(`${hour}${minute}${half}`);
  }
}

export class Mouse extends Hands {
  async act(target) {
    await target.click();
  }

  async enter(target) {
    await this.reveal(target);
    await target.click({ position: { x: 14, y: 14 } });
  }

  async type(target, words) {
    await this.reveal(target);
    await target.click({ clickCount: 3 });
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(words);
  }

  async choose(target, words) {
    await this.reveal(target);
    await target.selectOption({ label: words });
  }
}

export class Keys extends Hands {
  // Presses the key that is named for it, if there is one, else goes there and presses Enter.
  async act(target) {
    const key = await target.getAttribute('data-key');
    if (key) {
      if (await this.page.evaluate(() => document.activeElement.matches('input, textarea, select'))) await this.page.keyboard.press('Escape');
      await this.page.keyboard.press(key);
      return;
    }
    await this.walk(target);
    const isBox = await target.evaluate((element) => element.matches('[type=checkbox]'));
    await this.page.keyboard.press(isBox ? 'Space' : 'Enter');
  }

  async enter(target) {
    await this.reveal(target);
    await this.walk(target);
  }

  async walk(target) {
    for (let i = 0; i < TABS_MAX; i += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`no key leads to ${target}`);
  }

  async type(target, words) {
    await this.enter(target);
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(words);
  }

  async choose(target, words) {
    await this.enter(target);
    await this.page.keyboard.type(words);
  }
}
