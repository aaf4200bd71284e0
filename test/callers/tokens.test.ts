import { Tokens } from '../../src/callers/tokens.js';

test('the last one to whom a token was issued owns it', () => {
  const tokens = new Tokens();
  tokens.issued('a', 'openstack');
  expect(tokens.ownerOf('a')).toBe('openstack');
  tokens.issued('a', 'horizon');
  expect(tokens.ownerOf('a')).toBe('horizon');
  expect(tokens.ownerOf('b')).toBeNull();
});

test('of too many owners the ones that were told longest ago are forgotten', () => {
  const tokens = new Tokens(2);
  tokens.issued('a', '1');
  tokens.issued('b', '2');
  tokens.issued('a', '3');
  tokens.issued('c', '4');
  expect(['a', 'b', 'c'].map((token) => tokens.ownerOf(token))).toEqual(['3', null, '4']);
});

test('several requests with one token are under way until each has ended', () => {
  const tokens = new Tokens();
  const ends = [
    tokens.begins('a', 'glance-api'),
    tokens.begins('a', 'nova-api'),
    tokens.begins('a', 'glance-api'),
  ];
  const working = () => tokens.serviceWorkingWith('a', 'keystone');
  expect(working()).toBe('glance-api');
  ends[2]?.();
  expect(working()).toBe('nova-api');
  ends[1]?.();
  expect(working()).toBe('glance-api');
  ends[0]?.();
  expect(working()).toBeNull();
});

test('a request ends once, however often that is said', () => {
  const tokens = new Tokens();
  const end = tokens.begins('a', 'glance-api');
  tokens.begins('a', 'glance-api');
  end();
  end();
  expect(tokens.serviceWorkingWith('a', 'keystone')).toBe('glance-api');
});

test('a request that begins after all others have ended is not ended by them', () => {
  const tokens = new Tokens();
  const first = tokens.begins('a', 'glance-api');
  first();
  tokens.begins('a', 'glance-api');
  first();
  expect(tokens.serviceWorkingWith('a', 'keystone')).toBe('glance-api');
});
