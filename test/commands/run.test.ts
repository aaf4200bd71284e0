import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readLog } from '../../src/formats/log-reader.js';
import { type CliOptions, cli, into, startCli, temporaryFolder } from './program.js';

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A Keystone and a Glance on one port; the catalog has the endpoints that are given. */
async function startCloud(secure: https.ServerOptions | null = null) {
  const catalog: { type: string; endpoints: object[] }[] = [];
  const answer: http.RequestListener = (req, res) => {
    if (req.method === 'POST')
      res.writeHead(201, { 'X-Subject-Token': 'gAAAA', 'Content-Type': 'application/json' });
    else res.writeHead(200, { 'Content-Type': 'application/json' });
    res.end(req.method === 'POST' ? JSON.stringify({ token: { catalog } }) : '{"ok": true}');
  };
  const server = secure === null ? http.createServer(answer) : https.createServer(secure, answer);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `${secure === null ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const offer = (type: string, endpoint: string) =>
    catalog.push({ type, endpoints: [{ interface: 'public', url: endpoint, region: 'R' }] });
  return { url, offer };
}

/** Runs a shell command, traced; PATH is what it is, and there is no cloud but what `env` says. */
async function traced(script: string, options: CliOptions & { args?: string[]; folder?: string } = {}) {
  const folder = options.folder ?? temporaryFolder();
  const result = await cli(
    ['run', ...into(folder), ...(options.args ?? []), '--', 'sh', '-c', script],
    options,
  );
  const calls = () =>
    readLog(readFileSync(join(folder, 'requests.log')))
      .entries.filter(({ kind }) => kind === 'response')
      .map(({ from, service, method, url, status }) => `${from} ${service} ${method} ${url} ${status}`);
  return { ...result, folder, calls };
}

/** Our private folders that are there. */
const privateFolders = (tmp: string) => readdirSync(tmp).filter((name) => name.startsWith('requestshook-'));

const NO_CLOUD = { OS_AUTH_URL: 'http://127.0.0.1:1/identity' };

test('what the command writes is untouched, bytes that are no text included, and the summary is on stderr', async () => {
  const cloud = await startCloud();
  const env = { OS_AUTH_URL: `${cloud.url}/identity/v3` };
  const result = await traced('printf "out\\377\\000\\n"; curl -s "$OS_AUTH_URL/x?a=1"; echo err >&2', {
    env,
  });
  expect(result.stdout).toBe('out\xff\0\n{"ok": true}');
  expect(result.status).toBe(0);
  const [said, blank, ...table] = result.stderr.split('\n');
  expect([said, blank]).toEqual(['err', '']);
  expect(table[0]?.split(/\s+/)).toEqual([
    '#',
    'caller',
    'service',
    'method',
    'path',
    'status',
    'time',
    'sent',
    'received',
  ]);
  expect(table[1]).toMatch(/^1 +sh +keystone +GET +\/identity\/v3\/x\?a=1 +200 +[\d.]+ m?s +12 B$/);
  expect(table[2]).toBe(
    `1 call, ${/([\d.]+ m?s)/.exec(table[1] ?? '')?.[1]} in all. Trace: ${result.folder}/requests.log, ${result.folder}/diagram.md, ${result.folder}/body.md`,
  );
  expect(result.calls()).toEqual([`sh keystone GET ${cloud.url}/identity/v3/x?a=1 200`]);
});

test('it ends as the command did', async () => {
  expect(await traced('exit 7', { env: NO_CLOUD })).toMatchObject({
    status: 7,
    stderr: expect.stringContaining('It made no call that went through the proxy.'),
  });
  expect((await traced('kill -KILL $$', { env: NO_CLOUD })).status).toBe(128 + 9);
});

test('a program that is not there, or may not be run, ends it as a shell would, with one line', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'file');
  writeFileSync(file, '#!/bin/sh\n', { mode: 0o644 });
  const run = async (program: string) => {
    const { status, stderr } = await cli(['run', ...into(folder), '--', program], { env: NO_CLOUD });
    return [status, stderr];
  };
  expect(await run('no-such-program')).toEqual([
    127,
    'requestshook: cannot run no-such-program: there is no such program in PATH\n',
  ]);
  expect(await run('/no/such/program')).toEqual([
    127,
    'requestshook: cannot run /no/such/program: there is no such program\n',
  ]);
  expect(await run(file)).toEqual([126, `requestshook: cannot run ${file}: this user may not run it\n`]);
});

test('the caller has the name of the program, or the one that is given', async () => {
  const cloud = await startCloud();
  const env = { OS_AUTH_URL: `${cloud.url}/identity` };
  const call = 'curl -s "$OS_AUTH_URL" >/dev/null';
  expect((await traced(call, { env })).calls()).toEqual([`sh keystone GET ${cloud.url}/identity 200`]);
  const named = await traced(call, { env, args: ['--name', 'my job'] });
  expect(named.calls()).toEqual([`my_job keystone GET ${cloud.url}/identity 200`]);
});

test('an auth URL in another spelling is led to the proxy as well', async () => {
  const cloud = await startCloud();
  const url = `${cloud.url.replace('http', 'HTTP')}/identity/`;
  const { stdout, calls } = await traced('echo "$OS_AUTH_URL"; curl -s "$OS_AUTH_URL"', {
    env: { OS_AUTH_URL: url },
  });
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/identity\/\n\{"ok": true\}$/);
  expect(calls()).toEqual([`sh keystone GET ${cloud.url}/identity/ 200`]);
});

test('services that the catalog names are traced, and what leads past the proxy is said', async () => {
  const cloud = await startCloud();
  cloud.offer('image', `${cloud.url}/image`);
  cloud.offer('volumev3', 'http://203.0.113.7/volume/v3/abc');
  const script = `
    curl -s -d '{}' "$OS_AUTH_URL/v3/auth/tokens" | grep -o 'http://127[^"]*/image'
    curl -s "\${OS_AUTH_URL%/identity}/image/v2/images" >/dev/null`;
  const { stdout, stderr, calls } = await traced(script, { env: { OS_AUTH_URL: `${cloud.url}/identity` } });
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/image\n$/);
  expect(stdout).not.toContain(cloud.url);
  expect(calls()).toEqual([
    `sh keystone POST ${cloud.url}/identity/v3/auth/tokens 201`,
    `sh glance-api GET ${cloud.url}/image/v2/images 200`,
  ]);
  expect(stderr).toContain(
    'Links to http://203.0.113.7/volume lead past the proxy: calls to it were not seen.\n',
  );
});

test('endpoints that are set by hand are routes too', async () => {
  const [cloud, other] = [await startCloud(), await startCloud()];
  const env = {
    OS_AUTH_URL: `${cloud.url}/identity`,
    OS_IMAGE_ENDPOINT_OVERRIDE: `${other.url}/v2`,
    OS_OBJECT_STORE_ENDPOINT_OVERRIDE: `${other.url}/swift/v1/AUTH_x`,
  };
  const script =
    'curl -s "$OS_IMAGE_ENDPOINT_OVERRIDE/images" "$OS_OBJECT_STORE_ENDPOINT_OVERRIDE/c" >/dev/null';
  expect((await traced(script, { env })).calls()).toEqual([
    `sh glance-api GET ${other.url}/v2/images 200`,
    `sh swift-proxy-server GET ${other.url}/swift/v1/AUTH_x/c 200`,
  ]);
});

test('an auth URL that is none of the services given is said: the command will not be seen', async () => {
  const { stderr } = await traced('true', {
    env: NO_CLOUD,
    args: ['--service', 'keystone=http://127.0.0.1:2/identity'],
  });
  expect(stderr).toMatch(
    /^requestshook: http:\/\/127\.0\.0\.1:1\/identity, which the command calls, is none of the services given: calls to it will not be seen\n/,
  );
});

test('a misspelt variable is warned of', async () => {
  const { stderr } = await traced('true', { env: { ...NO_CLOUD, REQUESTSHOOK_SECRET: 'plain' } });
  expect(stderr).toMatch(/^requestshook: the variable REQUESTSHOOK_SECRET is no setting/);
});

describe('clouds.yaml', () => {
  const folderWithCloud = (url: string, more = '') => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'clouds.yaml'),
      `clouds:\n  one:\n    auth:\n      auth_url: ${url}/identity\n      password: s3cret\n${more}`,
    );
    return folder;
  };

  test('is led to the proxy in a private copy, which is gone afterwards', async () => {
    const cloud = await startCloud();
    const cwd = folderWithCloud(cloud.url);
    const tmp = temporaryFolder();
    const script =
      'stat -c "%a %n" $(dirname $OS_CLIENT_CONFIG_FILE) $OS_CLIENT_CONFIG_FILE; cat $OS_CLIENT_CONFIG_FILE';
    const { stdout } = await traced(script, { cwd, env: { OS_CLOUD: 'one', TMPDIR: tmp } });
    expect(stdout).toMatch(/^700 .*\/requestshook-\w+\n600 .*\/clouds\.yaml\n/);
    expect(stdout).toMatch(/auth_url: http:\/\/127\.0\.0\.1:\d+\/identity\n {6}password: s3cret\n/);
    expect(stdout).not.toContain(cloud.url);
    expect(privateFolders(tmp)).toEqual([]);
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)(
    'the private copy is gone after a %s too, which the command hears of',
    async (signal) => {
      const tmp = temporaryFolder();
      const cwd = folderWithCloud('http://127.0.0.1:1');
      const running = startCli(['run', ...into(temporaryFolder()), '--', 'sleep', '60'], {
        cwd,
        env: { OS_CLOUD: 'one', TMPDIR: tmp },
      });
      while (privateFolders(tmp).length === 0) await new Promise(setImmediate);
      while (readdirSync(join(tmp, privateFolders(tmp)[0] as string)).length === 0)
        await new Promise(setImmediate);
      await commandStarted(running.child.pid as number);
      running.child.kill(signal);
      expect(await running.ended).toBe(128 + { SIGTERM: 15, SIGHUP: 1 }[signal]);
      expect(privateFolders(tmp)).toEqual([]);
      expect(running.stderr()).toContain('It made no call');
    },
  );

  test('the private copy is gone where the command cannot be started', async () => {
    const tmp = temporaryFolder();
    const cwd = folderWithCloud('http://127.0.0.1:1');
    const { status } = await cli(['run', ...into(temporaryFolder()), '--', 'no-such-program'], {
      cwd,
      env: { OS_CLOUD: 'one', TMPDIR: tmp },
    });
    expect(status).toBe(127);
    expect(privateFolders(tmp)).toEqual([]);
  });
});

test('a private folder is gone when the process ends, even by a fault of ours', () => {
  const tmp = temporaryFolder();
  const module = new URL('../../src/commands/environment-files.js', import.meta.url);
  const script = `const { makePrivateFolder } = await import(${JSON.stringify(module.href)});
    const folder = makePrivateFolder(${JSON.stringify(tmp)});
    folder.write('clouds.yaml', 'secret');
    console.log(folder.path);
    throw new Error('a fault');`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
  expect(status).toBe(1);
  expect(stdout.toString()).toContain(tmp);
  expect(privateFolders(tmp)).toEqual([]);
});

/** Resolves when a process has a child, whose program runs. */
async function commandStarted(pid: number): Promise<void> {
  for (;;) {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    if (
      children !== '' &&
      readFileSync(`/proc/${children.split(' ')[0]}/cmdline`, 'utf8').startsWith('sleep')
    )
      return;
    await new Promise(setImmediate);
  }
}

describe('a cloud behind https', () => {
  /** An authority of its own and a certificate for 127.0.0.1; null: no openssl here. */
  function certificate(): { folder: string; key: Buffer; cert: Buffer } | null {
    const folder = temporaryFolder();
    try {
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:P-256',
          '-nodes',
          '-keyout',
          'key.pem',
          '-out',
          'ca.pem',
          '-days',
          '2',
          '-subj',
          '/CN=test',
          '-addext',
          'subjectAltName=IP:127.0.0.1',
        ],
        { cwd: folder, stdio: 'ignore' },
      );
    } catch {
      return null;
    }
    return { folder, key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'ca.pem')) };
  }

  const script = `
    curl -s -o /dev/null -w '%{http_code} ' -d '{}' "$OS_AUTH_URL/v3/auth/tokens"
    curl -s -o /dev/null -w '%{http_code}' "\${OS_AUTH_URL%/identity}/image/v2/images"`;

  async function tracedWith(env: Record<string, string>, args: string[] = []) {
    const made = certificate();
    if (made === null) return null;
    const cloud = await startCloud(made);
    cloud.offer('image', `${cloud.url}/image`);
    const filled = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, value.replace('FOLDER', made.folder)]),
    );
    return traced(script, {
      env: { OS_AUTH_URL: `${cloud.url}/identity`, ...filled },
      args: args.map((arg) => arg.replace('FOLDER', made.folder)),
    });
  }

  test.each([
    ["the command's own authorities", { OS_CACERT: 'FOLDER/ca.pem' }, []],
    ['--ca', {}, ['--ca', 'FOLDER/ca.pem']],
    ['--insecure', {}, ['--insecure']],
  ] as [string, Record<string, string>, string[]][])(
    'is trusted by %s, the services of its catalog too',
    async (_, env, args) => {
      const result = await tracedWith(env, args);
      // Where there is no openssl nothing can be shown.
      if (result !== null) expect(result.stdout).toBe('201 200');
    },
  );

  test('is not trusted where nobody says so', async () => {
    const result = await tracedWith({});
    if (result === null) return;
    expect(result.stdout).toBe('502 404');
    expect(result.stderr).toContain('has a certificate that is not trusted');
  });
});

test('the summary cuts paths to the terminal, which a file is not, and hides secrets', async () => {
  const cloud = await startCloud();
  const env = { OS_AUTH_URL: `${cloud.url}/identity` };
  const { stderr } = await traced(`curl -s "$OS_AUTH_URL/${'x'.repeat(200)}?token=abcdefgh" >/dev/null`, {
    env,
  });
  expect(stderr).toContain(`/identity/${'x'.repeat(200)}?token={SHA256}`);
  expect(stderr).not.toContain('abcdefgh');
});

test('the files that are made are for their owner alone', async () => {
  const folder = join(temporaryFolder(), 'new');
  await traced('true', { env: NO_CLOUD, folder });
  expect(existsSync(join(folder, 'requests.log'))).toBe(true);
  chmodSync(folder, 0o700);
  for (const name of readdirSync(folder))
    expect([name, execFileSync('stat', ['-c', '%a', join(folder, name)]).toString()]).toEqual([
      name,
      '600\n',
    ]);
});
