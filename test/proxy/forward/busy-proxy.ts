// Run by operation.test.ts in a process of its own: what Node warns about there fails the test.
import { startProxy } from '../../../src/proxy/proxy.js';
import { PLAIN_PARTS } from '../plain-parts.js';
import { DEFAULTS, SERVICE } from '../settings.js';
import { connect, RawUpstream, type WireEnd } from '../wire.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const upstream = await RawUpstream.answering(() => OK);
let number = 0;
let records = 0;
const proxy = await startProxy(
  {
    ...DEFAULTS,
    services: [{ ...SERVICE, url: `http://127.0.0.1:${upstream.port}` }],
    timeouts: { head: 60_000, connect: 1000, firstByte: 1000, idle: 1000 },
  },
  {
    trace: {
      nextNumber: () => ++number,
      record: () => {
        records++;
      },
    },
    ...PLAIN_PARTS,
    onFault: (error) => console.error(error),
    onRefused: (...what) => console.error(...what),
  },
);
const port = proxy.listeners[0]?.place.port ?? 0;
let answers = 0;

async function ask(caller: WireEnd, request: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    caller.send(request);
    await caller.nextMessage();
    answers++;
  }
}

const caller = await connect(port);
await ask(caller, 'GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n', 1000);
await ask(caller, 'POST /s/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi', 100);
await ask(caller, 'POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi', 50);
await ask(caller, 'GET /s/x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n', 100);
const pipelined = 'GET /s/x HTTP/1.1\r\nHost: x\r\n\r\n';
caller.send(pipelined.repeat(50));
for (let i = 0; i < 50; i++) {
  await caller.nextMessage();
  answers++;
}
caller.socket.destroy();
await proxy.close();
await upstream.close();
console.log(JSON.stringify({ answers, records }));
