import { Recorder } from '../../src/recorder/recorder.js';
import { requestRecord, tapped } from './records.js';

// A process that records until it is killed. `steady`: small messages, and the number of those that were flushed on
// stdout; `blocked`: 600 messages of 1 KiB, then the thread that serves requests does nothing any more.
const [, , dir = '', mode] = process.argv;
const recorder = new Recorder(
  { log: `${dir}/requests.log`, dir, secrets: 'hash', captureLimit: 4096 },
  { onFileState: () => {}, onFault: (message) => process.stderr.write(`${message}\n`) },
);
const record = (number: number) => recorder.record(requestRecord({ number, body: tapped('x'.repeat(1024)) }));

if (mode === 'blocked') {
  for (let number = 1; number <= 600; number++) record(number);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
} else {
  for (let number = 1; ; number++) {
    record(number);
    if (number % 50 !== 0) continue;
    await recorder.flush();
    process.stdout.write(`${number}\n`);
  }
}
