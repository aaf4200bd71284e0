/** A service that answers everything with one token, at next to no cost of its own. Says its port on stdout. */
import { type AddressInfo, createServer } from 'node:net';
import { tokenAnswer } from '../upstream/answers.js';

const HEAD_END = '\r\n\r\n';

const server = createServer({ noDelay: true }, (socket) => {
  const body = tokenAnswer((server.address() as AddressInfo).port);
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Subject-Token: gAAAAAB${'s'.repeat(173)}\r\nContent-Length: ${body.length}`;
  const answer = Buffer.from(head + HEAD_END + body);
  socket.on('error', () => {});
  // Requests without a body, one at a time: each ends where its head does.
  socket.on('data', (piece) => piece.toString('latin1').endsWith(HEAD_END) && socket.write(answer));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
