// The transcript: what each of the five saw, step by step, in plain words. It says what was seen, and nothing that was not.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';

// Lines of a text that are told before the rest is only counted.
const TEXT_LINES = 2;
const CHARS_MAX = 220;

// A piece of what was seen, which may hold marks of Markdown, and may be long.
function quoted(text) {
  const line = String(text).replace(/\s+/g, ' ').trim();
  const short = [...line].length > CHARS_MAX ? `${[...line].slice(0, CHARS_MAX).join('')}…` : line;
  return `“${short.replace(/([\\`*_<>[\]#|])/g, '\\$1')}”`;
}

const code = (text) => `\`${text}\``;

export class Transcript {
  lines = [];

  // The heading of a happening or of one of its steps.
  heading(level, words) {
    this.lines.push('', `${'#'.repeat(level)} ${words}`, '');
  }

  say(words) {
    this.lines.push(words, '');
  }

  // What one of the five saw, as lines below their name.
  seen(who, told) {
    this.lines.push(`**${who}**`, '', ...told, '');
  }

  pictures(files) {
    this.lines.push(`Pictures: ${files.map((file) => `[${file.replace(/\.png$/, '')}](${file})`).join(', ')}`, '');
  }

  // What was checked of a happening; `found` is what was found instead of what was claimed.
  claims(all) {
    this.heading(3, 'What holds, and what does not');
    this.lines.push(...all.map(({ claim, holds, found }) => `- ${holds ? 'holds' : '**does not hold**'}: ${claim}${holds || !found ? '' : ` (found: ${quoted(found)})`}`), '');
  }

  async write(out) {
    await writeFile(path.join(out, 'transcript.md'), `${this.lines.join('\n').replace(/\n{3,}/g, '\n\n').trim()}\n`);
  }
}

// The lines that one list has and the other has not.
export const without = (all, others) => all.filter((line) => !others.includes(line));

// What stands beside a text and was not there before; all notes, where nothing was before.
function besides({ beside, notes }, before) {
  if (before) return without(beside, before.beside).map((line) => `- beside the text, new: ${quoted(line)}`);
  return notes.length > 0 ? notes.map((note) => `- a note beside the text: ${quoted(note)}`) : ['- no note stands beside the text'];
}

function texts(text, before) {
  if (text.length === 0) return ['- no text'];
  if (!before || before.length === 0) return [`- the text has ${text.length} lines; it begins ${text.slice(0, TEXT_LINES).map(quoted).join(' ')}`];
  const [gone, come] = [without(before, text), without(text, before)];
  if (gone.length + come.length === 0) return ['- the text is as it was'];
  return [...gone.map((line) => `- no longer in the text: ${quoted(line)}`), ...come.map((line) => `- new in the text: ${quoted(line)}`)];
}

export function readerSaw(item, view, before) {
  const history = view.history.steps.map((step) => `  - ${step.map(quoted).join(' ')}`);
  const decided = view.history.decided.map((step) => `  - decided: ${step.map(quoted).join(' ')}`);
  return [
    `- ${code(`/a/${item.public}`)} answers ${view.status}${view.robots ? ` (robots: ${view.robots})` : ''} under the headline ${quoted(view.headline)}; a browser may keep it: ${code(view.cached || 'not said')}`,
    ...(view.status === 200 ? besides(view, before?.status === 200 ? before : undefined) : view.beside.map((line) => `- it says: ${quoted(line)}`)),
    ...texts(view.text, before?.text),
    `- its history answers ${view.history.status} and tells:`,
    ...history,
    ...decided,
    ...view.lists.map(({ at, headline }) => `- ${code(at)} ${headline ? `lists it: ${quoted(headline)}` : 'does not list it'}`),
  ];
}

export function feedReaderSaw(feeds, before) {
  return feeds.flatMap((feed) => {
    const was = before?.find(({ kind }) => kind === feed.kind)?.entry;
    const head = `- ${feed.kind}, read by ${feed.by}: status ${feed.status}, ${feed.is_well_formed ? 'well-formed' : 'not well-formed'}${feed.version ? ` ${feed.version}` : ''}, ${feed.n} entries; `;
    if (!feed.entry) return [`${head}${was ? 'the entry is gone' : 'no entry of it'}`];
    const { title, id, published, updated, lines, own } = feed.entry;
    return [
      `${head}entry ${quoted(title)}, id ${code(id)}, published ${published}, updated ${updated ?? '(not said)'}`,
      ...(was ? without(lines, was.lines).map((line) => `  - new in it: ${quoted(line)}`) : []),
      ...(was ? without(was.lines, lines).map((line) => `  - no longer in it: ${quoted(line)}`) : []),
      ...(was && JSON.stringify(lines) === JSON.stringify(was.lines) ? ['  - its words are as they were'] : []),
      ...(own && was && JSON.stringify(own) !== JSON.stringify(was.own) ? [`  - its own fields: ${code(JSON.stringify(own))}`] : []),
    ];
  });
}

export function receiverSaw(messages) {
  if (messages.length === 0) return ['- no message of it since the step before'];
  return messages.flatMap(({ id, type, timestamp, data }) => [
    `- ${code(type)}, number ${data.number}, ${code(id)}, of ${timestamp}${data.is_newest ? ', how it stands now' : ''}`,
    data.headline ? `  - headline ${quoted(data.headline)}; source ${code(JSON.stringify(data.source))}` : `  - keys: ${Object.keys(data).map(code).join(', ')}`,
    ...(data.why ? [`  - why: ${quoted(data.why)}`] : []),
  ]);
}

export function pressSaw(view, before) {
  if (!view.post) return [`- none of its ${view.n} posts is of the item, whatever their status`];
  const { post, page, old } = view;
  return [
    `- post ${post.id} (${post.status}), title ${quoted(post.title)}, slug ${code(post.slug)}, ${code('mediawire_state')} ${code(post.meta.mediawire_state)}, ${code('mediawire_number')} ${code(post.meta.mediawire_number || 'none')}`,
    `- its page answers ${page.status}${page.robots ? ` (robots: ${page.robots})` : ''} under ${quoted(page.title)}`,
    ...(before?.page ? without(page.beside, before.page.beside).map((line) => `- beside the text, new: ${quoted(line)}`) : []),
    ...texts(page.text, before?.page?.text),
    ...(old ? [`- the address that it had leads to ${code(new URL(old.at).pathname)}, which answers ${old.status}`] : []),
    `- revisions of it that are kept: ${view.revisions.length}`,
  ];
}

export function editorSaw(view, before) {
  return [
    ...(view.lists.length > 0 ? view.lists.map(({ title, lines }) => `- the list *${title}* has it: ${lines.map(quoted).join(' ')}`) : ['- no list of the desk has it']),
    ...(view.changes.length > 0 ? view.changes.map((line) => `- *Changed* tells: ${quoted(line)}`) : ['- *Changed* tells nothing of it']),
    `- its page says: ${quoted(view.state)}`,
    ...view.asks.map((line) => `- and asks: ${quoted(line)}`),
    ...without(view.past, before?.past ?? []).map((line) => `- on record: ${quoted(line)}`),
  ];
}
