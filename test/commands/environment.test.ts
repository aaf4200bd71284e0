import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { planEnvironment } from '../../src/commands/environment.js';
import { makePrivateFolder, readCloudFiles } from '../../src/commands/environment-files.js';
import { createLinkRewriter } from '../../src/openstack/links.js';

const KEYSTONE = 'http://10.0.0.5/identity';
const PROXY = 'http://127.0.0.1:8500/identity';
const rewriter = createLinkRewriter([
  { url: KEYSTONE, aliases: [], to: PROXY },
  { url: 'http://10.0.0.5:9292', aliases: [], to: 'http://127.0.0.1:8500/image' },
]);
const lead = (url: string) => rewriter.rewriteHeaderValue(url);

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'requestshook-test-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function put(name: string, text: string): string {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function plan(
  env: Record<string, string>,
  argv: string[] = ['openstack', 'image', 'list'],
  fallback?: string,
) {
  const place = { cwd: join(home, 'here'), home, platform: 'linux' } as const;
  const files = readCloudFiles({ XDG_CONFIG_DIRS: join(home, 'etc'), ...env }, place);
  return planEnvironment({ env, argv, files }, fallback);
}

function applied(...args: Parameters<typeof plan>) {
  const { env, argv, files } = plan(...args).apply(lead, '127.0.0.1', '/tmp/x');
  return { env, argv, files: Object.fromEntries(files.map(({ name, text }) => [name, text])) };
}

const TRUST = { cacert: 'OWN AND CACERT', bundle: 'OWN AND OTHERS', variables: ['CURL_CA_BUNDLE'] };

const CLOUDS = `
# mine
clouds:
  dev:
    auth:
      auth_url: ${KEYSTONE}/v3   # the front
      username: admin
      password: 012389
    region_name: RegionOne
    note: ${'long '.repeat(40)}end
    verify: no
  other:
    auth: {auth_url: "http://192.0.2.1:5000/v3", password: '1e3'}
`;

describe('with OS_AUTH_URL', () => {
  test('the URL leads to the proxy with the same path, all else stays', () => {
    const env = { OS_AUTH_URL: `${KEYSTONE}/v3`, OS_USERNAME: 'admin', PATH: '/bin', URL: KEYSTONE };
    expect(plan(env)).toMatchObject({ authUrl: `${KEYSTONE}/v3`, problem: null, cloud: null });
    expect(applied(env)).toEqual({
      env: { ...env, OS_AUTH_URL: `${PROXY}/v3` },
      argv: ['openstack', 'image', 'list'],
      files: {},
    });
  });

  test('endpoints that the command has of its own lead there as well', () => {
    const env = {
      OS_AUTH_URL: KEYSTONE,
      OS_IMAGE_ENDPOINT_OVERRIDE: 'http://10.0.0.5:9292/',
      OS_ENDPOINT: 'http://x',
    };
    expect(plan(env).overrides).toEqual({ image: 'http://10.0.0.5:9292/', '': 'http://x' });
    expect(applied(env).env).toEqual({
      OS_AUTH_URL: PROXY,
      OS_IMAGE_ENDPOINT_OVERRIDE: 'http://127.0.0.1:8500/image/',
      OS_ENDPOINT: 'http://x',
    });
  });

  test('how the command trusts is told', () => {
    const env = { OS_AUTH_URL: KEYSTONE, OS_CACERT: '/ca.pem' };
    expect(plan(env)).toMatchObject({ cacert: '/ca.pem', insecure: false });
    expect(plan(env, ['openstack', '--insecure', '--os-cacert', 'b.pem'])).toMatchObject({
      cacert: 'b.pem',
      insecure: true,
    });
  });
});

