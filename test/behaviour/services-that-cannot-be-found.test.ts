import { ending, startTracedProxy } from '../proxy/harness.js';

test('a service whose name has no address is a 502 that says so, and is asked again by the next call', async () => {
  const traced = await startTracedProxy({ port: 1 }, { service: { url: 'http://no-such-host.invalid' } });
  const caller = await traced.connect();
  for (let call = 1; call <= 2; call++) {
    caller.send('GET /s/ HTTP/1.1\r\nHost: x\r\n\r\n');
    const answer = await caller.nextMessage();
    expect(answer).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
    // Without a network the name server does not answer.
    expect(answer).toMatch(/no-such-host\.invalid could not be (found|looked up)/);
    expect(ending(await traced.exchange(call))).toMatch(/^upstreamFailed 502 (ENOTFOUND|EAI_AGAIN)$/);
  }
});
