/** What is known of an OpenStack service. */
export interface KnownService {
  /** Official service type (service-types-authority): `image`. */
  readonly type: string;
  /** Name of the process that answers, as it stands in a trace: `glance-api`. */
  readonly name: string;
  /** The project: `glance`. Other names follow from it: `glance-api`, `glance_api`. */
  readonly project: string;
  /** Older and shorter types in catalogs. */
  readonly aliases: readonly string[];
  /** Where devstack mounts it, without slashes; ``: at the root of a port of its own. */
  readonly mount: string;
}

const service = (
  type: string,
  name: string,
  project: string,
  mount: string,
  aliases: readonly string[] = [],
): KnownService => ({ type, name, project, mount, aliases });

/** The services that OpenStack's own clients and devstack know, most used first. */
export const SERVICES: readonly KnownService[] = [
  service('identity', 'keystone', 'keystone', 'identity'),
  service('image', 'glance-api', 'glance', 'image'),
  service('compute', 'nova-api', 'nova', 'compute', ['compute_legacy', 'computev21']),
  service('network', 'neutron-server', 'neutron', 'networking', ['networking']),
  service('block-storage', 'cinder-api', 'cinder', 'volume', [
    'volume',
    'volumev2',
    'volumev3',
    'block-store',
  ]),
  service('object-store', 'swift-proxy-server', 'swift', '', ['object-storage']),
  service('placement', 'placement-api', 'placement', 'placement'),
  service('orchestration', 'heat-api', 'heat', 'heat-api'),
  service('load-balancer', 'octavia-api', 'octavia', 'load-balancer'),
  service('dns', 'designate-api', 'designate', 'dns'),
  service('key-manager', 'barbican-api', 'barbican', 'key-manager'),
  service('shared-file-system', 'manila-api', 'manila', 'share', ['share', 'sharev2', 'shared-file-systems']),
  service('container-infrastructure-management', 'magnum-api', 'magnum', 'container-infra', [
    'container-infra',
    'container-infrastructure',
  ]),
  service('database', 'trove-api', 'trove', ''),
  service('baremetal', 'ironic-api', 'ironic', 'baremetal', ['bare-metal']),
  service('baremetal-introspection', 'ironic-inspector', 'ironic-inspector', 'baremetal-introspection', [
    'bare-metal-introspection',
  ]),
  service('cloudformation', 'heat-api-cfn', 'heat-api-cfn', 'heat-api-cfn', ['orchestration-cfn']),
  service('workflow', 'mistral-api', 'mistral', 'workflow', ['workflowv2', 'workflow-service']),
  service('alarm', 'aodh-api', 'aodh', 'alarming', ['alarming']),
  service('metric', 'gnocchi-api', 'gnocchi', 'metric'),
  service('message', 'zaqar-server', 'zaqar', 'messaging', ['messaging']),
  service('instance-ha', 'masakari-api', 'masakari', 'instance-ha', ['ha']),
  service('reservation', 'blazar-api', 'blazar', 'reservation'),
  service('rating', 'cloudkitty-api', 'cloudkitty', 'rating'),
  service('application-container', 'zun-api', 'zun', 'container', ['container']),
  service('application-catalog', 'murano-api', 'murano', 'application-catalog'),
  service('data-processing', 'sahara-api', 'sahara', 'data-processing'),
  service('nfv-orchestration', 'tacker-server', 'tacker', 'nfv-orchestration'),
  service('resource-optimization', 'watcher-api', 'watcher', 'infra-optim', ['infra-optim']),
  service('accelerator', 'cyborg-api', 'cyborg', 'accelerator'),
];

const byName = new Map<string, KnownService>();
// Types and processes before projects and mounts, so that none of those takes another's name.
for (const known of SERVICES) byName.set(known.type, known).set(known.name, known);
for (const known of SERVICES) {
  for (const name of [known.project, ...known.aliases, known.mount]) {
    if (name !== '' && !byName.has(name)) byName.set(name, known);
  }
}

/**
 * The service that goes by that name in any of the ways seen in the field: its type, an older type, its
 * project, process, devstack mount, with a version or a number behind it, `-` or `_` between words.
 * null: none that we know.
 */
export function findService(name: string): KnownService | null {
  const plain = name.toLowerCase().replaceAll('_', '-');
  return (
    byName.get(name.toLowerCase()) ??
    byName.get(plain) ??
    // keystone-2, glance-api.region-one, nova@compute, cinderv3, keystone-wsgi-public
    byName.get(plain.replace(/[.@:].*$|-?v?\d+$/g, '')) ??
    byName.get(plain.replace(/[-.@:].*$/, '').replace(/v?\d+$/, '')) ??
    null
  );
}

/** The official service type behind a service's name, project or older type: `image` for `glance-api`; null: not known. */
export function serviceType(name: string): string | null {
  return findService(name)?.type ?? null;
}

/** The name under which a service of that type stands in a trace: `glance-api` for `image`; a type not known is its own name. */
export function serviceName(type: string): string {
  return findService(type)?.name ?? type;
}

/**
 * The type of the service called `name` at the URL path `path`: by the name, else by the path's mount, as in
 * `/image/v2/images`. null: neither is known.
 */
export function serviceTypeAt(name: string, path: string): string | null {
  const known = serviceType(name);
  if (known !== null) return known;
  const first = path.split('/')[1] ?? '';
  return /^v\d/.test(first) ? null : serviceType(first);
}
