import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import type { ServiceSettings } from '../../src/config/settings.js';
import { AUTHORITY, CERTIFICATE, KEY } from '../proxy/certificates.js';
import { closeAfterTest, ending, startTracedProxy } from '../proxy/harness.js';
import { bodyOf, headLines, RawUpstream } from '../proxy/wire.js';

const GET = 'GET /s/x HTTP/1.1\r\nHost: caller.example\r\n\r\n';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'requestshook-'));
  writeFileSync(join(folder, 'ca.pem'), AUTHORITY);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A proxy before a service that speaks TLS; what the service saw of each request. */
async function secured(host: string, service: Partial<ServiceSettings>) {
  const seen: string[] = [];
  const server = createServer({ cert: CERTIFICATE, key: KEY }, (req: IncomingMessage, res) => {
    const { servername } = req.socket as TLSSocket & { servername: string | false };
    seen.push(
      `${req.method} ${req.url} host=${req.headers.host?.replace(/\d{4,}/, 'PORT')} sni=${servername}`,
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
  const { traced, seen, caller } = await secured('127.0.0.1', { ca: join(folder, 'ca.pem') });
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
  const { seen, caller } = await secured('localhost', { ca: join(folder, 'ca.pem'), preserveHost: true });
  for (const request of [GET, 'POST /s/x HTTP/1.1\r\nHost: caller.example\r\n\r\n']) {
    caller.send(request);
    expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 200 OK');
  }
  expect(seen).toEqual([
    'GET /base/x host=caller.example sni=localhost',
    'POST /base/x host=caller.example sni=localhost',
  ]);
});

test('whose certificate is not trusted are a 502 that names the reason', async () => {
  const { traced, seen, caller } = await secured('127.0.0.1', {});
  caller.send(GET);
  const answer = await caller.nextMessage();
  expect(headLines(answer)[0]).toBe('HTTP/1.1 502 Bad Gateway');
  expect(JSON.parse(bodyOf(answer)).error.message).toMatch(
    /^service at https:\/\/127\.0\.0\.1:\d+ has a certificate that is not trusted \(unable to verify the first certificate.*\): give its authority with "ca"$/,
  );
  expect(ending(await traced.exchange(1))).toBe('upstreamFailed 502 UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  expect(seen).toEqual([]);
});

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
    settings: { timeouts: { connect: 30, firstByte: 0, idle: 0 } },
  });
  const caller = await traced.connect();
  caller.send(GET);
  expect(headLines(await caller.nextMessage())[0]).toBe('HTTP/1.1 504 Gateway Timeout');
  expect(ending(await traced.exchange(1))).toBe('upstreamFailed 504 RH_UPSTREAM_TIMEOUT');
  await (await upstream.nextConnection()).untilClosed();
});