describe('with a cloud of clouds.yaml', () => {
  test('a copy has its auth_url led to the proxy, and nothing else changed', () => {
    const path = put('.config/openstack/clouds.yaml', CLOUDS);
    expect(plan({ OS_CLOUD: 'dev' })).toMatchObject({
      authUrl: `${KEYSTONE}/v3`,
      cloud: 'dev',
      insecure: true,
    });
    const { env, files } = applied({ OS_CLOUD: 'dev' });
    expect(env).toEqual({ OS_CLOUD: 'dev', OS_CLIENT_CONFIG_FILE: '/tmp/x/clouds.yaml' });
    expect(files['clouds.yaml']?.trim()).toBe(
      CLOUDS.replace(KEYSTONE, PROXY)
        .replace('   # the front', ' # the front')
        .replace(/{(.*)}/, '{ $1 }')
        .trim(),
    );
    expect(readFileSync(path, 'utf8')).toBe(CLOUDS);
  });

  test("the client's options may be given by their beginning", () => {
    const { authUrl, cacert, insecure } = plan({ OS_AUTH_URL: KEYSTONE }, [
      ...['openstack', '--os-auth-u', 'http://arg/', '--os-cac=ca.pem', '--insec'],
      // Others, which begin alike.
      ...['--os-auth-type', 'password', '--os-cert', 'x', '--inspect'],
    ]);
    expect({ authUrl, cacert, insecure }).toEqual({
      authUrl: 'http://arg/',
      cacert: 'ca.pem',
      insecure: true,
    });
  });

  test('--os-cloud wins over OS_CLOUD, and with neither the only cloud counts', () => {
    put('.config/openstack/clouds.yaml', CLOUDS);
    const url = (argv: string[]) => plan({ OS_CLOUD: 'dev' }, ['openstack', ...argv]).authUrl;
    expect(url(['--os-cloud', 'other'])).toBe('http://192.0.2.1:5000/v3');
    expect(url(['--os-cloud=other'])).toBe('http://192.0.2.1:5000/v3');
    expect(plan({}).authUrl).toBeNull();
    put('.config/openstack/clouds.yaml', 'clouds: {a: {auth: {auth-url: http://a/}}}');
    expect(plan({})).toMatchObject({ authUrl: 'http://a/', cloud: 'a' });
  });

  test('the environment and the command line win over the cloud, as with the client', () => {
    put('.config/openstack/clouds.yaml', CLOUDS);
    const env = { OS_CLOUD: 'dev', OS_AUTH_URL: 'http://env/' };
    expect(plan(env).authUrl).toBe('http://env/');
    expect(plan(env, ['openstack', '--os-auth-url', 'http://arg/']).authUrl).toBe('http://arg/');
  });

  test('endpoint overrides lead to the proxy where their service is known', () => {
    put(
      'here/clouds.yaml',
      `clouds:
  dev:
    auth: {auth_url: ${KEYSTONE}}
    image_endpoint_override: http://10.0.0.5:9292/v2
    dns-endpoint: http://192.0.2.1/
    note: http://10.0.0.5:9292
`,
    );
    expect(plan({ OS_CLOUD: 'dev' }).overrides).toEqual({
      image: 'http://10.0.0.5:9292/v2',
      dns: 'http://192.0.2.1/',
    });
    expect(parse(applied({ OS_CLOUD: 'dev' }).files['clouds.yaml'] ?? '').clouds.dev).toEqual({
      auth: { auth_url: PROXY },
      image_endpoint_override: 'http://127.0.0.1:8500/image/v2',
      'dns-endpoint': 'http://192.0.2.1/',
      note: 'http://10.0.0.5:9292',
    });
  });

  test('secure.yaml is left for the client to merge, unless the URL is in it', () => {
    put('here/clouds.yaml', `clouds: {dev: {auth: {auth_url: ${KEYSTONE}, username: admin}}}`);
    const secure = put('here/secure.yaml', 'clouds: {dev: {auth: {password: s3cret}}}');
    expect(Object.keys(applied({ OS_CLOUD: 'dev', OS_CLIENT_SECURE_FILE: secure }).files)).toEqual([
      'clouds.yaml',
    ]);
    expect(applied({ OS_CLOUD: 'dev', OS_CLIENT_SECURE_FILE: secure }).env.OS_CLIENT_SECURE_FILE).toBe(
      secure,
    );

    put('here/clouds.yaml', 'clouds: {dev: {auth: {username: admin}}}');
    put('here/secure.yaml', `clouds: {dev: {auth: {auth_url: ${KEYSTONE}, password: s3cret}}}`);
    expect(plan({ OS_CLOUD: 'dev' }).authUrl).toBe(KEYSTONE);
    const { env, files } = applied({ OS_CLOUD: 'dev' });
    expect(env.OS_CLIENT_SECURE_FILE).toBe('/tmp/x/secure.yaml');
    expect(Object.keys(files)).toEqual(['secure.yaml']);
    expect(parse(files['secure.yaml'] ?? '').clouds.dev.auth).toEqual({
      auth_url: PROXY,
      password: 's3cret',
    });
  });

  test('a URL by an anchor, an alias or a merge key is found and led', () => {
    put(
      'here/clouds.yaml',
      `x: &url ${KEYSTONE}/v3
base: &base {auth: {auth_url: *url}}
clouds:
  dev: {<<: *base, region_name: R}
`,
    );
    expect(plan({ OS_CLOUD: 'dev' }).authUrl).toBe(`${KEYSTONE}/v3`);
    const text = applied({ OS_CLOUD: 'dev' }).files['clouds.yaml'] ?? '';
    expect(parse(text, { merge: true }).clouds.dev).toEqual({
      auth: { auth_url: `${PROXY}/v3` },
      region_name: 'R',
    });
  });

  test('a clouds.json is led as well', () => {
    put(
      'here/clouds.json',
      JSON.stringify({ clouds: { dev: { auth: { auth_url: KEYSTONE, password: '1' } } } }, null, '\t'),
    );
    const text = applied({ OS_CLOUD: 'dev' }).files['clouds.yaml'] ?? '';
    expect(parse(text)).toEqual({ clouds: { dev: { auth: { auth_url: PROXY, password: '1' } } } });
  });
});

