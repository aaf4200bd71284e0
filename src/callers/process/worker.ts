import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { goAhead } from './go-ahead.js';
import { ProcessLookUp } from './look-up.js';
import type { FromLookUp, ToLookUp } from './worker-messages.js';

/** The thread that reads /proc: its calls block, and a table of thousands of sockets takes milliseconds to read. */
if (parentPort === null) throw new Error('worker.js runs as the thread that looks processes up');
const port = parentPort;
const lookUp = new ProcessLookUp();
const answer = (message: FromLookUp) => port.postMessage(message);

port.on('message', (first: ToLookUp) => {
  // All that waits is answered from one reading of the tables.
  const asked = [first];
  for (;;) {
    const next = receiveMessageOnPort(port) as { message: ToLookUp } | undefined;
    if (next === undefined) break;
    asked.push(next.message);
  }
  const searches = asked.filter((one) => one.kind === 'find');
  const found = searches.length === 0 ? [] : lookUp.find(searches.map(({ connection }) => connection));
  for (const [i, { id }] of searches.entries()) answer({ kind: 'found', id, found: found[i] ?? null });
  for (const one of asked) {
    if (one.kind === 'heldBy')
      answer({ kind: 'held', id: one.id, held: lookUp.heldBy(one.pid, one.connections) });
  }
});

goAhead();
// Who is there already goes first.
setImmediate(() => lookUp.prepare());
