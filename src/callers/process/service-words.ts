import { SERVICES } from '../../openstack/services.js';

/** Names of services to what they are called in a trace: by process (`heat-api-cfn`) and by project (`heat`). */
const CALLED = new Map<string, string>([
  ...SERVICES.map(({ project, name }) => [project, name] as const),
  ...SERVICES.map(({ project, name }) => [`${project}-api`, name] as const),
  ...SERVICES.map(({ name }) => [name, name] as const),
  ['swift-proxy', 'swift-proxy-server'],
  ['nova-osapi-compute', 'nova-api'],
  ['keystone-server', 'keystone'],
  ['horizon', 'horizon'],
  ['openstack-dashboard', 'horizon'],
]);

/** Words by which a name of a service begins. */
const FIRST = new Set([...CALLED.keys()].map((name) => name.split('-', 1)[0] as string));
FIRST.delete('openstack');
FIRST.add('openstack-dashboard');

/** Words that say how a service is run, not what it is. */
const HOW = new Set([
  ...[
    'wsgi',
    'uwsgi',
    'mod',
    'app',
    'application',
    'main',
    'init',
    'initialize',
    'common',
    'cmd',
    'public',
    'admin',
  ],
  ...['internal', 'http', 'https', 'conf', 'config', 'ini', 'py', 'ssl'],
]);

/**
 * The service that a name in a configuration stands for, as its process is called in a trace: `glance-api` for
 * `glance-wsgi-api`, `real-stack-glance` and `glance.common.wsgi_app`, `keystone` for `keystone-wsgi-public`; other parts of a
 * project keep their name (`nova-metadata`). null: there is no service in it.
 */
export function serviceIn(text: string): string | null {
  const words = text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const first = words.findIndex(
    (word, i) => FIRST.has(word) || (word === 'openstack' && words[i + 1] === 'dashboard'),
  );
  if (first < 0) return null;
  const rest = words.slice(first);
  const whole = CALLED.get(rest.join('-'));
  if (whole !== undefined) return whole;
  const what = rest.filter((word, i) => i === 0 || !(HOW.has(word) || /^\d+$/.test(word))).join('-');
  return CALLED.get(what) ?? (what.length <= 40 ? what : (CALLED.get(rest[0] as string) ?? null));
}
