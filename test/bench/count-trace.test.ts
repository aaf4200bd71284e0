import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countLines, countTrace } from '../../bench/measure/count-trace.js';
import { writeLargeLog } from '../../bench/measure/large-log.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'requestshook-bench-test-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
}

test('lines that begin so are counted, from the first to one without an end', () => {
  expect(countLines(file('a', '### (1\nx ### (\n### (2\n### (3'), '### (')).toBe(3);
  expect(countLines(file('b', ''), '### (')).toBe(0);
  expect(countLines(join(dir, 'absent'), '### (')).toBe(0);
});

test('also where a line begins at the end of a block that is read', () => {
  const block = 4 * 1024 * 1024;
  for (const cut of [-3, -2, -1, 0, 1, 2]) {
    const text = `${'x'.repeat(block + cut - 1)}\n### (\n`;
    expect(countLines(file('c', text), '### (')).toBe(1);
  }
});

test('each file of a trace has its own kind of message', () => {
  const log = file('requests.log', '\n### (a) REQ >>> (b) : GET http://b/\n\nnone\n\n');
  file('diagram.md', 'a->>b: GET /\n%% 1 message is missing here\nb-->>a: 200 OK /\n');
  file('body.md', '\n### (1) GET /\n\n    ### (not one\n');
  file('journal.ndjson', '{"v":1}\n{"v":1}\n{"v":1}\n');
  expect(countTrace({ log, dir })).toEqual({ log: 1, diagram: 2, document: 1, journal: 3 });
});

test('a large log has the calls that it is said to have', () => {
  const path = join(dir, 'large.log');
  const calls = writeLargeLog(path, 1);
  expect(countLines(path, '### (openstack) REQ')).toBe(calls);
  expect(countLines(path, '### (openstack) RESP')).toBe(calls);
});
