import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { WireEnd } from '../../proxy/wire.js';
import { type Cuts, cuts, mutated } from '../mutations.js';
import { liveTarget } from '../target.js';
import { type FuzzedProxy, withFuzzedProxy } from './fuzzed-proxy.js';
import { readResponse, type WireMessage } from './strict-http.js';

/** Stands for the number of the call in what the service says, so that it is seen whose answer that is. */
const MARK = '<<N>>';

const SEEDS = [
  `HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Call: ${MARK}\r\n\r\n${MARK}`,
  `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Call: ${MARK}\r\n\r\n5\r\n${MARK}\r\n5\r\n${MARK}\r\n0\r\nX-T: ${MARK}\r\n\r\n`,
  `HTTP/1.1 103 Early Hints\r\nLink: <${MARK}>\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n`,
  `HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n${MARK}HTTP/1.1 500 Unasked\r\nContent-Length: 5\r\n\r\n${MARK}`,
  `HTTP/1.1 200 OK\r\nX-Call: ${MARK}\r\n\r\n${MARK}${MARK}`,
  'HTTP/1.1 204 No Content\r\n\r\n',
].map((text) => Buffer.from(text));
const TOKENS = [
  ...[
    'HTTP/1.1 ',
    'HTTP/1.0 200 OK\r\n\r\n',
    'HTTP/1.1 100 Continue\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
  ],
  ...[
    'Content-Length: 5\r\n',
    'Content-Length: 6\r\n',
    'Content-Length: 0\r\n',
    'Content-Length: -1\r\n',
    'Content-Length: 5, 5\r\n',
    'Transfer-Encoding: chunked\r\n',
  ],
  ...[
    'Transfer-Encoding: gzip\r\n',
    'Transfer-Encoding: gzip, chunked\r\n',
    'Connection: close\r\n',
    'Connection: X-Call, Content-Length\r\n',
    'Keep-Alive: timeout=1\r\n',
  ],
  ...[
    '\r\n',
    '\r\n\r\n',
    '\n',
    '0\r\n\r\n',
    '5\r\n',
    'ffffffffffffffffff\r\n',
    '5;a=b\r\n',
    ' ',
    ':',
    '999',
    '099',
    '1000',
    '\x00',
    '\xff',
    '\x1b',
    MARK,
  ],
  ...[
    `X-Large: ${'x'.repeat(300_000)}\r\n`,
    'X-A: b\r\n'.repeat(1500),
    'X A: b\r\n',
    ' folded\r\n',
    'Trailer: X-T\r\n',
  ],
];

interface Answer {
  readonly bytes: Buffer;
  readonly pieces: Cuts;
  readonly then: 'stay' | 'end' | 'reset';
}

const answer: fc.Arbitrary<Answer> = fc.record({
  bytes: mutated(SEEDS, TOKENS, { maxEdits: 3 }),
  pieces: cuts,
  // biome-ignore lint/suspicious/noThenProperty: never awaited
  then: fc.constantFrom('stay' as const, 'end' as const, 'reset' as const),
});

/** The mark of a call: letters, which no change of a few bytes makes of another. */
function mark(call: number): string {
  const letters = [Math.floor(call / 676) % 26, Math.floor(call / 26) % 26, call % 26];
  return `@${String.fromCharCode(...letters.map((letter) => 97 + letter))}@`;
}

/** The service: says to each request what it is told to say. */
class Script {
  answers: Answer[] = [];
  #calls = 0;

  serve(end: WireEnd): void {
    void (async () => {
      for (;;) {
        await end.nextMessage();
        const next = this.answers.shift();
        const call = ++this.#calls;
        if (next === undefined) {
          end.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
          continue;
        }
        const text = next.bytes.toString('latin1').replaceAll(MARK, mark(call));
        for (const piece of next.pieces.of(Buffer.from(text, 'latin1'))) {
          end.send(piece);
          await new Promise(setImmediate);
        }
        if (next.then === 'end') end.end();
        else if (next.then === 'reset') end.reset();
      }
    })();
  }