describe('with a profile', () => {
  test("the URL of clouds-public.yaml, led to the proxy, becomes the cloud's own", () => {
    put(
      'here/clouds.yaml',
      'clouds: {dev: {profile: public, auth: {username: admin}}, bare: {cloud: public}}',
    );
    put(
      'etc/openstack/clouds-public.yaml',
      `public-clouds: {public: {auth: {auth_url: ${KEYSTONE}}, verify: false}}`,
    );
    expect(plan({ OS_CLOUD: 'dev' })).toMatchObject({ authUrl: KEYSTONE, problem: null });
    expect(parse(applied({ OS_CLOUD: 'dev' }).files['clouds.yaml'] ?? '')).toEqual({
      clouds: {
        dev: { profile: 'public', auth: { username: 'admin', auth_url: PROXY } },
        bare: { cloud: 'public', auth: { auth_url: PROXY } },
      },
    });
  });

  test("what an alias or a merge key gives the cloud's auth is kept, and not changed for others", () => {
    put(
      'here/clouds.yaml',
      `auth: &auth {username: &u admin, again: *u}
base: &base {auth: *auth}
clouds:
  a: {profile: public, auth: *auth}
  b: {profile: public, <<: *base}
  c: {auth: *auth}
`,
    );
    put('here/clouds-public.yaml', `public-clouds: {public: {auth: {auth_url: ${KEYSTONE}}}}`);
    const text = applied({ OS_CLOUD: 'a' }).files['clouds.yaml'] ?? '';
    const auth = { username: 'admin', again: 'admin' };
    expect(parse(text, { merge: true }).clouds).toEqual({
      a: { profile: 'public', auth: { ...auth, auth_url: PROXY } },
      b: { profile: 'public', auth: { ...auth, auth_url: PROXY } },
      c: { auth },
    });
  });

  test('one that is built into the client needs the URL from elsewhere', () => {
    const path = put('here/clouds.yaml', 'clouds: {dev: {profile: vexxhost}}');
    expect(plan({ OS_CLOUD: 'dev' }).problem).toBe(
      `Cloud "dev" in ${path} takes its auth_url from profile "vexxhost", which is in no clouds-public.yaml: ` +
        'set auth_url there, or give --service keystone=URL.',
    );
    expect(plan({ OS_CLOUD: 'dev' }, [], KEYSTONE)).toMatchObject({ authUrl: KEYSTONE, problem: null });
    expect(
      parse(applied({ OS_CLOUD: 'dev' }, [], KEYSTONE).files['clouds.yaml'] ?? '').clouds.dev.auth,
    ).toEqual({
      auth_url: PROXY,
    });
  });
});

