import { createLinkRewriter } from '../../src/openstack/links.js';
import { keptText, startPair } from '../proxy/harness.js';
import { bodyOf, headLines, RawUpstream, sendAndRead, type WireEnd } from '../proxy/wire.js';

// `ü` and a byte that is no text show that all other bytes stay as they are.
const SAID = '{"name": "\xc3\xbc\xff", "url": "http://10.0.0.5/image/v2"}';
const CHANGED = '{"name": "\xc3\xbc\xff", "url": "http://127.0.0.1:8500/image/v2"}';
const JSON_TYPE = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const WITH_LENGTH = `${JSON_TYPE}Content-Length: ${SAID.length}\r\n\r\n${SAID}`;

const rewriter = createLinkRewriter([
  { url: 'http://10.0.0.5/image', aliases: [], to: 'http://127.0.0.1:8500/image' },
]);
const options = { parts: { holdsJson: true, linksFor: () => rewriter } };

async function startWith(answer: string) {
  return (
    await startPair(
      RawUpstream.answering(() => answer),
      options,
    )
  ).traced;
}

describe('links are changed, and nothing else, in a body', () => {
  test('with a length, which is the new one, on a connection that goes on', async () => {
    const traced = await startWith(WITH_LENGTH);
    const caller = await traced.connect();
    for (let i = 1; i <= 3; i++) {
      caller.send('GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n');
      const received = await caller.nextMessage();
      expect(headLines(received)).toContain(`Content-Length: ${CHANGED.length}`);
      expect(received.slice(received.indexOf('\r\n\r\n') + 4)).toBe(CHANGED);
      expect(keptText((await traced.exchange(i)).response)).toBe(SAID);
    }
  });

  test('in chunks, with trailers', async () => {
    const chunked = `${JSON_TYPE}Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n`;
    const half = SAID.length >> 1;
    const pieces = [SAID.slice(0, half), SAID.slice(half)].map(
      (piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`,
    );
    const traced = await startWith(`${chunked}${pieces.join('')}0\r\nX-Sum: 1\r\n\r\n`);
    const received = await sendAndRead(
      traced.port,
      'GET /s/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    );
    expect(received.slice(received.indexOf('\r\n\r\n') + 4)).toBe(
      `${CHANGED.length.toString(16)}\r\n${CHANGED}\r\n0\r\nX-Sum: 1\r\n\r\n`,
    );
  });

  test('that ends with its connection, for a caller of HTTP/1.0 too', async () => {
    const { traced } = await startPair(
      RawUpstream.start(async (end: WireEnd) => {
        await end.nextMessage();
        end.send(`${JSON_TYPE}Connection: close\r\n\r\n${SAID}`);
        end.end();
      }),
      options,
    );
    for (const version of ['1.0', '1.1'])
      expect(
        bodyOf(
          await sendAndRead(traced.port, `GET /s/x HTTP/${version}\r\nHost: x\r\nConnection: close\r\n\r\n`),
        ),
      ).toBe(CHANGED);
  });

  test('that waits behind another answer on the same connection', async () => {
    let changed = () => {};
    const secondIsChanged = new Promise<void>((resolve) => {
      changed = resolve;
    });
    const links = {
      ...rewriter,
      rewriteBody: (body: Uint8Array) => {
        setImmediate(changed);
        return rewriter.rewriteBody(body);
      },
    };
    const { upstream, traced } = await startPair(RawUpstream.start(), {
      parts: { holdsJson: true, linksFor: () => links },
    });
    const caller = await traced.connect();
    caller.send('GET /s/a HTTP/1.1\r\nHost: x\r\n\r\nGET /s/b HTTP/1.1\r\nHost: x\r\n\r\n');
    const services = [await upstream.nextConnection(), await upstream.nextConnection()] as const;
    for (const service of services) await service.nextHead();
    services[1].send(WITH_LENGTH);
    await secondIsChanged;
    services[0].send(WITH_LENGTH.replace('v2', 'v3'));
    for (const expected of [CHANGED.replace('v2', 'v3'), CHANGED]) {
      const received = await caller.nextMessage();
      expect(received.slice(received.indexOf('\r\n\r\n') + 4)).toBe(expected);
    }
    await traced.exchange(2);
  });
});
