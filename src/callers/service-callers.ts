import { findService, serviceName } from '../openstack/services.js';

/** Whether a name is that of a service's process (`glance-api`, `nova-compute`), not of a client (`glance`, `openstack`). */
export function isServiceProcess(name: string): boolean {
  const known = findService(name);
  return known !== null && (known.name === name || name.startsWith(`${known.project}-`));
}

/** Names under which a service calls others: its own in the trace, and that of its process. */
export function namesAsCaller(service: string, serviceType: string | null): string[] {
  const process = serviceType === null ? service : serviceName(serviceType);
  return process === service ? [service] : [service, process];
}
