import { getPriority, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { readBatch } from './batch.js';
import { Writer } from './writer.js';
import type { FromWriter, ToWriter, WriterSettings } from './writer-messages.js';

/** ms between attempts to write what could not be written. */
const RETRY = 1_000;

/**
 * How far the thread steps back where there are not processors enough (nice): callers wait for an answer, nobody for its record. No
 * further, as it must not starve where all else is busy too.
 */
const STEP_BACK = 5;
/** Behind everybody. */
const LAST = 19;

if (parentPort === null) throw new Error('worker.js runs as the recorder’s thread');
const port = parentPort;
const post = (message: FromWriter): void => port.postMessage(message);

const writer = new Writer(workerData as WriterSettings, {
  onFileState: (state) => {
    // Errors lose their code on the way between threads.
    const error = state.error === null ? null : { code: state.error.code, message: state.error.message };
    post({ kind: 'file', state: { ...state, error: error as NodeJS.ErrnoException | null } });
  },
  onFault: (message) => post({ kind: 'fault', message }),
});

stepBack();
// From now on others see that the files are in use, whether or not a message comes.
writer.reopen();
setInterval(() => writer.flush(), RETRY);

port.on('message', (message: ToWriter) => {
  switch (message.kind) {
    case 'batch':
      if (message.leftOut > 0) writer.leftOut(message.leftOut);
      writer.write(readBatch(message.batch));
      port.postMessage(
        { kind: 'written', owed: writer.owed, bytes: message.batch.bytes } satisfies FromWriter,
        [message.batch.bytes],
      );
      break;
    case 'reopen':
      writer.reopen();
      break;
    case 'close':
      if (message.leftOut > 0) writer.leftOut(message.leftOut);
      post({ kind: 'closed', lost: writer.close() });
  }
});

/** On Linux a priority is a thread's own, and 0 the one that asks (setpriority(2)); elsewhere it would be the whole process's. */
function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, Math.min(LAST, getPriority(0) + STEP_BACK));
  } catch {
    // A sandbox that knows no such call: it writes all the same.
  }
}
