import { once } from 'node:events';
import { copyFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { AUTHORITY, CERTIFICATE, certificateFile, KEY } from '../proxy/certificates.js';
import { cli, into, startCli, temporaryFolder } from './program.js';

/** Whose certificate a listener shows. */
async function shownAt(port: number): Promise<string> {
  const socket = tls.connect({
    port,
    host: '127.0.0.1',
    ca: AUTHORITY,
    checkServerIdentity: () => undefined,
  });
  await once(socket, 'secureConnect');
  const { subject } = socket.getPeerCertificate();
  socket.destroy();
  return subject.CN as string;
}

/** A proxy with a copy of a certificate of the tests. */
async function startProxy(...args: string[]) {
  const folder = temporaryFolder();
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const put = (name: string) => {
    copyFileSync(certificateFile(name), cert);
    copyFileSync(certificateFile(`${name}-key`), key);
  };
  put('server');
  const running = startCli([
    ...['proxy', ...into(folder), '--listen', '0', '--ui', 'off'],
    ...['--tls-cert', cert, '--tls-key', key, '--service', 'keystone=http://127.0.0.1:1/identity', ...args],
  ]);
  const [, port] = await running.until(/ready on https:\/\/127\.0\.0\.1:(\d+);/);
  return { ...running, port: Number(port), cert, key, put };
}

test('SIGHUP has the certificate read again; one that cannot be used is told, and the old one stays', async () => {
  const proxy = await startProxy();
  expect(await shownAt(proxy.port)).toBe('localhost');
  proxy.put('elsewhere');
  proxy.child.kill('SIGHUP');
  await proxy.until(/certificates read again/);
  expect(await shownAt(proxy.port)).toBe('cloud.example');
  rmSync(proxy.key);
  proxy.child.kill('SIGHUP');
  await proxy.until(
    /tlsKey: the file \S+key\.pem can not be read: there is no such file; the certificate that held before/,
  );
  expect(await shownAt(proxy.port)).toBe('cloud.example');
});

test('every worker process reads the certificate again', async () => {
  const proxy = await startProxy('--workers', '2');
  proxy.put('elsewhere');
  proxy.child.kill('SIGHUP');
  await proxy.until(/certificates read again/);
  // Connections go to the two in turn, and each says nothing of its own.
  for (let renewed = 0; renewed < 2; )
    renewed = (await shownAt(proxy.port)) === 'cloud.example' ? renewed + 1 : 0;
  proxy.child.kill('SIGTERM');
  expect(await proxy.ended).toBe(0);
});

test('a certificate whose files change is taken by itself', async () => {
  const proxy = await startProxy();
  proxy.put('elsewhere');
  await proxy.until(/certificates read again/);
  expect(await shownAt(proxy.port)).toBe('cloud.example');
});

test('a certificate that services are shown is renewed for new connections', async () => {
  const seen: string[] = [];
  const options = {
    cert: CERTIFICATE,
    key: KEY,
    ca: AUTHORITY,
    requestCert: true,
    rejectUnauthorized: false,
  };
  const service = createServer(options, (req, res) => {
    seen.push((req.socket as tls.TLSSocket).getPeerCertificate().subject.CN as string);
    res.setHeader('Connection', 'close');
    res.end();
  });
  await once(service.listen(0, '127.0.0.1'), 'listening');
  const folder = temporaryFolder();
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const put = (name: string) => {
    copyFileSync(certificateFile(name), cert);
    copyFileSync(certificateFile(`${name}-key`), key);
  };
  put('client');
  const { port } = service.address() as AddressInfo;
  const proxy = startCli([
    ...['proxy', ...into(folder), '--listen', '0', '--ui', 'off', '--ca', certificateFile('authority')],
    ...[
      '--client-cert',
      cert,
      '--client-key',
      key,
      '--service',
      `keystone=https://127.0.0.1:${port}/identity`,
    ],
  ]);
  const [, origin] = await proxy.until(/ready on (http:\S+\d)/);
  await fetch(`${origin}/identity`);
  put('server');
  proxy.child.kill('SIGHUP');
  await proxy.until(/certificates read again/);
  await fetch(`${origin}/identity`);
  expect(seen).toEqual(['operator', 'localhost']);
  service.close();
  service.closeAllConnections();
});

test('a certificate that has ended is warned of', async () => {
  const proxy = await startProxy();
  proxy.put('expired');
  proxy.child.kill('SIGHUP');
  await proxy.until(/the certificate \S+cert\.pem ended on 2021-01-01: callers that verify it will not call/);
});

test('what cannot be used is refused at start, with the option and the file', async () => {
  const start = (...args: string[]) =>
    cli([
      'proxy',
      ...into(temporaryFolder()),
      '--listen',
      '0',
      '--service',
      'a=https://127.0.0.1:1',
      ...args,
    ]);
  const [server, client] = [certificateFile('server'), certificateFile('client-key')];
  expect(await start('--tls-cert', server, '--tls-key', client)).toMatchObject({
    status: 1,
    stderr: `requestshook: --tls-key: ${client} is not the key of the certificate ${server} (or that does not begin with the certificate itself)\n`,
  });
  expect(await start('--ca', client)).toMatchObject({
    status: 1,
    stderr: `requestshook: --ca: ${client}: expected a PEM file with certificates (-----BEGIN CERTIFICATE-----)\n`,
  });
});
