/** Stand-in for `serviceName` of services.ts, with the few services that its tests need. */
const NAMES: Record<string, string> = {
  identity: 'keystone',
  image: 'glance-api',
  compute: 'nova-api',
  network: 'neutron-server',
  volumev2: 'cinder-api',
  volumev3: 'cinder-api',
  'block-storage': 'cinder-api',
  'object-store': 'swift-proxy-server',
  placement: 'placement-api',
};

export function serviceName(type: string): string {
  return NAMES[type] ?? type;
}
