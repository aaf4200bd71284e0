import { once } from 'node:events';
import type { Socket } from 'node:net';
import { ending, startPair } from '../proxy/harness.js';
import { RawUpstream } from '../proxy/wire.js';

const get = (path: string) => `GET /s/${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** Meetings that wait for the test, and how to wait for them. */
class Waiting {
  readonly all: [Socket, () => void][] = [];
  #seen = () => {};

  readonly meet = (socket: Socket, ready: () => void): void => {
    this.all.push([socket, ready]);
    this.#seen();
  };

  /** Resolves when so many connections wait. */
  until(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#seen = () => {
        if (this.all.length >= count) resolve();
      };
      this.#seen();
    });
  }

  /** Lets a connection go on. */
  go(i: number): void {
    this.all[i]?.[1]();
  }
}

/** A pair whose connections are met as the test says. */
function startMeeting(meet: (socket: Socket, ready: () => void) => void) {
  return startPair(
    RawUpstream.answering(() => OK),
    { parts: { onConnection: (socket, _listener, ready) => meet(socket, ready) } },
  );
}

test('no request of a connection is read before it is met, and then all of them, whole', async () => {
  const waiting = new Waiting();
  const { traced } = await startMeeting(waiting.meet);
  const caller = await traced.connect();
  await waiting.until(1);
  const body = 'x'.repeat(300_000);
  caller.send(`PUT /s/a HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}${get('b')}`);
  // Another connection shows that the first one had its time.
  const other = await traced.connect();
  await waiting.until(2);
  waiting.go(1);
  other.send(get('other'));
  await other.nextMessage();
  expect(traced.records.map(({ url }) => new URL(url).pathname)).toEqual(['/other', '/other']);
  waiting.go(0);
  await caller.nextMessage();
  await caller.nextMessage();
  const both = await Promise.all([traced.exchange(2), traced.exchange(3)]);
  const seen = both.map(({ request: { method, url, body } }) => [method, new URL(url).pathname, body.size]);
  expect(seen.sort()).toEqual([
    ['GET', '/b', 0],
    ['PUT', '/a', body.length],
  ]);
});

test('a connection is met once, however many requests come by it', async () => {
  let met = 0;
  const { traced } = await startMeeting((_socket, ready) => {
    met++;
    ready();
    ready();
  });
  const caller = await traced.connect();
  for (const path of ['a', 'b', 'c']) {
    caller.send(get(path));
    await caller.nextMessage();
  }
  expect(met).toBe(1);
});

test('a request whose caller leaves before it is met is recorded as left, as any other', async () => {
  const waiting = new Waiting();
  const { traced } = await startPair(RawUpstream.start(), {
    parts: { onConnection: (socket, _listener, ready) => waiting.meet(socket, ready) },
  });
  const caller = await traced.connect();
  await waiting.until(1);
  caller.send(get('a'));
  caller.reset();
  await caller.untilClosed();
  waiting.go(0);
  expect(ending(await traced.exchange(1))).toBe('clientGone 499 RH_CLIENT_GONE');
});

test('a caller that leaves without a word before it is met leaves no connection behind', async () => {
  const waiting = new Waiting();
  const { traced } = await startMeeting(waiting.meet);
  const caller = await traced.connect();
  await waiting.until(1);
  const [socket] = waiting.all[0] as [Socket, () => void];
  const left = once(socket, 'end');
  caller.end();
  await left;
  waiting.go(0);
  await once(socket, 'close');
  await caller.untilClosed();
});

test('the proxy stops without those that it has not met', async () => {
  const waiting = new Waiting();
  const { traced } = await startMeeting(waiting.meet);
  const caller = await traced.connect();
  caller.send(get('a'));
  await waiting.until(1);
  await traced.proxy.close(60_000);
  waiting.go(0);
  await caller.untilEnded();
  expect(traced.records).toEqual([]);
});

test('a meeting that fails is told of, and the requests are served', async () => {
  const { traced } = await startMeeting(() => {
    throw new Error('no');
  });
  const caller = await traced.connect();
  caller.send(get('a'));
  await caller.nextMessage();
  expect(traced.faults.splice(0)).toMatchObject([{ message: 'no' }]);
});
