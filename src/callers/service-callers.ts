import { remembering, SHORT } from '../exchange/remembering.js';
import { findService, serviceName, serviceType } from '../openstack/services.js';

/** Whether a name is that of a service's process (`glance-api`, `nova-compute`), not of a client (`glance`, `openstack`). */
export function isServiceProcess(name: string): boolean {
  const known = findService(name);
  return known !== null && (known.name === name || name.startsWith(`${known.project}-`));
}

const names = remembering((service) => remembering((type) => namesOf(service, type), SHORT), SHORT);

function namesOf(service: string, type: string): readonly string[] {
  const process = type === '' ? service : serviceName(type);
  return process === service ? [service] : [service, process];
}

/** Names under which a service calls others: its own in the trace, and that of its process. */
export function namesAsCaller(service: string, serviceType: string | null): readonly string[] {
  return names(service)(serviceType ?? '');
}

const typesOfProcesses = remembering((name) => {
  const type = serviceType(name);
  return type !== null && serviceName(type) === name ? type : null;
}, SHORT);

/** The type of the service whose process is called so; null: it is no service's, or that of another process of its project. */
export function typeOfProcess(name: string): string | null {
  return typesOfProcesses(name);
}
