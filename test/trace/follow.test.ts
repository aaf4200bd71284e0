import { appendFileSync, copyFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import type { Exchange } from '../../src/exchange/exchange.js';
import { followPieces, QUIET, REPLACED } from '../../src/trace/follow.js';
import { openTrace } from '../../src/trace/open.js';
import type { TraceProblem } from '../../src/trace/problem.js';
import { answered, asked, fileIn, journalAnswered, journalAsked, temporaryFolder } from './traces.js';

const folder = temporaryFolder();

/** Follows a trace; `next` waits for the next exchange. */
function follow(path: string) {
  const abort = new AbortController();
  const problems: TraceProblem[] = [];
  const exchanges = openTrace(path, {
    follow: true,
    signal: abort.signal,
    onProblem: (problem) => problems.push(problem),
  });
  return {
    problems,
    async next(): Promise<[number, string, number | undefined]> {
      const { number, url, response } = (await exchanges.next()).value as Exchange;
      return [number, new URL(url).pathname, response?.status];
    },
    async end(): Promise<void> {
      abort.abort();
      for await (const _ of exchanges);
    },
  };
}

const both = (path: string, status: number) =>
  asked({ id: path, path }) + answered({ id: path, path }, status);

test('what is added comes, the last entry as well, though no other follows it', async () => {
  const path = fileIn(folder, 'growing.log', both('/a', 201));
  const trace = follow(path);
  expect(await trace.next()).toEqual([1, '/a', 201]);
  appendFileSync(path, asked({ id: 'b', path: '/b' }));
  const next = trace.next();
  appendFileSync(path, answered({ id: 'b', path: '/b' }, 202));
  expect(await next).toEqual([2, '/b', 202]);
  await trace.end();
  expect(trace.problems).toEqual([]);
});

test('a log that is renamed is read to its end, and then the one in its place', async () => {
  const path = fileIn(folder, 'renamed.log', both('/a', 201) + asked({ id: 'b', path: '/b' }));
  const trace = follow(path);
  expect(await trace.next()).toEqual([1, '/a', 201]);
  renameSync(path, `${path}.1`);
  // Made by logrotate; the proxy goes on with the old one until it is told.
  writeFileSync(path, '');
  appendFileSync(`${path}.1`, both('/c', 203));
  expect(await trace.next()).toEqual([3, '/c', 203]);
  appendFileSync(path, answered({ id: 'b', path: '/b' }, 202) + both('/d', 204));
  expect(await trace.next()).toEqual([2, '/b', 202]);
  expect(await trace.next()).toEqual([4, '/d', 204]);
  await trace.end();
  expect(trace.problems).toEqual([]);
});

test('a log that is copied and emptied is read from its beginning', async () => {
  const path = fileIn(folder, 'emptied.log', both('/a', 201) + both('/b', 202));
  const trace = follow(path);
  expect(await trace.next()).toEqual([1, '/a', 201]);
  expect(await trace.next()).toEqual([2, '/b', 202]);
  copyFileSync(path, `${path}.1`);
  truncateSync(path);
  appendFileSync(path, both('/c', 203));
  expect(await trace.next()).toEqual([3, '/c', 203]);
  await trace.end();
  expect(trace.problems).toEqual([]);
});

test('a journal is followed as well, a line when it is whole', async () => {
  const call = { number: 1, path: '/a' };
  const response = journalAnswered(call, 204);
  const path = fileIn(folder, 'growing.ndjson', journalAsked(call) + response.slice(0, 40));
  const trace = follow(path);
  const next = trace.next();
  appendFileSync(path, response.slice(40));
  expect(await next).toEqual([1, '/a', 204]);
  await trace.end();
});

test('a trace that is not followed any more has ended, with what never got an answer', async () => {
  const path = fileIn(folder, 'ended.log', asked({ path: '/a' }) + both('/b', 204));
  const trace = follow(path);
  expect(await trace.next()).toEqual([2, '/b', 204]);
  await trace.end();
});

test('an empty file in the place of a renamed one does not count: the proxy still writes to the other', async () => {
  const path = fileIn(folder, 'pieces.log', 'one');
  const abort = new AbortController();
  const pieces = followPieces(path, abort.signal);
  const next = async () => {
    const { value } = await pieces.next();
    return value instanceof Uint8Array ? Buffer.from(value).toString() : value;
  };
  expect(await next()).toBe('one');
  renameSync(path, `${path}.1`);
  writeFileSync(path, '');
  expect(await next()).toBe(QUIET);
  appendFileSync(`${path}.1`, 'two');
  expect(await next()).toBe('two');
  appendFileSync(path, 'three');
  expect(await next()).toBe(REPLACED);
  expect(await next()).toBe('three');
  abort.abort();
  expect(await pieces.next()).toEqual({ done: true, value: undefined });
});