describe('arguments', () => {
  test.each([
    [
      ['--os-auth-url', KEYSTONE],
      ['--os-auth-url', PROXY],
    ],
    [[`--os-auth-url=${KEYSTONE}/v3`], [`--os-auth-url=${PROXY}/v3`]],
    [
      ['--os_auth_url', KEYSTONE],
      ['--os_auth_url', PROXY],
    ],
    [
      ['--os-image-url', 'http://10.0.0.5:9292'],
      ['--os-image-url', 'http://127.0.0.1:8500/image'],
    ],
    [
      ['--os-auth-url', 'http://192.0.2.1/'],
      ['--os-auth-url', 'http://192.0.2.1/'],
    ],
    [
      ['endpoint', 'create', 'x', 'public', KEYSTONE],
      ['endpoint', 'create', 'x', 'public', KEYSTONE],
    ],
    [
      ['--os-cloud=dev', KEYSTONE],
      ['--os-cloud=dev', KEYSTONE],
    ],
  ])('%j become %j', (argv, expected) => {
    expect(applied({}, argv).argv).toEqual(expected);
  });
});

describe("the client's own HTTP proxy", () => {
  test.each([
    [{}, {}],
    [{ no_proxy: 'a' }, { no_proxy: 'a' }],
    [{ http_proxy: 'http://p' }, { http_proxy: 'http://p', no_proxy: '127.0.0.1', NO_PROXY: '127.0.0.1' }],
    [
      { HTTPS_PROXY: 'http://p', NO_PROXY: 'a, b' },
      { HTTPS_PROXY: 'http://p', no_proxy: 'a,b,127.0.0.1', NO_PROXY: 'a,b,127.0.0.1' },
    ],
    [
      { all_proxy: 'http://p', no_proxy: '*' },
      { all_proxy: 'http://p', no_proxy: '*', NO_PROXY: '*' },
    ],
  ])(
    'is kept off the way to ours: %j becomes %j',
    (env: Record<string, string>, expected: Record<string, string>) => {
      expect(applied(env).env).toEqual(expected);
    },
  );
});

describe('files', () => {
  test('are looked for where the client looks, in its order', () => {
    const found = () => {
      const place = { cwd: join(home, 'here'), home, platform: 'linux' } as const;
      const env = { XDG_CONFIG_HOME: join(home, 'xdg'), XDG_CONFIG_DIRS: join(home, 'etc') };
      const named = { ...env, OS_CLIENT_CONFIG_FILE: join(home, 'named.yaml') };
      return readCloudFiles(named, place).clouds?.path.slice(home.length + 1);
    };
    const order = [
      'etc/openstack/clouds.yaml',
      '.config/openstack/clouds.json',
      '.config/openstack/clouds.yml',
      '.config/openstack/clouds.yaml',
      'xdg/openstack/clouds.yaml',
      'here/clouds.json',
      'here/clouds.yaml',
      'named.yaml',
    ];
    expect(
      order.map((name) => {
        put(name, '');
        return found();
      }),
    ).toEqual(order);
  });

  test('that may not be read are passed over', () => {
    const hidden = put('here/clouds.yaml', CLOUDS);
    chmodSync(hidden, 0o000);
    put('.config/openstack/clouds.yaml', 'clouds: {a: {auth: {auth_url: http://a/}}}');
    // Nothing is hidden from root.
    const expected = process.getuid?.() === 0 ? `${KEYSTONE}/v3` : null;
    expect(plan({ OS_CLOUD: 'dev' }).authUrl).toBe(expected);
  });

  test('of ours are for their owner alone, and are removed', () => {
    const folder = makePrivateFolder(home);
    folder.write('clouds.yaml', 'clouds: {}');
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder.path, 'clouds.yaml')).mode & 0o777).toBe(0o600);
    folder.remove();
    expect(() => statSync(folder.path)).toThrow(/ENOENT/);
  });
});

describe('what is missing is said', () => {
  test('nothing at all', () => {
    expect(plan({})).toMatchObject({
      authUrl: null,
      problem: 'No cloud to trace: set OS_AUTH_URL or OS_CLOUD, or give --service keystone=URL.',
    });
  });

  test('no file, no such cloud, no URL in it', () => {
    expect(plan({ OS_CLOUD: 'x' }).problem).toMatch(/^There is no clouds.yaml for cloud "x"/);
    const path = put('here/clouds.yaml', 'clouds: {dev: null, y: }');
    expect(plan({ OS_CLOUD: 'x' }).problem).toContain(`Cloud "x" is not in ${path}`);
    expect(plan({ OS_CLOUD: 'dev' }).problem).toContain(`Cloud "dev" in ${path} has no auth_url`);
  });

  test.each(['10.0.0.5:5000', 'http://', 'ftp://10.0.0.5/'])('%s is no URL to call', (url) => {
    expect(plan({ OS_AUTH_URL: url })).toMatchObject({
      authUrl: null,
      problem: `The auth URL "${url}" is not an http or https URL: correct it, or give --service keystone=URL.`,
    });
  });

  test('a broken file, with the line, and it is left to the client', () => {
    const path = put('here/clouds.yaml', 'clouds:\n  dev: {auth: [}\n');
    expect(plan({ OS_CLOUD: 'dev' }).problem).toMatch(`${path} is not valid YAML:`);
    expect(plan({ OS_CLOUD: 'dev' }).problem).toMatch(/line 2/);
    expect(applied({ OS_CLOUD: 'dev', OS_AUTH_URL: KEYSTONE })).toMatchObject({
      env: { OS_AUTH_URL: PROXY },
      files: {},
    });
  });
});

