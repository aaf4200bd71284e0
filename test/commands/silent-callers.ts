import { connect, type Socket } from 'node:net';

// Callers that say nothing: as many as asked for, of a process of their own. Says `there` when all are connected, and at
// the end what they heard: `closed N, answered 408 N`.
const [, , port = '', count = ''] = process.argv;
const heard = { closed: 0, answered: 0 };
const open = (): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket: Socket = connect(Number(port), '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
    socket.once('data', (bytes: Buffer) => {
      if (bytes.toString().startsWith('HTTP/1.1 408 ')) heard.answered += 1;
    });
    socket.once('close', () => {
      heard.closed += 1;
      if (heard.closed === Number(count))
        process.stdout.write(`closed ${heard.closed}, answered 408 ${heard.answered}\n`);
    });
  });
for (let there = 0; there < Number(count); there += 100) await Promise.all(Array.from({ length: 100 }, open));
process.stdout.write('there\n');
