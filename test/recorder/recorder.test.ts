import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { readLog } from '../../src/formats/log-reader.js';
import { Recorder, type RecorderOptions } from '../../src/recorder/recorder.js';
import { requestRecord, responseRecord, tapped } from './records.js';
import { temporaryFolder } from './temporary-folder.js';

const open: Recorder[] = [];
afterEach(async () => {
  for (const recorder of open.splice(0)) await recorder.close();
});

function startRecorder({ log, ...options }: RecorderOptions & { log?: string } = {}) {
  const dir = temporaryFolder();
  const faults: string[] = [];
  let heard = () => {};
  const recorder = new Recorder(
    { log: log ?? join(dir, 'requests.log'), dir, secrets: 'hash', captureLimit: 1024 },
    {
      onFileState: () => {},
      onFault: (message) => {
        faults.push(message);
        heard();
      },
    },
    options,
  );
  open.push(recorder);
  const close = () => {
    open.splice(open.indexOf(recorder), 1);
    return recorder.close();
  };
  /** Resolves with the next fault. */
  const fault = () => new Promise<void>((resolve) => (heard = resolve));
  const journal = () =>
    (existsSync(join(dir, 'journal.ndjson')) ? readFileSync(join(dir, 'journal.ndjson'), 'utf8') : '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return { recorder, dir, faults, fault, close, journal };
}

const SLOW = { worker: new URL('./slow-worker.js', import.meta.url) };
const DYING = { worker: new URL('./dying-worker.js', import.meta.url) };
const MIB = 2 ** 20;
/** A message of so many MiB; its bytes are no news. */
const large = (mib: number) => requestRecord({ body: tapped(Buffer.alloc(mib * MIB)) });

test('exchanges are numbered from 1', () => {
  const { recorder } = startRecorder();
  expect([recorder.nextNumber(), recorder.nextNumber(), recorder.nextNumber()]).toEqual([1, 2, 3]);
});

test('messages come into the files in their order, large ones among small ones', async () => {
  const { recorder, close, dir, journal } = startRecorder();
  for (let number = 1; number <= 1000; number++) {
    recorder.record(requestRecord({ number, body: tapped('x'.repeat(number % 17 === 0 ? 100_000 : 10)) }));
    recorder.record(responseRecord({ number }));
    if (number % 100 === 0) await new Promise(setImmediate);
  }
  expect(await close()).toEqual({ messages: 2000, lost: 0 });
  const wanted = Array.from({ length: 1000 }, (_, i) => [`request ${i + 1}`, `response ${i + 1}`]).flat();
  expect(journal().map(({ type, number }) => `${type} ${number}`)).toEqual(wanted);
  const { entries, problems } = readLog(readFileSync(join(dir, 'requests.log')));
  expect(entries.map(({ kind }) => kind)).toEqual(wanted.map((line) => line.split(' ')[0]));
  expect(problems).toEqual([]);
});

test('a message is in the files soon, with nothing behind it', async () => {
  const { recorder, journal } = startRecorder();
  recorder.record(requestRecord());
  for (;;) {
    await new Promise(setImmediate);
    try {
      if (journal().length === 1) break;
    } catch {
      // Not there yet.
    }
  }
});

test('flush resolves when what was recorded before is in the files, whatever is recorded after', async () => {
  const { recorder, journal } = startRecorder();
  await recorder.flush();
  for (let round = 1; round <= 5; round++) {
    recorder.record(requestRecord());
    const flushed = recorder.flush();
    recorder.record(responseRecord({ body: tapped('x'.repeat(MIB)) }));
    await flushed;
    expect(journal().length).toBeGreaterThanOrEqual(2 * round - 1);
  }
});

test('what is recorded after the close is counted as missing', async () => {
  const { recorder, close } = startRecorder();
  recorder.record(requestRecord());
  const closed = close();
  recorder.record(responseRecord());
  expect(await closed).toEqual({ messages: 2, lost: 1 });
});

test('a message that cannot be handed over is counted and told, and the next one is written', async () => {
  const { recorder, faults, close, journal } = startRecorder();
  const unfit = { caller: { name: 1n as unknown as string, source: 'unknown' } } as const;
  recorder.record(requestRecord(unfit));
  await recorder.flush();
  recorder.record(responseRecord());
  await recorder.flush();
  recorder.record(requestRecord(unfit));
  expect(await close()).toEqual({ messages: 3, lost: 2 });
  expect(faults).toHaveLength(2);
  expect(faults[0]).toMatch(/^1 message could not be handed to the files: .*BigInt/);
  // Noted before what follows, and at the end.
  expect(journal().map(({ type }) => type)).toEqual(['gap', 'response', 'gap']);
});

describe('a writer that cannot keep up', () => {
  test('holds new requests until it has caught up', async () => {
    const { recorder } = startRecorder(SLOW);
    let served = 0;
    const serve = () => {
      served += 1;
    };
    recorder.record(large(40));
    recorder.whenNotBehind(serve);
    expect(served).toBe(1);
    recorder.record(large(40));
    recorder.whenNotBehind(serve);
    recorder.whenNotBehind(serve);
    expect(served).toBe(1);
    const flushed = recorder.flush();
    recorder.reopen();
    await flushed;
    expect(served).toBe(3);
    recorder.whenNotBehind(serve);
    expect(served).toBe(4);
  });

  test('lets as many go as exchanges are written, in their order, before it lets all go', async () => {
    const { recorder } = startRecorder({ ...SLOW, log: 'one by one' });
    const served: string[] = [];
    const asks = (name: string) =>
      new Promise<void>((resolve) =>
        recorder.whenNotBehind(() => {
          served.push(name);
          resolve();
        }),
      );
    for (const mib of [10, 30, 30]) recorder.record(large(mib));
    const [first, , third] = [asks('first'), asks('second'), asks('third')];
    recorder.reopen();
    await first;
    expect(served).toEqual(['first']);
    // 60 MiB are to be written, which is few enough for one that comes now, if nobody waited.
    const fourth = asks('fourth');
    expect(served).toEqual(['first']);
    recorder.reopen();
    await Promise.all([third, fourth]);
    expect(served).toEqual(['first', 'second', 'third', 'fourth']);
  });

  test('holds no request for long: traffic never depends on the trace', async () => {
    const { recorder } = startRecorder({ ...SLOW, longestHold: 5 });
    recorder.record(large(80));
    await new Promise<void>((resolve) => recorder.whenNotBehind(resolve));
  });

  test('costs messages beyond a bound, which are counted', async () => {
    const { recorder, close } = startRecorder(SLOW);
    const body = tapped(Buffer.alloc(16 * MIB));
    for (let i = 0; i < 20; i++) recorder.record(requestRecord({ body }));
    const { messages, lost } = await close();
    expect(messages).toBe(20);
    // 256 MiB are kept: sixteen of them, with their headers.
    expect(lost).toBe(4);
  });
});

describe('a writing thread that dies', () => {
  test('stops neither traffic nor close; it is told once, and what is missing is counted', async () => {
    const { recorder, fault, faults, close } = startRecorder({ ...SLOW, log: 'dies' });
    recorder.record(requestRecord());
    const up = recorder.flush();
    recorder.reopen();
    await up;
    recorder.record(large(80));
    let served = 0;
    recorder.whenNotBehind(() => {
      served += 1;
    });
    const flushed = recorder.flush();
    const told = fault();
    recorder.reopen();
    await told;
    await flushed;
    expect(served).toBe(1);
    recorder.whenNotBehind(() => {
      served += 1;
    });
    expect(served).toBe(2);
    recorder.record(responseRecord());
    recorder.reopen();
    await recorder.flush();
    expect(await close()).toEqual({ messages: 3, lost: 1 });
    expect(faults).toEqual([
      'The thread that writes the trace stopped: no more room. 1 message is missing in the trace; traffic goes on. It is started again.',
    ]);
  });

  test('is started again; what it had is one note in every file, and all that comes after is written', async () => {
    const { recorder, fault, faults, close, dir, journal } = startRecorder(DYING);
    recorder.record(requestRecord({ number: 1 }));
    await recorder.flush();
    recorder.record(requestRecord({ number: 2 }));
    recorder.record(requestRecord({ number: 3, method: 'DIE' }));
    const told = fault();
    await recorder.flush();
    await told;
    for (let number = 4; number <= 6; number++) {
      recorder.record(requestRecord({ number }));
      await new Promise(setImmediate);
    }
    expect(await close()).toEqual({ messages: 6, lost: 2 });
    expect(journal().map(({ type, number, lost }) => `${type} ${number ?? lost}`)).toEqual([
      'request 1',
      'gap 2',
      'request 4',
      'request 5',
      'request 6',
    ]);
    for (const [file, note] of [
      ['requests.log', /LOST requestshook:messages\?count=2\n/g],
      ['diagram.md', /^%% 2 messages are missing here$/gm],
      ['body.md', /"2 messages are missing here"/g],
    ] as const)
      expect(readFileSync(join(dir, file), 'utf8').match(note)).toHaveLength(1);
    expect(faults).toHaveLength(1);
  });

  test('is noted in the files though no message comes any more', async () => {
    const { recorder, fault, journal } = startRecorder(DYING);
    recorder.record(requestRecord({ method: 'DIE' }));
    const told = fault();
    await recorder.flush();
    await told;
    while (journal().length === 0) await new Promise(setImmediate);
    expect(journal()).toMatchObject([{ type: 'gap', lost: 1 }]);
  });

  test('over and over is started again after a pause; what comes meanwhile waits, and is written', async () => {
    const { recorder, fault, faults, close, journal } = startRecorder({ ...DYING, restartAfter: 20 });
    for (let number = 1; number <= 4; number++) {
      recorder.record(requestRecord({ number, method: 'DIE' }));
      const told = fault();
      await recorder.flush();
      await told;
      // While nobody writes.
      recorder.record(requestRecord({ number: 10 + number }));
      while (journal().at(-1)?.number !== 10 + number) await new Promise(setImmediate);
    }
    expect(await close()).toEqual({ messages: 8, lost: 4 });
    expect(journal().map(({ type, number, lost }) => `${type} ${number ?? lost}`)).toEqual([
      'gap 1',
      'request 11',
      'gap 1',
      'request 12',
      'gap 1',
      'request 13',
      'gap 1',
      'request 14',
    ]);
    expect(faults.map((text) => /It is started again(.*)\.$/.exec(text)?.[1])).toEqual([
      '',
      ' in 0.02 s',
      ' in 0.04 s',
      ' in 0.08 s',
    ]);
  });

  test('while the trace is closed is not started again, and what it had is counted', async () => {
    const { recorder, close, faults } = startRecorder(DYING);
    recorder.record(requestRecord({ method: 'DIE' }));
    expect(await close()).toEqual({ messages: 1, lost: 1 });
    expect(faults).toEqual([
      'The thread that writes the trace stopped: it was told to die. 1 message is missing in the trace; traffic goes on.',
    ]);
  });

  test('with what a full disk did not take yet: that is counted, and noted, as well', async () => {
    const log = '/dev/full';
    const { recorder, fault, close } = startRecorder({ ...DYING, log });
    recorder.record(requestRecord({ number: 1 }));
    await recorder.flush();
    recorder.record(requestRecord({ number: 2, method: 'DIE' }));
    const told = fault();
    await recorder.flush();
    await told;
    recorder.record(requestRecord({ number: 3 }));
    // The first two died with the thread; the third still has no room.
    expect(await close()).toEqual({ messages: 3, lost: 3 });
  });
});

(process.platform === 'linux' ? test : test.skip)(
  'the thread that writes steps back behind those that serve, and no other does',
  async () => {
    const niceness = () =>
      readdirSync('/proc/self/task').flatMap((thread) => {
        try {
          const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
          return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
        } catch {
          return []; // It has ended meanwhile.
        }
      });
    const usual = getPriority();
    expect(niceness().filter((nice) => nice > usual)).toEqual([]);
    const { recorder } = startRecorder();
    recorder.record(requestRecord());
    await recorder.flush();
    expect(niceness().filter((nice) => nice > usual)).toHaveLength(1);
  },
);
