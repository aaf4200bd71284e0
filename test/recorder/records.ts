import type { RequestRecord, ResponseRecord, TappedBody } from '../../src/recorder/record.js';

/** A body that passed whole. */
export function tapped(content: string | Uint8Array, more: Partial<TappedBody> = {}): TappedBody {
  const bytes = Buffer.from(content as Uint8Array);
  return { chunks: [bytes], kept: bytes.length, size: bytes.length, brokenOff: false, ...more };
}

const HEAD = {
  id: '0123456789abcdef0123456789abcdef',
  from: 'openstack',
  service: 'keystone',
  method: 'GET',
  url: 'http://10.0.0.5/identity/v3',
};
const MARK = ['X-Requestshook-Request-Id', HEAD.id, 'X-Requestshook-Request-From', HEAD.from];

/** A request without a body, as the proxy records it. */
export function requestRecord(more: Partial<RequestRecord> = {}): RequestRecord {
  return {
    kind: 'request',
    number: 1,
    ...HEAD,
    caller: { name: 'openstack', source: 'rule', reason: 'User-Agent of the openstack client' },
    serviceType: 'identity',
    parent: null,
    startedAt: 1_700_000_000_000.125,
    headers: ['Host', '10.0.0.5', ...MARK],
    body: tapped(''),
    ...more,
  };
}

/** Its response, without a body as well. */
export function responseRecord(more: Partial<ResponseRecord> = {}): ResponseRecord {
  return {
    kind: 'response',
    number: 1,
    ...HEAD,
    status: 200,
    reason: 'OK',
    headers: ['Content-Length', '0', ...MARK],
    body: tapped(''),
    timing: { requestComplete: 0.5, responseHead: 1.5, responseComplete: 2.25 },
    outcome: 'responded',
    failure: null,
    requestTrailers: [],
    responseTrailers: [],
    requestBody: null,
    requestHeaders: null,
    caused: [],
    ...more,
  };
}
