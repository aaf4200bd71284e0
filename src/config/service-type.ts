/** Type of a service by the name that devstack and the usual packages give it. To be replaced by openstack/services. */
const TYPES: Record<string, string> = {
  keystone: 'identity',
  glance: 'image',
  nova: 'compute',
  neutron: 'network',
  cinder: 'block-storage',
  placement: 'placement',
  swift: 'object-store',
  heat: 'orchestration',
  ironic: 'baremetal',
  octavia: 'load-balancer',
  designate: 'dns',
  barbican: 'key-manager',
  manila: 'shared-file-system',
  magnum: 'container-infrastructure-management',
};

/** Type of a service by its name (`glance`, `glance-api`), or null. */
export function serviceType(name: string): string | null {
  const project = name.toLowerCase().replace(/-(api|server|proxy-server)$/, '');
  return Object.hasOwn(TYPES, project) ? (TYPES[project] as string) : null;
}
