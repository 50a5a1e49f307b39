// One look of all five at an item, what is claimed of it, and how the transcript tells both.

import path from 'node:path';
import { editorSaw, feedReaderSaw, pressSaw, readerSaw, receiverSaw } from './transcript.mjs';

// A happening: what its steps are called, what was seen at each, and what is claimed of them.
export class Happening {
  constructor(world, name, title) {
    Object.assign(this, { world, name, title, all: [], claims: [], transcript: [] });
    this.memory = path.join(world.work, `${name}.json`);
  }

  // Counts a claim, and tells it at the end of the happening.
  claim(claim, holds, found = '') {
    this.claims.push({ claim, holds: Boolean(holds), found });
    this.world.tally.check(`${this.title}: ${claim}`, holds, found);
  }

  // Takes down what happens between two looks.
  happens(words) {
    this.transcript.push({ words });
  }

  // Lets all five look at the item; `words` say at which step. What was seen the time before is what news are told against.
  async look(item, words) {
    const { reader, stage, press, editor } = this.world;
    const before = this.all.at(-1)?.view;
    const at = new Date().toISOString();
    const n = this.all.length + 1;
    const messages = stage.receiver.of(item.public).slice(this.n_messages ?? 0);
    const [asReader, feeds, asPress, asEditor] = await Promise.all([
      reader.see({ ...item, ...places(item, this.all[0]?.view) }),
      stage.python('feeds', stage.base, `${stage.base}/a/${item.public}`, this.memory).then(JSON.parse),
      press.see(item, before?.press.post?.link),
      editor.see(item),
    ]);
    const view = { reader: asReader, feeds, messages, press: asPress, editor: asEditor };
    this.n_messages = (this.n_messages ?? 0) + messages.length;
    const name = `${this.name}-${n}`;
    const link = asPress.post?.link;
    const [shot, ...others] = await Promise.all([reader.shoot(item, name), link ? press.shoot(link, name) : [], editor.shoot(item, asEditor, name)]);
    const files = [shot.files, ...others].flat();
    this.claim(`at step ${n} the reader’s pages fit their windows, are legible and make no trouble`, shot.faults.length === 0, shot.faults.join('; '));
    this.all.push({ view, item });
    this.transcript.push({ step: `${n}. ${words}`, at, item, view, before, files });
    return view;
  }

  // Writes it down.
  tell(transcript) {
    transcript.heading(2, this.title);
    for (const { words, step, at, item, view, before, files } of this.transcript) {
      if (words) {
        transcript.say(words);
        continue;
      }
      transcript.heading(3, `${step} (${at.slice(11, 19)} UTC)`);
      transcript.seen('The reader', readerSaw(item, view.reader, before?.reader));
      transcript.seen('The feed reader', feedReaderSaw(view.feeds, before?.feeds));
      transcript.seen('The receiver of webhooks', receiverSaw(view.messages));
      transcript.seen('WordPress', pressSaw(view.press, before?.press));
      transcript.seen('The editor', editorSaw(view.editor, before?.editor));
      transcript.pictures(files);
    }
    transcript.claims(this.claims);
  }
}

// The lists of an item, as its page named them when it could be read.
function places(item, first) {
  return { section: item.section ?? first?.reader.section, source: item.source ?? first?.reader.source };
}
