import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type LogEntry, renderEntry } from '../../src/formats/log.js';
import { LogParser, readLog } from '../../src/formats/log-reader.js';
import { sharedFile, testWithShared } from '../shared.js';

const ENTRY: LogEntry = {
  kind: 'request',
  from: 'openstack',
  service: 'keystone',
  method: 'GET',
  url: 'http://h/v3',
  headers: ['Host', 'h', 'Accept', ''],
  body: null,
};
const ANSWER: LogEntry = {
  ...ENTRY,
  kind: 'response',
  status: 404,
  reason: 'NOT FOUND',
  headers: [],
  body: '{\n  "a": "é"\n}',
};

const names = fc.stringMatching(/^[^()\n\r]{1,12}$/);
const words = fc.stringMatching(/^[!#$%&'*+.^_`|~A-Za-z0-9-]{1,10}$/);
const lines = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ''));
const bodies = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        '### (',
        '\\',
        '\n',
        'none',
        ') REQ >>> (',
        'a',
        '\r',
        '\n\n',
        '### (a) REQ >>> (b) : GET c',
        '한',
      ),
    )
    .map((parts) => parts.join('')),
);
const entries: fc.Arbitrary<LogEntry> = fc
  .record({
    kind: fc.constantFrom('request' as const, 'response' as const),
    from: names,
    service: names,
    method: words,
    url: words.map((path) => `http://h/${path}?é=(x)`),
    status: fc.integer({ min: 100, max: 999 }),
    reason: fc.oneof(lines, fc.constant(''), fc.constant('GET http://x/'), fc.constant(' two  spaces ')),
    headers: fc.array(fc.tuple(words, lines), { maxLength: 4 }).map((pairs) => pairs.flat()),
    body: bodies,
  })
  .map(({ status, reason, ...entry }) => {
    // The one text that the log can not tell from no body, unless a header gives its length.
    const headers =
      entry.body === 'none' && entry.method !== 'HEAD' && status !== 304
        ? ['Content-Length', '4']
        : entry.headers;
    const body = entry.body === 'none' && headers === entry.headers ? null : entry.body;
    const same = { ...entry, headers, body };
    return entry.kind === 'response' ? { ...same, status, reason } : same;
  });

/** Entries without what only a reader knows. */
function plain(read: readonly { line: number }[]): unknown[] {
  return read.map(({ line: _, ...entry }) => entry);
}

