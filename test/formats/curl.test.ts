import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { CURL_SCRIPT_HEAD, type CurlOptions, renderCurl } from '../../src/formats/curl.js';
import { aBody, anExchange, type Given } from './an-exchange.js';
import { type RawRequest, type RawServer, startRawServer } from './raw-server.js';

const run = promisify(execFile);

let server: RawServer;
let home: string;
beforeAll(async () => {
  server = await startRawServer();
  home = await mkdtemp(join(tmpdir(), 'requestshook-test-'));
});
afterAll(async () => {
  await server.close();
  await rm(home, { recursive: true });
});

/** Runs commands with the system's own shell and curl, which reads no settings of the user. */
async function runScript(script: string, env: Record<string, string> = {}): Promise<RawRequest[]> {
  const { PATH = '' } = process.env;
  const file = join(home, 'script.sh');
  await writeFile(file, script);
  await run('/bin/sh', [file], {
    timeout: 20_000,
    env: { PATH, HOME: home, CURL_HOME: home, LC_ALL: 'C.UTF-8', ...env },
  });
  return server.take();
}

const at = (path: string) => `http://127.0.0.1:${server.port}${path}`;

/** The request that the command of an exchange sends, once it is run. */
async function sent(
  given: Given,
  env: Record<string, string> = {},
  options: CurlOptions = {},
): Promise<RawRequest> {
  const exchange = anExchange({ url: at('/v2/images'), requestHeaders: [], ...given });
  const requests = await runScript(renderCurl(exchange, options), env);
  expect(requests).toHaveLength(1);
  return requests[0] as RawRequest;
}

const TOKEN = `{SHA256}${'a1'.repeat(32)}`;
const OTHER_TOKEN = `{SHA256}${'b2'.repeat(32)}`;
const latin1 = (text: string) => Buffer.from(text).toString('latin1');

