import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { callKeystone } from '../../src/wrap/keystone-call.js';
import { AUTHORITY, CERTIFICATE, certificateFile, KEY } from '../proxy/certificates.js';
import { type FakeKeystone, startFakeKeystone } from './fake-keystone.js';
import { requestshook } from './program.js';

// Each test starts a program, on a machine that may be busy.
import.meta.jest.setTimeout(30_000);

let home: string;
let keystone: FakeKeystone;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'requestshook-test-'));
  keystone = await startFakeKeystone();
});
afterEach(async () => {
  await keystone.close();
  rmSync(home, { recursive: true, force: true });
});

function wrap(certificate: string, ...args: string[]) {
  const env = {
    OS_AUTH_URL: `${keystone.url}/v3`,
    OS_USERNAME: 'admin',
    OS_PASSWORD: 'secret',
    OS_PROJECT_NAME: 'admin',
  };
  const tls = [
    '--tls-cert',
    certificateFile(certificate),
    '--tls-key',
    certificateFile(`${certificate}-key`),
  ];
  const places = [
    '--log',
    'requests.log',
    '--dir',
    'trace',
    '--state',
    join(home, 'wrap.json'),
    '--ui',
    'off',
  ];
  return requestshook(['wrap', '--listen', '127.0.0.1:0', ...places, ...tls, ...args], env, home);
}

/** Status of a call by https. */
async function ask(url: string): Promise<number> {
  const [response] = await once(request(url, { ca: AUTHORITY, agent: false }).end(), 'response');
  response.resume();
  return response.statusCode;
}

test('endpoints lead to a proxy with a certificate by https', async () => {
  const originals = keystone.urls();
  const program = wrap('server');
  await program.says('of the cloud lead to https://127.0.0.1:');
  const url = keystone.urls()['k-public'] as string;
  expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/identity$/);
  expect(await ask(`${url}/v3/services`)).toBe(401);
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(keystone.urls()).toEqual(originals);
});

test('a certificate that is not for the host by which all would call is refused, and nothing is changed', async () => {
  const originals = keystone.urls();
  const program = wrap('elsewhere');
  expect(await program.ended).toBe(1);
  expect(program.stderr()).toBe(
    `requestshook: the certificate ${certificateFile('elsewhere')} is for cloud.example, and clients and services would call 127.0.0.1: ` +
      'say by which of its names they reach this machine, with --public-url, or give another with --tls-cert\n',
  );
  expect(keystone.urls()).toEqual(originals);
  const dry = wrap('elsewhere', '--dry-run', '--public-url', 'https://cloud.example:8500');
  expect(await dry.ended).toBe(0);
  expect(dry.stdout()).toContain('https://cloud.example:8500/identity');
});

test('a Keystone that wants a certificate is shown it', async () => {
  const options = { cert: CERTIFICATE, key: KEY, ca: AUTHORITY, requestCert: true };
  const server = createServer(options, (req, res) => {
    res.end(JSON.stringify((req.socket as TLSSocket).getPeerCertificate().subject.CN));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const place = {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/v3`,
    ca: AUTHORITY,
    insecure: false,
    clientCertificate: {
      cert: readFileSync(certificateFile('client'), 'utf8'),
      key: readFileSync(certificateFile('client-key'), 'utf8'),
    },
  };
  const call = { method: 'GET', path: '/endpoints' } as const;
  expect(await callKeystone(place, call)).toMatchObject({ status: 200, json: 'operator' });
  await expect(callKeystone({ ...place, clientCertificate: null }, call)).rejects.toThrow(
    /certificate required/,
  );
  server.close();
  server.closeAllConnections();
});
