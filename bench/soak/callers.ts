import http, { type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { idOf, type Ledger } from './ledger.js';

/** No text, and longer than what is kept of a body: the journal has a glimpse of it. */
const UPLOAD = Buffer.alloc(1_200_000, 0xfe);

/** How a call goes: what its caller does, and what it asks the service to do. Some are more frequent than others. */
const KINDS = [
  ...Array<string>(12).fill('GET json'),
  ...[
    'GET large',
    'GET chunked',
    'GET slow',
    'GET late',
    'GET informed',
    'GET cut',
    'GET reset',
    'GET silent',
  ],
  ...['GET garbage', 'PUT upload', 'PUT early', 'LEAVE late', 'LEAVE slow', 'LEAVE upload', 'SLOWLY large'],
  ...['OLD json', 'PIPELINE json', 'BROKEN json'],
];

/** Callers of all kinds, each with one call under way at a time, until they are told to stop. */
export class Callers {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  readonly #port: number;
  readonly #ledger: Ledger;
  #next = 0;
  #stopping = false;
  /** ms that plain calls took since they were last taken. */
  #times: number[] = [];
  calls = 0;

  constructor(port: number, ledger: Ledger) {
    this.#port = port;
    this.#ledger = ledger;
  }

  takeTimes(): number[] {
    const times = this.#times;
    this.#times = [];
    return times;
  }

  /** Resolves when all have stopped. */
  async run(callers: number, pause: number): Promise<void> {
    const caller = async () => {
      while (!this.#stopping) {
        await this.#call(KINDS[this.#next++ % KINDS.length] as string);
        await sleep(pause);
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
    this.#agent.destroy();
  }

  stop(): void {
    this.#stopping = true;
  }

  async #call(kind: string): Promise<void> {
    this.calls += 1;
    const [how, path = 'json'] = kind.split(' ');
    switch (how) {
      case 'OLD':
        return this.#raw(
          (id) => `GET /identity/json HTTP/1.0\r\nX-Requestshook-Request-Id: ${id}\r\n\r\n`,
          1,
        );
      case 'PIPELINE': {
        const one = (id: string, last: string) =>
          `GET /identity/json HTTP/1.1\r\nHost: x\r\nX-Requestshook-Request-Id: ${id}\r\n${last}\r\n`;
        return this.#raw((id, other) => one(id, '') + one(other, 'Connection: close\r\n'), 2);
      }
      case 'BROKEN':
        return this.#raw(() => 'GET /identity/json HTTP/1.1\r\nno header\r\n\r\n', 0);
      default:
        return this.#request(how === 'LEAVE' || how === 'SLOWLY' ? 'GET' : (how as string), path, how);
    }
  }

  #request(method: string, path: string, how: string | undefined): Promise<void> {
    const number = this.#ledger.begin();
    const began = performance.now();
    const body = method === 'PUT' ? UPLOAD : null;
    return new Promise((resolve) => {
      const req = http.request({
        port: this.#port,
        host: '127.0.0.1',
        agent: this.#agent,
        method,
        path: `/identity/v3/${path}`,
        headers: {
          'X-Requestshook-Request-Id': idOf(number),
          ...(body === null ? {} : { 'Content-Length': body.length }),
        },
      });
      const over = () => resolve();
      req.on('error', over).on('close', over);
      req.on('response', (res: IncomingMessage) => {
        this.#ledger.answered(number);
        res.on('error', over);
        if (how === 'SLOWLY') void readSlowly(res);
        else res.resume();
        res.on('end', () => {
          if (path === 'json') this.#times.push(performance.now() - began);
        });
      });
      req.end(body ?? undefined);
      if (how === 'LEAVE') setTimeout(() => req.destroy(), 15);
    });
  }

  /** Sends text by a connection of its own, with the ids of so many calls in it, and reads to the end. */
  #raw(text: (id: string, other: string) => string, calls: number): Promise<void> {
    const numbers = [this.#ledger.begin(), this.#ledger.begin()];
    return new Promise((resolve) => {
      const [first = 0, second = 0] = numbers;
      const socket = connect(this.#port, '127.0.0.1', () => socket.write(text(idOf(first), idOf(second))));
      socket.on('error', () => {}).on('close', () => resolve());
      socket.on('end', () => {
        for (const number of numbers.slice(0, calls)) this.#ledger.answered(number);
      });
      socket.resume();
    });
  }
}

async function readSlowly(res: IncomingMessage): Promise<void> {
  try {
    for await (const _ of res) await sleep(10);
  } catch {
    // It was cut.
  }
}
