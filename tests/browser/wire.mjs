// The program under test: started, asked and stopped.

import { execFile, spawn } from 'node:child_process';
import http from 'node:http';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const START_MS = 30_000;
const STOP_MS = 10_000;
const REQUEST_MS = 15_000;
const OUTPUT_BYTES_MAX = 16_000_000;

const run = promisify(execFile);

// The program takes each MEDIAWIRE_ variable for a setting, and refuses those of the tests.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('MEDIAWIRE_')));

// A running `mediawire COMMAND --data DIR` with these settings and further words, and the lines that it printed; on a free
// port, or at the address `listen`.
export class Wire {
  static async start(bin, command, data, settings = {}, words = [], listen = '127.0.0.1:0') {
    const wire = new Wire();
    wire.lines = [];
    wire.said = '';
    wire.child = spawn(bin, [command, '--data', data, '--listen', listen, ...words], {
      env: { ...env, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    wire.child.stderr.on('data', (bytes) => {
      wire.said = (wire.said + bytes).slice(-8000);
    });
    wire.ended = new Promise((resolve) => wire.child.once('close', resolve));
    const told = new Promise((resolve, reject) => {
      createInterface({ input: wire.child.stdout }).on('line', (line) => {
        wire.lines.push(line);
        resolve();
      });
      wire.child.once('error', reject);
      wire.ended.then((code) => reject(new Error(`mediawire ${command} ended with ${code}: ${wire.said}`)));
      setTimeout(() => reject(new Error(`mediawire ${command} printed nothing in ${START_MS} ms`)), START_MS).unref();
    });
    try {
      await told;
    } catch (error) {
      await wire.stop();
      throw error;
    }
    wire.base = wire.lines[0].trim().replace(/\/$/, '');
    return wire;
  }

  // What `pattern` finds in the lines that were printed, as soon as one has it.
  async says(pattern) {
    const deadline = Date.now() + START_MS;
    while (Date.now() < deadline) {
      const found = this.lines.map((line) => pattern.exec(line)).find((match) => match);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`nothing printed matches ${pattern}: ${this.lines.join(' / ')}`);
  }

  // Waits until the wire has `n` dispatches, and the line of /readyz that says so.
  async reaches(n, wait_ms) {
    const deadline = Date.now() + wait_ms;
    let head = -1;
    while (Date.now() < deadline) {
      const answer = await this.get('/readyz');
      head = Number(/dispatch (\d+)/.exec(answer.text)?.[1] ?? -1);
      if (answer.status === 200 && head >= n) return head;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the wire has ${head} of ${n} dispatches after ${wait_ms} ms; its log: ${this.said}`);
  }

  // One request, its answer as it came: nothing is decoded and no redirect followed.
  get(path, { method = 'GET', headers = {} } = {}) {
    return new Promise((resolve, reject) => {
      const request = http.request(new URL(path, this.base), { method, headers, agent: false, timeout: REQUEST_MS });
      request.on('response', (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const body = Buffer.concat(parts);
          resolve({ status: answer.statusCode, headers: answer.headers, body, text: body.toString('utf8') });
        });
      });
      request.on('timeout', () => request.destroy(new Error(`${method} ${path} took over ${REQUEST_MS} ms`)));
      request.on('error', reject);
      request.end();
    });
  }

  async stop() {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGTERM');
      const late = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
      await this.ended;
      clearTimeout(late);
    }
  }
}

// What one command of the program prints.
export function ask(bin, ...words) {
  return askWith({}, bin, ...words);
}

// The same with these settings.
export async function askWith(settings, bin, ...words) {
  const { stdout } = await run(bin, words, { env: { ...env, ...settings }, maxBuffer: OUTPUT_BYTES_MAX });
  return stdout;
}
