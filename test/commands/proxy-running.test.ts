import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readLog } from '../../src/formats/log-reader.js';
import { into, startCli, temporaryFolder } from './program.js';
import { closeAfterTest, logLines, startProxy } from './running-proxy.js';

const paths = (log: string) =>
  readLog(log)
    .entries.filter(({ kind }) => kind === 'request')
    .map(({ url }) => new URL(url).pathname);

test('the ready line names each listener, route and file; the log is JSON lines on stderr, stdout is left alone', async () => {
  const folder = temporaryFolder();
  const config = join(folder, 'proxy.yaml');
  writeFileSync(
    config,
    `listen: 127.0.0.1:0
services:
  keystone: http://127.0.0.1:1/identity
  glance-api: { url: "http://127.0.0.1:2", mount: /image, listen: "127.0.0.1:0", from: nova-compute }
`,
  );
  const running = startCli(['proxy', '--config', config, ...into(folder)]);
  await running.until(/"msg":"ready/);
  running.child.kill('SIGINT');
  expect(await running.ended).toBe(0);
  const [ready, ...rest] = logLines(running.stderr());
  expect(ready).toMatchObject({ level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) });
  expect(ready?.msg.replace(/127\.0\.0\.1:\d{4,}/g, 'HOST:PORT')).toBe(
    'ready on http://HOST:PORT, http://HOST:PORT (callers are nova-compute, only glance-api); ' +
      'routes /identity -> keystone at http://127.0.0.1:1/identity, /image -> glance-api at http://127.0.0.1:2; ' +
      `writes ${['requests.log', 'diagram.md', 'variables.md', 'body.md', 'journal.ndjson'].map((name) => join(folder, name)).join(', ')}; page http://HOST:PORT/`,
  );
  expect(rest.map(({ msg }) => msg)).toEqual([
    'SIGINT: no new requests, those under way have 10 s to finish',
    'stopped; 0 messages traced',
  ]);
  expect(running.stdout()).toBe('');
});

/** The ways to serve requests, with their flags. */
const WAYS: [string, string[]][] = [
  ['one process', []],
  ['two worker processes', ['--workers', '2']],
];

test.each(WAYS)('with %s SIGTERM under load loses no entry, and ends with 0', async (_, flags) => {
  const proxy = await startProxy(flags);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });
  let answered = 0;
  let stopping = false;
  const call = (): Promise<void> =>
    new Promise((resolve) => {
      const req = http.get(`${proxy.origin}/identity/v3`, { agent }, (res) => {
        res.resume().on('end', () => {
          answered += 1;
          resolve();
        });
      });
      req.on('error', () => resolve());
    });
  const worker = async () => {
    while (!stopping) await call();
  };
  const workers = Array.from({ length: 20 }, worker);
  while (answered < 500) await new Promise(setImmediate);
  const status = proxy.stop();
  expect(await status).toBe(0);
  stopping = true;
  await Promise.all(workers);
  agent.destroy();
  const { entries, problems } = readLog(readFileSync(join(proxy.folder, 'requests.log')));
  expect(problems).toEqual([]);
  const requests = entries.filter(({ kind }) => kind === 'request').length;
  // Every request that a service got is there with its response, and so is every answer.
  expect(requests).toBe(proxy.service.requests);
  expect(entries).toHaveLength(2 * requests);
  expect(entries.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(answered);
  expect(readFileSync(join(proxy.folder, 'journal.ndjson'), 'utf8').split('\n')).toHaveLength(
    2 * requests + 1,
  );
  expect(logLines(proxy.stderr()).at(-1)?.msg).toBe(`stopped; ${2 * requests} messages traced`);
});

