import { readHosts, readNetwork } from '../../src/config/network.js';
import { messageOf } from './from-file.js';

test.each([
  ['10.0.0.5', ['10.0.0.5', '::ffff:10.0.0.5'], ['10.0.0.6', '::1', 'nonsense']],
  ['10.0.0.0/8', ['10.255.0.1', '::FFFF:10.1.2.3'], ['11.0.0.1', '::a00:1']],
  ['0.0.0.0/0', ['1.2.3.4'], ['::1']],
  ['::1', ['::1', '0:0:0:0:0:0:0:1'], ['127.0.0.1', '::2']],
  ['fd00::/8', ['fd12::1', 'fd00::1%eth0'], ['fe80::1']],
])('%s holds what it says', (block, inside, outside) => {
  const isIn = readNetwork(block);
  expect(inside.filter((address) => !isIn(address))).toEqual([]);
  expect(outside.filter(isIn)).toEqual([]);
});

test.each(['10.0.0', '10.0.0.0/33', 'fd00::/129', '10.0.0.0/', '10.0.0.0/x', 'host', ''])(
  '%p is no block',
  (text) => {
    expect(messageOf(() => readNetwork(text))).toMatch(/^Unfit: expected an address or a block/);
  },
);

test('hosts are told by name, by domain, by address and by block', () => {
  const isListed = readHosts(['Controller', '*.example.org', '10.0.0.0/24', '[::1]']);
  for (const host of ['controller', 'CONTROLLER', 'a.b.example.org', '10.0.0.9', '[::1]', '::1']) {
    expect([host, isListed(host)]).toEqual([host, true]);
  }
  for (const host of ['example.org', 'badexample.org', '10.0.1.9', 'controller.evil.org', '[::2]', '']) {
    expect([host, isListed(host)]).toEqual([host, false]);
  }
  expect(readHosts(['*'])('anything')).toBe(true);
  expect(readHosts([])('anything')).toBe(false);
});
