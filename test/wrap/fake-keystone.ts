import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An endpoint as Keystone's API shows it. */
export interface FakeEndpoint {
  id: string;
  interface: string;
  region_id: string | null;
  service_id: string;
  url: string;
  enabled: boolean;
}

/** A call that was made, and may be answered in another way than usual. */
export interface FakeCall {
  readonly method: string;
  /** Below v3. */
  readonly path: string;
  readonly body: unknown;
}

export interface FakeKeystone {
  /** `http://127.0.0.1:PORT/identity` */
  readonly url: string;
  readonly services: { id: string; type: string; name: string; enabled: boolean }[];
  readonly endpoints: FakeEndpoint[];
  /** Bodies of the requests for a token, in order. */
  readonly logins: unknown[];
  /** All calls, in order: `PATCH /v3/endpoints/e1`. */
  readonly calls: string[];
  password: string;
  /** Asked before a call is answered; a status is the answer, and nothing else happens. */
  before: (call: FakeCall) => Promise<number | undefined> | number | undefined;
  /** Told after a call has had its effect, before it is answered. */
  after: (call: FakeCall) => Promise<void> | void;
  /** No token is valid any more. */
  expireTokens(): void;
  /** By id. */
  urls(): Record<string, string>;
  close(): Promise<void>;
}

/** A Keystone with endpoints that can be changed, and nothing else; one user, whose name is `admin`. */
export async function startFakeKeystone(): Promise<FakeKeystone> {
  const tokens = new Set<string>();
  let issued = 0;
  const server = createServer(async (req, res) => {
    let text = '';
    for await (const chunk of req) text += chunk;
    const path = (req.url ?? '').replace(/^\/identity\/v3/, '');
    const call: FakeCall = { method: req.method ?? '', path, body: text === '' ? null : JSON.parse(text) };
    fake.calls.push(`${req.method} ${req.url}`);
    const send = (status: number, body: object | null, headers: Record<string, string> = {}) => {
      res.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      res.end(body === null ? '' : JSON.stringify(body));
    };
    const status = await fake.before(call);
    if (status !== undefined) {
      send(status, { error: { code: status, message: 'The fake was told to.' } });
      return;
    }
    const answer = answerTo(call, req);
    await fake.after(call);
    send(answer.status, answer.body, answer.headers);
  });

  function answerTo(call: FakeCall, req: IncomingMessage) {
    const no = (status: number, message: string) => ({
      status,
      body: { error: { code: status, message } },
      headers: {},
    });
    if (call.path === '/auth/tokens') {
      fake.logins.push(call.body);
      if (!JSON.stringify(call.body).includes(JSON.stringify(fake.password)))
        return no(401, 'The request you have made requires authentication.');
      const token = `token-${++issued}`;
      tokens.add(token);
      const body = {
        token: { issued_at: '2026-01-01T00:00:00.000000Z', expires_at: '2026-01-01T01:00:00.000000Z' },
      };
      return { status: 201, body, headers: { 'X-Subject-Token': token } };
    }
    if (!tokens.has(String(req.headers['x-auth-token']))) return no(401, 'The token has expired.');
    const one = /^\/endpoints\/(.+)$/.exec(call.path)?.[1];
    if (one === undefined) {
      const name = call.path.slice(1) as 'services' | 'endpoints';
      return { status: 200, body: { [name]: fake[name], links: { next: null } }, headers: {} };
    }
    const endpoint = fake.endpoints.find(({ id }) => id === one);
    if (endpoint === undefined) return no(404, `Could not find endpoint: ${one}.`);
    if (call.method === 'PATCH') Object.assign(endpoint, (call.body as { endpoint: object }).endpoint);
    return { status: 200, body: { endpoint }, headers: {} };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoint = (id: string, service: string, side: string, url: string, enabled = true) => ({
    id,
    interface: side,
    region_id: 'RegionOne',
    service_id: service,
    url,
    enabled,
  });
  const fake: FakeKeystone = {
    url: `${origin}/identity`,
    services: [
      { id: 's-id', type: 'identity', name: 'keystone', enabled: true },
      { id: 's-vol', type: 'volumev3', name: 'cinder', enabled: true },
    ],
    endpoints: [
      endpoint('k-public', 's-id', 'public', `${origin}/identity`),
      endpoint('k-internal', 's-id', 'internal', `${origin}/identity/v3/`),
      endpoint('c-public', 's-vol', 'public', `${origin}/volume/v3/$(project_id)s`),
      endpoint('c-off', 's-vol', 'internal', 'http://192.0.2.9/volume', false),
    ],
    logins: [],
    calls: [],
    password: 'secret',
    before: () => undefined,
    after: () => {},
    expireTokens: () => tokens.clear(),
    urls: () => Object.fromEntries(fake.endpoints.map(({ id, url }) => [id, url])),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}
