import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { readLog } from '../../../src/formats/log-reader.js';
import { call, expectOneOrder, service, startWorkers } from './service.js';

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('what many connections send at once stands in one trace, each once, in one order, under one numbering', async () => {
  const got: string[] = [];
  const keystone = await service((req, res) => {
    got.push(req.url as string);
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify({ path: req.url }));
  });
  const proxy = await startWorkers({ keystone });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 40 });
  const paths = Array.from({ length: 600 }, (_, i) => `/identity/v3/${i}`);
  const answers = await Promise.all(paths.map((path) => call(proxy.origin + path, { agent })));
  agent.destroy();
  expect(answers.map(({ body }) => JSON.parse(String(body)).path)).toEqual(paths);
  const trace = await proxy.stop();
  expectOneOrder(trace);
  expect(trace).toHaveLength(1200);
  const traced = trace.filter(({ type }) => type === 'request').map(({ url }) => new URL(url).pathname);
  expect(traced.sort()).toEqual([...paths].sort());
  // Marks are those that the trace has.
  const ids = new Map(trace.map(({ id, url }) => [new URL(url).pathname, id]));
  expect(answers.map(({ headers }) => headers['x-requestshook-request-id'])).toEqual(
    paths.map((path) => ids.get(path)),
  );
  const { entries, problems } = readLog(readFileSync(join(proxy.folder, 'requests.log')));
  expect([entries.length, problems]).toEqual([1200, []]);
  expect(proxy.stderr()).toContain('stopped; 1200 messages traced"');
});

test('bodies of any size pass whole, and what is kept of them is in the trace', async () => {
  const glance = await service((req, res) => {
    req.pipe(res.writeHead(200, { 'Content-Type': 'application/octet-stream' }));
  });
  const proxy = await startWorkers({ 'glance-api': glance }, ['--digest']);
  const bodies = [0, 1, 70_000, 3_000_000].map((size) => Buffer.alloc(size, `${size},`));
  const answers = await Promise.all(
    bodies.map((body, i) => call(`${proxy.origin}/image/v2/images/${i}/file`, { method: 'PUT', body })),
  );
  expect(answers.map(({ body }) => sha(body))).toEqual(bodies.map(sha));
  const trace = await proxy.stop();
  expectOneOrder(trace);
  expect(trace).toHaveLength(8);
  const large = trace.find(({ type, url }) => type === 'response' && url.includes('/3/file'));
  expect(JSON.stringify(large)).toContain(sha(bodies[3] as Buffer));
});

test('a tunnel is refused, and what no route takes is answered, as by one process', async () => {
  const proxy = await startWorkers({ keystone: 1 });
  const { status, body } = await call(`${proxy.origin}/nowhere`);
  expect([status, JSON.parse(String(body)).routes]).toEqual([
    404,
    [expect.objectContaining({ service: 'keystone' })],
  ]);
  const tunnel = http
    .request(proxy.origin, { method: 'CONNECT', path: 'example.org:443', agent: false })
    .end();
  const answered = await new Promise<number | undefined>((resolve) =>
    tunnel.on('connect', (res) => resolve(res.statusCode)),
  );
  expect(answered).toBe(405);
  const failed = await call(`${proxy.origin}/identity/v3`);
  expect(failed.status).toBe(502);
  const trace = await proxy.stop();
  expectOneOrder(trace);
  expect(trace.filter(({ type }) => type === 'response').map(({ status }) => status)).toEqual([
    404, 405, 502,
  ]);
  // Told with the number that it has in the trace.
  expect(proxy.stderr()).toMatch(/"level":"warn",[^\n]*"number":3,"msg":"keystone at /);
});