test('what was rendered reads back the same, in pieces of any size', () => {
  fc.assert(
    fc.property(
      fc.array(entries, { maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (list, sizes) => {
        const bytes = Buffer.from(list.map(renderEntry).join(''));
        const parser = new LogParser();
        const read = [];
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const end = at + (sizes[i % sizes.length] as number);
          const piece = Buffer.from(bytes.subarray(at, end));
          read.push(...parser.push(piece));
          // The caller may use its buffer again.
          piece.fill(0x23);
          at = end;
        }
        const last = parser.end();
        read.push(...last.entries);
        expect(last.problems).toEqual([]);
        expect(plain(read)).toEqual(list);
        expect(Buffer.from(read.map(renderEntry).join(''))).toEqual(bytes);
        const text = bytes.toString().split('\n');
        for (const entry of read) expect(text[entry.line - 1]).toMatch(/^### \(/);
      },
    ),
    { numRuns: 500 },
  );
});

testWithShared('every capture reads and renders back byte for byte', () => {
  for (const capture of readdirSync(sharedFile('captures'))) {
    const bytes = readFileSync(sharedFile('captures', capture, 'log.md'));
    const { entries: read, problems } = readLog(bytes);
    expect(problems).toEqual([]);
    expect(read.length).toBeGreaterThan(7);
    expect(Buffer.from(read.map(renderEntry).join(''))).toEqual(bytes);
  }
});

test('a log may begin with a heading, and end within an entry', () => {
  const text = (renderEntry(ENTRY) + renderEntry(ANSWER)).slice(1);
  expect(readLog(text)).toMatchObject({
    entries: [
      { ...ENTRY, line: 1 },
      { ...ANSWER, line: 8 },
    ],
    problems: [],
  });
  for (let end = 0; end < text.length; end++) {
    const { entries: read, problems } = readLog(text.slice(0, end));
    expect(read.length).toBeLessThanOrEqual(2);
    expect(problems.length).toBeLessThanOrEqual(1);
    const begun = text.slice(0, end).match(/### \(/g)?.length ?? 0;
    // At the very end of an entry, and at the line feed of the next one, nothing is wrong.
    if (begun > read.length) expect(problems).toHaveLength(1);
  }
});

test('an entry that is cut off is read as far as it goes, and told', () => {
  const text = renderEntry(ENTRY) + renderEntry({ ...ANSWER, headers: ['A', 'b', 'C', 'd'] });
  const cut = (before: string) => readLog(text.slice(0, text.indexOf(before)));
  expect(cut('  "a"')).toMatchObject({
    entries: [ENTRY, { ...ANSWER, headers: ['A', 'b', 'C', 'd'], body: '{' }],
    problems: [{ line: 9, reason: 'the entry is cut off' }],
  });
  expect(cut(': d')).toMatchObject({
    entries: [ENTRY, { ...ANSWER, headers: ['A', 'b'], body: null }],
    problems: [{ line: 9, reason: 'the entry is cut off within its headers' }],
  });
  expect(cut('/v3\nA')).toMatchObject({
    entries: [ENTRY],
    problems: [{ line: 9, reason: 'the entry is cut off within its heading' }],
  });
});

test('an entry that was torn by a crash is told, and the next is read', () => {
  const torn = renderEntry({ ...ANSWER, body: 'half a te' }).slice(0, -2) + renderEntry(ENTRY);
  expect(readLog(torn)).toMatchObject({
    entries: [{ body: 'half a te' }, ENTRY],
    problems: [{ line: 2, reason: 'the entry is cut off' }],
  });
});

test.each([
  ['before the first entry', 'once upon\na time\n', 1, '"once upon" is no part of an entry'],
  ['between entries', `${renderEntry(ENTRY)}once upon\n`, 8, '"once upon" is no part of an entry'],
  ['after JSON', `${renderEntry(ANSWER)}\nonce upon\n`, 9, '"once upon" is no part of an entry'],
])('garbage %s is told and passed over', (_, garbage, line, reason) => {
  const { entries: read, problems } = readLog(garbage + renderEntry(ENTRY));
  expect(problems).toEqual([{ line, reason }]);
  expect(plain(read)).toEqual([...plain(readLog(garbage).entries), ENTRY]);
});

test.each([
  '### (a) REQ >>> (b) : GET',
  '### (a) REQ >>> (b) : GET http://h/ x',
  '### (a) REQ <<< (b) : GET http://h/',
  '### (a) RESP <<< (b) : 200',
  '### (a) RESP <<< (b) : 20 OK GET http://h/',
  '### (a) RESP <<< (b) : 2000 OK GET http://h/',
  '### (a) RESP <<< (b) : OK GET http://h/',
  '### (a) RESP <<< (b) : 200 http://h/',
  '### (a(b) REQ >>> (c) : GET http://h/',
  '### (a) REQ >>> (b(c)) : GET http://h/',
  '### (a)',
  '### (',
])('%j is no heading: told and passed over', (heading) => {
  const text = `${renderEntry(ENTRY)}\n${heading}\nA: b\n\nnone\n\n${renderEntry(ANSWER)}`;
  const { entries: read, problems } = readLog(text);
  expect(plain(read)).toEqual([ENTRY, ANSWER]);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ line: 9, reason: expect.stringContaining(JSON.stringify(heading)) });
});

test('a line among the headers that is none is told', () => {
  const text = renderEntry(ENTRY).replace('Host: h', 'Host h').replace('Accept: ', 'Accept:');
  expect(readLog(text)).toMatchObject({
    entries: [{ headers: ['Accept', ''] }],
    problems: [{ line: 3, reason: '"Host h" is no header line "Name: value"' }],
  });
});

test('the word none is a text where the message has four bytes, and can have a body', () => {
  const read = (entry: Partial<LogEntry>) =>
    readLog(renderEntry({ ...ANSWER, headers: ['content-length', '4'], body: null, ...entry })).entries[0]
      ?.body;
  expect(read({})).toBe('none');
  expect(read({ headers: ['content-length', '5'] })).toBeNull();
  expect(read({ method: 'HEAD' })).toBeNull();
  expect(read({ status: 304 })).toBeNull();
});

test('what is no log at all takes no memory and gives no entries', () => {
  const parser = new LogParser();
  const before = process.memoryUsage().arrayBuffers;
  const piece = Buffer.alloc(1 << 20, 'no log ### (\n');
  for (let i = 0; i < 64; i++) expect(parser.push(piece)).toEqual([]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 << 20);
  expect(parser.end()).toMatchObject({ entries: [], problemCount: 1, problems: [{ line: 1 }] });
});

test('an entry without an end takes no more than its share of memory', () => {
  const parser = new LogParser();
  parser.push(renderEntry({ ...ANSWER, body: 'x' }).slice(0, -2));
  const piece = Buffer.alloc(4 << 20, 'text without end\n');
  const read = [];
  for (let i = 0; i < 20; i++) read.push(...parser.push(piece));
  read.push(...parser.push(renderEntry(ENTRY)));
  const last = parser.end();
  expect(plain(last.entries)).toEqual([ENTRY]);
  expect(read).toHaveLength(1);
  expect(last.problems[0]).toMatchObject({ line: 2, reason: expect.stringContaining('longer than') });
});

test('of very many problems the first are kept and all are counted', () => {
  const { problems, problemCount } = readLog('\n### (x'.repeat(3000));
  expect(problems).toHaveLength(1000);
  expect(problemCount).toBe(3000);
});
