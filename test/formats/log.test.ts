import { type Message, NO_BODY, type RequestMessage } from '../../src/exchange/message.js';
import { renderEntry, renderMessage } from '../../src/formats/log.js';

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
