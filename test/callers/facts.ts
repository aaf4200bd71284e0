import { type Call, type CallFacts, readClues } from '../../src/callers/call.js';
import type { Calls } from '../../src/callers/calls.js';

/** What a test says of a request; the rest is a GET of a token at Keystone. */
export interface Given extends Partial<CallFacts> {
  readonly userAgent?: string;
  /** X-Auth-Token. */
  readonly token?: string;
  /** X-Subject-Token. */
  readonly subject?: string;
}

/** A request to Keystone's /v3/auth/tokens, unless something else is said. */
export function facts({ userAgent, token, subject, headers = [], ...others }: Given = {}): CallFacts {
  return {
    service: 'keystone',
    serviceType: 'identity',
    method: 'GET',
    path: '/identity/v3/auth/tokens',
    connection: null,
    pid: null,
    ...others,
    headers: [
      ...(userAgent === undefined ? [] : ['User-Agent', userAgent]),
      ...(token === undefined ? [] : ['X-Auth-Token', token]),
      ...(subject === undefined ? [] : ['X-Subject-Token', subject]),
      ...headers,
    ],
  };
}

/** A request to Glance. */
export const toGlance = (given: Given = {}): CallFacts =>
  facts({ service: 'glance-api', serviceType: 'image', path: '/v2/images', ...given });

/** A request to Nova. */
export const toNova = (given: Given = {}): CallFacts =>
  facts({ service: 'nova-api', serviceType: 'compute', path: '/v2.1/servers', ...given });

/** Begins a request; its caller is known for sure. */
export function begin(calls: Calls, caller: string, given: CallFacts): Call {
  return calls.begins(readClues(given), caller, true);
}

/** Keystone issues a token to a caller, and that is over. */
export function issue(calls: Calls, caller: string, token: string): void {
  const call = begin(calls, caller, facts({ method: 'POST' }));
  calls.responded(call, 201, ['X-Subject-Token', token]);
  calls.ends(call);
}
