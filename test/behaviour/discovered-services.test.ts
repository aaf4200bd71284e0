import type dns from 'node:dns';
import { discoveredLookup } from '../../src/proxy/discovered-lookup.js';
import type { Upstream } from '../../src/proxy/upstream.js';
import { closeAfterTest, ending, startTracedProxy } from '../proxy/harness.js';
import { bodyOf, headLines, RawUpstream } from '../proxy/wire.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** A name server of which each answer is for one look-up; an address alone, or several where all are asked for. */
function nameServer(...answers: string[][]): typeof dns.lookup {
  const resolve = (_: string, options: { all?: boolean }, callback: (...found: unknown[]) => void) => {
    const addresses = (answers.shift() ?? []).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    if (options.all) callback(null, addresses);
    else callback(null, addresses[0]?.address, addresses[0]?.family);
  };
  return resolve as unknown as typeof dns.lookup;
}

/** A proxy in front of a service that a catalog named, by a name with these addresses. */
async function discovered(answers: string[][], allowsLoopback = true) {
  const upstream = closeAfterTest(
    await RawUpstream.start(async (end) => {
      await end.nextMessage();
      end.send(OK.replace('\r\n', '\r\nConnection: close\r\n'));
      end.end();
    }),
  );
  const traced = await startTracedProxy(upstream);
  const { service } = traced.proxy.routes.upstreams[0] as Upstream;
  const url = `http://glance.example:${upstream.port}`;
  traced.proxy.routes.add(
    { ...service, name: 'glance-api', url, mount: '/image' },
    discoveredLookup(allowsLoopback, nameServer(...answers)),
  );
  const caller = await traced.connect();
  const ask = async (more = '') => {
    caller.send(`GET /image/x HTTP/1.1\r\nHost: h\r\n${more}\r\n`);
    const answer = await caller.nextMessage();
    return { status: headLines(answer)[0] as string, body: bodyOf(answer) };
  };
  return { upstream, traced, ask };
}

test('are called where their name leads', async () => {
  const { ask } = await discovered([['127.0.0.1']]);
  expect(await ask()).toEqual({ status: 'HTTP/1.1 200 OK', body: 'ok' });
});

test.each([
  '169.254.169.254',
  '169.254.0.1',
  '0.0.0.0',
  'fe80::1',
  'fd00:ec2::254',
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  '::169.254.169.254',
  '64:ff9b::a9fe:a9fe',
  '::',
])('are never called where their name leads to %s: a 502 says so', async (address) => {
  const { upstream, traced, ask } = await discovered([[address], [address]]);
  for (const more of ['', 'Connection: Upgrade\r\nUpgrade: websocket\r\n']) {
    const { status, body } = await ask(more);
    expect(status).toBe('HTTP/1.1 502 Bad Gateway');
    expect(JSON.parse(body).error.message).toBe(
      `glance-api at http://glance.example:${upstream.port} is not called: its name leads to ${address}, which is never called because a catalog names it; a service that is really there has to be configured`,
    );
  }
  expect(ending(await traced.exchange(1))).toBe('upstreamFailed 502 RH_FORBIDDEN_ADDRESS');
  expect(upstream.connections).toEqual([]);
});

test('are not called where one of several addresses is such a one', async () => {
  const { upstream, ask } = await discovered([['127.0.0.1', '169.254.169.254']]);
  expect((await ask()).status).toBe('HTTP/1.1 502 Bad Gateway');
  expect(upstream.connections).toEqual([]);
});

test('are looked up for each connection: a name that is bound anew leads nowhere else', async () => {
  const { upstream, ask } = await discovered([['127.0.0.1'], ['169.254.169.254'], ['127.0.0.1']]);
  expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([
    'HTTP/1.1 200 OK',
    'HTTP/1.1 502 Bad Gateway',
    'HTTP/1.1 200 OK',
  ]);
  expect(upstream.connections).toHaveLength(2);
});

test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
  'are not called on this machine (%s) where the cloud is elsewhere',
  async (address) => {
    const { upstream, ask } = await discovered([[address]], false);
    expect((await ask()).status).toBe('HTTP/1.1 502 Bad Gateway');
    expect(upstream.connections).toEqual([]);
  },
);
