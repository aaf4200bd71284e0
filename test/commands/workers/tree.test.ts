import { call, expectOneOrder, service, startWorkers } from './service.js';

/** Tokens stand for their requests: `token-7`. */
const numberOf = (url: string) => Number(/(\d+)$/.exec(url)?.[1]);

test('a call that comes by another worker is caused by the request that it was made for, and stands behind it', async () => {
  const keystone = await service((_, res) => res.end('{}'));
  let origin = '';
  // Each connection is a new one, and goes to the other worker.
  const glance = await service((req, res) => {
    const subject = req.headers['x-auth-token'] as string;
    const headers = {
      'X-Requestshook-Request-From': 'glance-api',
      'X-Auth-Token': 'own',
      'X-Subject-Token': subject,
    };
    void call(`${origin}/identity/v3/auth/tokens?n=${numberOf(subject)}`, { headers }).then(() =>
      res.end('{}'),
    );
  });
  const proxy = await startWorkers({ keystone, 'glance-api': glance });
  origin = proxy.origin;
  const client = async (first: number) => {
    for (let i = first; i < first + 25; i++)
      await call(`${origin}/image/v2/images/${i}`, {
        headers: { 'X-Requestshook-Request-From': 'openstack', 'X-Auth-Token': `token-${i}` },
      });
  };
  await Promise.all([0, 100, 200, 300, 400].map(client));
  const trace = await proxy.stop();
  expectOneOrder(trace);
  expect(trace).toHaveLength(500);
  const requests = trace.filter(({ type }) => type === 'request');
  const byNumber = new Map(requests.map((request) => [request.number, request]));
  const children = requests.filter(({ from }) => from === 'glance-api');
  expect(children).toHaveLength(125);
  for (const { parent, url } of children)
    expect([parent, numberOf(byNumber.get(parent as number)?.url ?? '')]).toEqual([
      expect.any(Number),
      numberOf(url),
    ]);
  // A response stands behind those of the calls that were made for it.
  const place = (number: number) =>
    trace.findIndex((message) => message.type === 'response' && message.number === number);
  const early = children.filter(({ number, parent }) => place(number) > place(parent as number));
  expect(early).toEqual([]);
  expect(children.every(({ number, parent }) => number > (parent as number))).toBe(true);
});

test('what one client does, by connections to both workers, stands in the trace as it did it', async () => {
  const keystone = await service((_, res) => res.end('{}'));
  const proxy = await startWorkers({ keystone });
  for (let i = 1; i <= 200; i++) await call(`${proxy.origin}/identity/${i}`);
  const trace = await proxy.stop();
  expectOneOrder(trace);
  expect(trace.map(({ type, url }) => `${type} ${numberOf(url)}`)).toEqual(
    Array.from({ length: 200 }, (_, i) => [`request ${i + 1}`, `response ${i + 1}`]).flat(),
  );
});

test('a service that one worker found in a catalog is known to the other in the next call', async () => {
  const glance = await service((_, res) => res.end('{}'));
  const catalog = [
    {
      type: 'image',
      name: 'glance',
      endpoints: [{ interface: 'public', region: 'R', url: `http://127.0.0.1:${glance}/image` }],
    },
  ];
  const keystone = await service((_, res) => {
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify({ token: { catalog } }));
  });
  const proxy = await startWorkers({ keystone }, ['--discover']);
  const { body } = await call(`${proxy.origin}/identity/v3/auth/tokens`);
  const [{ endpoints }] = JSON.parse(String(body)).token.catalog;
  const { url } = endpoints[0];
  expect(url).toBe(`${proxy.origin}/image`);
  // The next connection goes to the other worker, the one after that to the first.
  expect((await call(`${url}/v2/images`)).status).toBe(200);
  expect((await call(`${url}/v2/images`)).status).toBe(200);
  await call(`${proxy.origin}/identity/v3/auth/tokens`);
  const trace = await proxy.stop();
  expect(trace.filter(({ url }) => url.includes('/v2/images'))).toHaveLength(4);
  expect(proxy.stderr().split('found in the catalog')).toHaveLength(2);
});
