// The demonstration, whose agencies publish what they are told to, with a receiver of webhooks and a WordPress behind it.

import { spawn } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { Wire } from '../wire.mjs';
import { Receiver } from './receiver.mjs';
import { until } from './wait.mjs';

// So slow that nothing comes out by itself while this runs.
const SLOW = ['--speed', '0.1', '--no-bulletins'];
const START_MS = 60_000;
// The kinds of jobs of which none is left when all that was announced is out.
const WORK = ['fetch', 'extract', 'identify', 'image', 'dispatch'];

export class Stage {
  // A demonstration with what its agencies had published before, and nobody who is sent anything.
  static async start(world) {
    const stage = Object.assign(new Stage(), world);
    stage.receiver = await Receiver.start();
    const inside = [stage.receiver.host, new URL(stage.press.url).host].join(' ');
    stage.settings = { MEDIAWIRE_DESTINATIONS__INSIDE: inside };
    stage.wire = await Wire.start(stage.bin, 'demo', stage.data, stage.settings, SLOW);
    // The addresses of its pages stay the same from one run to the next.
    stage.listen = new URL(stage.wire.base).host;
    stage.base = stage.wire.base;
    await stage.isCalm();
    return stage;
  }

  // Waits until all that the agencies announced is on the wire.
  async isCalm() {
    await this.wire.reaches(1, START_MS);
    await until('the end of the work', () => this.isNone(WORK.map((kind) => `mediawire_jobs{kind="${kind}"}`)));
  }

  // Waits until all that is on the wire can be searched for.
  async isSearchable() {
    await this.wire.reaches(1, START_MS);
    await until('the index', () => this.isNone(['mediawire_dispatches{kind="not_searchable_yet"}']));
  }

  // Whether each of these counters of the program is at zero.
  async isNone(counters) {
    const { text } = await this.wire.get('/metrics');
    return counters.every((counter) => text.split('\n').includes(`${counter} 0`));
  }

  // Adds the receiver and the WordPress: they are sent what comes from now on.
  async addDestinations() {
    await this.wire.stop();
    const { press, receiver } = this;
    const told = await this.command(['destination', 'add', 'webhook', 'receiver', '--url', receiver.url]);
    [receiver.secret] = told.match(/whsec_\S+/);
    const site = ['destination', 'add', 'wordpress', 'site', '--url', press.url, '--user', press.user, '--status', 'publish'];
    await this.command(site, press.password);
    await this.goOn();
  }

  // Lets the agencies publish what `keys` name (`AGENCY/STORY`, as the demonstration's own ledger says it), while the wire
  // rests; it then has done at once what `jobs` name, which it would do in some minutes.
  async publish(keys, jobs) {
    await this.wire.stop();
    const at = Math.floor(Date.now() / 1000);
    await appendFile(path.join(this.data, 'released'), keys.map((key) => `${at} ${key}\n`).join(''));
    for (const [kind, what] of jobs) await this.python('hurry', this.data, kind, what);
    await this.goOn();
  }

  async goOn() {
    this.wire = await Wire.start(this.bin, 'demo', this.data, this.settings, SLOW, this.listen);
  }

  // What the program calls itself.
  async version() {
    return (await run(this.bin, ['--version'], {}, '')).trim();
  }

  // What a command printed; `input` is what it reads.
  command(words, input = '') {
    return run(this.bin, [...words, '--data', this.data], this.settings, input);
  }

  // What scripts/five_views.py printed.
  python(...words) {
    return run(this.python_bin, [path.join(this.root, 'scripts/five_views.py'), ...words], {}, '');
  }

  // What an agency answers at an address of its own.
  agency(url) {
    const { host, port, pathname } = new URL(url);
    return new Promise((resolve, reject) => {
      const request = http.get({ host: '127.0.0.1', port, path: pathname, headers: { host } }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode, text: decoded(answer.headers, Buffer.concat(parts)) }));
      });
      request.on('error', reject);
    });
  }

  async stop() {
    await this.wire.stop();
    await this.receiver.stop();
  }
}

// In the charset that its head or it itself names.
function decoded(headers, bytes) {
  const named = /charset=["']?([\w-]+)/i.exec(`${headers['content-type']} ${bytes.toString('latin1').slice(0, 2000)}`);
  return new TextDecoder(named?.[1] ?? 'utf-8').decode(bytes);
}

function run(bin, words, settings, input) {
  // The program takes each MEDIAWIRE_ variable for a setting, and refuses those of the tests.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('MEDIAWIRE_')));
  const child = spawn(bin, words, { env: { ...env, ...settings } });
  let [out, said] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => { out += text; });
  child.stderr.setEncoding('utf8').on('data', (text) => { said += text; });
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`${words.join(' ')} ended with ${code}: ${out}${said}`))));
  });
}
