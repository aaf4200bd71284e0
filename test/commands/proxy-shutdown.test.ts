import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { exchangeBytes, rawService, startTraced } from './proxy-tracing.js';

const REQUEST = 'GET /identity/v3 HTTP/1.1\r\nHost: proxy\r\n\r\n';

/** Statuses and failures in the journal's responses. */
const endings = (journal: string) =>
  journal
    .split('\n')
    .filter((line) => line.includes('"type":"response"'))
    .map((line) => JSON.parse(line))
    .map(({ number, status, failure }) => `${number}: ${status} ${failure?.code ?? ''}`.trim());

/** A service that answers nothing, and a request to it that is under way. */
async function requestUnderWay() {
  let arrived = (_: Socket) => {};
  const arrival = new Promise<Socket>((resolve) => {
    arrived = resolve;
  });
  const port = await rawService((_, socket) => arrived(socket));
  const traced = await startTraced({ service: `keystone=http://127.0.0.1:${port}/identity` });
  const caller = connect(traced.port, '127.0.0.1', () => caller.write(REQUEST));
  caller.on('error', () => {});
  const service = await arrival;
  return { traced, caller, service };
}

test('what is under way when the proxy stops may end, and no new connection is taken', async () => {
  const { traced, caller, service } = await requestUnderWay();
  const stopped = traced.stop();
  const [refused] = await once(connect(traced.port, '127.0.0.1'), 'error');
  expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
  service.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
  let got = '';
  caller.setEncoding('latin1').on('data', (chunk: string) => {
    got += chunk;
  });
  await once(caller, 'close');
  expect(got).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\nok$/);
  expect(await stopped).toEqual({ messages: 2, lost: 0 });
  expect(endings(traced.file('journal.ndjson'))).toEqual(['1: 200']);
});

test('what takes longer than the grace is cut, and its entry says so', async () => {
  const { traced, caller } = await requestUnderWay();
  await traced.tracing.proxy.close(1);
  if (!caller.closed) await once(caller, 'close');
  expect(await traced.stop()).toEqual({ messages: 2, lost: 0 });
  expect(endings(traced.file('journal.ndjson'))).toEqual(['1: 499 RH_SHUTDOWN']);
});

test('a caller that leaves in the moment of the stop is in the trace', async () => {
  const { traced, caller } = await requestUnderWay();
  caller.destroy();
  expect(await traced.stop()).toEqual({ messages: 2, lost: 0 });
  expect(endings(traced.file('journal.ndjson'))).toEqual(['1: 499 RH_CLIENT_GONE']);
});

test('an open WebSocket does not keep the proxy from stopping', async () => {
  const port = await rawService((_, socket) =>
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
  );
  const traced = await startTraced({ service: `zaqar=http://127.0.0.1:${port}/messaging` });
  const upgrade =
    'GET /messaging/ HTTP/1.1\r\nHost: proxy\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
  const caller = connect(traced.port, '127.0.0.1', () => caller.write(upgrade));
  caller.on('error', () => {});
  const [head] = await once(caller, 'data');
  expect(String(head)).toMatch(/^HTTP\/1.1 101 /);
  await traced.tracing.proxy.close(1);
  if (!caller.closed) await once(caller, 'close');
  expect(await traced.stop()).toEqual({ messages: 2, lost: 0 });
});

test('requests that come while the trace is far behind are held, not refused, and all are in it', async () => {
  const port = await rawService((_, socket) =>
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
  );
  const traced = await startTraced({ service: `keystone=http://127.0.0.1:${port}/identity` });
  const { recorder } = traced.tracing;
  // As where the writer is behind: the recorder's own tests show when that is.
  const held: (() => void)[] = [];
  let holds = true;
  recorder.whenNotBehind = (go) => {
    if (holds) held.push(go);
    else go();
  };
  const left = connect(traced.port, '127.0.0.1', () => left.write(REQUEST));
  while (held.length === 0) await new Promise(setImmediate);
  left.destroy();
  const answer = exchangeBytes(traced.port, REQUEST.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
  while (held.length < 2) await new Promise(setImmediate);
  expect(endings(traced.file('journal.ndjson'))).toEqual([]);
  holds = false;
  for (const go of held) go();
  expect(await answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  await traced.stop();
  // The first one's caller had left: no service was asked, and the program's own log says so.
  expect(endings(traced.file('journal.ndjson'))).toEqual(['1: 200']);
  expect(traced.told.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      level: 'warn',
      status: 499,
      msg: expect.stringMatching(/^The caller left while/),
    }),
  ]);
});
