import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { MessageRecord, TappedBody } from '../../src/recorder/record.js';
import { Writer } from '../../src/recorder/writer.js';
import { requestRecord, responseRecord, tapped } from './records.js';
import { temporaryFolder } from './temporary-folder.js';

/** A record with a secret in it. */
type Place = (secret: string) => MessageRecord[];

const JSON_TYPE = ['Content-Type', 'application/json'];
const requestHeader = (name: string, value: (secret: string) => string): Place => {
  return (secret) => [requestRecord({ headers: [name, value(secret)] })];
};
const responseHeader = (name: string, value: (secret: string) => string): Place => {
  return (secret) => [responseRecord({ headers: [name, value(secret)] })];
};
const url = (value: (secret: string) => string): Place => {
  return (secret) => [requestRecord({ url: value(secret) }), responseRecord({ url: value(secret) })];
};
const body = (
  headers: string[],
  value: (secret: string) => string | Uint8Array,
  more: Partial<TappedBody> = {},
): Place => {
  return (secret) => [requestRecord({ headers, body: tapped(value(secret), more) })];
};
const json = (value: (secret: string) => unknown) =>
  body(JSON_TYPE, (secret) => JSON.stringify(value(secret)));
const login = (password: string) => ({
  auth: { identity: { methods: ['password'], password: { user: { name: 'a', password } } } },
});
const query = (secret: string) => encodeURIComponent(secret);

const PLACES: Record<string, Place> = {
  'X-Auth-Token': requestHeader('X-Auth-Token', (s) => s),
  'X-Subject-Token of an answer': responseHeader('X-Subject-Token', (s) => s),
  'x-service-token': requestHeader('x-service-token', (s) => s),
  'Authorization: Basic': requestHeader(
    'Authorization',
    (s) => `Basic ${Buffer.from(`admin:${s}`).toString('base64')}`,
  ),
  'Authorization: Bearer': requestHeader('Authorization', (s) => `Bearer ${s}`),
  Cookie: requestHeader('Cookie', (s) => `theme=dark; sessionid=${s}`),
  'Set-Cookie': responseHeader('Set-Cookie', (s) => `sessionid=${s}; HttpOnly`),
  'Location with a token': responseHeader(
    'Location',
    (s) => `http://10.0.0.5/vnc?path=%3Ftoken%3D${query(s)}`,
  ),
  'X-Account-Meta-Temp-URL-Key': requestHeader('X-Account-Meta-Temp-URL-Key', (s) => s),
  'a token in the query': url((s) => `http://10.0.0.5/x?a=1&token=${query(s)}&b=2`),
  'a signature in the query': url((s) => `http://10.0.0.5/x?temp_url_sig=${query(s)}`),
  'a token in the path': url((s) => `http://10.0.0.5/identity/v2.0/tokens/${query(s)}`),
  'a password in front of the host': url((s) => `http://admin:${query(s)}@10.0.0.5/x`),
  'a password in JSON': json(login),
  'adminPass in JSON': json((s) => ({ server: { adminPass: s } })),
  'a token in JSON': json((s) => ({ auth: { identity: { methods: ['token'], token: { id: s } } } })),
  'a token of v2 in JSON': json((s) => ({ access: { token: { id: s, expires: 'x' } } })),
  'a secret of an application credential': json((s) => ({
    auth: { identity: { application_credential: { id: 'a', secret: s } } },
  })),
  'the blob of a credential': json((s) => ({
    credential: { type: 'ec2', blob: JSON.stringify({ access: 'a', secret: s }) },
  })),
  'a password in JSON of another type': body(['Content-Type', 'text/plain'], (s) => JSON.stringify(login(s))),
  'a password in JSON without a type': body([], (s) => JSON.stringify(login(s))),
  'a password in JSON in Latin-1': body(['Content-Type', 'application/json; charset=iso-8859-1'], (s) =>
    Buffer.from(JSON.stringify({ ...login(s), name: 'é' }), 'latin1'),
  ),
  'a password in JSON that was cut off': body(JSON_TYPE, (s) => JSON.stringify(login(s)).slice(0, -4), {
    size: 5000,
  }),
  'a password that was cut off in JSON': body(JSON_TYPE, (s) => JSON.stringify(login(s)).slice(0, -6), {
    size: 5000,
  }),
  'a password in compressed JSON': body([...JSON_TYPE, 'Content-Encoding', 'gzip'], (s) =>
    gzipSync(JSON.stringify(login(s))),
  ),
  'a password in compressed JSON that was cut off': (s) => {
    const packed = gzipSync(JSON.stringify({ ...login(s), more: 'x'.repeat(200) }));
    const kept = packed.subarray(0, packed.length - 8);
    return [
      requestRecord({
        headers: [...JSON_TYPE, 'Content-Encoding', 'gzip'],
        body: tapped(kept, { size: packed.length }),
      }),
    ];
  },
  'a password in a form': body(
    ['Content-Type', 'application/x-www-form-urlencoded'],
    (s) => `user=a&password=${query(s)}`,
  ),
  'a password in a part': body(
    ['Content-Type', 'multipart/form-data; boundary=xx'],
    (s) => `--xx\r\nContent-Disposition: form-data; name="password"\r\n\r\n${s}\r\n--xx--\r\n`,
  ),
  'a password in XML': body(['Content-Type', 'text/xml'], (s) => `<auth><password>${s}</password></auth>`),
  'a quoted password in a text': body(
    ['Content-Type', 'text/plain'],
    (s) => `called with {'password': '${s}'}`,
  ),
  'a URL with a token in JSON': json((s) => ({
    console: { type: 'novnc', url: `http://h/vnc_auto.html?token=${query(s)}` },
  })),
  'the body of an answer': (s) => [
    responseRecord({ headers: JSON_TYPE, body: tapped(JSON.stringify({ token: s })) }),
  ],
  'a trailer of the request': (s) => [responseRecord({ requestTrailers: ['X-Auth-Token', s] })],
  'a trailer of the answer': (s) => [responseRecord({ responseTrailers: ['X-Subject-Token', s] })],
  'the reason of a failure': (s) => [
    responseRecord({
      outcome: 'refused',
      failure: { code: 'RH_NO_ROUTE', message: `no service is mounted at /x?token=${query(s)}` },
    }),
  ],
  'the late body of a request': (s) => [
    responseRecord({ requestHeaders: JSON_TYPE, requestBody: tapped(JSON.stringify(login(s))) }),
  ],
};

