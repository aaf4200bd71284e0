import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { readLog } from '../../src/formats/log-reader.js';
import { connect, sendAndRead, type WireEnd } from '../proxy/wire.js';
import { logLines, startProxy } from './running-proxy.js';

const request = (path: string, method = 'GET') =>
  `${method} /identity/${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`;

/** Connections that say nothing, until no more are to be had: those that were closed at once are not among them. */
async function takeAll(port: number): Promise<WireEnd[]> {
  const held: WireEnd[] = [];
  for (;;) {
    const caller = await connect(port);
    held.push(caller);
    if (held.length % 20 !== 0) continue;
    // Whoever was refused hears of it while another one is answered on a connection that is there.
    const [first] = held as [WireEnd];
    first.send(request('while-taking'));
    await first.nextMessage();
    if (held.some(({ socket }) => socket.readableEnded))
      return held.filter(({ socket }) => !socket.readableEnded);
  }
}

test('no file is to be had any more (ulimit -n): callers that are there are answered, the files are opened anew, and all recovers', async () => {
  const proxy = await startProxy([], {}, { files: 128 });
  const port = Number(new URL(proxy.origin).port);
  const log = join(proxy.folder, 'requests.log');
  await sendAndRead(port, `GET /identity/first HTTP/1.0\r\n\r\n`);
  while (!existsSync(log) || readFileSync(log, 'utf8') === '') await new Promise(setImmediate);
  const held = await takeAll(port);
  const [first, second] = held as [WireEnd, WireEnd];
  // A POST goes by a connection of its own, and none is to be had.
  let refused = '';
  for (const caller of held.slice(2)) {
    caller.send(request('post', 'POST'));
    refused = await caller.nextMessage();
    if (refused.startsWith('HTTP/1.1 502')) break;
  }
  expect(refused).toContain('this program has as many files and connections open as it may (ulimit -n)');
  renameSync(log, `${log}.1`);
  proxy.child.kill('SIGHUP');
  await proxy.until(/opened anew/);
  second.send(request('while-full'));
  expect(await second.nextMessage()).toContain('200 OK');
  for (const caller of held) caller.socket.destroy();
  first.socket.destroy();
  expect(await proxy.get('/identity/after')).toBe(200);
  expect(await proxy.stop()).toBe(0);
  const [before, after] = [`${log}.1`, log].map((file) => readLog(readFileSync(file)));
  const urls = [before, after].flatMap(
    (read) => read?.entries.map(({ kind, url }) => `${kind} ${url}`) ?? [],
  );
  for (const path of ['first', 'post', 'while-full', 'after'])
    expect(urls.filter((line) => line.endsWith(`/${path}`)).length % 2).toBe(0);
  expect(urls.filter((line) => /\/(while-full|after)$/.test(line))).toHaveLength(4);
  expect(logLines(proxy.stderr()).at(-1)).toMatchObject({ lost: 0, messages: urls.length });
});
