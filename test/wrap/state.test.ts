import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { isRunning, thisProcess } from '../../src/wrap/running-process.js';
import { parseState, renderState, type WrapState } from '../../src/wrap/state.js';
import { defaultStateFile, readState, removeState, writeState } from '../../src/wrap/state-file.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'requestshook-test-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const STATE: WrapState = {
  keystone: 'http://h/identity/v3',
  ca: null,
  insecure: false,
  clientCertificate: null,
  proxy: 'http://127.0.0.1:8500',
  process: { pid: 7, began: '12' },
  since: '2026-01-01T00:00:00.000Z',
  endpoints: [
    {
      id: 'e',
      service: 'image',
      interface: 'public',
      region: null,
      original: 'http://h',
      wrapped: 'http://p',
    },
  ],
};

test('what is rendered reads back the same', () => {
  const text = fc.string();
  const nullable = fc.option(text);
  const endpoint = fc.record({
    id: text,
    service: text,
    interface: text,
    region: nullable,
    original: text,
    wrapped: text,
  });
  const state = fc.record({
    keystone: fc.webUrl(),
    ca: nullable,
    insecure: fc.boolean(),
    clientCertificate: fc.option(fc.record({ cert: text, key: text })),
    proxy: text,
    process: fc.record({ pid: fc.nat(), began: nullable }),
    since: text,
    endpoints: fc.array(endpoint),
  });
  fc.assert(fc.property(state, (one) => expect(parseState(renderState(one))).toEqual(one)));
});

test.each([
  ['an empty file', ''],
  ['half of one', renderState(STATE).slice(0, 300)],
  ['another format', '{"endpoints": []}'],
  ['a later version', renderState(STATE).replace('"version": 1', '"version": 2')],
  ['an endpoint without its original', renderState(STATE).replace('"original"', '"other"')],
  ['no Keystone', renderState(STATE).replace('http://h/identity/v3', 'nowhere')],
])('%s is no state', (_, text) => {
  expect(parseState(text)).toBeNull();
});

test('a state is written for its owner alone, into a new folder, with nothing beside it', () => {
  const file = join(home, 'new/folder/wrap.json');
  writeState(file, STATE);
  expect(readState(file)).toEqual(STATE);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(home, 'new/folder'))).toEqual(['wrap.json']);
  removeState(file);
  expect(() => readState(file)).toThrow('no cloud is wrapped');
});

test('a state that is there is never written over', () => {
  const file = join(home, 'wrap.json');
  writeFileSync(file, 'the originals of another cloud');
  expect(() => writeState(file, STATE)).toThrow(`requestshook unwrap --state ${file}`);
  expect(readFileSync(file, 'utf8')).toBe('the originals of another cloud');
  expect(readdirSync(home)).toEqual(['wrap.json']);
});

test('a folder that cannot be made is said, with what to do', () => {
  writeFileSync(join(home, 'file'), '');
  expect(() => writeState(join(home, 'file/wrap.json'), STATE)).toThrow('Choose another file with --state');
});

test('the state is in the folder for states', () => {
  expect(defaultStateFile({ XDG_STATE_HOME: '/s' })).toBe('/s/requestshook/wrap.json');
  expect(defaultStateFile({})).toMatch(/\/\.local\/state\/requestshook\/wrap\.json$/);
});

test('a process is known again, and not taken for a later one with its number', () => {
  const mark = thisProcess();
  expect(isRunning(mark)).toBe(true);
  expect(isRunning({ pid: mark.pid, began: '1' })).toBe(false);
  expect(isRunning({ pid: 2 ** 30, began: null })).toBe(false);
});