describe('with a proxy that speaks https', () => {
  const secured = (...args: Parameters<typeof plan>) => {
    const { env, argv, files } = plan(...args).apply(lead, '127.0.0.1', '/tmp/x', TRUST);
    return { env, argv, files: Object.fromEntries(files.map(({ name, text }) => [name, text])) };
  };

  test('the command gets files of what it is to trust, by the variables that it may ask', () => {
    const env = { OS_AUTH_URL: KEYSTONE, OS_CACERT: '/ca.pem', SSL_CERT_FILE: '/a/folder' };
    expect(secured(env)).toEqual({
      env: {
        ...env,
        OS_AUTH_URL: PROXY,
        OS_CACERT: '/tmp/x/cacert.pem',
        CURL_CA_BUNDLE: '/tmp/x/ca-bundle.pem',
      },
      argv: ['openstack', 'image', 'list'],
      files: { 'cacert.pem': 'OWN AND CACERT', 'ca-bundle.pem': 'OWN AND OTHERS' },
    });
  });

  test.each([[['--os-cacert', 'mine.pem']], [['--os-cacert=mine.pem']]])(
    '%j names that file instead',
    (given) => {
      const { argv } = secured({ OS_AUTH_URL: KEYSTONE }, ['openstack', ...given, 'image', 'list']);
      expect(argv.join(' ').replace('=', ' ')).toBe('openstack --os-cacert /tmp/x/cacert.pem image list');
    },
  );

  test('clouds that lead to the proxy trust it; those that verify nothing, and others, stay as they are', () => {
    const text = `
clouds:
  dev: {auth: {auth_url: ${KEYSTONE}}, cacert: /old.pem}
  test: &base
    auth: {auth_url: ${KEYSTONE}/v3}
  copied: *base
  careless: {auth: {auth_url: ${KEYSTONE}}, verify: false}
  other: {auth: {auth_url: "http://192.0.2.1:5000/v3"}}
`;
    put('.config/openstack/clouds.yaml', text);
    const { clouds } = parse(secured({ OS_CLOUD: 'dev' }).files['clouds.yaml'] as string) as {
      clouds: Record<string, { cacert?: string }>;
    };
    expect(Object.entries(clouds).map(([name, { cacert }]) => [name, cacert])).toEqual([
      ['dev', '/tmp/x/cacert.pem'],
      ['test', '/tmp/x/cacert.pem'],
      ['copied', '/tmp/x/cacert.pem'],
      ['careless', undefined],
      ['other', undefined],
    ]);
  });
});

test("the command's certificate and key are told, from wherever it has them", () => {
  const pair = (cert: string, key: string) => ({ clientCertificate: { cert, key } });
  const env = { OS_AUTH_URL: KEYSTONE, HOME: '/home/me' };
  expect(plan(env)).toMatchObject({ clientCertificate: null });
  expect(plan({ ...env, OS_CERT: '/c.pem', OS_KEY: '~/k.pem' })).toMatchObject(
    pair('/c.pem', '/home/me/k.pem'),
  );
  expect(plan(env, ['openstack', '--os-cert', '/both.pem'])).toMatchObject(pair('/both.pem', '/both.pem'));
  put(
    '.config/openstack/clouds.yaml',
    `clouds: {dev: {auth: {auth_url: "${KEYSTONE}"}, cert: /c.pem, key: /k.pem, cacert: ~/ca.pem}}`,
  );
  expect(plan({ OS_CLOUD: 'dev', HOME: '/home/me' })).toMatchObject({
    ...pair('/c.pem', '/k.pem'),
    cacert: '/home/me/ca.pem',
  });
});
