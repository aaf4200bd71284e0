import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { RawConnection } from '../../bench/load/raw-connection.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A service that answers a connection's requests with these pieces, each in a write of its own; `null` breaks off. */
async function service(pieces: readonly (string | null)[]): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('data', async () => {
      for (const piece of pieces) {
        if (piece === null) socket.destroy();
        else if (socket.writable) socket.write(piece);
        // So that it is read before the next one comes.
        for (let i = 0; i < 20; i++) await new Promise(setImmediate);
      }
    });
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** The statuses of two requests, one after the other, on one connection. */
async function statuses(pieces: readonly (string | null)[], isHead = false) {
  const port = await service(pieces);
  const bytes = Buffer.from('GET / HTTP/1.1\r\n\r\n');
  const seen: number[] = [];
  await new Promise<void>((resolve) => {
    const connection = new RawConnection({ port, next: () => bytes, isHead, close: false }, (status) => {
      seen.push(status);
      if (seen.length < 2) return connection.send();
      connection.end();
      resolve();
    });
    connection.send();
  });
  return seen;
}

test.each([
  ['with a length', ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok']],
  ['in two pieces', ['HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nok', 'ok']],
  ['whose head is cut within its end', ['HTTP/1.1 200 OK\r\nContent-Length: 2\r', '\n\r\nok']],
  ['in chunks', ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n', '0\r\n\r\n']],
  [
    'whose last chunk is cut',
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0', '\r\n\r\n'],
  ],
  ['without a body', ['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n']],
])('an answer %s ends where it ends', async (_what, pieces) => {
  expect(await statuses(pieces)).toEqual([200, 200]);
});

test('the answer to a HEAD ends with its head, whatever length it names, as does a 204', async () => {
  expect(await statuses(['HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n'], true)).toEqual([200, 200]);
  expect(await statuses(['HTTP/1.1 204 No Content\r\n\r\n'])).toEqual([204, 204]);
});

test('an answer that breaks off counts as none, and the next request has a new connection', async () => {
  expect(await statuses(['HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nok', null])).toEqual([0, 0]);
});
