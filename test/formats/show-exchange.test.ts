import type { Exchange } from '../../src/exchange/exchange.js';
import { NO_BODY } from '../../src/exchange/message.js';
import { exchangeJson } from '../../src/formats/exchange-json.js';
import { hexDump } from '../../src/formats/hex-dump.js';
import { colouredJson } from '../../src/formats/json-colour.js';
import { renderExchange } from '../../src/formats/show-exchange.js';
import { PLAIN } from '../../src/formats/terminal.js';

const head = {
  number: 5,
  id: 'c0ffee',
  from: 'openstack',
  service: 'keystone',
  method: 'POST',
  url: 'http://10.0.0.5/identity/v3/users?a=b',
};
const json = (content: string, size: number) => ({ ...NO_BODY, content, json: true, size, kept: size });
const EXCHANGE: Exchange = {
  ...head,
  caller: { name: 'openstack', source: 'rule', reason: 'User-Agent of openstacksdk' },
  parent: 3,
  startedAt: Date.UTC(2026, 10, 24, 6, 44, 49, 7),
  timing: { requestComplete: 1.25, responseHead: 31.25, responseComplete: 33.5 },
  request: {
    kind: 'request',
    ...head,
    headers: ['Host', '10.0.0.5', 'Accept', ''],
    body: json('{"user":{}}', 11),
  },
  response: {
    kind: 'response',
    ...head,
    status: 201,
    reason: 'CREATED',
    headers: ['Content-Type', 'application/json'],
    body: json('{"a":[1,true]}', 4048),
  },
  requestTrailers: [],
  responseTrailers: ['Checksum', 'abc'],
  outcome: 'responded',
  failure: null,
};

test('the process that called is named, and a guess is said to be one', () => {
  const process = { pid: 42, command: '/usr/bin/python3 /usr/bin/openstack image list' };
  const caller = { name: 'openstack', source: 'process', confidence: 'guess', process } as const;
  const lines = renderExchange({ ...EXCHANGE, caller }, PLAIN).split('\n');
  expect(lines).toContain('caller    openstack, the process at the other end of the connection, a guess');
  expect(lines).toContain('process   42: /usr/bin/python3 /usr/bin/openstack image list');
});

test('an exchange whole', () => {
  expect(renderExchange(EXCHANGE, PLAIN)).toBe(`\
(5) openstack -> keystone  POST /identity/v3/users  201 CREATED
id        c0ffee
caller    openstack, named by a rule (User-Agent of openstacksdk)
parent    (3), which caused this call
started   2026-11-24T06:44:49.007Z
times     sent in 1.3 ms, waited 30 ms, received in 2.3 ms, 34 ms in all
bodies    sent 11 B, received 4.0 KiB
reference Create user (POST /v3/users): https://docs.openstack.org/api-ref/identity/v3/index.html?expanded=create-user-detail#create-user

>>> POST http://10.0.0.5/identity/v3/users?a=b
Host: 10.0.0.5
Accept: 

{
  "user": {}
}

<<< 201 CREATED
Content-Type: application/json

{
  "a": [
    1,
    true
  ]
}

Checksum: abc
`);
});

test('an exchange of a bare log that never got an answer', () => {
  const bare: Exchange = {
    ...EXCHANGE,
    id: '',
    caller: null,
    parent: null,
    startedAt: null,
    timing: null,
    url: 'http://10.0.0.5/x',
    request: { ...EXCHANGE.request, headers: [], body: { ...NO_BODY, size: null } },
    response: null,
    responseTrailers: [],
    outcome: null,
  };
  expect(renderExchange(bare, PLAIN)).toBe(`\
(5) openstack -> keystone  POST /x  no response

>>> POST http://10.0.0.5/identity/v3/users?a=b

none

<<< no response in the trace
`);
});

