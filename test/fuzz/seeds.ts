import type { Exchange } from '../../src/exchange/exchange.js';
import { journalGap, journalRequest, journalResponse } from '../../src/formats/journal.js';
import { renderMessage } from '../../src/formats/log.js';
import { aBody, anExchange } from '../formats/an-exchange.js';

const TOKEN = 'gAAAAABnQ0ZtZ2s1dGVzdA';
const IMAGE = '0b5a4f5e-3c0b-4d3c-9a55-1f4f9b6c7d8e';

const AUTH = {
  auth: {
    identity: {
      methods: ['password', 'token'],
      password: { user: { name: 'admin', domain: { id: 'default' }, password: 'n0mor\u00e9' } },
      token: { id: TOKEN },
    },
    scope: { project: { name: 'demo' } },
  },
};

const CATALOG = {
  token: {
    catalog: [
      {
        type: 'identity',
        name: 'keystone',
        endpoints: [
          { region: 'RegionOne', interface: 'public', url: 'http://10.0.0.5/identity' },
          { region: 'RegionOne', interface: 'admin', url: 'HTTP://10.0.0.5:80/identity/v3' },
        ],
      },
      { type: 'image', endpoints: [{ url: 'https://glance.example:9292/', id: null }] },
      { type: 'volume', endpoints: [{ url: 'http://10.0.0.5:8776/volume/v3/$(project_id)s' }] },
    ],
    expires_at: '2026-01-01T00:00:00.000000Z',
  },
  links: { self: 'http://10.0.0.5/identity/v3', next: null },
  versions: [{ links: [{ rel: 'self', href: 'http:\\/\\/10.0.0.5\\/image\\/v2\\/'.replaceAll('\\', '') }] }],
};

/** JSON as services and clients send it. */
export const JSON_SEEDS: readonly Buffer[] = [
  JSON.stringify(AUTH),
  JSON.stringify(CATALOG, null, 4),
  JSON.stringify(CATALOG).replaceAll('/', '\\/'),
  '{"access": {"token": {"id": "abc", "x": [{"id": "no"}]}, "TOKEN": "t", "adminPass": "p\\u0041", "secret2": 12.50}}',
  '[1.0, -0, 1E400, 12345678901234567890, "\\u00e9\\ud83d\\ude00\\ud800\\u202e", true, false, null, [], {}, [[{}]]]',
  '{"password": ["a", ["b", {"user": "c", "token": {"id": "d"}}], 5, null], "a": 1, "a": 2, "": ""}',
  '  {\r\n\t"next_page_token" : "x" ,"tokens":["a",{"id":"b"}] }  \n',
  '"alone"',
].map((text) => Buffer.from(text));

/** What means something in JSON, and to whoever hides or follows what is in it. */
export const JSON_TOKENS: readonly string[] = [
  ...['{', '}', '[', ']', ',', ':', '"', '\\', '\\"', '\\u0041', '\\ud83d\\ude00', '\\u00', '{}', '[]', '""'],
  ...['0', '-', '.', 'e', '1e5', 'true', 'null', 'NaN', '//', '"a":', '"id":', '"id"', '"token":', '"token"'],
  ...['"password":"x"', '"pa\\u0073sword":', '"url":', '"a\\"url":', '"href":', '"rel":"describedby",'],
  ...[
    '"http://10.0.0.5/identity"',
    '"http://10.0.0.5/identityx"',
    '\\/',
    'http://',
    'https:\\/\\/',
    ':80',
    '?',
    '#',
  ],
];

const GLANCE = { service: 'glance-api', from: 'openstack' };