  get calls(): number {
    return this.#calls;
  }
}

/** Whether what the service says is one response by the letter, and nothing else. */
function sound({ bytes }: Answer, method: string): WireMessage | null {
  const text = bytes.toString('latin1');
  // Larger than any head that passes.
  if (text.length > 250_000) return null;
  for (let at = 0; ; ) {
    const reading = readResponse(text, at, method);
    if (reading.kind !== 'whole') return null;
    at += reading.length;
    if (/^HTTP\/1\.1 1(?!01)/.test(reading.message.first)) continue;
    return at === text.length && !reading.message.first.startsWith('HTTP/1.1 101') ? reading.message : null;
  }
}

async function call(proxy: FuzzedProxy, script: Script, one: Answer, method: string): Promise<void> {
  script.answers = [one];
  const before = script.calls;
  const { received, closed } = await proxy.call([
    Buffer.from(`${method} /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`),
  ]);
  script.answers = [];
  const [exchange, ...more] = proxy.takeRecords();
  assert.ok(exchange !== undefined && more.length === 0);
  // Nothing that was said to another call.
  const own = new Set(Array.from({ length: script.calls - before }, (_, i) => mark(before + 1 + i)));
  for (const [found] of received.matchAll(/@[a-z]{3}@/g))
    assert.ok(own.has(found), `${found} is not ${[...own]}`);

  let at = 0;
  let final: WireMessage | null = null;
  let interims = 0;
  while (at < received.length && final === null) {
    const reading = readResponse(received, at, method);
    assert.notEqual(reading.kind, 'wrong', `the caller got ${JSON.stringify(received.slice(at, at + 500))}`);
    if (reading.kind === 'short' && reading.head?.framing === 'end' && closed) {
      at = received.length;
      final = reading.head;
    }
    if (reading.kind !== 'whole') break;
    at += reading.length;
    if (/^HTTP\/1\.1 1/.test(reading.message.first)) interims++;
    else final = reading.message;
  }
  if (final !== null) assert.equal(received.length, at, 'more than one response');
  const { response } = exchange;
  if (response.outcome === 'responded') {
    assert.ok(
      final !== null,
      `recorded as ${response.status}, the caller got ${JSON.stringify(received.slice(0, 300))}`,
    );
    assert.equal(final.first.slice(9, 12), String(response.status));
    if (response.body.size !== null && method !== 'HEAD') assert.equal(final.body.length, response.body.size);
  } else assert.notEqual(response.failure, null);
  const expected = sound(one, method);
  if (expected !== null && one.then !== 'reset') {
    assert.ok(final !== null, `${expected.first} was not passed on`);
    const [, status, reason = ''] = /^HTTP\/1\.1 (\d{3}) (.*)$/s.exec(expected.first) ?? [];
    assert.equal(final.first.slice(9, 12), status, `${reason} ${interims}`);
    assert.equal(final.body.length, expected.body.length);
  }
}

/** What services say. */
export const RESPONSES_TARGET = liveTarget(
  'responses',
  'whatever a service says, its caller gets one response by the letter or the end of its connection, and nobody gets that of another',
  150,
  () =>
    withFuzzedProxy(
      () => new Script(),
      (run) =>
        fc.asyncProperty(
          fc.array(fc.tuple(answer, fc.constantFrom('GET', 'POST', 'HEAD')), { minLength: 1, maxLength: 3 }),
          (calls) =>
            run(async (proxy, script) => {
              for (const [one, method] of calls) await call(proxy, script, one, method);
              const usual = await proxy.call([Buffer.from('GET /s/usual HTTP/1.1\r\nHost: x\r\n\r\n')]);
              assert.match(usual.received, /^HTTP\/1\.1 200 OK\r\n(?:.*\r\n)+\r\nok$/);
              proxy.takeRecords();
              proxy.forgetClosed();
            }),
        ),
    ),
);
