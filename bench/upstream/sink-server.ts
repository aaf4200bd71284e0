/** A service that reads what is sent to it, throws it away and answers with how much it was. Says its port on stdout. */
import { type AddressInfo, createServer, type Socket } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

function meet(socket: Socket): void {
  let kept = Buffer.alloc(0);
  let length = 0;
  /** Bytes of the body that are to come; null: the head is not whole. */
  let left: number | null = null;
  socket.on('error', () => {});
  socket.on('data', (piece) => {
    let body = piece.length;
    if (left === null) {
      kept = Buffer.concat([kept, piece]);
      const end = kept.indexOf(HEAD_END);
      if (end < 0) return;
      const head = kept.toString('latin1', 0, end);
      length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      left = length;
      body = kept.length - end - 4;
      kept = Buffer.alloc(0);
    }
    left -= body;
    if (left > 0) return;
    left = null;
    const answer = JSON.stringify({ received: length });
    socket.write(
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`,
    );
  });
}

const server = createServer({ noDelay: true }, meet).listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
