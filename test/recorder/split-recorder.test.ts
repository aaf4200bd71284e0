import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Recorder } from '../../src/recorder/recorder.js';
import { SplitRecorder } from '../../src/recorder/split-recorder.js';
import { requestRecord, responseRecord, tapped } from './records.js';
import { temporaryFolder } from './temporary-folder.js';

const EVENTS = { onFileState: () => {}, onFault: (message: string) => console.error(message) };

/** Every file of a trace that a recorder wrote. */
async function written(Kind: typeof Recorder | typeof SplitRecorder) {
  const dir = temporaryFolder();
  const recorder = new Kind(
    { log: join(dir, 'requests.log'), dir, secrets: 'hash', captureLimit: 1000 },
    EVENTS,
  );
  for (let i = 1; i <= 50; i++) {
    const number = recorder.nextNumber();
    const url = `http://10.0.0.5/image/v2/images/00000000-0000-4000-8000-0000000000${10 + i}`;
    recorder.record(requestRecord({ number, url, parent: i > 1 ? i - 1 : null }));
    if (i === 25) recorder.leftOut(3);
    recorder.record(responseRecord({ number, url, body: tapped(`{"n": ${i}}`) }));
  }
  const summary = await recorder.close();
  const files = readdirSync(dir)
    .sort()
    .map((name) => `${name}\n${readFileSync(join(dir, name), 'utf8')}`);
  return { summary, files };
}

test('two threads write the same files, byte for byte, as one does', async () => {
  const one = await written(Recorder);
  expect(one.files).toHaveLength(5);
  expect(one.summary).toEqual({ messages: 103, lost: 3 });
  expect(await written(SplitRecorder)).toEqual(one);
});
