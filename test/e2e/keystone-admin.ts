import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PASSWORDS, serviceUrl } from './cloud.js';

/** Asks Keystone itself for something, as its administrator. */
async function ask(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const domain = { id: 'default' };
  const user = { name: 'admin', domain, password: PASSWORDS[0] };
  const auth = {
    identity: { methods: ['password'], password: { user } },
    scope: { project: { name: 'admin', domain } },
  };
  const api = `${serviceUrl('/identity')}/v3`;
  const headers = { 'Content-Type': 'application/json' };
  const login = await fetch(`${api}/auth/tokens`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ auth }),
  });
  const answer = await fetch(api + path, {
    method,
    headers: { ...headers, 'X-Auth-Token': login.headers.get('x-subject-token') ?? '' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

/** All endpoints of the cloud as Keystone has them. */
export async function endpointsOf(): Promise<Record<string, unknown>[]> {
  const { endpoints } = await ask('GET', '/endpoints');
  return (endpoints as Record<string, unknown>[]).sort((a, b) => String(a.id).localeCompare(String(b.id)));
}

/** Changes the URL of an endpoint, as an administrator would. */
export async function setEndpoint(id: unknown, url: unknown): Promise<void> {
  await ask('PATCH', `/endpoints/${id}`, { endpoint: { url } });
}

/** Makes a user who has no role anywhere. */
export async function makeUser(name: string, password: string): Promise<void> {
  await ask('POST', '/users', { user: { name, password, domain_id: 'default' } });
}

/** A way to Keystone that can be stopped at any PATCH. */
export interface Gate {
  /** In place of Keystone's own URL. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Passes everything on to the real Keystone. At the PATCH with that number (1, 2, ...) `act` is called, before Keystone has
 * it or after Keystone answered; that PATCH is never answered.
 */
export async function startGate(
  number: number,
  when: 'before' | 'after',
  act: () => Promise<void>,
): Promise<Gate> {
  let patches = 0;
  const server = createServer(async (req, res) => {
    const isIt = req.method === 'PATCH' && ++patches === number;
    if (isIt && when === 'before') {
      await act();
      res.destroy();
      return;
    }
    const target = new URL(serviceUrl('/identity')).origin + req.url;
    const { host: _, ...headers } = req.headers;
    const outgoing = req.pipe(request(target, { method: req.method as string, headers, agent: false }));
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    if (isIt) {
      await act();
      res.destroy();
      return;
    }
    res.writeHead(answer.statusCode as number, answer.headers);
    answer.pipe(res);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/identity`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
