import { createServer } from 'node:net';
import { connect, sendAndRead } from '../proxy/wire.js';
import { startProxy } from './running-proxy.js';

/** Never in anything that the program says. */
const SECRET = 'gAAAAABsecretsecretsecret';

/** What a stranger may send, or a careless client: each has a secret where it may end up in a message. */
const REQUESTS = [
  `GET /identity/v3?token=${SECRET} HTTP/1.1\r\nHost: x\r\nHost: y\r\nX-Auth-Token: ${SECRET}\r\n\r\n`,
  `GET /nowhere?password=${SECRET} HTTP/1.0\r\nX-Auth-Token: ${SECRET}\r\n\r\n`,
  `GET /nowhere/${SECRET} HTTP/1.0\r\n\r\n`,
  `GET http://user:${SECRET}@elsewhere/ HTTP/1.0\r\n\r\n`,
  `GET /identity/ HTTP/1.1\r\nHost: x\r\nX-Auth-Token: ${SECRET}\x01\r\n\r\n`,
  `GET /identity/ HTTP/1.1\r\nHost: x\r\nX-Auth Token: ${SECRET}\r\n\r\n`,
  `GET /identity/ HTTP/1.1\r\nHost: x\r\nContent-Length: ${SECRET}\r\n\r\n`,
  `${SECRET} / HTTP/1.1\r\nHost: x\r\n\r\n`,
  `CONNECT user:${SECRET}@x:1 HTTP/1.1\r\nHost: x\r\n\r\n`,
  `GET /refusing/?token=${SECRET} HTTP/1.0\r\nX-Auth-Token: ${SECRET}\r\n\r\n`,
  `POST /refusing/ HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n{"password": "${SECRET}"}`.padEnd(
    180,
  ),
  `GET /garbage/?token=${SECRET} HTTP/1.0\r\n\r\n`,
  `GET /garbage/?token=${SECRET} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: ${SECRET}\r\n\r\n`,
];

test('the program’s own log holds no secret, whatever goes wrong', async () => {
  const garbage = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\nSet-Cookie: token=${SECRET}\x01\r\n\r\n`));
  });
  await new Promise<void>((resolve) => garbage.listen(0, '127.0.0.1', resolve));
  const { port: broken } = garbage.address() as { port: number };
  try {
    const proxy = await startProxy([
      ...['--service', 'refusing=http://127.0.0.1:1/refusing'],
      ...['--service', `garbage=http://127.0.0.1:${broken}/garbage`],
      ...['--log-level', 'trace'],
    ]);
    const port = Number(new URL(proxy.origin).port);
    const answers: string[] = [];
    for (const request of REQUESTS) answers.push(await sendAndRead(port, request));
    const left = await connect(port);
    left.send(`PUT /identity/?token=${SECRET} HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n${SECRET}`);
    left.reset();
    expect(await proxy.stop()).toBe(0);
    const refused = answers.map((answer) => / (\d{3}) /.exec(answer)?.[1]);
    expect(refused.filter((status) => status?.startsWith('4') || status === '502')).toHaveLength(
      REQUESTS.length,
    );
    // It did say what went wrong.
    expect(proxy.stderr().split('\n').length).toBeGreaterThan(8);
    expect(proxy.stderr()).not.toContain(SECRET);
    expect(proxy.stdout()).toBe('');
  } finally {
    garbage.close();
  }
});