test.each(WAYS)(
  'with %s SIGHUP goes on in new files, and no entry is lost or cut between',
  async (_, flags) => {
    const proxy = await startProxy(flags);
    const { folder, child } = proxy;
    let calls = 0;
    let stopping = false;
    const worker = async () => {
      while (!stopping) {
        const number = ++calls;
        await proxy.get(`/identity/v3/${number}`);
      }
    };
    const workers = Array.from({ length: 5 }, worker);
    for (let rotation = 1; rotation <= 3; rotation++) {
      const enough = calls + 40;
      while (calls < enough) await new Promise(setImmediate);
      for (const name of ['requests.log', 'diagram.md', 'variables.md', 'body.md', 'journal.ndjson'])
        if (existsSync(join(folder, name)))
          renameSync(join(folder, name), join(folder, `${name}.${rotation}`));
      child.kill('SIGHUP');
      while (!existsSync(join(folder, 'requests.log'))) await new Promise(setImmediate);
    }
    stopping = true;
    await Promise.all(workers);
    expect(await proxy.stop()).toBe(0);
    const all = (prefix: string) =>
      readdirSync(folder)
        .filter((name) => name.startsWith(prefix))
        .map((name) => readFileSync(join(folder, name), 'utf8'));
    const logs = all('requests.log');
    expect(logs).toHaveLength(4);
    expect(logs.flatMap((log) => readLog(log).problems)).toEqual([]);
    const seen = logs.flatMap(paths).map((path) => Number(path.split('/').at(-1)));
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: calls }, (_, i) => i + 1));
    const journals = all('journal.ndjson').flatMap((text) => text.split('\n').filter(Boolean));
    expect(journals).toHaveLength(2 * calls);
    // Each diagram numbers its own messages from 1.
    expect(
      all('body.md')
        .filter((text) => text !== '')
        .every((text) => text.startsWith('\n### (1) ')),
    ).toBe(true);
  },
);

test.each(WAYS)(
  'with %s tracing is switched off and on, and calls are filtered, while it runs',
  async (_, flags) => {
    const folder = temporaryFolder();
    const [config, filters] = [join(folder, 'proxy.yaml'), join(folder, 'should_not_hook.json')];
    writeFileSync(config, 'enabled: true\n');
    writeFileSync(filters, '{"filters": [{"to": "keystone", "urls": ["/hidden"]}]}');
    const proxy = await startProxy(['--config', config, '--filters', filters, ...flags]);
    const changed = async (file: string, text: string, says: string) => {
      const before = proxy.stderr().split(says).length;
      writeFileSync(file, text);
      while (proxy.stderr().split(says).length === before) await new Promise(setImmediate);
    };
    await proxy.get('/identity/1');
    await proxy.get('/identity/hidden');
    await changed(config, 'enabled: false\n', 'tracing is off');
    await proxy.get('/identity/2');
    await changed(config, 'enabled: true\n', 'tracing is on');
    await proxy.get('/identity/3');
    await changed(filters, '{"filters": [{"to": "keystone", "urls": ["/4"]}]}', 'tracing is on');
    await proxy.get('/identity/4');
    await proxy.get('/identity/hidden');
    // What is wrong is told, and what held before still holds.
    await changed(config, 'enabled: perhaps\n', 'what held before still holds');
    await proxy.get('/identity/5');
    await changed(config, 'enabled: true\ndigest: true\n', 'only a restart takes it up: digest');
    await proxy.stop();
    expect(paths(readFileSync(join(proxy.folder, 'requests.log'), 'utf8'))).toEqual(
      ['1', '3', 'hidden', '5'].map((name) => `/identity/${name}`),
    );
    expect(proxy.service.requests).toBe(7);
  },
);

test('a variable that looks like a setting and is none is warned of', async () => {
  const proxy = await startProxy([], { REQUESTSHOOK_SECRET: 'plain', REQUESTSHOOK_PORT_8500_TCP: 'tcp://x' });
  await proxy.stop();
  expect(
    logLines(proxy.stderr())
      .filter(({ level }) => level === 'warn')
      .map(({ msg }) => msg),
  ).toEqual([
    'the variable REQUESTSHOOK_SECRET is no setting and does nothing; did you mean REQUESTSHOOK_SECRETS?',
  ]);
});

test('a second signal ends it at once', async () => {
  const slow = http.createServer(() => {});
  closeAfterTest(slow);
  await once(slow.listen(0, '127.0.0.1'), 'listening');
  const { port } = slow.address() as AddressInfo;
  const proxy = await startProxy(['--service', `glance-api=http://127.0.0.1:${port}/image`]);
  proxy.get('/image/').catch(() => {});
  await once(slow, 'request');
  proxy.child.kill('SIGTERM');
  await proxy.until(/SIGTERM: no new requests/);
  proxy.child.kill('SIGTERM');
  expect(await proxy.ended).toBe('SIGTERM');
});
