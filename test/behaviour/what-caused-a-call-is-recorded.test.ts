import { CallTree } from '../../src/commands/call-tree.js';
import { headerValue } from '../../src/exchange/headers.js';
import { startPair, type TracedProxy } from '../proxy/harness.js';
import { RawUpstream, type WireEnd } from '../proxy/wire.js';

// Each request comes by a connection of its own.
const OK = 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok';

/** A proxy for one service of that name, which keeps the tree of calls; callers say who they are by `X-Who`. */
function startTree() {
  const tree = new CallTree({ rules: () => ({ onProcess: [], others: [] }), nameOfType: () => null }, null);
  return startPair(RawUpstream.start(), {
    service: { name: 'glance-api', type: 'image' },
    parts: {
      identify: ({ headers }) => ({ name: headerValue(headers, 'x-who') ?? 'client', source: 'header' }),
      onBegin: (exchange) => tree.begin(exchange),
      onResponse: (exchange, { statusCode, rawHeaders }) =>
        tree.responded(exchange, statusCode as number, rawHeaders),
      onEnd: ({ exchange }) => tree.ends(exchange),
    },
  });
}

/** Sends a request on a connection of its own; resolves with both ends when the service has its head. */
async function ask(
  { upstream, traced }: { upstream: RawUpstream; traced: TracedProxy },
  headers: string,
  start = 'GET /s/x HTTP/1.1',
): Promise<{ caller: WireEnd; service: WireEnd }> {
  const caller = await traced.connect();
  caller.send(`${start}\r\nHost: x\r\n${headers}\r\n`);
  const service = await upstream.nextConnection();
  await service.nextHead();
  return { caller, service };
}

async function answer({ caller, service }: { caller: WireEnd; service: WireEnd }): Promise<void> {
  service.send(OK);
  await caller.nextMessage();
}

test('with the request, where it is known then', async () => {
  const pair = await startTree();
  const outer = await ask(pair, '');
  const inner = await ask(pair, 'X-Who: glance-api\r\n');
  await answer(inner);
  await answer(outer);
  await answer(await ask(pair, 'X-Who: glance-api\r\n'));
  const all = await Promise.all([1, 2, 3].map((number) => pair.traced.exchange(number)));
  expect(all.map(({ request }) => request.parent)).toEqual([null, 1, null]);
  expect(all.map(({ response }) => response.caused)).toEqual([[], [], []]);
});

test('else with the response of what caused it', async () => {
  const pair = await startTree();
  const first = await ask(pair, 'X-Auth-Token: a\r\n');
  const second = await ask(pair, 'X-Auth-Token: b\r\n');
  // Within one connection: first its own authentication, then the validation of the second one's token.
  const caller = await pair.traced.connect();
  caller.send('GET /s/ HTTP/1.1\r\nHost: x\r\nX-Who: glance-api\r\n\r\n');
  const service = await pair.upstream.nextConnection();
  await service.nextHead();
  await answer({ caller, service });
  caller.send('GET /s/ HTTP/1.1\r\nHost: x\r\nX-Who: glance-api\r\nX-Subject-Token: b\r\n\r\n');
  const again = await pair.upstream.nextConnection();
  await again.nextHead();
  await answer({ caller, service: again });
  await answer(second);
  await answer(first);
  const all = await Promise.all([1, 2, 3, 4].map((number) => pair.traced.exchange(number)));
  expect(all.map(({ request }) => request.parent)).toEqual([null, null, 1, 2]);
  expect(all.map(({ response }) => response.caused)).toEqual([[], [3], [], []]);
});

test('also where a long request is recorded after the calls that it caused', async () => {
  const pair = await startTree();
  const upload = await ask(pair, 'Content-Length: 4\r\n', 'PUT /s/x HTTP/1.1');
  await answer(await ask(pair, 'X-Who: glance-api\r\n'));
  upload.caller.send('text');
  await answer(upload);
  const [call, put] = await Promise.all([pair.traced.exchange(1), pair.traced.exchange(2)]);
  expect([call.request.method, call.request.parent]).toEqual(['GET', null]);
  expect([put.request.method, put.response.caused]).toEqual(['PUT', [1]]);
});
