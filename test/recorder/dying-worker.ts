import { parentPort } from 'node:worker_threads';
import { readBatch } from '../../src/recorder/batch.js';
import type { ToWriter } from '../../src/recorder/writer-messages.js';

// The writing thread, which dies of a message with the method DIE before it writes its batch.
const port = parentPort as NonNullable<typeof parentPort>;
const on = port.on.bind(port);
port.on = ((name: 'message', listener: (message: ToWriter) => void) =>
  on(name, (message: ToWriter) => {
    if (message.kind === 'batch' && readBatch(message.batch).some(({ method }) => method === 'DIE'))
      throw new Error('it was told to die');
    listener(message);
  })) as typeof port.on;
await import('../../src/recorder/worker.js');
