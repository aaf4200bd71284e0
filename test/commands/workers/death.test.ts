import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type http from 'node:http';
import { createServer } from 'node:net';
import { cli, into, temporaryFolder } from '../program.js';
import { call, expectOneOrder, readTrace, service, startWorkers } from './service.js';

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** A service that answers when it is told to, and how many requests it has. */
async function slowService() {
  const waiting: http.ServerResponse[] = [];
  const port = await service((req, res) => {
    if (req.url?.includes('quick')) res.end('{}');
    else waiting.push(res);
  });
  return { port, waiting };
}

test('a worker that is killed takes its own exchanges with it, which the trace says; another takes its place', async () => {
  const { port, waiting } = await slowService();
  const proxy = await startWorkers({ keystone: port });
  // In turn to the one and the other, over connections of their own.
  const calls = Array.from({ length: 10 }, (_, i) =>
    call(`${proxy.origin}/identity/${i}`).then(
      ({ status }) => status,
      () => 'broken',
    ),
  );
  await until(() => waiting.length === 10);
  const [killed] = proxy.pids();
  process.kill(killed as number, 'SIGKILL');
  await proxy.until(/ended with SIGKILL; another is started/);
  // About half of them: whichever worker is free takes the next.
  const [, had] = await proxy.until(/had (\d) exchanges? under way/);
  const died = Number(had);
  for (const res of waiting) res.end('{}');
  const results = await Promise.all(calls);
  expect(results.filter((result) => result === 'broken')).toHaveLength(died);
  expect(results.filter((result) => result === 200)).toHaveLength(10 - died);
  for (let i = 0; i < 40; i++) expect((await call(`${proxy.origin}/identity/quick/${i}`)).status).toBe(200);
  const trace = await proxy.stop();
  expectOneOrder(trace);
  expect(trace).toHaveLength(100);
  const ends = trace
    .filter(({ type }) => type === 'response')
    .map(({ status, failure }) => failure?.code ?? status);
  expect(ends.filter((end) => end === 'RH_WORKER_DIED')).toHaveLength(died);
  expect(ends.filter((end) => end === 200)).toHaveLength(50 - died);
  expect(proxy.stderr()).toContain('stopped; 100 messages traced"');
});

test('both workers are killed, and the proxy goes on at the same address', async () => {
  const { port } = await slowService();
  const proxy = await startWorkers({ keystone: port });
  for (const pid of proxy.pids()) process.kill(pid, 'SIGKILL');
  await proxy.until(/SIGKILL[\s\S]*SIGKILL/);
  let status = 0;
  while (status !== 200)
    status = await call(`${proxy.origin}/identity/quick`).then(
      (answer) => answer.status,
      () => 0,
    );
  const trace = await proxy.stop();
  expectOneOrder(trace);
  expect(trace).toHaveLength(2);
});

test('where the first process is killed the workers end, and what passed a moment before is in the trace', async () => {
  const { port } = await slowService();
  const proxy = await startWorkers({ keystone: port });
  for (let i = 0; i < 20; i++) await call(`${proxy.origin}/identity/quick/${i}`);
  // Within 20 ms the messages are pulled, within 20 more they are handed to the writer.
  await until(() => readTrace(proxy.folder).length === 40);
  const pids = proxy.pids();
  proxy.child.kill('SIGKILL');
  expect(await proxy.ended).toBe('SIGKILL');
  await until(() => pids.every((pid) => !existsSync(`/proc/${pid}/cmdline`)));
  expectOneOrder(readTrace(proxy.folder));
});

test('an address that is taken is refused with one line, and no worker stays', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const args = [
    'proxy',
    '--workers',
    '2',
    ...into(temporaryFolder()),
    '--service',
    'keystone=http://127.0.0.1:1/identity',
  ];
  const { status, stderr } = await cli([...args, '--listen', `127.0.0.1:${port}`, '--ui', 'off']);
  other.close();
  expect([status, stderr]).toEqual([
    1,
    `requestshook: cannot listen on 127.0.0.1:${port}: another program listens there. Stop it, or choose another address with --listen\n`,
  ]);
});

test('a signal that reaches all processes at once, as from a terminal, stops them in good order', async () => {
  const { port, waiting } = await slowService();
  const proxy = await startWorkers({ keystone: port });
  const answer = call(`${proxy.origin}/identity/1`);
  await until(() => waiting.length === 1);
  for (const pid of proxy.pids()) process.kill(pid, 'SIGINT');
  proxy.child.kill('SIGINT');
  await proxy.until(/SIGINT: no new requests/);
  waiting[0]?.end('{}');
  expect((await answer).status).toBe(200);
  expect(await proxy.ended).toBe(0);
  const trace = readTrace(proxy.folder);
  expectOneOrder(trace);
  expect(trace).toHaveLength(2);
});
