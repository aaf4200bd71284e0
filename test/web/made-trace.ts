import type { HeaderLines } from '../../src/exchange/headers.js';
import { type Body, NO_BODY, type RequestMessage, type ResponseMessage } from '../../src/exchange/message.js';
import { journalRequest, journalResponse } from '../../src/formats/journal.js';
import { renderMessage } from '../../src/formats/log.js';

/** One exchange to be written into a trace; what is not said is ordinary. */
export interface Made {
  readonly number: number;
  readonly from?: string;
  readonly service?: string;
  readonly method?: string;
  readonly url?: string;
  readonly parent?: number | null;
  /** ms since the epoch. */
  readonly startedAt?: number;
  readonly took?: number;
  readonly status?: number;
  readonly reason?: string;
  readonly requestHeaders?: HeaderLines;
  readonly responseHeaders?: HeaderLines;
  readonly requestBody?: string | Uint8Array | null;
  readonly responseBody?: string | Uint8Array | null;
  readonly failure?: string;
  readonly caller?: string;
}

export const BEGAN = Date.UTC(2026, 0, 5, 9, 30);

function bodyOf(content: string | Uint8Array | null | undefined): Body {
  if (content === null || content === undefined) return NO_BODY;
  const size = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
  const json = typeof content === 'string' && /^[[{]/.test(content);
  return { content, json, size, kept: size, truncated: false, brokenOff: false };
}

export const idOf = (number: number) => number.toString(16).padStart(32, '0');

function messages(made: Made): { request: RequestMessage; response: ResponseMessage } {
  const { number, from = 'openstack', service = 'keystone', method = 'GET' } = made;
  const url = made.url ?? 'http://10.0.0.5/identity/v3';
  const id = idOf(number);
  const ours = ['X-Requestshook-Request-Id', id, 'X-Requestshook-Request-From', from];
  const head = { number, id, from, service, method, url };
  return {
    request: {
      kind: 'request',
      ...head,
      headers: [
        ...(made.requestHeaders ?? ['Host', '10.0.0.5', 'User-Agent', 'python-keystoneclient']),
        ...ours,
      ],
      body: bodyOf(made.requestBody),
    },
    response: {
      kind: 'response',
      ...head,
      status: made.status ?? 200,
      reason: made.reason ?? 'OK',
      headers: [...(made.responseHeaders ?? ['Content-Type', 'application/json']), ...ours],
      body: bodyOf(made.responseBody),
    },
  };
}

/** The journal's line of a request, with its line feed. */
export function requestLine(made: Made): string {
  const { request } = messages(made);
  return `${JSON.stringify(
    journalRequest(request, {
      caller: {
        name: request.from,
        source: 'process',
        reason: made.caller ?? 'pid 4711: /usr/bin/openstack',
      },
      serviceType: null,
      parent: made.parent ?? null,
      startedAt: made.startedAt ?? BEGAN + made.number * 20,
    }),
  )}\n`;
}

/** The journal's line of a response, with its line feed. */
export function responseLine(made: Made): string {
  const took = made.took ?? 12;
  return `${JSON.stringify(
    journalResponse(messages(made).response, {
      timing: { requestComplete: took * 0.1, responseHead: took * 0.8, responseComplete: took },
      outcome: made.failure === undefined ? 'responded' : 'upstreamFailed',
      failure: made.failure === undefined ? null : { code: 'RH_UPSTREAM_FAILED', message: made.failure },
      requestTrailers: [],
      responseTrailers: [],
      requestBody: null,
    }),
  )}\n`;
}

/** Both entries of an exchange as requests.log has them. */
export function logEntries(made: Made): string {
  const { request, response } = messages(made);
  return renderMessage(request) + renderMessage(response);
}

/** Numbers that look like chance and are the same each time (Numerical Recipes' generator). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const uuid = (next: () => number) => {
  const digits = Array.from({ length: 32 }, () => Math.floor(next() * 16).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

const CALLS: readonly (readonly [service: string, method: string, path: (id: string) => string])[] = [
  ['glance-api', 'GET', (id) => `/image/v2/images/${id}`],
  ['glance-api', 'DELETE', (id) => `/image/v2/images/${id}`],
  ['nova-api', 'GET', (id) => `/compute/v2.1/servers/${id}`],
  ['nova-api', 'POST', () => '/compute/v2.1/servers'],
  ['neutron-server', 'GET', (id) => `/networking/v2.0/ports?device_id=${id}`],
  ['cinder-api', 'GET', (id) => `/volume/v3/volumes/${id}`],
  ['placement-api', 'PUT', (id) => `/placement/allocations/${id}`],
];

/** A journal of so many exchanges as a cloud would make them: nested ones, failed ones, slow ones, pauses. In pieces. */
export function* madeJournal(count: number): Generator<string> {
  const next = chance(20260105);
  let at = BEGAN;
  const token = (n: number) => `{SHA256}${n.toString(16).padStart(64, '0')}`;
  for (let number = 1; number <= count; number++) {
    at += next() < 0.004 ? 2_000 + next() * 20_000 : next() * 40;
    const [service, method, path] = CALLS[Math.floor(next() * CALLS.length)] as (typeof CALLS)[number];
    const id = uuid(next);
    const bad = next();
    const outer: Made = {
      number,
      service,
      method,
      url: `http://10.0.0.5${path(id)}`,
      startedAt: at,
      took: next() < 0.01 ? 1000 + next() * 3000 : 4 + next() * 60,
      status: bad < 0.02 ? 404 : bad < 0.03 ? 503 : method === 'DELETE' ? 204 : 200,
      reason:
        bad < 0.02
          ? 'Not Found'
          : bad < 0.03
            ? 'Service Unavailable'
            : method === 'DELETE'
              ? 'No Content'
              : 'OK',
      requestHeaders: [
        'Host',
        '10.0.0.5',
        'User-Agent',
        'openstacksdk/4.0',
        'X-Auth-Token',
        token(number >> 4),
      ],
      responseBody:
        method === 'DELETE' ? null : JSON.stringify({ id, name: `thing-${number}`, status: 'active' }),
    };
    yield requestLine(outer);
    if (number < count && next() < 0.3) {
      const inner: Made = {
        number: ++number,
        from: service,
        service: 'keystone',
        url: 'http://10.0.0.5/identity/v3/auth/tokens',
        parent: outer.number,
        startedAt: at + 1,
        took: 2,
        requestHeaders: [
          'Host',
          '10.0.0.5',
          'X-Auth-Token',
          token(1),
          'X-Subject-Token',
          token(outer.number >> 4),
        ],
        responseBody: '{"token": {"methods": ["password"], "expires_at": "2026-01-05T10:30:00.000000Z"}}',
      };
      yield requestLine(inner) + responseLine(inner);
    }
    yield responseLine(outer);
    at += outer.took ?? 0;
  }
}
