import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { whenCallerLeaves } from '../../../src/proxy/forward/caller-gone.js';
import { whenDelivered } from '../../../src/proxy/forward/relay.js';
import { closeAfterTest } from '../harness.js';
import { connect, type WireEnd } from '../wire.js';

/** A caller of a server, which is closed when the test is over. */
async function callerOf(server: http.Server): Promise<WireEnd> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeAfterTest({
    close: async () => {
      server.close();
    },
  });
  return connect((server.address() as AddressInfo).port);
}

test('9: an answer that was still in our hands when the caller left was not delivered, though Node calls it finished', async () => {
  const told: string[] = [];
  const server = http.createServer((req, res) => {
    whenCallerLeaves(req, res, () => told.push('left'));
    res.once('finish', () => told.push('finish'));
    res.once('close', () => server.emit('answered'));
    res.end(Buffer.alloc(32 * 1024 * 1024));
    whenDelivered(res, () => told.push('delivered'));
  });
  const caller = await callerOf(server);
  caller.socket.pause();
  caller.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(caller.socket, 'readable');
  const answered = once(server, 'answered');
  caller.reset();
  await answered;
  await new Promise(setImmediate);
  expect(told.filter((event) => event !== 'finish')).toEqual(['left']);
});

test('9: who had its answers is not told that it left, nor kept while its connection lasts', async () => {
  const told: string[] = [];
  const server = http.createServer((req, res) => {
    whenCallerLeaves(req, res, () => told.push(`${req.url} left`));
    if (req.url !== '/last') res.end('ok');
  });
  server.on('connection', (socket) => socket.once('close', () => server.emit('closed')));
  const caller = await callerOf(server);
  for (const path of ['/1', '/2']) {
    caller.send(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await caller.nextMessage();
  }
  const asked = once(server, 'request');
  caller.send('GET /last HTTP/1.1\r\nHost: x\r\n\r\n');
  await asked;
  const closed = once(server, 'closed');
  caller.socket.destroy();
  await closed;
  await new Promise(setImmediate);
  expect(told).toEqual(['/last left']);
});
