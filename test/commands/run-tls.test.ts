import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AUTHORITY, CERTIFICATE, certificateFile, KEY } from '../proxy/certificates.js';
import { cli, into, temporaryFolder } from './program.js';

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A service that says what it was asked; its URL. */
async function startService(options: https.ServerOptions | null = null): Promise<string> {
  const answer: http.RequestListener = (req, res) => {
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify({ self: `${base}${req.url}` }));
  };
  const server = options === null ? http.createServer(answer) : https.createServer(options, answer);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const base = `${options === null ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return base;
}

const pair = (name: string) => ({
  cert: readFileSync(certificateFile(name)),
  key: readFileSync(certificateFile(`${name}-key`)),
});
const tlsArgs = (cert: string, key = certificateFile('server-key')) => ['--tls-cert', cert, '--tls-key', key];
const SERVER = tlsArgs(certificateFile('server'));

/** Runs a shell command, traced by a proxy that speaks https. */
async function traced(script: string, args: string[], env: Record<string, string>) {
  const folder = temporaryFolder();
  return cli(['run', ...into(folder), ...args, '--', 'sh', '-c', script], { env });
}

test('a proxy with a certificate is called by https, and trusted by what the command trusts already', async () => {
  const cloud = await startService();
  const result = await traced('curl -sS --cacert "$OS_CACERT" "$OS_AUTH_URL/v3"', SERVER, {
    OS_AUTH_URL: `${cloud}/identity`,
    OS_CACERT: certificateFile('authority'),
  });
  expect(result).toMatchObject({
    status: 0,
    // The link in the answer leads there as well.
    stdout: expect.stringMatching(/^\{"self":"https:\/\/127\.0\.0\.1:\d+\/identity\/v3"\}$/),
  });
  expect(result.stderr).toMatch(/ keystone +GET +\/identity\/v3 +200 /);
});

test('a certificate whose file goes up to its authority is trusted by it, by every kind of client', async () => {
  const folder = temporaryFolder();
  const chain = join(folder, 'chain.pem');
  writeFileSync(chain, CERTIFICATE + AUTHORITY);
  const cloud = await startService();
  // curl asks its variables by itself; the other names the files.
  const script =
    'curl -sS -o /dev/null -w "%{http_code} " "$OS_AUTH_URL" && curl -sS -o /dev/null -w "%{http_code} " --cacert "$OS_CACERT" "$OS_AUTH_URL"; ' +
    'for f in "$OS_CACERT" "$REQUESTS_CA_BUNDLE" "$SSL_CERT_FILE"; do stat -c %a "$f"; done';
  const env = { OS_AUTH_URL: `${cloud}/identity` };
  expect(await traced(script, tlsArgs(chain), env)).toMatchObject({
    status: 0,
    stdout: '200 200 600\n600\n600\n',
  });
});

test('other hosts are verified as before: by what the command was told to trust, and by nothing else', async () => {
  const [cloud, known, unknown] = await Promise.all([
    startService(),
    // Not the proxy's own, which curl trusts wherever it meets it.
    startService(pair('elsewhere')),
    startService(pair('untrusted')),
  ]);
  const { port } = new URL(known);
  const there = `--resolve cloud.example:${port}:127.0.0.1 https://cloud.example:${port}`;
  const script = [
    ...['OS_CACERT', 'CURL_CA_BUNDLE'].flatMap((variable) =>
      [there, unknown].map((url) => `curl -s -o /dev/null --cacert "$${variable}" ${url}; echo $?`),
    ),
  ].join('\n');
  const env = {
    OS_AUTH_URL: `${cloud}/identity`,
    OS_CACERT: certificateFile('authority'),
    CURL_CA_BUNDLE: certificateFile('authority'),
  };
  expect((await traced(script, SERVER, env)).stdout).toBe('0\n60\n0\n60\n');
});

test('without a certificate on its command line nothing of that is touched', async () => {
  const cloud = await startService();
  const env = {
    OS_AUTH_URL: `${cloud}/identity`,
    OS_CACERT: certificateFile('authority'),
    // That of a proxy which is run elsewhere.
    REQUESTSHOOK_TLS_CERT: certificateFile('server'),
    REQUESTSHOOK_TLS_KEY: certificateFile('server-key'),
  };
  const { stdout } = await traced('echo "$OS_CACERT $CURL_CA_BUNDLE"; curl -sS "$OS_AUTH_URL"', [], env);
  expect(stdout).toMatch(
    new RegExp(`^${certificateFile('authority')} \\n\\{"self":"http://127\\.0\\.0\\.1:\\d+/identity"\\}$`),
  );
});

test('a certificate that the command would not trust is refused before it is run', async () => {
  const env = { OS_AUTH_URL: 'http://127.0.0.1:1/identity' };
  expect(await traced('echo run', SERVER, env)).toEqual({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^requestshook: the command would not trust the certificate \S+server\.pem \(unable to verify the first certificate.*\): append the certificate of its authority to that file, or name it in OS_CACERT\n$/,
    ),
  });
});

test('a certificate for another host is refused before the command is run', async () => {
  const args = tlsArgs(certificateFile('elsewhere'), certificateFile('elsewhere-key'));
  const env = { OS_AUTH_URL: 'http://127.0.0.1:1/identity', OS_CACERT: certificateFile('authority') };
  expect(await traced('echo run', args, env)).toEqual({
    status: 1,
    stdout: '',
    stderr: `requestshook: the certificate ${certificateFile('elsewhere')} is for cloud.example, and the command would call 127.0.0.1 or localhost: give --tls-cert one for that, or leave it out, as the command and its proxy are on this machine\n`,
  });
});

test('the certificate that the command shows to its cloud is shown by the proxy', async () => {
  const seen: string[] = [];
  const server = https.createServer(
    { cert: CERTIFICATE, key: KEY, ca: AUTHORITY, requestCert: true },
    (req, res) => {
      const { subject } = (req.socket as import('node:tls').TLSSocket).getPeerCertificate();
      seen.push(subject.CN as string);
      res.end();
    },
  );
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { status, stdout } = await traced('curl -s -o /dev/null -w "%{http_code}" "$OS_AUTH_URL"', [], {
    OS_AUTH_URL: `https://127.0.0.1:${(server.address() as AddressInfo).port}/identity`,
    OS_CACERT: certificateFile('authority'),
    OS_CERT: certificateFile('client'),
    OS_KEY: certificateFile('client-key'),
  });
  expect([status, stdout, seen]).toEqual([0, '200', ['operator']]);
});

test('the demo, which calls its own proxy, takes no certificate', async () => {
  expect(await cli(['demo', '--once', ...SERVER])).toMatchObject({
    status: 2,
    stderr: 'requestshook: --tls-cert: the demo speaks plain HTTP with itself; proxy and wrap speak https\n',
  });
});
