import type { Outcome } from '../wrap/change-url.js';
import { type EndpointChange, endpointName } from '../wrap/changes.js';
import type { LeftEndpoint } from '../wrap/routes.js';
import { columns } from '../wrap/table.js';

/** What is to be changed, as a table; without changes: the empty text. */
export function changeTable(changes: readonly EndpointChange[]): string {
  if (changes.length === 0) return '';
  return columns([
    ['service', 'interface', 'region', 'from', 'to'],
    ...changes.map(({ service, interface: side, region, original, wrapped }) => [
      service,
      side,
      region ?? '-',
      original,
      wrapped,
    ]),
  ]);
}

/** What an endpoint is left for, as a sentence. */
export function leftText({ endpoint, reason }: LeftEndpoint): string {
  return `${endpoint.service.type} ${endpoint.interface}${endpoint.region === null ? '' : ` (${endpoint.region})`} stays at ${endpoint.url}: ${reason}`;
}

/** What became of an endpoint that somebody else had a hand in; null: all went as it was meant to. */
export function foreignText(change: EndpointChange, outcome: Outcome): string | null {
  switch (outcome.kind) {
    case 'removed':
      return `${endpointName(change)} was removed by somebody else meanwhile: it stays so`;
    case 'elsewhere':
      return `${endpointName(change)} was changed by somebody else meanwhile: it stays at ${outcome.url}`;
    default:
      return null;
  }
}

/** `1 endpoint`, `6 endpoints` */
export function counted(count: number): string {
  return `${count} endpoint${count === 1 ? '' : 's'}`;
}
