import type { ProxyParts } from '../../src/proxy/proxy.js';
import { startPair } from '../proxy/harness.js';
import { bodyOf, RawUpstream } from '../proxy/wire.js';

const fail = (): never => {
  throw new Error('out of order');
};

/** Everything that the proxy asks or tells: rules, filters, links, the tree of calls. */
const PARTS = {
  incomingId: fail,
  identify: fail,
  isTraced: fail,
  linksFor: fail,
  onJson: fail,
  onConnection: fail,
  onBegin: fail,
  onResponse: fail,
  onEnd: fail,
} satisfies Partial<ProxyParts>;

const answer = () => 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';

test.each(Object.keys(PARTS) as (keyof typeof PARTS)[])(
  'a throw in %s is told, and the call goes through as ever',
  async (name) => {
    const { traced } = await startPair(RawUpstream.answering(answer), {
      parts: { holdsJson: true, [name]: fail },
    });
    const caller = await traced.connect();
    for (let call = 1; call <= 2; call++) {
      caller.send('GET /s/ HTTP/1.1\r\nHost: x\r\n\r\n');
      const response = await caller.nextMessage();
      expect(response).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(bodyOf(response)).toBe('{}');
      await traced.exchange(call);
    }
    expect(traced.faults.length).toBeGreaterThan(0);
    for (const fault of traced.faults.splice(0)) expect((fault as Error).message).toBe('out of order');
  },
);

test('a throw in whatever is told of a refusal does no harm either', async () => {
  const { traced } = await startPair(RawUpstream.start(), { parts: { onRefused: fail } });
  const caller = await traced.connect();
  caller.send('no HTTP\r\n\r\n');
  expect(await caller.untilEnded()).toContain('400 Bad Request');
  expect(traced.faults.splice(0)).toHaveLength(1);
});
