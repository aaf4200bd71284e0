import { LINKS_LIMIT, mayHoldLinks } from '../../src/openstack/link-answers.js';

test.each([
  ['JSON', 200, ['Content-Type', 'application/json']],
  ['JSON with a charset', 201, ['content-type', 'application/json; charset=UTF-8', 'Content-Length', '1815']],
  ['a JSON home document', 200, ['Content-Type', 'application/json-home']],
  ['a JSON type of a vendor', 300, ['Content-Type', 'application/vnd.openstack.identity-v3+json']],
  ['JSON as it is', 200, ['Content-Type', 'application/json', 'Content-Encoding', 'identity']],
])('%s may hold links', (_, status, headers) => {
  expect(mayHoldLinks('GET', status, headers)).toBe(true);
});

const json = ['Content-Type', 'application/json'];
test.each([
  ['no type', 200, []],
  ['another type', 200, ['Content-Type', 'application/octet-stream']],
  ['a type that begins alike', 200, ['Content-Type', 'application/jsonp']],
  ['a compressed body', 200, [...json, 'Content-Encoding', 'gzip']],
  ['a part of a body', 206, [...json, 'Content-Range', 'bytes 0-9/20']],
  ['a body with an entity tag', 200, [...json, 'ETag', '"d41d8cd98f00b204e9800998ecf8427e"']],
  ['a body with a digest', 200, [...json, 'Content-MD5', 'AAAA']],
  ['a long body', 200, [...json, 'Content-Length', String(LINKS_LIMIT + 1)]],
])('%s is left alone', (_, status, headers) => {
  expect(mayHoldLinks('GET', status, headers)).toBe(false);
});

test.each([
  ['HEAD', 200],
  ['GET', 204],
  ['GET', 304],
  ['GET', 101],
])('an answer to %s with status %d has no body', (method, status) => {
  expect(mayHoldLinks(method, status, json)).toBe(false);
});
