/** What callers-cost.ts starts in processes of their own: other sockets, callers, a service, a load. */
import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';

/** ms that a load runs. */
const LOAD = 2000;
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
    for (let i = 0; i < Number(args[1]); i++) {
      const socket = net.connect(Number(args[0]), '127.0.0.1');
      socket.resume();
      await once(socket, 'close');
    }
    process.stdout.write('done\n');
    break;
  }
  case 'upstream': {
    const body = JSON.stringify({ versions: { values: [] } });
    const head = { 'Content-Type': 'application/json', 'Content-Length': body.length };
    process.stdout.write(
      `${await listening(http.createServer((_req, res) => res.writeHead(200, head).end(body)))}\n`,
    );
    break;
  }
  case 'load': {
    const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    const headers = {
      'User-Agent': 'openstacksdk/0.101.0 keystoneauth1/5.0.0 python-requests/2.28.1 CPython/3.11.2',
      'X-Auth-Token': `gAAAA${'x'.repeat(180)}`,
    };
    const options = { port: Number(args[0]), path: '/identity/v3/projects', agent, headers };
    const until = performance.now() + LOAD;
    let count = 0;
    const one = async (): Promise<void> => {
      while (performance.now() < until) {
        await new Promise<void>((resolve, reject) => {
          http.get(options, (res) => res.resume().on('end', resolve)).on('error', reject);
        });
        count++;
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, one));
    agent.destroy();
    process.stdout.write(`${Math.round((count * 1000) / LOAD)} ${count}\n`);
  }
}