describe('the request that a command sends', () => {
  test('has the method, path, query and headers of the traced one, in their order and case', async () => {
    const { line, headers } = await sent({
      method: 'DELETE',
      url: at('/image/v2/images/1?force=true&x=%2F'),
      requestHeaders: ['X-b', '2', 'accept', 'application/json', 'X-A', '1', 'User-Agent', 'me', 'X-b', '3'],
    });
    expect(line).toBe('DELETE /image/v2/images/1?force=true&x=%2F HTTP/1.1');
    expect(headers).toEqual([
      `Host: 127.0.0.1:${server.port}`,
      'X-b: 2',
      'accept: application/json',
      'X-A: 1',
      'User-Agent: me',
      'X-b: 3',
    ]);
  });

  test('has no header that curl adds by itself', async () => {
    expect((await sent({})).headers).toEqual([`Host: 127.0.0.1:${server.port}`]);
    const { headers } = await sent({ method: 'POST', requestBody: 'x'.repeat(2_000_000) });
    expect(headers).toEqual([`Host: 127.0.0.1:${server.port}`, 'Content-Length: 2000000']);
  });

  test.each([
    ['Connection', 'keep-alive, X-Hop'],
    ['X-Hop', 'named by Connection'],
    ['Keep-Alive', 'timeout=5'],
    ['TE', 'trailers'],
    ['Upgrade', 'h2c'],
    ['X-Requestshook-Request-Id', '0'],
    ['X-Requestshook-Request-From', 'openstack'],
  ])('lacks %s', async (name, value) => {
    const requestHeaders = ['Connection', 'x-hop', 'User-Agent', 'me', name, value];
    const { headers } = await sent({ requestHeaders });
    expect(headers).toEqual([`Host: 127.0.0.1:${server.port}`, 'User-Agent: me']);
  });

  test('has the marks of the proxy where they are asked for', async () => {
    const requestHeaders = ['X-Requestshook-Request-Id', '0', 'X-Requestshook-Request-From', 'openstack'];
    const { headers } = await sent({ requestHeaders }, {}, { marks: true });
    expect(headers.slice(1)).toEqual([
      'X-Requestshook-Request-Id: 0',
      'X-Requestshook-Request-From: openstack',
    ]);
  });

  test('has the Host that was sent where it is not that of the URL', async () => {
    const { headers } = await sent({ requestHeaders: ['X-A', '1', 'Host', 'cloud.example'] });
    expect(headers).toEqual(['Host: cloud.example', 'X-A: 1']);
  });

  test.each([
    ['empty', ''],
    ['quotes', `it's "so" \`x\` $HOME \\ !`],
    ['@ at the beginning', '@/etc/passwd'],
    ['a semicolon at the end', 'a;'],
    ['UTF-8', '한국어 café'],
    ['an escape', '\u001b[31m'],
    ['a tab', 'a\tb'],
    ['a direction mark', 'a\u202eb'],
  ])('has a header value with %s', async (_, value) => {
    const { headers } = await sent({ requestHeaders: ['X-We!rd$Name`', value] });
    expect(headers[1]?.trimEnd()).toBe(latin1(`X-We!rd$Name\`: ${value}`).trimEnd());
  });

  test.each([
    ['brackets', '/v2/[1-3]/{a,b}?x[]=1'],
    ['dots', '/v2/../v3/./x/..'],
    ['quotes', `/it's/$HOME/%60`],
    ['a hash', '/a#b?c'],
    ['a space', '/a b?c d'],
    ['UTF-8', '/이미지?이름=값'],
    ['what no URL may have', '/"<>\\^`{|}'],
    ['two slashes', '//etc//x'],
    ['a query alone', '?limit=1'],
    ['nothing', ''],
    ['an escape', '/\u001b[2J'],
  ])('goes to a path with %s', async (_, path) => {
    const { line } = await sent({ url: at(path) });
    expect(line).toBe(`GET ${latin1(path.startsWith('/') ? path : `/${path}`)} HTTP/1.1`);
  });

  test('is OPTIONS of the service as a whole', async () => {
    expect((await sent({ method: 'OPTIONS', url: at('*') })).line).toBe('OPTIONS * HTTP/1.1');
  });

  test.each(['PATCH', 'M-SEARCH', "O'DD$`", 'get'])('has the method %s', async (method) => {
    expect((await sent({ method })).line).toBe(`${method} /v2/images HTTP/1.1`);
  });

  test.each([
    ['quotes', `{"it's": "so \\"quoted\\"", "\`id\`": "$HOME"}`],
    ['line feeds', '\n\n{\n  "a": 1\n}\n\n'],
    ['UTF-8', '{"이름": "카페 ☕"}'],
    ['@ at the beginning', '@/etc/passwd'],
    ['a backslash at the end', 'a\\'],
    ['carriage returns', 'a\r\nb\r'],
    ['escapes', '\u001b[2J\u0007'],
    ['percents', '%s %d %%'],
    ['a minus at the beginning', '-n'],
    ['what looks like a form', 'a=1&b= 2+3&&'],
  ])('has a text body with %s', async (_, text) => {
    const { body } = await sent({ method: 'POST', requestBody: text });
    expect(body.toString()).toBe(text);
  });

  test('has a binary body', async () => {
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_, i) => (i * 7) % 256));
    const { body, headers } = await sent({
      method: 'PUT',
      requestHeaders: ['Content-Type', 'application/octet-stream'],
      requestBody: bytes,
    });
    expect(body).toEqual(bytes);
    expect(headers).toContain('Content-Type: application/octet-stream');
  });

  test('has a text body that is longer than an argument can be', async () => {
    const text = JSON.stringify({ text: "it's long ".repeat(40_000) });
    expect((await sent({ method: 'POST', requestBody: text })).body.toString()).toBe(text);
  });

  test('has the bytes of a text in the charset that it was sent in', async () => {
    const { body } = await sent({
      method: 'POST',
      requestHeaders: ['Content-Type', 'text/plain; charset=iso-8859-1'],
      requestBody: 'café',
    });
    expect(body).toEqual(Buffer.from('café', 'latin1'));
  });

  test('has no body and says so, as the traced one did', async () => {
    const empty = await sent({ method: 'POST', requestHeaders: ['Content-Length', '0', 'Accept', '*/*'] });
    expect(empty.headers).toEqual([`Host: 127.0.0.1:${server.port}`, 'Accept: */*', 'Content-Length: 0']);
    const silent = await sent({ method: 'POST', requestHeaders: ['Accept', '*/*'] });
    expect(silent.headers).toEqual([`Host: 127.0.0.1:${server.port}`, 'Accept: */*']);
  });

  test('is HEAD, and ends', async () => {
    const { line, headers } = await sent({ method: 'HEAD', requestHeaders: ['Accept', '*/*'] });
    expect([line, ...headers]).toEqual([
      'HEAD /v2/images HTTP/1.1',
      `Host: 127.0.0.1:${server.port}`,
      'Accept: */*',
    ]);
  });

  test('is a GET or a HEAD with a body', async () => {
    for (const method of ['GET', 'HEAD']) {
      const { line, body } = await sent({ method, requestBody: '{}' });
      expect(line).toBe(`${method} /v2/images HTTP/1.1`);
      expect(body.toString()).toBe('{}');
    }
  });

  test('is chunked where the traced one was', async () => {
    const { headers, body } = await sent({
      method: 'PUT',
      requestHeaders: ['Transfer-Encoding', 'chunked'],
      requestBody: 'image',
    });
    expect(headers).toContain('Transfer-Encoding: chunked');
    expect(headers.join()).not.toContain('Content-Length');
    expect(body.toString()).toBe('image');
  });

  test('asks whether its body is welcome where the traced one did', async () => {
    const { headers } = await sent({
      method: 'PUT',
      requestHeaders: ['Expect', '100-continue'],
      requestBody: 'image',
    });
    expect(headers).toContain('Expect: 100-continue');
  });

  test('has its body uncoded, as the trace has it', async () => {
    const exchange = anExchange({
      method: 'POST',
      url: at('/x'),
      requestHeaders: ['Content-Encoding', 'gzip', 'Accept', '*/*'],
      requestBody: aBody('{"a": 1}', { size: 28, kept: 28 }),
    });
    const script = renderCurl(exchange);
    expect(script).toContain('# its body is sent uncoded, without "Content-Encoding: gzip"\n');
    const [request] = await runScript(script);
    expect(request?.headers.join()).not.toContain('Content-Encoding');
    expect(request?.body.toString()).toBe('{"a": 1}');
  });

  test('asks for the codings that the traced one asked for, and curl undoes them', async () => {
    const requestHeaders = ['Accept-Encoding', 'gzip, deflate', 'Accept', '*/*'];
    const { headers } = await sent({ requestHeaders });
    expect(headers.slice(1)).toEqual(['Accept-Encoding: gzip, deflate', 'Accept: */*']);
    expect(renderCurl(anExchange({ requestHeaders }))).toContain('--compressed');
  });
});

