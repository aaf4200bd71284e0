/** What callers-cost.ts starts in processes of their own: other sockets, callers, a service, a load. */
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/** Of the load; each has one request under way. */
const CONNECTIONS = 16;

const [part, ...args] = process.argv.slice(2);

async function listening(server: net.Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

switch (part) {
  case 'sockets': {
    const port = await listening(net.createServer(() => {}));
    for (let i = 0; i < Number(args[0]); i++) await once(net.connect(port, '127.0.0.1'), 'connect');
    process.stdout.write('ready\n');
    break;
  }
  case 'connect': {
    for (const port of args) {
      const socket = net.connect(Number(port), '127.0.0.1');
      socket.resume();
      await once(socket, 'close');
    }
    process.stdout.write('done\n');
    break;
  }
  case 'upstream': {
    const body = JSON.stringify({ versions: { values: [] } });
    const answer = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    // By hand: what this takes of the host's processors is not the proxy's.
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', () => socket.write(answer));
    });
    process.stdout.write(`${await listening(server)}\n`);
    break;
  }
  case 'load': {
    const request = [
      'GET /identity/v3/projects HTTP/1.1',
      'Host: 127.0.0.1',
      'User-Agent: openstacksdk/0.101.0 keystoneauth1/5.0.0 python-requests/2.28.1 CPython/3.11.2',
      'Accept-Encoding: gzip, deflate',
      'Accept: application/json',
      `X-Auth-Token: gAAAA${'x'.repeat(180)}`,
      '\r\n',
    ].join('\r\n');
    for (let i = 0; i < CONNECTIONS; i++) {
      const socket = net.connect(Number(args[0]), '127.0.0.1');
      let read = '';
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        read += chunk.toString('latin1');
        if (!/\r\n\r\n\{.*\}$/s.test(read)) return;
        read = '';
        socket.write(request);
      });
      socket.write(request);
    }
    process.stdout.write('ready\n');
  }
}
