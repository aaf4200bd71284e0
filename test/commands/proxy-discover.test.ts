import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { into, startCli, temporaryFolder } from './program.js';

/** Counts the connections that come to an address of this machine. */
async function bystander(host: string) {
  const seen = { connections: 0, port: 0, server: net.createServer() };
  seen.server.on('connection', (socket) => {
    seen.connections++;
    socket.destroy();
  });
  await once(seen.server.listen(0, host), 'listening');
  seen.port = (seen.server.address() as AddressInfo).port;
  return seen;
}

/** A Keystone whose catalog names these URLs, and which redirects from /moved to the first one. */
async function keystone(urls: readonly string[]) {
  const token = {
    catalog: urls.map((url, i) => ({
      type: `service-${i}`,
      name: '',
      endpoints: [{ interface: 'public', region: 'RegionOne', url }],
    })),
  };
  const server = http.createServer((req, res) => {
    if (req.url?.endsWith('/moved')) res.writeHead(307, { Location: `${urls[0]}/there` });
    else res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify({ token }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/identity`, close };
}

test.each([
  ['the hosts of the services given', []],
  ['what is never called', ['--discover-hosts', '*']],
])('whatever a catalog and a redirect name, nothing beyond %s is called', async (_, flags) => {
  const other = await bystander('127.0.0.2');
  const forbidden = [
    '169.254.169.254',
    '[fd00:ec2::254]',
    '[::ffff:7f00:2]',
    '0.0.0.0',
    'metadata.google.internal',
  ];
  const urls = [
    ...(flags.length === 0 ? [`http://127.0.0.2:${other.port}/image`] : []),
    ...forbidden
      .filter((host) => !host.includes('7f00') || flags.length === 0)
      .map((host) => `http://${host}:${other.port}/x`),
  ];
  const service = await keystone(urls);
  const proxy = startCli([
    ...['proxy', ...into(temporaryFolder()), '--listen', '0', '--ui', 'off'],
    ...['--service', `keystone=${service.url}`, '--discover', ...flags],
  ]);
  const [, origin] = await proxy.until(/ready on (http:\S+\d);/);
  const catalog = await (await fetch(`${origin}/identity/v3/auth/catalog`)).json();
  // Nothing of it has become a route: links lead where they led, and the paths are nobody's.
  expect(JSON.stringify(catalog)).toContain(urls[0]);
  const moved = await fetch(`${origin}/identity/moved`, { redirect: 'manual' });
  expect([moved.status, moved.headers.get('location')]).toEqual([307, `${urls[0]}/there`]);
  for (const path of ['/image', '/x', '/service-0']) expect((await fetch(origin + path)).status).toBe(404);
  for (const url of urls)
    expect(proxy.stderr()).toContain(`${url} stands in the catalog and is not traced: `);
  expect(other.connections).toBe(0);
  service.close();
  other.server.close();
});
