import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { Handshakes } from '../../src/proxy/handshakes.js';
import type { RequestRecord } from '../../src/recorder/record.js';
import { AUTHORITY, CERTIFICATE, certificateFile, KEY } from '../proxy/certificates.js';
import { ending, keptText, type ProxyOptions, startPair } from '../proxy/harness.js';
import { bodyOf, connect, headLines, RawUpstream, WireEnd } from '../proxy/wire.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const GET = 'GET /s/x HTTP/1.1\r\nHost: h\r\n\r\n';
const LISTENER = { host: '127.0.0.1', port: 0, from: null, service: null };
const FILES = { cert: certificateFile('server'), key: certificateFile('server-key') };

/** A service behind a proxy that speaks https. */
function startSecured(starting: Promise<RawUpstream>, options: ProxyOptions = {}, certificate = FILES) {
  return startPair(starting, {
    ...options,
    settings: { ...options.settings, listeners: [{ ...LISTENER, certificate }] },
  });
}

const answering = (answer = OK) => RawUpstream.answering(() => answer);

/** A caller that trusts the authority of the tests. */
async function secure(port: number, options: tls.ConnectionOptions = {}): Promise<WireEnd> {
  const socket = tls.connect({ port, host: '127.0.0.1', ca: AUTHORITY, ...options });
  const end = new WireEnd(socket);
  await once(socket, 'secureConnect');
  return end;
}

test('serve requests, whole and one after the other, as plain ones do', async () => {
  const { upstream, traced } = await startSecured(answering());
  const caller = await secure(traced.port);
  const body = 'x'.repeat(300_000);
  caller.send(`PUT /s/a HTTP/1.1\r\nHost: h\r\nContent-Length: ${body.length}\r\n\r\n${body}${GET}`);
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
  expect(upstream.received).toContain(body);
  expect([await traced.exchange(1), await traced.exchange(2)].map(ending)).toEqual([
    'responded 200',
    'responded 200',
  ]);
});

test('offer HTTP/1.1 by ALPN, with TLS 1.2 and 1.3 alone', async () => {
  const { traced } = await startSecured(answering());
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const { socket } = await secure(traced.port, {
      ALPNProtocols: ['h2', 'http/1.1'],
      minVersion: version,
      maxVersion: version,
    });
    expect([(socket as tls.TLSSocket).getProtocol(), (socket as tls.TLSSocket).alpnProtocol]).toEqual([
      version,
      'http/1.1',
    ]);
  }
  const old = tls.connect({
    port: traced.port,
    host: '127.0.0.1',
    ca: AUTHORITY,
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT:@SECLEVEL=0',
  });
  const [error] = await once(old, 'error');
  expect(error.code).toMatch(/PROTOCOL_VERSION/);
});

test('answer plain HTTP with 400 that says what is wrong, and tell of it', async () => {
  const { upstream, traced } = await startSecured(answering());
  const caller = await connect(traced.port);
  caller.send(GET);
  const answer = await caller.nextMessage();
  await caller.untilEnded();
  const message = 'Plain HTTP came to a port that speaks https: write https:// in its URL.';
  expect(headLines(answer)[0]).toBe('HTTP/1.1 400 Bad Request');
  expect(JSON.parse(bodyOf(answer)).error.message).toBe(message);
  expect(traced.refused).toEqual([`400 ${message}`]);
  expect(upstream.connections).toEqual([]);
  expect(traced.records).toEqual([]);
});

test('close on what is neither HTTP nor TLS, and tell of it; whoever just leaves is not told of', async () => {
  const { traced } = await startSecured(answering());
  (await connect(traced.port)).reset();
  (await connect(traced.port)).end();
  const half = await connect(traced.port);
  half.send('\x16\x03\x01');
  half.end();
  await half.untilEnded();
  const caller = await connect(traced.port);
  caller.send('\x00\xff garbage'.repeat(100));
  await caller.untilEnded();
  expect(traced.refused).toEqual([expect.stringMatching(/^null The TLS handshake failed: [\w ]+\.$/)]);
});

test('tell of a caller that does not trust the certificate, and what to do', async () => {
  const { traced } = await startSecured(answering());
  // Node as a caller just leaves; OpenSSL's own clients say why: fatal, unknown_ca (RFC 5246, 7.2).
  const listening = await RawUpstream.start();
  const hello = tls.connect({ port: listening.port, host: '127.0.0.1', maxVersion: 'TLSv1.2' });
  const caller = await connect(traced.port);
  const sample = await listening.nextConnection();
  await sample.until(() => sample.length > 0);
  caller.send(sample.received);
  await caller.until(() => caller.length > 0);
  caller.send('\x15\x03\x03\x00\x02\x02\x30');
  hello.on('error', () => {}).destroy();
  await listening.close();
  await caller.untilEnded();
  expect(traced.refused).toEqual([
    'null A caller does not trust the certificate of this listener (tlsv1 alert unknown ca): give it the authority, as with OS_CACERT, and call the host that the certificate names.',
  ]);
  expect(traced.records).toEqual([]);
});

