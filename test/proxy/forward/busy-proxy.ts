// Run by operation.test.ts in a process of its own: what Node warns about there fails the test.
import { startProxy } from '../../../src/proxy/proxy.js';
import { connect, RawUpstream, type WireEnd } from '../wire.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const upstream = await RawUpstream.answering(() => OK);
let number = 0;
let records = 0;
const proxy = await startProxy(
  {
    listeners: [{ host: '127.0.0.1', port: 0, from: null, service: null, certificate: null }],
    services: [
      {
        name: 'service',
        type: null,
        url: `http://127.0.0.1:${upstream.port}`,
        aliases: [],
        mount: '/s',
        ca: null,
        insecure: false,
        clientCertificate: null,
        serverName: null,
        preserveHost: false,
      },
    ],
    config: null,
    files: [],
    log: '',
    dir: '',
    secrets: 'plain',
    filters: null,
    enabled: true,
    discover: false,
    discoverHosts: [],
    rewriteLinks: false,
    publicUrl: null,
    ui: 'off',
    captureLimit: 1 << 20,
    digest: false,
    workers: 1,
    callers: [],
    timeouts: { head: 60_000, connect: 1000, firstByte: 1000, idle: 1000 },
    logLevel: 'silent',
  },
  {
    trace: {
      nextNumber: () => ++number,
      record: () => {
        records++;
      },
    },
    incomingId: () => null,
    identify: () => ({ name: 'caller', source: 'unknown' }),
    isTraced: () => true,
    linksFor: () => null,
    holdsJson: false,
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
