import { Tokens, tokenKey } from '../../src/callers/tokens.js';

const key = (token: string) => tokenKey(token) as string;

test('the last one to whom a token was issued owns it', () => {
  const tokens = new Tokens();
  tokens.learn(key('a'), 'openstack', null);
  expect(tokens.ownerOf(key('a'))).toBe('openstack');
  tokens.learn(key('a'), 'horizon', null);
  expect(tokens.ownerOf(key('a'))).toBe('horizon');
  expect(tokens.ownerOf(key('b'))).toBeNull();
  expect(tokens.ownerOf(null)).toBeNull();
});

test('of too many tokens the ones that were told of longest ago are forgotten', () => {
  const tokens = new Tokens(2);
  for (const [token, owner] of ['a1', 'b2', 'a3', 'c4']) tokens.learn(token as string, owner as string, null);
  expect(['a', 'b', 'c'].map((token) => tokens.ownerOf(token))).toEqual(['3', null, '4']);
});

test('they are forgotten one by one, however many there were, and whichever was told of again', () => {
  const tokens = new Tokens(2);
  for (let at = 1; at <= 5_000; at++) {
    tokens.learn('kept', 'horizon', null);
    tokens.learn(`token ${at}`, 'cli', null);
  }
  expect(['kept', 'token 5000', 'token 4999'].map((token) => tokens.ownerOf(token))).toEqual([
    'horizon',
    'cli',
    null,
  ]);
});

test.each(['gAAAA', 'x'.repeat(100_000)])('the key of equal tokens is equal, and short', (token) => {
  expect(key(token)).toBe(key(`${token}`));
  expect(key(token)).not.toBe(key(`${token}B`));
  expect(key(token).length).toBeLessThan(1000);
});

test('no token has no key', () => {
  expect(tokenKey(undefined)).toBeNull();
  expect(tokenKey('')).toBeNull();
});