test('give a handshake that stops its time, and no more', async () => {
  const server = createServer({ cert: CERTIFICATE, key: KEY });
  new Handshakes(server, { onPlain: () => {}, onFailed: () => {} }, 50);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const silent = await connect(port);
  const half = await connect(port);
  half.send('\x16\x03\x01\x02\x00');
  const done = await secure(port);
  await Promise.all([silent.untilEnded(), half.untilEnded()]);
  // One whose handshake is over has all the time it wants.
  expect(done.isClosed).toBe(false);
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

test('stop without those that are in their handshake', async () => {
  const { traced } = await startSecured(answering());
  const silent = await connect(traced.port);
  const half = await connect(traced.port);
  half.send('\x16\x03\x01\x02\x00');
  const idle = await secure(traced.port);
  idle.send(GET);
  await idle.nextMessage();
  await traced.proxy.close(60_000);
  await Promise.all([silent.untilEnded(), half.untilEnded(), idle.untilEnded()]);
});

test('have what no HTTP reader understands answered 400, as plain ones do', async () => {
  const { traced } = await startSecured(answering());
  const caller = await secure(traced.port);
  caller.send('GET /s/x HTTP/1.1\r\nHost: h\r\nA b: c\r\n\r\n');
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 400 Bad Request');
  await caller.untilEnded();
  expect(traced.refused).toEqual([expect.stringMatching(/^400 The request cannot be read: /)]);
});

test('pass WebSockets both ways', async () => {
  const { upstream, traced } = await startSecured(
    RawUpstream.start(async (end) => {
      await end.nextMessage();
      end.send('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhello');
    }),
  );
  const caller = await secure(traced.port);
  caller.send(
    'GET /s/ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: a\r\n\r\n',
  );
  await caller.untilReceived('hello');
  caller.send('and back');
  await (await upstream.nextConnection()).untilReceived('and back');
  expect(ending(await traced.exchange(1))).toBe('responded 101');
  caller.end();
  await caller.untilClosed();
});

test('serve a request that offers another protocol as if it did not', async () => {
  const { traced } = await startSecured(answering());
  const caller = await secure(traced.port);
  caller.send(
    `POST /s/x HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 3\r\n\r\nabc${GET}`,
  );
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
  await Promise.all([traced.exchange(1), traced.exchange(2)]);
  const posted = traced.records.find(({ kind, method }) => kind === 'request' && method === 'POST');
  expect(keptText(posted as RequestRecord)).toBe('abc');
});

test('let the service decide about a body (Expect: 100-continue)', async () => {
  const { traced } = await startSecured(
    RawUpstream.start(async (end) => {
      await end.nextHead();
      end.send('HTTP/1.1 100 Continue\r\n\r\n');
      await end.untilReceived('abc');
      end.send(OK);
    }),
  );
  const caller = await secure(traced.port);
  caller.send('PUT /s/x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n');
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 100 Continue');
  caller.send('abc');
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
});

test('route a target in absolute form by its path', async () => {
  const { upstream, traced } = await startSecured(answering());
  const caller = await secure(traced.port);
  caller.send('GET https://elsewhere.example/s/x HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n');
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
  expect(headLines(upstream.received)[0]).toBe('GET /x HTTP/1.1');
});

test('show a body that the service broke off as short, also where only its end tells how long it is', async () => {
  const { upstream, traced } = await startSecured(
    RawUpstream.start(async (end) => {
      await end.nextMessage();
      end.send('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf');
    }),
  );
  const caller = await secure(traced.port);
  caller.send('GET /s/x HTTP/1.0\r\nHost: h\r\n\r\n');
  await caller.untilReceived('half');
  (await upstream.nextConnection()).reset();
  await caller.untilClosed();
  expect(caller.errorCode).toBe('ECONNRESET');
  expect(ending(await traced.exchange(1))).toBe('upstreamFailed 200 RH_UPSTREAM_BROKE_OFF');
});

test('have their connections met with the address of the caller', async () => {
  const met: (string | undefined)[] = [];
  const { traced } = await startSecured(answering(), {
    parts: {
      onConnection: (socket: Socket, { scheme }, ready) => {
        met.push(`${scheme} ${socket.remoteAddress}`);
        setImmediate(ready);
      },
      identify: ({ connection }) => ({ name: `port-${connection.remotePort}`, source: 'process' }),
    },
  });
  const caller = await secure(traced.port);
  caller.send(GET);
  await caller.nextMessage();
  caller.send(GET);
  await caller.nextMessage();
  expect(met).toEqual(['https 127.0.0.1']);
  expect((await traced.exchange(2)).request.caller.name).toBe(`port-${caller.socket.localPort}`);
});

test('record a request that no route takes with the URL by which it came', async () => {
  const { traced } = await startSecured(answering());
  const caller = await secure(traced.port);
  caller.send('GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n');
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 404 Not Found');
  expect((await traced.exchange(1)).request.url).toBe(`https://127.0.0.1:${traced.port}/nowhere`);
});

describe('whose certificate is renewed', () => {
  let folder: string;
  const files = () => ({ cert: join(folder, 'c.pem'), key: join(folder, 'k.pem') });
  const put = (name: string) => {
    copyFileSync(certificateFile(name), files().cert);
    copyFileSync(certificateFile(`${name}-key`), files().key);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rh-tls-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('show the new one to new connections, and keep the old ones', async () => {
    put('server');
    const { traced } = await startSecured(answering(), {}, files());
    const before = await secure(traced.port);
    put('elsewhere');
    traced.proxy.listeners[0]?.renewCertificate();
    const after = await secure(traced.port, { servername: 'cloud.example' });
    for (const caller of [before, after]) {
      caller.send(GET);
      expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
    }
  });

  test('keep the old one where the new one cannot be used', async () => {
    put('server');
    const { traced } = await startSecured(answering(), {}, files());
    copyFileSync(certificateFile('elsewhere-key'), files().key);
    expect(() => traced.proxy.listeners[0]?.renewCertificate()).toThrow(
      `tlsKey: ${files().key} is not the key of the certificate ${files().cert}`,
    );
    const caller = await secure(traced.port);
    caller.send(GET);
    expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
  });
});
