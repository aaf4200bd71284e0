import { parentPort, workerData } from 'node:worker_threads';
import type { ToWriter, WriterSettings } from '../../src/recorder/writer-messages.js';

// A writing thread that writes nothing, and says that it did only when it is told to reopen, or to close; where
// `log` is `dies` it ends when it is told so again, where it is `one by one` it says so of one batch each time.
const port = parentPort as NonNullable<typeof parentPort>;
const { log } = workerData as WriterSettings;
let waiting = 0;
let told = 0;

const acknowledge = (leave: number) => {
  for (; waiting > leave; waiting--) port.postMessage({ kind: 'written', owed: { missing: 0, unnoted: 0 } });
};

port.on('message', (message: ToWriter) => {
  if (message.kind === 'batch') waiting += 1;
  else if (++told > 1 && log === 'dies') throw new Error('no more room');
  else acknowledge(log === 'one by one' && message.kind === 'reopen' ? waiting - 1 : 0);
  if (message.kind === 'close') port.postMessage({ kind: 'closed', lost: 0 });
});