/** Tokens and passwords as they are: Fernet, UUIDs, and what people choose. */
const secret = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ABCdef0189_-='), minLength: 12, maxLength: 200 }),
  fc
    .string({ unit: fc.constantFrom(...'abcXYZ019 .!%+~$@'), minLength: 8, maxLength: 30 })
    .filter((text) => /^\w.*\w\w$/.test(text)),
);

/** All that was written, in every file. */
function written(records: MessageRecord[], secrets: 'hash' | 'plain'): string {
  const dir = temporaryFolder();
  const writer = new Writer(
    { log: join(dir, 'requests.log'), dir, secrets, captureLimit: 4096 },
    { onFileState: () => {}, onFault: (message) => expect(message).toBe('') },
  );
  writer.write(records);
  expect(writer.close()).toBe(0);
  return readdirSync(dir)
    .map((name) => readFileSync(join(dir, name), 'utf8'))
    .join('\n');
}

/** The ways in which a secret can stand in a file. */
function spellings(text: string): string[] {
  return [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
  ];
}

describe('no file holds a secret', () => {
  test.each(Object.keys(PLACES))('%s', (name) => {
    const place = PLACES[name] as Place;
    fc.assert(
      fc.property(secret, (value) => {
        const files = written(place(value), 'hash');
        for (const spelling of spellings(value)) expect(files).not.toContain(spelling);
      }),
      { numRuns: 15 },
    );
  });
});

test('asked to, all files show secrets as they are', () => {
  for (const [name, place] of Object.entries(PLACES)) {
    const value = 'gAAAAABlplain-secret-of-a-token';
    const base64 = Buffer.from(`admin:${value}`).toString('base64');
    const files = written(place(value), 'plain');
    expect([name, files.includes(value) || files.includes(base64)]).toEqual([name, true]);
  }
});

test('the same token stays recognisable, in all files', () => {
  const files = written(
    [
      requestRecord({ headers: ['X-Auth-Token', 'gAAAA'] }),
      responseRecord({ headers: ['X-Subject-Token', 'gAAAA'] }),
    ],
    'hash',
  );
  const found = [...files.matchAll(/\{SHA256\}[0-9a-f]{64}/g)].map(([text]) => text);
  expect(new Set(found).size).toBe(1);
  expect(found).toHaveLength(6);
});
