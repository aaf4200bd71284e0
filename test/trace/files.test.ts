import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { TraceError } from '../../src/exchange/errors.js';
import { TraceDecoder } from '../../src/trace/decoder.js';
import { locateConfigured, locateTrace } from '../../src/trace/locate.js';
import { loadTrace } from '../../src/trace/open.js';
import type { TraceProblem } from '../../src/trace/problem.js';
import {
  answered,
  asked,
  fileIn,
  journalAnswered,
  journalAsked,
  outline,
  temporaryFolder,
} from './traces.js';

const folder = temporaryFolder();
const subfolder = (name: string) => {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
};

test('of a folder the journal is read, else the log, else that of a page', () => {
  const dir = subfolder('several');
  const page = fileIn(dir, 'log.md', '');
  expect(locateTrace(dir)).toBe(page);
  const rotated = fileIn(dir, 'requests.log.gz', '');
  expect(locateTrace(dir)).toBe(rotated);
  const log = fileIn(dir, 'requests.log', '');
  expect(locateTrace(dir)).toBe(log);
  const journal = fileIn(dir, 'journal.ndjson', '');
  expect(locateTrace(dir)).toBe(journal);
  expect(locateTrace(log)).toBe(log);
});

test('of the configured trace the journal is read where there is one', () => {
  const dir = subfolder('configured');
  const log = fileIn(folder, 'configured.log', '');
  expect(locateConfigured({ log, dir })).toBe(log);
  const journal = fileIn(dir, 'journal.ndjson', '');
  expect(locateConfigured({ log, dir })).toBe(journal);
  expect(() => locateConfigured({ log: `${log}x`, dir: `${dir}x` })).toThrow(
    new TraceError(
      `no trace at ${dir}x/journal.ndjson or ${log}x: name one (a requests.log, a journal, or a folder with either)`,
    ),
  );
});

test('what a file is, its beginning tells and not its name', async () => {
  const call = { number: 1, path: '/a' };
  const journal = fileIn(folder, 'a.log', gzipSync(journalAsked(call) + journalAnswered(call, 203)));
  const log = fileIn(folder, 'a.ndjson', asked({ path: '/a' }) + answered({ path: '/a' }, 204));
  expect(outline((await loadTrace(journal)).exchanges)).toEqual([[1, '/a', 203]]);
  expect(outline((await loadTrace(log)).exchanges)).toEqual([[1, '/a', 204]]);
});

test('a log may begin within a body of JSON, a journal within a line', async () => {
  const log = fileIn(
    folder,
    'within.log',
    `{"v":1,"type":"request"}\n{\n  "a": 1\n}\n\n${asked({ path: '/a' })}`,
  );
  const journal = fileIn(
    folder,
    'within.ndjson',
    `"half":"line"}\n${journalAsked({ number: 1, path: '/b' })}`,
  );
  expect(outline((await loadTrace(log)).exchanges)).toEqual([[1, '/a', null]]);
  expect(outline((await loadTrace(journal)).exchanges)).toEqual([[1, '/b', null]]);
});

test('an empty file is an empty trace', async () => {
  expect(await loadTrace(fileIn(folder, 'empty', ''))).toEqual({ exchanges: [], problems: [] });
});

test.each<[string, () => string, string]>([
  ['no file', () => join(folder, 'missing.log'), 'missing.log: no such file or folder'],
  [
    'a path through a file',
    () => join(fileIn(folder, 'plain', ''), 'x'),
    'plain/x: a part of the path is no folder',
  ],
  [
    'a folder without a trace',
    () => subfolder('without'),
    'without: no trace in this folder, neither journal.ndjson nor requests.log',
  ],
  [
    'a binary file',
    () => fileIn(folder, 'a.out', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0])),
    'a.out: no trace, but a binary file',
  ],
  [
    'a gzipped binary',
    () => fileIn(folder, 'b', gzipSync(Buffer.alloc(100))),
    'b: no trace, but a binary file',
  ],
  [
    'another text',
    () => fileIn(folder, 'notes', 'Dear diary,\n'),
    'notes:1: "Dear diary," is no part of an entry',
  ],
  ['damaged gzip', () => fileIn(folder, 'c', Buffer.from([0x1f, 0x8b, 9, 9])), 'what follows cannot be read'],
])('%s is refused in one line', async (_, path, message) => {
  const error = await loadTrace(path()).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TraceError);
  expect((error as TraceError).message).toContain(message);
  expect((error as TraceError).message).not.toContain('\n');
});

test('what a file is does not depend on the pieces in which it comes', () => {
  const journal = '{"v":1,"type":"gap","lost":1}\n';
  const log = '### (a) REQ >>> (b) : GET http://h/\n\nnone\n\n';
  for (const text of [journal + log, log + journal, `\0\0\0\n${log}`, `\0\n${journal}`]) {
    const outcome = (pieces: readonly string[]) => {
      const problems: TraceProblem[] = [];
      const decoder = new TraceDecoder('f', { bodies: true, onProblem: (problem) => problems.push(problem) });
      const messages = [...pieces.flatMap((piece) => decoder.push(Buffer.from(piece))), ...decoder.end()];
      // What is missing is told behind what is wrong in the same piece.
      return { messages, problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
    };
    expect(outcome([...text])).toEqual(outcome([text]));
  }
});
