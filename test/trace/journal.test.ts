import { loadTrace, readMessages } from '../../src/trace/open.js';
import { fileIn, journalAnswered, journalAsked, journalLost, outline, temporaryFolder } from './traces.js';

const folder = temporaryFolder();
let files = 0;
const journal = (...lines: string[]) => fileIn(folder, `${files++}.ndjson`, lines.join(''));

test('the journal tells more than the log', async () => {
  const call = { number: 1, id: 'a', path: '/a' };
  const failure = { code: 'ECONNRESET', message: 'keystone closed the connection' };
  const { exchanges, problems } = await loadTrace(
    journal(
      journalAsked(call),
      journalAnswered(call, 502, { outcome: 'upstreamFailed', failure, responseTrailers: ['A', 'b'] }),
    ),
  );
  expect(problems).toEqual([]);
  expect(exchanges).toMatchObject([
    {
      number: 1,
      id: 'a',
      caller: { name: 'openstack', source: 'rule' },
      startedAt: 1_000_001,
      timing: { requestComplete: 1, responseHead: 5, responseComplete: 7.5 },
      outcome: 'upstreamFailed',
      failure,
      responseTrailers: ['A', 'b'],
      response: { status: 502 },
    },
  ]);
});

test('the body of a request that was recorded before it was whole comes with the response', async () => {
  const call = { number: 1 };
  const body = (content: string, truncated: boolean) => ({
    content,
    json: false,
    size: truncated ? null : 5,
    kept: content.length,
    truncated,
    brokenOff: false,
  });
  const { exchanges } = await loadTrace(
    journal(
      journalAsked(call, { body: body('wh', true) }),
      journalAnswered(call, 200, { requestBody: body('whole', false) }),
    ),
  );
  expect(exchanges[0]?.request.body).toEqual(body('whole', false));
});

test('what caused an exchange counts as well where it is known only when the cause ends', async () => {
  const path = journal(
    journalAsked({ number: 1, path: '/a' }),
    journalAsked({ number: 2, path: '/b' }),
    journalAnswered({ number: 2, path: '/b' }),
    journalAsked({ number: 3, path: '/c', parent: 1 }),
    journalAnswered({ number: 3, path: '/c' }),
    journalAnswered({ number: 1, path: '/a' }, 200, { caused: [2] }),
  );
  const { exchanges } = await loadTrace(path);
  expect(exchanges.map(({ parent }) => parent)).toEqual([null, 1, 1]);
});

test('numbers that begin anew with the next run go on, and parents with them', async () => {
  const path = journal(
    journalAsked({ number: 1, path: '/a' }),
    journalAsked({ number: 2, path: '/b', parent: 1 }),
    journalAnswered({ number: 2, path: '/b' }, 202),
    // The proxy was killed here, and started again.
    journalAsked({ number: 1, path: '/c' }),
    journalAsked({ number: 2, path: '/d', parent: 1 }),
    journalAnswered({ number: 2, path: '/d' }, 204),
    journalAnswered({ number: 1, path: '/c' }, 203),
  );
  const { exchanges } = await loadTrace(path);
  expect(outline(exchanges)).toEqual([
    [1, '/a', null],
    [2, '/b', 202],
    [3, '/c', 203],
    [4, '/d', 204],
  ]);
  expect(exchanges.map(({ parent }) => parent)).toEqual([null, 1, null, 3]);
  expect(exchanges[0]?.outcome).toBeNull();
  const runs: number[] = [];
  for await (const { run } of readMessages(path)) runs.push(run);
  expect(runs).toEqual([1, 1, 1, 2, 2, 2, 2]);
});

test('a number that is missing is missing in what is read as well', async () => {
  const { exchanges, problems } = await loadTrace(
    journal(
      journalAsked({ number: 1, path: '/a' }),
      journalLost(3),
      journalAsked({ number: 4, path: '/d', parent: 1 }),
    ),
  );
  expect(exchanges.map(({ number, parent }) => [number, parent])).toEqual([
    [1, null],
    [4, 1],
  ]);
  expect(problems).toMatchObject([
    { line: 2, reason: '3 messages are missing here: they could not be written' },
  ]);
});

test('lines that are none are told and passed over; the last one may be cut off', async () => {
  const call = { number: 1, path: '/a' };
  const { exchanges, problems } = await loadTrace(
    journal(
      journalAsked(call),
      '\n{"v":1,"type":"request","number":2}\nnonsense\n',
      journalAnswered(call, 204),
      '{"v":1,"type":"req',
    ),
  );
  expect(outline(exchanges)).toEqual([[1, '/a', 204]]);
  expect(problems.map(({ line, reason }) => [line, reason])).toEqual([
    [3, expect.stringContaining('has no text "id"')],
    [4, '"nonsense" is no JSON'],
    [6, expect.stringContaining('is no JSON')],
  ]);
});

test('that a later version wrote the journal is told once', async () => {
  const later = (text: string) => text.replace('"v":1', '"v":2');
  const { exchanges, problems } = await loadTrace(
    journal(later(journalAsked({ number: 1 })), later(journalAnswered({ number: 1 }, 204))),
  );
  expect(outline(exchanges)).toEqual([[1, '/identity/', 204]]);
  expect(problems).toMatchObject([
    { line: 1, reason: expect.stringContaining('a later requestshook (version 2') },
  ]);
});

test('a line longer than what is read at a time is read', async () => {
  const content = 'ä'.repeat(700_000);
  const body = { content, json: false, size: 1_400_000, kept: 1_400_000, truncated: false, brokenOff: false };
  const { exchanges } = await loadTrace(
    journal(journalAsked({ number: 1 }, { body }), journalAsked({ number: 2 }, { body })),
  );
  expect(exchanges.map(({ request }) => request.body.content === content)).toEqual([true, true]);
});