describe('what the trace hides', () => {
  test('is the token of the environment', async () => {
    const { headers } = await sent(
      {
        requestHeaders: [
          'X-Auth-Token',
          TOKEN,
          'X-Subject-Token',
          OTHER_TOKEN,
          'X-Service-Token',
          OTHER_TOKEN,
        ],
      },
      { OS_TOKEN: 'gAAAA$x "1"', OS_SUBJECT_TOKEN: 'second', OS_SERVICE_TOKEN: 'third' },
    );
    expect(headers).toEqual([
      `Host: 127.0.0.1:${server.port}`,
      'X-Auth-Token: gAAAA$x "1"',
      'X-Subject-Token: second',
      'X-Service-Token: third',
    ]);
  });

  test.each(['plain', `it's "so"`, '\\"', '$HOME `id` !', "'", '&', '비밀 번호'])(
    'is the password %s in JSON',
    async (password) => {
      const text =
        '{"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "it\'s", "password": "***"}}}}}';
      const { body } = await sent({ method: 'POST', requestBody: text }, { OS_PASSWORD: password });
      expect(JSON.parse(body.toString()).auth.identity.password.user.password).toBe(password);
      expect(body.toString()).toBe(text.replace('"***"', JSON.stringify(password)));
    },
  );

  test.each([
    ['{"auth": {"identity": {"token": {"id": "T"}}}}', 'OS_TOKEN'],
    ['{"auth": {"passwordCredentials": {"username": "a", "password": "***"}}}', 'OS_PASSWORD'],
    [
      '{"auth": {"identity": {"application_credential": {"id": "1", "secret": "***"}}}}',
      'OS_APPLICATION_CREDENTIAL_SECRET',
    ],
    ['{"auth": {"identity": {"totp": {"user": {"id": "1", "passcode": "***"}}}}}', 'OS_PASSCODE'],
    ['{"user": {"name": "new", "password": "***"}}', 'OS_USER_PASSWORD'],
    ['{"user": {"original_password": "***"}}', 'OS_ORIGINAL_PASSWORD'],
    ['{"server": {"adminPass": "***"}}', 'OS_ADMIN_PASS'],
    ['{"server": {"OS-DCF:user_data": "***"}}', 'OS_DCF_USER_DATA'],
  ])('has a name in %s', async (text, name) => {
    const { body } = await sent(
      { method: 'POST', requestBody: text.replace('"T"', `"${TOKEN}"`) },
      { [name]: 'x' },
    );
    expect(body.toString()).toBe(text.replace(/"T"|"\*\*\*"/, '"x"'));
  });

  test('has a name for each of two passwords, and one for the same token', () => {
    const script = renderCurl(
      anExchange({
        method: 'POST',
        requestHeaders: ['X-Auth-Token', TOKEN],
        requestBody: `{"auth": {"a": {"password": "***"}, "b": {"password": "***"}, "token": {"id": "${TOKEN}"}}}`,
      }),
    );
    expect(script.match(/\$OS_\w+/g)).toEqual(['$OS_TOKEN', '$OS_PASSWORD', '$OS_PASSWORD_2', '$OS_TOKEN']);
    expect(script).toContain(
      `# OS_PASSWORD: hidden in the trace\n# OS_PASSWORD_2: hidden in the trace\n# OS_TOKEN: ${TOKEN}\n`,
    );
  });

  test('is nothing where three asterisks are no secret', async () => {
    const text = '{"name": "***", "stars": ["***"]}';
    expect((await sent({ method: 'POST', requestBody: text })).body.toString()).toBe(text);
  });

  test('is coded anew in a form', async () => {
    const { body } = await sent(
      {
        method: 'POST',
        requestHeaders: ['Content-Type', 'application/x-www-form-urlencoded'],
        requestBody: 'grant_type=password&password=***&scope=a+b',
      },
      { OS_PASSWORD: 'a&b=c d' },
    );
    // A space is one or the other, by the version of curl.
    expect(body.toString().replace('c%20d', 'c+d')).toBe(
      'grant_type=password&password=a%26b%3Dc+d&scope=a+b',
    );
  });

  test('is in a URL, a cookie, an Authorization', async () => {
    const { line, headers } = await sent(
      {
        url: at(`/v2.0/tokens/${TOKEN}?token=${OTHER_TOKEN}&limit=1`),
        requestHeaders: ['Cookie', 'session=***; a=b', 'Authorization', 'Basic ***'],
      },
      { OS_SUBJECT_TOKEN: 'one', OS_TOKEN: 'two', OS_COOKIE_SESSION: 'three', OS_AUTHORIZATION: 'four' },
    );
    expect(line).toBe('GET /v2.0/tokens/one?token=two&limit=1 HTTP/1.1');
    expect(headers.slice(1, 3)).toEqual(['Cookie: session=three; a=b', 'Authorization: Basic four']);
  });

  test('is the whole body of a secret', async () => {
    const { body } = await sent(
      { method: 'PUT', requestBody: aBody('***', { json: false }) },
      { OS_PAYLOAD: 'my "secret"\\' },
    );
    expect(body.toString()).toBe('my "secret"\\');
  });

  test('stands between bytes that no script can have', async () => {
    const text = 'a\r\npassword="***"\r\nb';
    const { body } = await sent({ method: 'POST', requestBody: text }, { OS_PASSWORD: 'x' });
    expect(body.toString()).toBe('a\r\npassword="x"\r\nb');
  });

  test('stops the script where the environment lacks it', async () => {
    const script =
      CURL_SCRIPT_HEAD + renderCurl(anExchange({ url: at('/'), requestHeaders: ['X-Auth-Token', TOKEN] }));
    await expect(runScript(script)).rejects.toThrow(/OS_TOKEN/);
    expect(server.take()).toEqual([]);
  });
});

