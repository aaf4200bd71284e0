import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { ServiceSettings } from '../../src/config/settings.js';
import { CERTIFICATE, certificateFile, KEY } from '../proxy/certificates.js';
import { closeAfterTest, ending, startTracedProxy } from '../proxy/harness.js';
import { bodyOf, headLines, RawUpstream } from '../proxy/wire.js';

const GET = 'GET /s/x HTTP/1.1\r\nHost: caller.example\r\n\r\n';

const CA = certificateFile('authority');
const pair = (name: string) => ({ cert: certificateFile(name), key: certificateFile(`${name}-key`) });

/** A proxy before a service that speaks TLS; what the service saw of each request. */
async function secured(host: string, service: Partial<ServiceSettings>, options: ServerOptions = {}) {
  const seen: string[] = [];
  const server = createServer({ cert: CERTIFICATE, key: KEY, ...options }, (req: IncomingMessage, res) => {
    const socket = req.socket as TLSSocket & { servername: string | false };
    const client = socket.getPeerCertificate()?.subject?.CN;
    seen.push(
      `${req.method} ${req.url} host=${req.headers.host?.replace(/\d{4,}/, 'PORT')} sni=${socket.servername}${client === undefined ? '' : ` client=${client}`}`,
    );
    res.end('ok');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeAfterTest({
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
  const { port } = server.address() as { port: number };
  const traced = await startTracedProxy(
    { port },
    { service: { url: `https://${host}:${port}/base`, ca: null, ...service } },
  );
  return { traced, seen, caller: await traced.connect() };
}

test('are verified against the authorities of the CA file', async () => {
  const { traced, seen, caller } = await secured('127.0.0.1', { ca: CA });
  for (const request of [GET, GET, 'POST /s/x HTTP/1.1\r\nHost: caller.example\r\n\r\n']) {
    caller.send(request);
    expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
  }
  expect(seen).toEqual([
    'GET /base/x host=127.0.0.1:PORT sni=false',
    'GET /base/x host=127.0.0.1:PORT sni=false',
    'POST /base/x host=127.0.0.1:PORT sni=false',
  ]);
  expect((await traced.exchange(3)).request.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/base\/x$/);
});

test('are named by their own host, whatever Host they are sent', async () => {
  const { seen, caller } = await secured('localhost', { ca: CA, preserveHost: true });
  for (const request of [GET, 'POST /s/x HTTP/1.1\r\nHost: caller.example\r\n\r\n']) {
    caller.send(request);
    expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
  }
  expect(seen).toEqual([
    'GET /base/x host=caller.example sni=localhost',
    'POST /base/x host=caller.example sni=localhost',
  ]);
});

/** Certificates that are not as they should be, what the caller is told of each, and the code in the trace. */
const WRONG: [
  what: string,
  shown: string,
  host: string,
  trusted: Partial<ServiceSettings>,
  message: string,
  code: string,
][] = [
  [
    'nobody trusts',
    'server',
    '127.0.0.1',
    {},
    'has a certificate that is not trusted (unable to verify the first certificate): give its authority with "ca"',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  [
    'another authority signed than the one that is trusted',
    'untrusted',
    '127.0.0.1',
    { ca: CA },
    'has a certificate that is not trusted (unable to verify the first certificate): give its authority with "ca"',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  [
    'has expired',
    'expired',
    '127.0.0.1',
    { ca: CA },
    'has a certificate that has expired: renew it there (or, at your own risk, leave it unverified with "insecure")',
    'CERT_HAS_EXPIRED',
  ],
  [
    'is for another host than its address',
    'elsewhere',
    '127.0.0.1',
    { ca: CA },
    'has a certificate for another host (Hostname/IP does not match certificate\'s altnames: IP: 127.0.0.1 is not in the cert\'s list:): call it by a name that its certificate has, or say that name with "serverName"',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
  [
    'is for another host than its name',
    'elsewhere',
    'localhost',
    { ca: CA },
    'has a certificate for another host (Hostname/IP does not match certificate\'s altnames: Host: localhost. is not in the cert\'s altnames: DNS:cloud.example): call it by a name that its certificate has, or say that name with "serverName"',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
];

test.each(WRONG)(
  'whose certificate %s are a 502 that names the reason',
  async (_, shown, host, trusted, message, code) => {
    const { cert, key } = pair(shown);
    const options = { cert: readFileSync(cert), key: readFileSync(key) };
    const { traced, seen, caller } = await secured(host, trusted, options);
    caller.send(GET);
    const answer = await caller.nextMessage();
    expect(headLines(answer)[0]).toBe('HTTP/1.1 502 Bad Gateway');
    const said: string = JSON.parse(bodyOf(answer)).error.message;
    // Node 24 says more of the first kind.
    const plain = said.replace(/ at https:\/\/[\w.]+:\d+ /, ' ').replace(/(first certificate);[^)]*/, '$1');
    expect(plain).toBe(`service ${message}`);
    expect(ending(await traced.exchange(1))).toBe(`upstreamFailed 502 ${code}`);
    expect(seen).toEqual([]);
  },
);

test('that are asked by a name of their own are known by it, whatever their address', async () => {
  const { cert, key } = pair('elsewhere');
  const { seen, caller } = await secured(
    '127.0.0.1',
    { ca: CA, serverName: 'cloud.example' },
    { cert: readFileSync(cert), key: readFileSync(key) },
  );
  for (const request of [GET, 'POST /s/x HTTP/1.1\r\nHost: caller.example\r\n\r\n']) {
    caller.send(request);
    expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
  }
  expect(seen).toEqual([
    'GET /base/x host=127.0.0.1:PORT sni=cloud.example',
    'POST /base/x host=127.0.0.1:PORT sni=cloud.example',
  ]);
});

const WANTS_ONE = { requestCert: true, ca: readFileSync(CA) };

test('that want a client certificate are shown it', async () => {
  const { seen, caller } = await secured(
    '127.0.0.1',
    { ca: CA, clientCertificate: pair('client') },
    WANTS_ONE,
  );
  for (const request of [GET, 'POST /s/x HTTP/1.1\r\nHost: caller.example\r\n\r\n']) {
    caller.send(request);
    expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
  }
  expect(seen).toEqual([
    'GET /base/x host=127.0.0.1:PORT sni=false client=operator',
    'POST /base/x host=127.0.0.1:PORT sni=false client=operator',
  ]);
});

test('that want a client certificate where there is none are a 502 that says so', async () => {
  const { traced, seen, caller } = await secured('127.0.0.1', { ca: CA }, WANTS_ONE);
  const requests = [GET, 'POST /s/x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc'];
  for (const [i, request] of requests.entries()) {
    caller.send(request);
    const answer = await caller.nextMessage();
    expect(headLines(answer)[0]).toBe('HTTP/1.1 502 Bad Gateway');
    expect(JSON.parse(bodyOf(answer)).error.message).toMatch(
      / wants a client certificate \(tlsv13 alert certificate required\): give one with "clientCert" and "clientKey"$/,
    );
    expect(ending(await traced.exchange(i + 1))).toBe(
      'upstreamFailed 502 ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    );
  }
  expect(seen).toEqual([]);
});

/** Alerts (RFC 5246, 7.2) to the first words of a handshake; null: the connection is closed. */
const ALERTS: [what: string, alert: number | null, own: Partial<ServiceSettings>, message: RegExp][] = [
  [
    'close it',
    null,
    {},
    /closed the connection within the TLS handshake: it may want a client certificate \("clientCert", "clientKey"\), or speak other versions or ciphers$/,
  ],
  [
    'break it off',
    40,
    {},
    /refused the TLS handshake \([\w/]+ alert handshake failure\): it may want a client certificate \("clientCert", "clientKey"\), or other ciphers$/,
  ],
  [
    'do not trust who signed the client certificate',
    48,
    { clientCertificate: pair('strange-client') },
    /does not accept the client certificate \S+strange-client\.pem \(tlsv1 alert unknown ca\): give another with "clientCert" and "clientKey"$/,
  ],
  [
    'speak older versions',
    70,
    {},
    /speaks no TLS of version 1\.2 or later \(tlsv1 alert protocol version\)$/,
  ],
  [
    'do not know their name',
    112,
    {},
    /does not know the name by which it was asked \(tlsv1 unrecognized name\): say its own with "serverName"$/,
  ],
];

test.each(ALERTS)(
  'that %s at the handshake are a 502 that says what to do',
  async (_, alert, own, message) => {
    const upstream = closeAfterTest(
      await RawUpstream.start(async (end) => {
        await end.until(() => end.length > 0);
        if (alert === null) end.end();
        else end.send(`\x15\x03\x03\x00\x02\x02${String.fromCharCode(alert)}`);
      }),
    );
    const service = { url: `https://127.0.0.1:${upstream.port}`, ...own };
    const caller = await (await startTracedProxy(upstream, { service })).connect();
    caller.send(GET);
    const answer = await caller.nextMessage();
    expect(headLines(answer)[0]).toBe('HTTP/1.1 502 Bad Gateway');
    expect(JSON.parse(bodyOf(answer)).error.message).toMatch(message);
  },
);

test('whose certificate is not trusted are asked all the same where that was configured', async () => {
  const { caller } = await secured('127.0.0.1', { insecure: true });
  caller.send(GET);
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
});

test('that are none are a 502 that says what came instead', async () => {
  const upstream = closeAfterTest(
    await RawUpstream.start((end) => {
      end.send('HTTP/1.1 400 Bad Request\r\n\r\n');
    }),
  );
  const traced = await startTracedProxy(upstream, {
    service: { url: `https://127.0.0.1:${upstream.port}` },
  });
  const caller = await traced.connect();
  caller.send(GET);
  const answer = await caller.nextMessage();
  expect(headLines(answer)[0]).toBe('HTTP/1.1 502 Bad Gateway');
  expect(JSON.parse(bodyOf(answer)).error.message).toMatch(
    /^service at https:\/\/127\.0\.0\.1:\d+ does not speak TLS as it should: [\w ]+\. Should its URL begin with http:\?$/,
  );
});

test('that say nothing within the time to connect are a 504', async () => {
  const upstream = closeAfterTest(await RawUpstream.start());
  const traced = await startTracedProxy(upstream, {
    service: { url: `https://127.0.0.1:${upstream.port}` },
    settings: { timeouts: { head: 60_000, connect: 30, firstByte: 0, idle: 0 } },
  });
  const caller = await traced.connect();
  caller.send(GET);
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 504 Gateway Timeout');
  expect(ending(await traced.exchange(1))).toBe('upstreamFailed 504 RH_UPSTREAM_TIMEOUT');
  await (await upstream.nextConnection()).untilClosed();
});