/** Calls of all kinds: JSON and bytes, cut and broken off, answered and not. */
export const EXCHANGES: readonly Exchange[] = [
  anExchange({
    number: 1,
    service: 'keystone',
    method: 'POST',
    url: 'http://10.0.0.5/identity/v3/auth/tokens?nocatalog=1',
    requestHeaders: [
      'Host',
      '10.0.0.5',
      'Content-Type',
      'application/json',
      'User-Agent',
      'keystoneauth1/5.8',
    ],
    requestBody: JSON.stringify(AUTH),
    status: 201,
    reason: 'CREATED',
    responseHeaders: [
      'Content-Type',
      'application/json',
      'X-Subject-Token',
      TOKEN,
      'Set-Cookie',
      'a=b; Path=/',
    ],
    responseBody: JSON.stringify(CATALOG),
    startedAt: 1_700_000_000_000.125,
    timing: { requestComplete: 0.5, responseHead: 1.5, responseComplete: 2.25 },
  }),
  anExchange({
    number: 2,
    ...GLANCE,
    url: `http://10.0.0.5/image/v2/images/${IMAGE}/file`,
    responseHeaders: ['Content-Type', 'application/octet-stream', 'Content-Length', '9000'],
    responseBody: aBody(new Uint8Array([0x51, 0x46, 0x49, 0xfb, 0, 0, 0, 3]), {
      size: 9000,
      truncated: true,
    }),
    startedAt: 1_700_000_000_100,
    timing: { requestComplete: 0.5, responseHead: 3, responseComplete: null },
    parent: 1,
  }),
  anExchange({
    number: 3,
    ...GLANCE,
    method: 'DELETE',
    url: `http://10.0.0.5/image/v2/images/${IMAGE}`,
    status: 204,
    reason: 'No Content',
    startedAt: 1_700_000_000_200,
  }),
  anExchange({
    number: 4,
    from: 'nova-compute',
    service: 'placement-api',
    url: 'http://10.0.0.5/placement/a%20b;#`|{x}?limit=1',
    responseBody: aBody('### (x) REQ >>> (y) : GET /\nnone\n```\n<b>\u2028', {
      truncated: true,
      size: null,
      brokenOff: true,
    }),
    outcome: 'upstreamFailed',
    failure: { code: 'RH_UPSTREAM_FAILED', message: 'broke off' },
    startedAt: 1_700_000_000_300,
  }),
  anExchange({ number: 5, method: 'HEAD', response: null, startedAt: 1_700_000_000_400 }),
];

/** The calls as a log has them. */
export const LOG_SEED = Buffer.from(
  EXCHANGES.flatMap(({ request, response }) => [request, ...(response === null ? [] : [response])])
    .map((message) => {
      const mark = ['X-Requestshook-Request-Id', message.id, 'X-Requestshook-Request-From', message.from];
      return renderMessage({ ...message, headers: [...message.headers, ...mark] });
    })
    .join(''),
);

function journalLines({ request, response, ...rest }: Exchange): unknown[] {
  const { caller, parent, startedAt, timing, outcome, failure } = rest;
  const facts = {
    caller:
      caller ?? ({ name: request.from, source: 'rule', reason: 'a rule', confidence: 'likely' } as const),
    serviceType: 'image',
    parent,
    startedAt: startedAt ?? 0,
  };
  if (response === null) return [journalRequest(request, facts), journalGap(2)];
  const none = { requestComplete: null, responseHead: null, responseComplete: null };
  return [
    journalRequest(request, facts),
    journalResponse(response, {
      timing: timing ?? none,
      outcome: outcome ?? 'responded',
      failure,
      requestTrailers: ['X-Sum', '1'],
      responseTrailers: [],
      requestBody: request.body,
      caused: [3],
    }),
  ];
}

/** The calls as a journal has them. */
export const JOURNAL_SEED = Buffer.from(
  EXCHANGES.flatMap(journalLines)
    .map((line) => `${JSON.stringify(line)}\n`)
    .join(''),
);

/** What means something in a log or a journal. */
export const TRACE_TOKENS: readonly string[] = [
  ...[
    '\n### (',
    '### (',
    '\\### (',
    ') REQ >>> (',
    ') RESP <<< (',
    ') : ',
    ' : GET ',
    '\n\n',
    'none',
    'none\n\n',
    ': ',
  ],
  ...[
    '\n### (a) REQ >>> (b) : GET http://h/\nA: b\n\nnone\n\n',
    '\n### (a) RESP <<< (b) : 200 OK GET http://h/\n',
  ],
  ...[
    '... (truncated: 5 of unknown bytes)',
    '... (broken off by the service)',
    "b'\\x00'...",
    '\n### (requestshook) ',
  ],
  ...[
    'REQ >>> (requestshook) : LOST requestshook:messages?count=2',
    '200',
    '99999999999999999999',
    '-1',
    '1e999',
  ],
  ...[
    '{"v":1,"type":"gap","lost":1}\n',
    '"type":"request"',
    '"type":"response"',
    '"v":9',
    '{',
    '}',
    '[',
    ']',
    'null',
  ],
  ...[
    '"number":',
    '"caused":[1,2,9]',
    '"parent":1',
    '"headers":[["a"]]',
    '"body":null',
    '"startedAt":-1',
    '"v":-9007199254740991',
    '"v":-1e308,',
    '\x1b[2J',
  ],
];
