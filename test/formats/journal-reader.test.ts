import fc from 'fast-check';
import type { Caller, Failure, Outcome, Timing } from '../../src/exchange/exchange.js';
import type { Body, RequestMessage, ResponseMessage } from '../../src/exchange/message.js';
import {
  JOURNAL_VERSION,
  journalGap,
  journalRequest,
  journalResponse,
  type RequestFacts,
  type ResponseFacts,
} from '../../src/formats/journal.js';
import { readJournalLine } from '../../src/formats/journal-reader.js';

const text = fc.string({ unit: 'binary' });
const ms = fc.double({ min: 0, max: 2e12, noNaN: true });
const msOrNull = fc.option(ms);
const headers = fc.array(fc.tuple(text, text)).map((pairs) => pairs.flat());
const bytesOrNull = fc.option(fc.nat());

const body: fc.Arbitrary<Body> = fc
  .record({
    content: fc.option(fc.oneof(text, fc.uint8Array())),
    json: fc.boolean(),
    size: bytesOrNull,
    kept: fc.nat(),
    truncated: fc.boolean(),
    brokenOff: fc.boolean(),
  })
  .map((made) => ({ ...made, kept: made.truncated || made.size === null ? made.kept : made.size }));

const head = {
  number: fc.integer({ min: 1 }),
  id: text,
  from: text,
  service: text,
  method: text,
  url: text,
  headers,
  body,
};
const request: fc.Arbitrary<RequestMessage> = fc.record({ kind: fc.constant('request'), ...head });
const response: fc.Arbitrary<ResponseMessage> = fc.record({
  kind: fc.constant('response'),
  ...head,
  status: fc.integer({ min: 100, max: 999 }),
  reason: text,
});

const caller: fc.Arbitrary<Caller> = fc.oneof(
  fc.record({ name: text, source: fc.constantFrom('header', 'rule', 'unknown') }),
  fc.record({ name: text, source: fc.constantFrom('process', 'user-agent'), reason: text }),
  fc.record({
    name: text,
    source: fc.constant('process'),
    confidence: fc.constantFrom('certain', 'likely', 'guess'),
    process: fc.record({ pid: fc.nat(), command: text }),
  }),
);
const sha256 = fc.option(text, { nil: undefined });
const requestFacts: fc.Arbitrary<RequestFacts> = fc.record({
  caller,
  serviceType: fc.option(text),
  parent: fc.option(fc.nat()),
  startedAt: ms,
  sha256,
});
const timing: fc.Arbitrary<Timing> = fc.record({
  requestComplete: msOrNull,
  responseHead: msOrNull,
  responseComplete: msOrNull,
});
const failure: fc.Arbitrary<Failure> = fc.record({ code: text, message: text });
const outcome: fc.Arbitrary<Outcome> = fc.constantFrom(
  'responded',
  'clientGone',
  'upstreamFailed',
  'refused',
);
const responseFacts: fc.Arbitrary<ResponseFacts> = fc
  .record({
    timing,
    outcome,
    failure: fc.option(failure),
    requestTrailers: headers,
    responseTrailers: headers,
    requestBody: fc.option(body),
    sha256,
    requestSha256: sha256,
  })
  .chain((facts) =>
    fc.array(fc.nat(), { minLength: 1 }).map((caused) => (caused.length > 1 ? { ...facts, caused } : facts)),
  )
  // There is no digest of a body that is not there.
  .map((facts) => (facts.requestBody === null ? { ...facts, requestSha256: undefined } : facts));

const written = (line: object) => JSON.stringify(line);

test('a request that was written is read back', () => {
  fc.assert(
    fc.property(request, requestFacts, (message, facts) => {
      expect(readJournalLine(written(journalRequest(message, facts)))).toEqual({
        kind: 'request',
        message,
        facts,
      });
    }),
  );
});

test('a response that was written is read back', () => {
  fc.assert(
    fc.property(response, responseFacts, (message, facts) => {
      expect(readJournalLine(written(journalResponse(message, facts)))).toEqual({
        kind: 'response',
        message,
        facts,
      });
    }),
  );
});

test('a gap that was written is read back', () => {
  expect(readJournalLine(`${written(journalGap(3))}\n`)).toEqual({ kind: 'gap', lost: 3 });
});

const [aRequest] = fc.sample(request, 1) as [RequestMessage];
const [someFacts] = fc.sample(requestFacts, 1) as [RequestFacts];
const aLine = journalRequest(aRequest, someFacts);

test('a line of a later version is read as far as it says the same, and says which version it is', () => {
  const later = { ...aLine, v: JOURNAL_VERSION + 1, region: 'one', caller: { ...aLine.caller, pid: 7 } };
  expect(readJournalLine(written(later))).toEqual({
    kind: 'request',
    message: aRequest,
    facts: someFacts,
    laterVersion: JOURNAL_VERSION + 1,
  });
});

test.each([
  ['', 'is no JSON'],
  ['{"v":1,"type":"requ', 'is no JSON'],
  ['[1]', 'is no JSON object'],
  ['null', 'is no JSON object'],
  ['{}', 'has the type of nothing, not request, response or gap'],
  ['{"type":"note"}', 'has the type "note", not request, response or gap'],
  [written({ ...aLine, url: 7 }), 'has no text "url"'],
  [written({ ...aLine, startedAt: undefined }), 'has no number "startedAt"'],
  [written({ ...aLine, startedAt: 1e300 }), 'has "startedAt": 1e+300, which is no time'],
  [written({ ...aLine, number: 0 }), 'has "number": 0, not 1, 2, 3, ...'],
  ['{"type":"gap","lost":1.5}', 'has "lost": 1.5, not 1, 2, 3, ...'],
])('what is wrong with a line is said: %#', (line, reason) => {
  expect(readJournalLine(line)).toBe(reason);
});

test('a line that says it is older than any version costs nothing', () => {
  for (const v of ['-9007199254740991', '-1e308', '0', 'null'])
    expect(readJournalLine(`{"v":${v},"type":"gap","lost":1}`)).toEqual({ kind: 'gap', lost: 1 });
});