describe('a request that the trace does not have whole', () => {
  test.each([
    ['cut off', aBody('{"a": ', { size: 5_000_000, kept: 1_048_576, truncated: true })],
    [
      'the beginning of bytes',
      aBody(Buffer.alloc(32), { size: 21_430_272, kept: 1_048_576, truncated: true }),
    ],
    ['a few bytes of more', aBody(Buffer.alloc(32), { size: 100, kept: 100 })],
    ['not kept at all', aBody(null, { size: 10, kept: 0 })],
    ['still under way', aBody(null, { size: null, kept: 0 })],
  ])('is a comment: %s', async (_, requestBody) => {
    const exchange = anExchange({
      method: 'PUT',
      url: at('/file'),
      requestHeaders: ['Content-Type', 'application/octet-stream'],
      requestBody,
    });
    const script = renderCurl(exchange);
    expect(script).toMatch(/^# 1 openstack -> glance-api\n# Not a command: its body .* bytes\)/);
    expect(
      script
        .trimEnd()
        .split('\n')
        .every((line) => line.startsWith('#')),
    ).toBe(true);
    expect(await runScript(`true\n${script}`)).toEqual([]);
  });

  test('is a command once the body is there', () => {
    const script = renderCurl(
      anExchange({ method: 'PUT', requestBody: aBody(Buffer.alloc(2), { size: 3 }) }),
    );
    expect(script).toContain('\n#   --data-binary @BODY\n');
  });

  test('is a comment alone where there is a response only', () => {
    const requestBody = aBody(null, { size: null, kept: 0 });
    const script = renderCurl(anExchange({ requestHeaders: [], requestBody }));
    expect(script).toBe(
      '# 1 openstack -> glance-api\n# Not a command: the request is not in the trace, its response alone.\n',
    );
  });
});

test('a name can not leave its comment', async () => {
  const from = 'a\nexit 1\r\u2028';
  expect(await runScript(renderCurl(anExchange({ from, url: at('/') })))).toHaveLength(1);
});

test('a URL that is none is not run', async () => {
  for (const url of ['ftp://x/y', '/only/a/path', "http://a b'/", 'http://$(id)/', '-o /tmp/x']) {
    expect(renderCurl(anExchange({ url }))).toMatch(/^(?:#.*\n)+$/);
  }
});

test('whatever a request has, its command sends', async () => {
  const name = fc.stringMatching(/^X-[!#$%&'*+.^_`|~0-9A-Za-z-]{1,10}$/);
  const value = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((text) => text.replace(/[\0\r\n]/g, '').trim());
  const path = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((text) => `/${text.replace(/[\0\r\n]/g, '')}`);
  const body = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.replaceAll('\0', '')),
    fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes)),
    fc.json(),
  );
  const request = fc.record({ headers: fc.array(fc.tuple(name, value), { maxLength: 4 }), path, body });
  // A process for each command takes its time, so that many go into one script.
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 12 }), async (requests) => {
      const exchanges = requests.map(({ headers, path, body }) =>
        anExchange({ method: 'POST', url: at(path), requestHeaders: headers.flat(), requestBody: body }),
      );
      const got = await runScript(
        CURL_SCRIPT_HEAD + exchanges.map((exchange) => renderCurl(exchange)).join('\n'),
      );
      expect(got.map(({ line }) => line)).toEqual(
        requests.map(({ path }) => `POST ${latin1(path)} HTTP/1.1`),
      );
      expect(got.map(({ body }) => body.toString('hex'))).toEqual(
        requests.map(({ body }) => Buffer.from(body as string).toString('hex')),
      );
      const own = (line: string) => line.startsWith('X-');
      expect(got.flatMap(({ headers }) => headers.filter(own).map((line) => line.trimEnd()))).toEqual(
        requests.flatMap(({ headers }) =>
          headers.map(([name, value]) => latin1(`${name}: ${value}`).trimEnd()),
        ),
      );
    }),
    { numRuns: 15 },
  );
}, 60_000);
