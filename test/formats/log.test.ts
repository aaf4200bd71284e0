import { type Message, NO_BODY, type RequestMessage } from '../../src/exchange/message.js';
import { renderEntry, renderMessage } from '../../src/formats/log.js';
import { readLog } from '../../src/formats/log-reader.js';

const REQUEST: RequestMessage = {
  kind: 'request',
  number: 1,
  id: '273dcb9bd3404794ad1203a5a49b692f',
  from: 'openstack',
  service: 'keystone',
  method: 'POST',
  url: 'http://10.0.0.5/identity/v3/auth/tokens?nocatalog',
  headers: ['Host', '10.0.0.5', 'Accept', '', 'X-Requestshook-Request-From', 'openstack'],
  body: { ...NO_BODY, content: '{"a":[]}', json: true, size: 8, kept: 8 },
};

test('a request', () => {
  expect(renderMessage(REQUEST)).toBe(`
### (openstack) REQ >>> (keystone) : POST http://10.0.0.5/identity/v3/auth/tokens?nocatalog
Host: 10.0.0.5
Accept: 
X-Requestshook-Request-From: openstack

{
  "a": []
}

`);
});

test('a response without a body, and one without a reason', () => {
  const response: Message = {
    ...REQUEST,
    kind: 'response',
    status: 300,
    reason: 'MULTIPLE CHOICES',
    headers: [],
    body: NO_BODY,
  };
  expect(renderMessage(response)).toBe(`
### (openstack) RESP <<< (keystone) : 300 MULTIPLE CHOICES POST http://10.0.0.5/identity/v3/auth/tokens?nocatalog

none

`);
  expect(renderMessage({ ...response, reason: '' })).toContain(' : 300  POST http://');
});

test('what is shown already is not worked out again', () => {
  expect(renderMessage(REQUEST, { text: 'shown', json: false })).toContain('\n\nshown\n\n');
});

test.each([
  ['### (a) REQ >>> (b) : GET http://c/', '\\### (a) REQ >>> (b) : GET http://c/'],
  ['x\n### (', 'x\n\\### ('],
  ['\\### (', '\\\\### ('],
  ['a\n\\\\\\### (b', 'a\n\\\\\\\\### (b'],
  [' ### (', ' ### ('],
  ['### x', '### x'],
  ['a\r### (b\u2028### (', 'a\r### (b\u2028### ('],
  ['a ### (b\n### (c\n### (d', 'a ### (b\n\\### (c\n\\### (d'],
])('a body can not forge an entry: %j', (body, written) => {
  const entry = { ...REQUEST, headers: [], body };
  expect(renderEntry(entry).split('\n\n').slice(1).join('\n\n')).toBe(`${written}\n\n`);
});

test('a header, a reason or a URL can not forge an entry either', () => {
  const forged = 'x\n\n### (a) REQ >>> (b) : GET http://c/\r\nd';
  const text = renderEntry({
    ...REQUEST,
    kind: 'response',
    status: 200,
    reason: forged,
    url: `http://h/${forged}`,
    headers: [forged, forged],
    body: null,
  });
  expect(text.match(/^### \(/gm)).toHaveLength(1);
  expect(text.split('\n')).toHaveLength(7);
});

test('a line break in a URL, as a journal may have it, leaves a heading that can be read', () => {
  const url = 'http://10.0.0.5/a\rb\n c';
  const [entry] = readLog(renderMessage({ ...REQUEST, url })).entries;
  expect(entry?.url).toBe('http://10.0.0.5/a%0Db%0A%20c');
  const [none] = readLog(renderMessage({ ...REQUEST, url: '\r' })).entries;
  expect(none?.url).toBe('%0D');
});

test('names and methods that none of ours are leave a heading that can be read in one way', () => {
  const odd = { ...REQUEST, from: 'a) REQ >>> (b', service: 'c\r)', method: 'GET x' };
  expect(readLog(renderMessage(odd)).entries).toMatchObject([
    { from: 'a_ REQ >>> _b', service: 'c _', method: 'GET_x', url: REQUEST.url },
  ]);
});
