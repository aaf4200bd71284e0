import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLog } from '../../src/formats/log-reader.js';
import { Recorder } from '../../src/recorder/recorder.js';
import { responseRecord } from './records.js';
import { temporaryFolder } from './temporary-folder.js';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function startChild(dir: string, mode: 'steady' | 'blocked') {
  const script = fileURLToPath(new URL('./recording-child.js', import.meta.url));
  const child = spawn(process.execPath, [script, dir, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

const journal = (dir: string) =>
  readFileSync(join(dir, 'journal.ndjson'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

test('what was handed to the kernel survives a kill -9, in every file, and the next start goes on behind it', async () => {
  const dir = temporaryFolder();
  const child = startChild(dir, 'steady');
  let flushed = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    flushed = Number(chunk.toString().trim().split('\n').at(-1));
    if (flushed >= 2000) break;
  }
  await kill(child);
  const recorder = new Recorder(
    { log: join(dir, 'requests.log'), dir, secrets: 'hash', captureLimit: 1024 },
    { onFileState: () => {}, onFault: (message) => expect(message).toBe('') },
  );
  recorder.record(responseRecord());
  await recorder.close();
  const lines = journal(dir);
  const numbers = lines.filter(({ type }) => type === 'request').map(({ number }) => number);
  // In their order, none left out between, and all that were flushed.
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  expect(numbers.length).toBeGreaterThanOrEqual(flushed);
  expect(lines.at(-1)).toMatchObject({ type: 'response' });
  const { entries, problemCount } = readLog(readFileSync(join(dir, 'requests.log')));
  expect(entries.length).toBeGreaterThan(flushed);
  expect(entries.at(-1)).toMatchObject({ kind: 'response' });
  // At most the one that was being written.
  expect(problemCount).toBeLessThanOrEqual(1);
});

test('512 KiB are handed over at once, though the thread that serves requests has no time: a kill -9 loses the rest', async () => {
  const dir = temporaryFolder();
  const child = startChild(dir, 'blocked');
  const count = () => {
    try {
      return journal(dir).length;
    } catch {
      return 0;
    }
  };
  while (count() === 0) await new Promise(setImmediate);
  await kill(child);
  // 1 KiB of body each and about 0.7 KiB beside it: a batch is full with some 300 of them.
  expect(count()).toBeGreaterThan(200);
  expect(count()).toBeLessThan(600);
});
