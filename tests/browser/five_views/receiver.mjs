// A receiver of webhooks as docs/destinations.md asks for one: a server of its own that checks who sends, and keeps what came.

import { createHmac, timingSafeEqual } from 'node:crypto';
import http from 'node:http';

const WINDOW_S = 300;

export class Receiver {
  // One that listens; it takes nothing before it has its `secret`.
  static async start() {
    const receiver = new Receiver();
    receiver.secret = '';
    // What was taken, in the order in which it came, and why anything was refused.
    receiver.messages = [];
    receiver.refused = [];
    receiver.server = http.createServer((request, response) => receiver.answer(request, response));
    await new Promise((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    receiver.host = `127.0.0.1:${receiver.server.address().port}`;
    receiver.url = `http://${receiver.host}/hook`;
    return receiver;
  }

  async answer(request, response) {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    const wrong = this.wrong(request.headers, body);
    if (wrong) {
      this.refused.push(wrong);
      response.writeHead(401).end(wrong);
      return;
    }
    const id = request.headers['webhook-id'];
    if (!this.messages.some((known) => known.id === id)) this.messages.push({ id, ...JSON.parse(body) });
    response.writeHead(200).end();
  }

  // Why a message is not taken; empty if it is signed, and of now (standardwebhooks.com).
  wrong(headers, body) {
    const { 'webhook-id': id = '', 'webhook-timestamp': at = '', 'webhook-signature': signatures = '' } = headers;
    if (!/^\d+$/.test(at)) return 'it names no time';
    if (Math.abs(Date.now() / 1000 - Number(at)) > WINDOW_S) return `it is of ${at}, which is not now`;
    const key = Buffer.from(this.secret.replace(/^whsec_/, ''), 'base64');
    const own = createHmac('sha256', key).update(`${id}.${at}.`).update(body).digest();
    const given = signatures.split(' ').filter((one) => one.startsWith('v1,')).map((one) => Buffer.from(one.slice(3), 'base64'));
    const is_ours = this.secret !== '' && given.some((one) => one.length === own.length && timingSafeEqual(one, own));
    return is_ours ? '' : 'its signature is not ours';
  }

  // What came of an item, the first first.
  of(item) {
    return this.messages.filter(({ data }) => data.item === item);
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}
