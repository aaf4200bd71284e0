import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CliOptions, into, startCli, temporaryFolder } from './program.js';

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** Has a server closed at the end of the test. */
export function closeAfterTest(server: http.Server): void {
  servers.push(server);
}

/** A Keystone that has one answer, and the number of requests that it got. */
export async function startService() {
  const service = { url: '', requests: 0 };
  const server = http.createServer((_, res) => {
    service.requests += 1;
    res.end('{"version": {"id": "v3.14"}}');
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/identity`;
  return service;
}

/** Lines of the program's own log. */
export const logLines = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { level: string; time: string; msg: string });

/** A running proxy in front of a service, with the trace in a new folder. */
export async function startProxy(
  args: string[] = [],
  env: Record<string, string> = {},
  { folder = temporaryFolder(), ...options }: Omit<CliOptions, 'env'> & { readonly folder?: string } = {},
) {
  const service = await startService();
  const running = startCli(
    ['proxy', ...into(folder), '--listen', '0', '--service', `keystone=${service.url}`, ...args],
    { env, ...options },
  );
  const [, origin] = await running.until(/ready on (http:\/\/127\.0\.0\.1:\d+)/);
  const get = async (path: string, headers = {}): Promise<number> =>
    (await fetch(`${origin}${path}`, { headers })).status;
  const stop = async () => {
    running.child.kill('SIGTERM');
    return await running.ended;
  };
  return { ...running, folder, service, origin: origin as string, get, stop };
}