test('what went wrong is said', () => {
  const failure = { code: 'ECONNREFUSED', message: 'keystone refused the connection' };
  const shown = renderExchange(
    {
      ...EXCHANGE,
      outcome: 'upstreamFailed',
      failure,
      timing: { requestComplete: null, responseHead: 2, responseComplete: 3 },
    },
    PLAIN,
  );
  expect(shown).toContain('\noutcome   the service failed\n');
  expect(shown).toContain('\nfailure   keystone refused the connection\n');
  expect(shown).toContain('response began after 2.0 ms, before the request was whole');
});

test('a body that is no text is dumped, and how much of it that is', () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, i) => i);
  const body = { ...NO_BODY, content: bytes, size: 21_233_664, kept: 300, truncated: true };
  const shown = renderExchange({ ...EXCHANGE, request: { ...EXCHANGE.request, body } }, PLAIN);
  expect(shown).toContain('\n00000040: 4041 4243 4445 4647 4849 4a4b 4c4d 4e4f  @ABCDEFGHIJKLMNO\n');
  expect(shown).toContain('\n... (256 of 21233664 bytes)\n');
});

test('the last line of a dump is as wide as the others', () => {
  expect(hexDump(Buffer.from('0123456789abcdefg'), 9)).toBe(
    '00000000: 3031 3233 3435 3637 3839 6162 6364 6566  0123456789abcdef\n' +
      '00000010: 67                                       g',
  );
  expect(hexDump(new Uint8Array(), 9)).toBe('');
});

test('nothing in an exchange can command the terminal', () => {
  const evil = '\u001b]0;gone\u0007\u202e';
  const evilHead = { from: evil, service: evil, method: evil, url: `http://x/${evil}`, id: evil };
  const shown = renderExchange(
    {
      ...EXCHANGE,
      ...evilHead,
      caller: { name: evil, source: 'rule', reason: evil },
      failure: { code: evil, message: evil },
      request: {
        ...EXCHANGE.request,
        ...evilHead,
        headers: [evil, evil],
        body: { ...NO_BODY, content: evil },
      },
      response: {
        ...EXCHANGE.request,
        ...evilHead,
        kind: 'response',
        status: 200,
        reason: evil,
        headers: [],
      },
      responseTrailers: [evil, evil],
    },
    PLAIN,
  );
  expect(shown).not.toMatch(/[\u001b\u0007\u202e]/);
});

test('JSON in colours', () => {
  const paint = (colour: string, text: string) => `<${colour}>${text}</>`;
  expect(colouredJson('{\n  "a\\": 1": "b: 2",\n  "c": [-1.5e+3, true, null]\n}', paint)).toBe(
    '{\n  <blue>"a\\": 1"</>: <green>"b: 2"</>,\n  <blue>"c"</>: [<cyan>-1.5e+3</>, <magenta>true</>, <magenta>null</>]\n}',
  );
});

test('an exchange as JSON has all of it', () => {
  const bytes = { ...NO_BODY, content: Uint8Array.of(1, 255), size: 2, kept: 2 };
  expect(exchangeJson({ ...EXCHANGE, request: { ...EXCHANGE.request, body: bytes } })).toEqual({
    number: 5,
    id: 'c0ffee',
    from: 'openstack',
    service: 'keystone',
    method: 'POST',
    url: 'http://10.0.0.5/identity/v3/users?a=b',
    path: '/identity/v3/users',
    status: 201,
    reason: 'CREATED',
    startedAt: Date.UTC(2026, 10, 24, 6, 44, 49, 7),
    durationMs: 33.5,
    requestBytes: 2,
    responseBytes: 4048,
    parent: 3,
    failure: null,
    caller: { name: 'openstack', source: 'rule', reason: 'User-Agent of openstacksdk' },
    outcome: 'responded',
    timing: { requestComplete: 1.25, responseHead: 31.25, responseComplete: 33.5 },
    request: {
      headers: [
        ['Host', '10.0.0.5'],
        ['Accept', ''],
      ],
      body: { base64: 'Af8=', size: 2 },
    },
    response: {
      headers: [['Content-Type', 'application/json']],
      body: { text: '{"a":[1,true]}', json: true, size: 4048 },
      trailers: [['Checksum', 'abc']],
    },
  });
});
