import type { LookupFunction } from 'node:net';
import { CatalogWatch } from '../../src/commands/catalog-watch.js';
import { loadSettings } from '../../src/config/load.js';
import { createProgramLog } from '../../src/config/program-log.js';
import type { Listener } from '../../src/proxy/listener.js';
import { Routes } from '../../src/proxy/routes.js';
import type { Upstream } from '../../src/proxy/upstream.js';

function watch(flags: Record<string, unknown> = {}) {
  const settings = loadSettings({
    flags: { service: 'keystone=http://10.0.0.5/identity', discover: true, ...flags },
    env: {},
  });
  const lines: string[] = [];
  const log = createProgramLog({ level: 'info', stream: { write: (line: string) => void lines.push(line) } });
  const routes = new Routes(settings.services);
  const catalog = new CatalogWatch(settings, routes, log);
  const place = { scheme: 'http' as const, host: '127.0.0.1', port: 8500, from: null, upstream: null };
  catalog.listenersAre([{ place, settings: settings.listeners[0] } as unknown as Listener]);
  const keystone = routes.named('keystone') as Upstream;
  const see = (...urls: string[]) => catalog.sees(keystone, Buffer.from(JSON.stringify(catalogOf(urls))));
  const mounts = () =>
    routes.upstreams.map(({ service }) => `${service.mount} ${service.name} ${service.url}`);
  return { catalog, routes, see, mounts, lines };
}

function catalogOf(urls: string[]) {
  return {
    token: {
      catalog: urls.map((url) => ({
        type: 'image',
        name: 'glance',
        endpoints: [{ interface: 'public', region: 'RegionOne', url }],
      })),
    },
  };
}

test('a service that the catalog names gets a route, once', () => {
  const { see, mounts, lines } = watch();
  see('http://10.0.0.5/image');
  see('http://10.0.0.5/image');
  expect(mounts()).toEqual([
    '/identity keystone http://10.0.0.5/identity',
    '/image glance-api http://10.0.0.5/image',
  ]);
  expect(lines.filter((line) => line.includes('found in the catalog'))).toHaveLength(1);
});

test('a catalog that names the proxy itself makes no route in a circle', () => {
  const { see, mounts } = watch({ 'public-url': 'http://10.0.0.5:8500', 'discover-hosts': '*' });
  see('http://localhost:8500/image', 'http://127.0.0.1:8500/image', 'http://10.0.0.5:8500/image');
  expect(mounts()).toEqual(['/identity keystone http://10.0.0.5/identity']);
});

test('a service on another host is not discovered unless that is allowed, and that is said once', () => {
  const { catalog, see, mounts, lines } = watch();
  see('http://198.51.100.7:9292');
  see('http://198.51.100.7:9292');
  expect(mounts()).toHaveLength(1);
  expect(lines.filter((line) => line.includes('is not traced'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('leads past the proxy'))).toHaveLength(1);
  expect(catalog.strays).toEqual(['http://198.51.100.7:9292']);
});

/** How connections to a service find its address; undefined: as Node does. */
function lookupOf(upstream: Upstream | undefined): LookupFunction | undefined {
  const agent = upstream?.agents.agent as
    | { readonly options?: { readonly lookup?: LookupFunction } }
    | undefined;
  return agent?.options?.lookup;
}

test.each([
  [
    'a cloud that is elsewhere',
    'http://10.0.0.5/identity',
    'http://localhost.example/image',
    'RH_FORBIDDEN_ADDRESS',
  ],
  ['a cloud on this machine', 'http://127.0.0.1/identity', 'http://localhost.example/image', null],
  ["a host of the operator's own", 'http://ctl.example/identity', 'http://ctl.example/image', null],
])('what the name of a discovered service leads to is looked at: %s', async (_, own, url, code) => {
  const { routes, see } = watch({ service: `keystone=${own}`, 'discover-hosts': '*.example' });
  see(url);
  const lookup = lookupOf(routes.upstreams.find(({ service }) => service.url === url)) as LookupFunction;
  // The name that surely leads to this machine stands in for one that does by now.
  const error = await new Promise<NodeJS.ErrnoException | null>((resolve) =>
    lookup('localhost', { family: 4 }, (found) => resolve(found)),
  );
  expect(error?.code ?? null).toBe(code);
  // The operator's word is not restricted.
  expect(lookupOf(routes.named('keystone'))).toBeUndefined();
});
