/**
 * Transfers in a process of its own: `down|up PORT PATH BYTES TIMES`, one after the other, each on a connection of its
 * own; says as JSON how many bytes came through in all, in how many s.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { requestBytes } from './request-bytes.js';

const [, , direction, port, path, size, times] = process.argv as string[];
const place = { port: Number(port), path: path as string };
const bytes = Number(size);
const CHUNK = Buffer.alloc(256 * 1024);
const HEAD_END = Buffer.from('\r\n\r\n');

async function down(): Promise<number> {
  const buffer = Buffer.alloc(1024 * 1024);
  let received = 0;
  let kept = Buffer.alloc(0);
  let isHead = true;
  const socket = connect({
    port: place.port,
    host: '127.0.0.1',
    onread: {
      buffer,
      callback(length) {
        if (!isHead) {
          received += length;
        } else {
          kept = Buffer.concat([kept, buffer.subarray(0, length)]);
          const end = kept.indexOf(HEAD_END);
          if (end < 0) return true;
          isHead = false;
          received = kept.length - end - 4;
        }
        if (received >= bytes) socket.destroy();
        return true;
      },
    },
  });
  socket.write(requestBytes({ method: 'GET', ...place }));
  await once(socket, 'close');
  return received;
}

/** The service says how many bytes it got. */
async function up(): Promise<number> {
  const socket = connect(place.port, '127.0.0.1');
  let said = '';
  socket.setEncoding('latin1').on('data', (text) => {
    said += text;
  });
  const answered = once(socket, 'data');
  socket.write(
    requestBytes({ method: 'PUT', ...place }, [
      ['Content-Type', 'application/octet-stream'],
      ['Content-Length', String(bytes)],
    ]),
  );
  for (let left = bytes; left > 0; ) {
    const chunk = left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK;
    left -= chunk.length;
    if (!socket.write(chunk)) await once(socket, 'drain');
  }
  await answered;
  while (!/\{"received":\d+\}/.test(said)) await once(socket, 'data');
  socket.destroy();
  return Number(/\{"received":(\d+)\}/.exec(said)?.[1]);
}

const began = performance.now();
let received = 0;
for (let time = 0; time < Number(times); time++) received += await (direction === 'up' ? up() : down());
process.stdout.write(`${JSON.stringify({ received, seconds: (performance.now() - began) / 1000 })}\n`);
